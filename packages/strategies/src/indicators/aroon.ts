import { type Bars, defineIndicator, type Updating } from '@botyard/core'
import { RollingExtreme } from '../pieces/rolling-extreme.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Freshness of both extremes; `value` is the Aroon oscillator, up minus down, -100 to 100. */
export interface AroonReading extends Reading {
  /** 100 when the highest high is the newest bar's, 0 when it is the oldest's. */
  readonly up: number
  /** The same of the lowest low. */
  readonly down: number
}

/** Chande's Aroon: how fresh the highest high and the lowest low of the last `period` + 1 bars are. Of equal extremes the newest counts. */
export const aroon = defineIndicator({
  name: 'aroon',
  options: { period: period(14, 'bars looked back') },
  warm: ({ period }) => period + 1,
  create: ({ period }, input: Bars, keep): Updating<AroonReading> => new Aroon(input, keep(fresh(period)), period),
})

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  up: Number.NaN,
  down: Number.NaN,
  high: RollingExtreme.column(period + 1),
  low: RollingExtreme.column(period + 1),
})

class Aroon {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #period: number
  readonly #high: RollingExtreme
  readonly #low: RollingExtreme

  constructor(input: Bars, state: ReturnType<typeof fresh>, period: number) {
    this.#input = input
    this.#state = state
    this.#period = period
    this.#high = new RollingExtreme(state.high, 'highest')
    this.#low = new RollingExtreme(state.low, 'lowest')
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  get up(): number {
    return this.#state.up
  }

  get down(): number {
    return this.#state.down
  }

  update(): void {
    const state = this.#state
    const { high, low } = this.#input
    if (!Number.isFinite(high + low)) return
    this.#high.push(high)
    this.#low.push(low)
    if (!this.#high.full) return
    state.up = 100 * (1 - this.#high.age / this.#period)
    state.down = 100 * (1 - this.#low.age / this.#period)
    state.value = state.up - state.down
    state.ready = true
  }
}
