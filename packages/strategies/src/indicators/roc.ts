import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { Ring } from '../pieces/ring.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Rate of change over `period` steps, in percent. 0 where the earlier value is 0. */
export const roc = defineIndicator({
  name: 'roc',
  options: { period: period(10, 'steps back') },
  warm: ({ period }) => period + 1,
  create: ({ period }, input: Source, keep): Updating<Reading> => new Roc(input, keep(fresh(period))),
})

const fresh = (period: number) => ({ value: Number.NaN, ready: false, values: Ring.column(period) })

class Roc {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #values: Ring

  constructor(input: Source, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#values = new Ring(state.values)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const values = this.#values
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    const { full, oldest } = values
    values.push(x)
    if (!full) return
    state.value = oldest === 0 ? 0 : 100 * (x / oldest - 1)
    state.ready = true
  }
}
