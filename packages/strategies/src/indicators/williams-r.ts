import { type Bars, defineIndicator, type Updating } from '@botyard/core'
import { RollingExtreme } from '../pieces/rolling-extreme.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Williams' %R, -100 to 0: how far the close is below the highest high of the last bars, as a part of their range. -50 when flat. */
export const williamsR = defineIndicator({
  name: 'williams-r',
  options: { period: period(14, 'bars compared') },
  warm: ({ period }) => period,
  create: ({ period }, input: Bars, keep): Updating<Reading> => new WilliamsR(input, keep(fresh(period))),
})

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  high: RollingExtreme.column(period),
  low: RollingExtreme.column(period),
})

class WilliamsR {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #high: RollingExtreme
  readonly #low: RollingExtreme

  constructor(input: Bars, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#high = new RollingExtreme(state.high, 'highest')
    this.#low = new RollingExtreme(state.low, 'lowest')
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const { high, low, close } = this.#input
    if (!Number.isFinite(high + low + close)) return
    this.#high.push(high)
    this.#low.push(low)
    if (!this.#high.full) return
    const highest = this.#high.value
    const span = highest - this.#low.value
    state.value = span > 0 ? (100 * (close - highest)) / span : -50
    state.ready = true
  }
}
