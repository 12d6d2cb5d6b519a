import { type Bars, defineIndicator, type Updating } from '@botyard/core'
import { RunningSum } from '../pieces/running-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Money flow index, 0 to 100: volume times typical price of the bars that rose, as a part of those that rose or fell. 50 when none did. */
export const mfi = defineIndicator({
  name: 'mfi',
  options: { period: period(14, 'changes that count') },
  warm: ({ period }) => period + 1,
  create: ({ period }, input: Bars, keep): Updating<Reading> => new Mfi(input, keep(fresh(period))),
})

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  last: Number.NaN,
  rising: RunningSum.column(period),
  falling: RunningSum.column(period),
})

class Mfi {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #rising: RunningSum
  readonly #falling: RunningSum

  constructor(input: Bars, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#rising = new RunningSum(state.rising)
    this.#falling = new RunningSum(state.falling)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const rising = this.#rising
    const falling = this.#falling
    const price = (this.#input.high + this.#input.low + this.#input.close) / 3
    const flow = price * this.#input.volume
    if (!Number.isFinite(flow)) return
    const change = price - state.last
    state.last = price
    if (Number.isNaN(change)) return
    rising.push(change > 0 ? flow : 0)
    falling.push(change < 0 ? flow : 0)
    if (!rising.full) return
    const flows = rising.sum + falling.sum
    state.value = flows > 0 ? (100 * rising.sum) / flows : 50
    state.ready = true
  }
}
