import { defineIndicator, number, type Source, type Updating } from '@botyard/core'
import { RunningMoments } from '../pieces/running-moments.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** The bands, in units of the input; `value` is the middle. */
export interface BollingerReading extends Reading {
  readonly upper: number
  readonly lower: number
  /** Upper minus lower, as a share of the middle. */
  readonly width: number
  /** Where the newest value stands: 0 at the lower band, 1 at the upper; one half when flat. */
  readonly percentB: number
}

/** Bollinger's bands: a simple average and `deviations` population standard deviations on both sides of it. */
export const bollinger = defineIndicator({
  name: 'bollinger',
  options: {
    period: period(20, 'values averaged'),
    deviations: number(2, 'standard deviations from the middle to a band', { min: 0, max: 100 }),
  },
  warm: ({ period }) => period,
  create: ({ period, deviations }, input: Source, keep): Updating<BollingerReading> =>
    new Bollinger(input, keep(fresh(period)), deviations),
})

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  reach: Number.NaN,
  away: Number.NaN,
  window: RunningMoments.column(period),
})

class Bollinger {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #deviations: number
  readonly #window: RunningMoments

  constructor(input: Source, state: ReturnType<typeof fresh>, deviations: number) {
    this.#input = input
    this.#state = state
    this.#deviations = deviations
    this.#window = new RunningMoments(state.window)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  get upper(): number {
    return this.#state.value + this.#state.reach
  }

  get lower(): number {
    return this.#state.value - this.#state.reach
  }

  get width(): number {
    const { value, reach } = this.#state
    return value === 0 ? 0 : (2 * reach) / value
  }

  get percentB(): number {
    const { away, reach } = this.#state
    return reach === 0 ? 0.5 : 0.5 + away / (2 * reach)
  }

  update(): void {
    const state = this.#state
    const window = this.#window
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    window.push(x)
    if (!window.full) return
    state.value = window.mean
    state.away = window.away(x)
    state.reach = this.#deviations * window.deviation
    state.ready = true
  }
}
