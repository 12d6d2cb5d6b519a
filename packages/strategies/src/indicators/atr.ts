import { type Bars, defineIndicator, oneOf, type Updating } from '@botyard/core'
import { ExponentialMean } from '../pieces/exponential-mean.ts'
import { type FirstBar, TrueRange } from '../pieces/true-range.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/**
 * Average true range, Wilder's mean, in units of price.
 * The first bar has no close before it; it is left out, or counts as its high minus its low with `firstBar: 'count'`.
 */
export const atr = defineIndicator({
  name: 'atr',
  options: {
    period: period(14, 'bars averaged'),
    firstBar: oneOf(['skip', 'count'], 'whether the first bar, which has no close before it, counts'),
  },
  warm: ({ period, firstBar }) => (firstBar === 'skip' ? period + 1 : period),
  create: ({ period, firstBar }, input: Bars, keep): Updating<Reading> => new Atr(input, keep(fresh()), period, firstBar),
})

const fresh = () => ({ value: Number.NaN, ready: false, range: TrueRange.column(), average: ExponentialMean.column() })

class Atr {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #range: TrueRange
  readonly #average: ExponentialMean

  constructor(input: Bars, state: ReturnType<typeof fresh>, period: number, firstBar: FirstBar) {
    this.#input = input
    this.#state = state
    this.#range = new TrueRange(state.range, firstBar)
    this.#average = ExponentialMean.wilder(state.average, period)
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
    const average = this.#average
    if (!Number.isFinite(this.#input.high + this.#input.low + this.#input.close)) return
    range.read(this.#input)
    if (!range.full) return
    average.push(range.range)
    if (!average.full) return
    state.value = average.mean
    state.ready = true
  }
}
