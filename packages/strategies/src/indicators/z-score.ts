import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { RunningMoments } from '../pieces/running-moments.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** The score and what it was reckoned from. */
export interface ZScoreReading extends Reading {
  /** Mean of the window, in units of the input. */
  readonly mean: number
  /** Population standard deviation of the window, in units of the input. */
  readonly deviation: number
}

/** How many population standard deviations the newest value is from the mean of the last `period`. 0 when they are equal. */
export const zScore = defineIndicator({
  name: 'z-score',
  options: { period: period(20, 'values that count') },
  warm: ({ period }) => period,
  create: ({ period }, input: Source, keep): Updating<ZScoreReading> => new ZScore(input, keep(fresh(period))),
})

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  mean: Number.NaN,
  deviation: Number.NaN,
  window: RunningMoments.column(period),
})

class ZScore {
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

  get mean(): number {
    return this.#state.mean
  }

  get deviation(): number {
    return this.#state.deviation
  }

  update(): void {
    const state = this.#state
    const window = this.#window
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    window.push(x)
    if (!window.full) return
    state.mean = window.mean
    state.deviation = window.deviation
    state.value = state.deviation > 0 ? window.away(x) / state.deviation : 0
    state.ready = true
  }
}
