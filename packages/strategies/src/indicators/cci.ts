import { type Bars, defineIndicator, type Updating } from '@botyard/core'
import { Ring } from '../pieces/ring.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/**
 * Lambert's commodity channel index: how far the typical price is from its mean, in units of 0.015 mean absolute deviations. 0 when flat.
 * The mean absolute deviation has no running form, so every bar costs `period` steps.
 */
export const cci = defineIndicator({
  name: 'cci',
  options: { period: period(20, 'bars averaged', 2) },
  warm: ({ period }) => period,
  create: ({ period }, input: Bars, keep): Updating<Reading> => new Cci(input, keep(fresh(period)), period),
})

const fresh = (period: number) => ({ value: Number.NaN, ready: false, prices: Ring.column(period) })

class Cci {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #period: number
  readonly #prices: Ring

  constructor(input: Bars, state: ReturnType<typeof fresh>, period: number) {
    this.#input = input
    this.#state = state
    this.#period = period
    this.#prices = new Ring(state.prices)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const prices = this.#prices
    const price = (this.#input.high + this.#input.low + this.#input.close) / 3
    if (!Number.isFinite(price)) return
    prices.push(price)
    if (!prices.full) return
    // Everything is taken from the newest price, so that equal prices are apart by exactly nothing.
    let above = 0
    for (let at = 0; at < this.#period; at++) above += price - prices.at(at)
    above /= this.#period
    let deviation = 0
    for (let at = 0; at < this.#period; at++) deviation += Math.abs(prices.at(at) - price + above)
    deviation /= this.#period
    state.value = deviation > 0 ? above / (0.015 * deviation) : 0
    state.ready = true
  }
}
