import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { WeightedSum } from '../pieces/weighted-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** The line, in units of the input; `value` is its end, at the newest value. */
export interface LinearRegressionReading extends Reading {
  /** What the line gains a step. */
  readonly slope: number
}

/**
 * Straight line of least squares through the last `period` values.
 * Its end is three weighted means minus two plain ones, so both are kept as running sums.
 */
export const linearRegression = defineIndicator({
  name: 'linear-regression',
  options: { period: period(14, 'values the line is laid through', 2) },
  warm: ({ period }) => period,
  create: ({ period }, input: Source, keep): Updating<LinearRegressionReading> =>
    new LinearRegression(input, keep(fresh(period)), period),
})

const fresh = (period: number) => ({ value: Number.NaN, ready: false, slope: Number.NaN, window: WeightedSum.column(period) })

class LinearRegression {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #period: number
  readonly #window: WeightedSum

  constructor(input: Source, state: ReturnType<typeof fresh>, period: number) {
    this.#input = input
    this.#state = state
    this.#period = period
    this.#window = new WeightedSum(state.window)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  get slope(): number {
    return this.#state.slope
  }

  update(): void {
    const state = this.#state
    const window = this.#window
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    window.push(x)
    if (!window.full) return
    const lead = window.weightedMean - window.mean
    state.slope = (6 * lead) / (this.#period - 1)
    state.value = window.mean + 3 * lead
    state.ready = true
  }
}
