import { type Bars, defineIndicator, type Updating } from '@botyard/core'
import { RunningSum } from '../pieces/running-sum.ts'
import { TrueRange } from '../pieces/true-range.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Williams' ultimate oscillator, 0 to 100: buying pressure as a part of the true range over three spans, weighted 4, 2 and 1. 50 when flat. */
export const ultimateOscillator = defineIndicator({
  name: 'ultimate-oscillator',
  options: {
    short: period(7, 'bars of the short span'),
    medium: period(14, 'bars of the medium span'),
    long: period(28, 'bars of the long span'),
  },
  warm: ({ short, medium, long }) => Math.max(short, medium, long) + 1,
  create: ({ short, medium, long }, input: Bars, keep): Updating<Reading> =>
    new UltimateOscillator(input, keep(fresh(short, medium, long))),
})

const share = (pressure: number, range: number) => (range > 0 ? pressure / range : 0.5)

const fresh = (short: number, medium: number, long: number) => ({
  value: Number.NaN,
  ready: false,
  last: 0,
  range: TrueRange.column(),
  shortPressure: RunningSum.column(short),
  shortRange: RunningSum.column(short),
  mediumPressure: RunningSum.column(medium),
  mediumRange: RunningSum.column(medium),
  longPressure: RunningSum.column(long),
  longRange: RunningSum.column(long),
})

class UltimateOscillator {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #range: TrueRange
  readonly #shortPressure: RunningSum
  readonly #shortRange: RunningSum
  readonly #mediumPressure: RunningSum
  readonly #mediumRange: RunningSum
  readonly #longPressure: RunningSum
  readonly #longRange: RunningSum

  constructor(input: Bars, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#range = new TrueRange(state.range, 'skip')
    this.#shortPressure = new RunningSum(state.shortPressure)
    this.#shortRange = new RunningSum(state.shortRange)
    this.#mediumPressure = new RunningSum(state.mediumPressure)
    this.#mediumRange = new RunningSum(state.mediumRange)
    this.#longPressure = new RunningSum(state.longPressure)
    this.#longRange = new RunningSum(state.longRange)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const range = this.#range
    const { high, low, close } = this.#input
    if (!Number.isFinite(high + low + close)) return
    const pressure = close - Math.min(low, state.last)
    state.last = close
    range.read(this.#input)
    if (!range.full) return
    const whole = range.range
    this.#shortPressure.push(pressure)
    this.#shortRange.push(whole)
    this.#mediumPressure.push(pressure)
    this.#mediumRange.push(whole)
    this.#longPressure.push(pressure)
    this.#longRange.push(whole)
    if (!this.#shortRange.full || !this.#mediumRange.full || !this.#longRange.full) return
    const short = share(this.#shortPressure.sum, this.#shortRange.sum)
    const medium = share(this.#mediumPressure.sum, this.#mediumRange.sum)
    const long = share(this.#longPressure.sum, this.#longRange.sum)
    state.value = (100 * (4 * short + 2 * medium + long)) / 7
    state.ready = true
  }
}
