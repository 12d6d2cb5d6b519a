import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { RelativeStrength } from '../pieces/relative-strength.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Wilder's relative strength index, 0 to 100: gains as a part of all moves. 50 when nothing ever moved. */
export const rsi = defineIndicator({
  name: 'rsi',
  options: { period: period(14, 'changes that count') },
  warm: ({ period }) => period + 1,
  create: ({ period }, input: Source, keep): Updating<Reading> => new Rsi(input, keep(fresh()), period),
})

const fresh = () => ({ value: Number.NaN, ready: false, strength: RelativeStrength.column() })

class Rsi {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #strength: RelativeStrength

  constructor(input: Source, state: ReturnType<typeof fresh>, period: number) {
    this.#input = input
    this.#state = state
    this.#strength = new RelativeStrength(state.strength, period)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const strength = this.#strength
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    strength.push(x)
    if (!strength.full) return
    state.value = 100 * strength.share
    state.ready = true
  }
}
