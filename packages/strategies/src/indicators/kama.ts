import { defineIndicator, oneOf, type Source, type Updating } from '@botyard/core'
import { Ring } from '../pieces/ring.ts'
import { RunningSum } from '../pieces/running-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/**
 * Kaufman's adaptive average: fast while the price goes straight, slow while it goes to and fro.
 * It starts from the last of the first `period` values; that value is shown at once with `start: 'early'`, and only moved by the next one otherwise.
 */
export const kama = defineIndicator({
  name: 'kama',
  options: {
    period: period(10, 'steps over which straightness is measured'),
    fast: period(2, 'steps of the EMA it is at its fastest'),
    slow: period(30, 'steps of the EMA it is at its slowest'),
    start: oneOf(['late', 'early'], 'whether the value it starts from is already shown'),
  },
  warm: ({ period, start }) => (start === 'early' ? period : period + 1),
  create: ({ period, fast, slow, start }, input: Source, keep): Updating<Reading> =>
    new Kama(input, keep(fresh(period)), fast, slow, start),
})

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  last: Number.NaN,
  average: 0,
  prices: Ring.column(period),
  path: RunningSum.column(period),
})

class Kama {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #quickest: number
  readonly #slowest: number
  readonly #early: boolean
  readonly #prices: Ring
  readonly #path: RunningSum

  constructor(input: Source, state: ReturnType<typeof fresh>, fast: number, slow: number, start: 'late' | 'early') {
    this.#input = input
    this.#state = state
    this.#quickest = 2 / (fast + 1)
    this.#slowest = 2 / (slow + 1)
    this.#early = start === 'early'
    this.#prices = new Ring(state.prices)
    this.#path = new RunningSum(state.path)
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
    const path = this.#path
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    const { last } = state
    state.last = x
    if (!Number.isNaN(last)) path.push(Math.abs(x - last))
    const whole = prices.full
    const way = Math.abs(x - prices.oldest)
    prices.push(x)
    if (whole) {
      const straight = path.sum > way ? way / path.sum : 1
      const speed = this.#slowest + straight * (this.#quickest - this.#slowest)
      state.average += speed * speed * (x - state.average)
    } else {
      state.average = x
      if (!prices.full || !this.#early) return
    }
    state.value = state.average
    state.ready = true
  }
}
