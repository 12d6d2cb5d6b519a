import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { RunningSum } from '../pieces/running-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Simple moving average: the plain mean of the last `period` values. */
export const sma = defineIndicator({
  name: 'sma',
  options: { period: period(20, 'values averaged') },
  warm: ({ period }) => period,
  create: ({ period }, input: Source, keep): Updating<Reading> => new Sma(input, keep(fresh(period))),
})

const fresh = (period: number) => ({ value: Number.NaN, ready: false, window: RunningSum.column(period) })

class Sma {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #window: RunningSum

  constructor(input: Source, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#window = new RunningSum(state.window)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const window = this.#window
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    window.push(x)
    if (!window.full) return
    state.value = window.mean
    state.ready = true
  }
}
