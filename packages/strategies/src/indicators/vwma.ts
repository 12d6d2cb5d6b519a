import { type Bars, defineIndicator, oneOf, type Updating } from '@botyard/core'
import { RunningSum } from '../pieces/running-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/**
 * Volume-weighted moving average of the last `period` bars; a window without volume gives the newest price.
 * With `price: 'typical'` it is the rolling VWAP.
 */
export const vwma = defineIndicator({
  name: 'vwma',
  options: {
    period: period(20, 'bars averaged'),
    price: oneOf(['close', 'typical'], 'which price of a bar: its close, or the mean of high, low and close'),
  },
  warm: ({ period }) => period,
  create: ({ period, price }, input: Bars, keep): Updating<Reading> => new Vwma(input, keep(fresh(period)), price),
})

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  paid: RunningSum.column(period),
  volumes: RunningSum.column(period),
})

class Vwma {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #typical: boolean
  readonly #paid: RunningSum
  readonly #volumes: RunningSum

  constructor(input: Bars, state: ReturnType<typeof fresh>, price: 'close' | 'typical') {
    this.#input = input
    this.#state = state
    this.#typical = price === 'typical'
    this.#paid = new RunningSum(state.paid)
    this.#volumes = new RunningSum(state.volumes)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const paid = this.#paid
    const volumes = this.#volumes
    const { close, volume } = this.#input
    const price = this.#typical ? (this.#input.high + this.#input.low + close) / 3 : close
    const amount = price * volume
    if (!Number.isFinite(amount)) return
    paid.push(amount)
    volumes.push(volume)
    if (!paid.full) return
    state.value = volumes.sum > 0 ? paid.sum / volumes.sum : price
    state.ready = true
  }
}
