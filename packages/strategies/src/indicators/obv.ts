import { type Bars, defineIndicator, oneOf, type Updating } from '@botyard/core'
import type { Reading } from './reading.ts'

/** On-balance volume: the volume of bars that closed higher minus that of bars that closed lower, since the start. */
export const obv = defineIndicator({
  name: 'obv',
  options: { start: oneOf(['zero', 'volume'], 'what it starts from: nothing, or the volume of the first bar') },
  warm: () => 1,
  create: ({ start }, input: Bars, keep): Updating<Reading> => new Obv(input, keep(fresh()), start),
})

const fresh = () => ({ value: Number.NaN, ready: false, last: Number.NaN, total: 0 })

class Obv {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #first: boolean

  constructor(input: Bars, state: ReturnType<typeof fresh>, start: 'zero' | 'volume') {
    this.#input = input
    this.#state = state
    this.#first = start === 'volume'
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const { close, volume } = this.#input
    if (!Number.isFinite(close + volume)) return
    const change = close - state.last
    state.last = close
    if (change > 0 || (Number.isNaN(change) && this.#first)) state.total += volume
    else if (change < 0) state.total -= volume
    state.value = state.total
    state.ready = true
  }
}
