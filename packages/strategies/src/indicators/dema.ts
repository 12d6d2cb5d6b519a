import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { ExponentialMean } from '../pieces/exponential-mean.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Double exponential average: twice the EMA minus the EMA of the EMA, so it lags less. Each average starts from a plain mean. */
export const dema = defineIndicator({
  name: 'dema',
  options: { period: period(20, 'values each average reaches back over') },
  warm: ({ period }) => 2 * period - 1,
  create: ({ period }, input: Source, keep): Updating<Reading> => new Dema(input, keep(fresh()), period),
})

const fresh = () => ({ value: Number.NaN, ready: false, once: ExponentialMean.column(), twice: ExponentialMean.column() })

class Dema {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #once: ExponentialMean
  readonly #twice: ExponentialMean

  constructor(input: Source, state: ReturnType<typeof fresh>, period: number) {
    this.#input = input
    this.#state = state
    this.#once = ExponentialMean.ema(state.once, period)
    this.#twice = ExponentialMean.ema(state.twice, period)
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
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    once.push(x)
    if (!once.full) return
    twice.push(once.mean)
    if (!twice.full) return
    state.value = 2 * once.mean - twice.mean
    state.ready = true
  }
}
