import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { RunningSum } from '../pieces/running-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Chande's momentum oscillator, -100 to 100: the sum of gains minus that of losses, as a part of all moves. 0 when nothing moved. */
export const cmo = defineIndicator({
  name: 'cmo',
  options: { period: period(14, 'changes that count') },
  warm: ({ period }) => period + 1,
  create: ({ period }, input: Source, keep): Updating<Reading> => new Cmo(input, keep(fresh(period))),
})

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  last: Number.NaN,
  gains: RunningSum.column(period),
  losses: RunningSum.column(period),
})

class Cmo {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #gains: RunningSum
  readonly #losses: RunningSum

  constructor(input: Source, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#gains = new RunningSum(state.gains)
    this.#losses = new RunningSum(state.losses)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const gains = this.#gains
    const losses = this.#losses
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    const change = x - state.last
    state.last = x
    if (Number.isNaN(change)) return
    gains.push(change > 0 ? change : 0)
    losses.push(change < 0 ? -change : 0)
    if (!gains.full) return
    const moves = gains.sum + losses.sum
    state.value = moves > 0 ? (100 * (gains.sum - losses.sum)) / moves : 0
    state.ready = true
  }
}
