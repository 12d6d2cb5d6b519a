import { type Bars, dayMicros, defineIndicator, oneOf, type Updating } from '@botyard/core'
import type { Reading } from './reading.ts'

/**
 * Volume-weighted mean of the typical price since the start, or since midnight UTC with `reset: 'day'`. Until something traded it is the
 * typical price. For a moving window take `vwma` with `price: 'typical'`.
 */
export const vwap = defineIndicator({
  name: 'vwap',
  options: { reset: oneOf(['never', 'day'], 'when it begins anew: never, or at midnight UTC') },
  warm: () => 1,
  create: ({ reset }, input: Bars, keep): Updating<Reading> => new Vwap(input, keep(fresh()), reset),
})

const fresh = () => ({ value: Number.NaN, ready: false, day: 0, volume: 0 })

class Vwap {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #daily: boolean

  constructor(input: Bars, state: ReturnType<typeof fresh>, reset: 'never' | 'day') {
    this.#input = input
    this.#state = state
    this.#daily = reset === 'day'
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const price = (this.#input.high + this.#input.low + this.#input.close) / 3
    const { volume } = this.#input
    if (!Number.isFinite(price * volume)) return
    if (this.#daily) {
      // The bar that closes at midnight belongs to the day that ends.
      const day = Math.ceil(this.#input.time / dayMicros)
      if (day !== state.day) state.volume = 0
      state.day = day
    }
    state.volume += volume
    if (state.volume === volume) state.value = price
    else state.value += (price - state.value) * (volume / state.volume)
    state.ready = true
  }
}
