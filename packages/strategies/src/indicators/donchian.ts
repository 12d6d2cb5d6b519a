import { type Bars, defineIndicator, type Updating } from '@botyard/core'
import { RollingExtreme } from '../pieces/rolling-extreme.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** The channel, in units of price; `value` is its middle. */
export interface DonchianReading extends Reading {
  readonly upper: number
  readonly lower: number
}

/** Donchian's channel: the highest high and the lowest low of the last `period` bars, the newest included. */
export const donchian = defineIndicator({
  name: 'donchian',
  options: { period: period(20, 'bars compared') },
  warm: ({ period }) => period,
  create: ({ period }, input: Bars, keep): Updating<DonchianReading> => new Donchian(input, keep(fresh(period))),
})

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  upper: Number.NaN,
  lower: Number.NaN,
  high: RollingExtreme.column(period),
  low: RollingExtreme.column(period),
})

class Donchian {
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

  get upper(): number {
    return this.#state.upper
  }

  get lower(): number {
    return this.#state.lower
  }

  update(): void {
    const state = this.#state
    const { high, low } = this.#input
    if (!Number.isFinite(high + low)) return
    this.#high.push(high)
    this.#low.push(low)
    if (!this.#high.full) return
    state.upper = this.#high.value
    state.lower = this.#low.value
    state.value = state.lower + (state.upper - state.lower) / 2
    state.ready = true
  }
}
