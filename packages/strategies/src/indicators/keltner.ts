import { type Bars, defineIndicator, number, type Updating } from '@botyard/core'
import { ExponentialMean } from '../pieces/exponential-mean.ts'
import { TrueRange } from '../pieces/true-range.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** The channel, in units of price; `value` is the middle. */
export interface KeltnerReading extends Reading {
  /** The EMA, there before the bands when the average range takes longer. */
  readonly middle: number
  readonly upper: number
  readonly lower: number
}

/** Keltner's channel: an EMA of the close and a multiple of Wilder's average true range on both sides of it. */
export const keltner = defineIndicator({
  name: 'keltner',
  options: {
    period: period(20, 'bars of the EMA'),
    multiple: number(2, 'average ranges from the middle to a band', { min: 0, max: 100 }),
    rangePeriod: period(20, 'bars of the average range'),
  },
  warm: ({ period, rangePeriod }) => Math.max(period, rangePeriod + 1),
  create: ({ period, multiple, rangePeriod }, input: Bars, keep): Updating<KeltnerReading> =>
    new Keltner(input, keep(fresh()), period, multiple, rangePeriod),
})

const fresh = () => ({
  value: Number.NaN,
  ready: false,
  middle: Number.NaN,
  upper: Number.NaN,
  lower: Number.NaN,
  centre: ExponentialMean.column(),
  range: TrueRange.column(),
  average: ExponentialMean.column(),
})

class Keltner {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #multiple: number
  readonly #centre: ExponentialMean
  readonly #range: TrueRange
  readonly #average: ExponentialMean

  constructor(input: Bars, state: ReturnType<typeof fresh>, period: number, multiple: number, rangePeriod: number) {
    this.#input = input
    this.#state = state
    this.#multiple = multiple
    this.#centre = ExponentialMean.ema(state.centre, period)
    this.#range = new TrueRange(state.range, 'skip')
    this.#average = ExponentialMean.wilder(state.average, rangePeriod)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  get middle(): number {
    return this.#state.middle
  }

  get upper(): number {
    return this.#state.upper
  }

  get lower(): number {
    return this.#state.lower
  }

  update(): void {
    const state = this.#state
    const centre = this.#centre
    const range = this.#range
    const average = this.#average
    if (!Number.isFinite(this.#input.high + this.#input.low + this.#input.close)) return
    centre.push(this.#input.close)
    if (centre.full) state.middle = centre.mean
    range.read(this.#input)
    if (!range.full) return
    average.push(range.range)
    if (!average.full || !centre.full) return
    const reach = this.#multiple * average.mean
    state.upper = state.middle + reach
    state.lower = state.middle - reach
    state.value = state.middle
    state.ready = true
  }
}
