import { defineIndicator, oneOf, type Source, type Updating } from '@botyard/core'
import { ExponentialMean } from '../pieces/exponential-mean.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** The lines of the MACD, in units of its input; `value` is the line. */
export interface MacdReading extends Reading {
  /** Fast minus slow average. */
  readonly line: number
  /** Average of the line. */
  readonly signal: number
  /** Line minus signal. */
  readonly histogram: number
}

/**
 * Moving average convergence and divergence: the gap between a fast and a slow EMA, and an EMA of that gap.
 * Every average starts from a plain mean of its first values. With `start: 'talib'` the fast one starts later, so that both are complete
 * at the same step, and nothing is shown before the signal is.
 */
export const macd = defineIndicator({
  name: 'macd',
  options: {
    fast: period(12, 'values of the fast EMA'),
    slow: period(26, 'values of the slow EMA'),
    signal: period(9, 'gaps averaged into the signal'),
    start: oneOf(['classic', 'talib'], 'when the fast average starts: at once, or so that both end together'),
  },
  warm: ({ fast, slow, signal }) => Math.max(fast, slow) + signal - 1,
  create: ({ fast, slow, signal, start }, input: Source, keep): Updating<MacdReading> =>
    new Macd(input, keep(fresh()), fast, slow, signal, start),
})

const fresh = () => ({
  value: Number.NaN,
  ready: false,
  line: Number.NaN,
  signal: Number.NaN,
  histogram: Number.NaN,
  seen: 0,
  fast: ExponentialMean.column(),
  slow: ExponentialMean.column(),
  average: ExponentialMean.column(),
})

class Macd {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #lead: number
  readonly #aligned: boolean
  readonly #fast: ExponentialMean
  readonly #slow: ExponentialMean
  readonly #average: ExponentialMean

  constructor(
    input: Source,
    state: ReturnType<typeof fresh>,
    fast: number,
    slow: number,
    signal: number,
    start: 'classic' | 'talib',
  ) {
    this.#input = input
    this.#state = state
    this.#lead = start === 'talib' ? slow - fast : 0
    this.#aligned = start === 'talib'
    this.#fast = ExponentialMean.ema(state.fast, fast)
    this.#slow = ExponentialMean.ema(state.slow, slow)
    this.#average = ExponentialMean.ema(state.average, signal)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  get line(): number {
    return this.#state.line
  }

  get signal(): number {
    return this.#state.signal
  }

  get histogram(): number {
    return this.#state.histogram
  }

  update(): void {
    const state = this.#state
    const fast = this.#fast
    const slow = this.#slow
    const average = this.#average
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    if (state.seen < this.#lead) state.seen++
    else fast.push(x)
    slow.push(x)
    if (!fast.full || !slow.full) return
    const line = fast.mean - slow.mean
    average.push(line)
    if (average.full || !this.#aligned) state.line = line
    if (!average.full) return
    state.signal = average.mean
    state.histogram = line - average.mean
    state.value = line
    state.ready = true
  }
}
