import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { ExponentialMean } from '../pieces/exponential-mean.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Triple exponential average: three EMAs, each of the one before, put together so that they hardly lag. Each starts from a plain mean. */
export const tema = defineIndicator({
  name: 'tema',
  options: { period: period(20, 'values each average reaches back over') },
  warm: ({ period }) => 3 * period - 2,
  create: ({ period }, input: Source, keep): Updating<Reading> => new Tema(input, keep(fresh()), period),
})

const fresh = () => ({
  value: Number.NaN,
  ready: false,
  once: ExponentialMean.column(),
  twice: ExponentialMean.column(),
  thrice: ExponentialMean.column(),
})

class Tema {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #once: ExponentialMean
  readonly #twice: ExponentialMean
  readonly #thrice: ExponentialMean

  constructor(input: Source, state: ReturnType<typeof fresh>, period: number) {
    this.#input = input
    this.#state = state
    this.#once = ExponentialMean.ema(state.once, period)
    this.#twice = ExponentialMean.ema(state.twice, period)
    this.#thrice = ExponentialMean.ema(state.thrice, period)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const once = this.#once
    const twice = this.#twice
    const thrice = this.#thrice
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    once.push(x)
    if (!once.full) return
    twice.push(once.mean)
    if (!twice.full) return
    thrice.push(twice.mean)
    if (!thrice.full) return
    state.value = 3 * once.mean - 3 * twice.mean + thrice.mean
    state.ready = true
  }
}
