import { type Bars, defineIndicator, type Updating } from '@botyard/core'
import { ExponentialMean } from '../pieces/exponential-mean.ts'
import { TrueRange } from '../pieces/true-range.ts'
import { WilderSum } from '../pieces/wilder-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Strength and sides of a trend, each 0 to 100; `value` is the ADX. */
export interface AdxReading extends Reading {
  /** +DI: the part of the range that went up. */
  readonly plus: number
  /** -DI: the part that went down. */
  readonly minus: number
}

/**
 * Wilder's directional movement: how much of the range went up or down, and the average of how one-sided that was. 0 when flat.
 * The totals start as Wilder's do, from period - 1 bars.
 */
export const adx = defineIndicator({
  name: 'adx',
  options: { period: period(14, 'bars smoothed over') },
  warm: ({ period }) => 2 * period,
  create: ({ period }, input: Bars, keep): Updating<AdxReading> => new Adx(input, keep(fresh()), period),
})

const fresh = () => ({
  value: Number.NaN,
  ready: false,
  plus: Number.NaN,
  minus: Number.NaN,
  high: 0,
  low: 0,
  range: TrueRange.column(),
  ranges: WilderSum.column(),
  ups: WilderSum.column(),
  downs: WilderSum.column(),
  average: ExponentialMean.column(),
})

class Adx {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #range: TrueRange
  readonly #ranges: WilderSum
  readonly #ups: WilderSum
  readonly #downs: WilderSum
  readonly #average: ExponentialMean

  constructor(input: Bars, state: ReturnType<typeof fresh>, period: number) {
    this.#input = input
    this.#state = state
    this.#range = new TrueRange(state.range, 'skip')
    this.#ranges = new WilderSum(state.ranges, period)
    this.#ups = new WilderSum(state.ups, period)
    this.#downs = new WilderSum(state.downs, period)
    this.#average = ExponentialMean.wilder(state.average, period)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  get plus(): number {
    return this.#state.plus
  }

  get minus(): number {
    return this.#state.minus
  }

  update(): void {
    const state = this.#state
    const range = this.#range
    const ranges = this.#ranges
    const ups = this.#ups
    const downs = this.#downs
    const average = this.#average
    const { high, low } = this.#input
    if (!Number.isFinite(high + low + this.#input.close)) return
    const up = high - state.high
    const down = state.low - low
    state.high = high
    state.low = low
    range.read(this.#input)
    if (!range.full) return
    ranges.push(range.range)
    ups.push(up > down && up > 0 ? up : 0)
    downs.push(down > up && down > 0 ? down : 0)
    if (!ranges.full) return
    const whole = ranges.sum
    state.plus = whole > 0 ? (100 * ups.sum) / whole : 0
    state.minus = whole > 0 ? (100 * downs.sum) / whole : 0
    const moves = state.plus + state.minus
    average.push(moves > 0 ? (100 * Math.abs(state.plus - state.minus)) / moves : 0)
    if (!average.full) return
    state.value = average.mean
    state.ready = true
  }
}
