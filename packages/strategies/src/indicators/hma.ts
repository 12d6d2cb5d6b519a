import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { WeightedSum } from '../pieces/weighted-sum.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/**
 * Hull's moving average: the weighted average over sqrt(period) of twice the half-length one minus the full one.
 * Half and root are rounded down.
 */
export const hma = defineIndicator({
  name: 'hma',
  options: { period: period(9, 'values the longest of its averages covers') },
  warm: ({ period }) => period + root(period) - 1,
  create: ({ period }, input: Source, keep): Updating<Reading> => new Hma(input, keep(fresh(period))),
})

const root = (period: number) => Math.floor(Math.sqrt(period))

const fresh = (period: number) => ({
  value: Number.NaN,
  ready: false,
  half: WeightedSum.column(Math.max(1, Math.floor(period / 2))),
  whole: WeightedSum.column(period),
  hull: WeightedSum.column(root(period)),
})

class Hma {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #half: WeightedSum
  readonly #whole: WeightedSum
  readonly #hull: WeightedSum

  constructor(input: Source, state: ReturnType<typeof fresh>) {
    this.#input = input
    this.#state = state
    this.#half = new WeightedSum(state.half)
    this.#whole = new WeightedSum(state.whole)
    this.#hull = new WeightedSum(state.hull)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const half = this.#half
    const whole = this.#whole
    const hull = this.#hull
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    half.push(x)
    whole.push(x)
    if (!whole.full) return
    hull.push(2 * half.weightedMean - whole.weightedMean)
    if (!hull.full) return
    state.value = hull.weightedMean
    state.ready = true
  }
}
