import { type Bars, defineIndicator, type Updating } from '@botyard/core'
import { RollingExtreme } from '../pieces/rolling-extreme.ts'
import { RunningSum } from '../pieces/running-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** The two lines of the stochastic; `value` is k. */
export interface StochasticReading extends Reading {
  /** The smoothed line, 0 to 100. */
  readonly k: number
  /** Mean of the last values of k. */
  readonly d: number
}

/** Lane's stochastic: where the close stands between the lowest low, 0, and the highest high, 100, of the last bars. 50 when they are equal. */
export const stochastic = defineIndicator({
  name: 'stochastic',
  options: {
    period: period(14, 'bars compared'),
    smooth: period(3, 'bars over which k is averaged; 1 is the fast kind'),
    signal: period(3, 'values of k averaged into d'),
  },
  warm: ({ period, smooth, signal }) => period + smooth + signal - 2,
  create: ({ period, smooth, signal }, input: Bars, keep): Updating<StochasticReading> =>
    new Stochastic(input, keep(fresh(period, smooth, signal))),
})

const fresh = (period: number, smooth: number, signal: number) => ({
  value: Number.NaN,
  ready: false,
  k: Number.NaN,
  d: Number.NaN,
  high: RollingExtreme.column(period),
  low: RollingExtreme.column(period),
  slow: RunningSum.column(smooth),
  signal: RunningSum.column(signal),
})

class Stochastic {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #high: RollingExtreme
  readonly #low: RollingExtreme
  readonly #slow: RunningSum
  readonly #signal: RunningSum

  constructor(input: Bars, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#high = new RollingExtreme(state.high, 'highest')
    this.#low = new RollingExtreme(state.low, 'lowest')
    this.#slow = new RunningSum(state.slow)
    this.#signal = new RunningSum(state.signal)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  get k(): number {
    return this.#state.k
  }

  get d(): number {
    return this.#state.d
  }

  update(): void {
    const state = this.#state
    const slow = this.#slow
    const signal = this.#signal
    const { high, low, close } = this.#input
    if (!Number.isFinite(high + low + close)) return
    this.#high.push(high)
    this.#low.push(low)
    if (!this.#high.full) return
    const lowest = this.#low.value
    const span = this.#high.value - lowest
    slow.push(span > 0 ? (100 * (close - lowest)) / span : 50)
    if (!slow.full) return
    state.k = slow.mean
    signal.push(state.k)
    if (!signal.full) return
    state.d = signal.mean
    state.value = state.k
    state.ready = true
  }
}
