import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { WeightedSum } from '../pieces/weighted-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Linearly weighted moving average: the newest value weighs `period`, the oldest 1. */
export const wma = defineIndicator({
  name: 'wma',
  options: { period: period(20, 'values averaged') },
  warm: ({ period }) => period,
  create: ({ period }, input: Source, keep): Updating<Reading> => new Wma(input, keep(fresh(period))),
})

const fresh = (period: number) => ({ value: Number.NaN, ready: false, window: WeightedSum.column(period) })

class Wma {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #window: WeightedSum

  constructor(input: Source, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#window = new WeightedSum(state.window)
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
    state.value = window.weightedMean
    state.ready = true
  }
}
