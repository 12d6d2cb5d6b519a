import { defineIndicator, oneOf, type Source, type Updating } from '@botyard/core'
import { ExponentialMean } from '../pieces/exponential-mean.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/**
 * Exponential moving average: it moves by 2 / (period + 1) of the way to each value.
 * It starts from the plain mean of the first `period` values, or, with `seed: 'first'`, from the first value.
 */
export const ema = defineIndicator({
  name: 'ema',
  options: {
    period: period(20, 'values it reaches back over'),
    seed: oneOf(['sma', 'first'], 'what it starts from: the mean of the first values, or the first one'),
  },
  warm: ({ period, seed }) => (seed === 'first' ? 1 : period),
  create: ({ period, seed }, input: Source, keep): Updating<Reading> => new Ema(input, keep(fresh()), period, seed),
})

const fresh = () => ({ value: Number.NaN, ready: false, average: ExponentialMean.column() })

class Ema {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #average: ExponentialMean

  constructor(input: Source, state: ReturnType<typeof fresh>, period: number, seed: 'sma' | 'first') {
    this.#input = input
    this.#state = state
    this.#average = ExponentialMean.ema(state.average, period, seed)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const average = this.#average
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    average.push(x)
    if (!average.full) return
    state.value = average.mean
    state.ready = true
  }
}
