import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { RunningMoments } from '../pieces/running-moments.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Population standard deviation of the last `period` values, in their units. Exactly 0 when they are equal. */
export const standardDeviation = defineIndicator({
  name: 'standard-deviation',
  options: { period: period(20, 'values that count') },
  warm: ({ period }) => period,
  create: ({ period }, input: Source, keep): Updating<Reading> => new StandardDeviation(input, keep(fresh(period))),
})

const fresh = (period: number) => ({ value: Number.NaN, ready: false, window: RunningMoments.column(period) })

class StandardDeviation {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #window: RunningMoments

  constructor(input: Source, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#window = new RunningMoments(state.window)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const window = this.#window
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    window.push(x)
    if (!window.full) return
    state.value = window.deviation
    state.ready = true
  }
}
