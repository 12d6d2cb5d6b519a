import { defineIndicator, type Source, type Updating } from '@botyard/core'
import { RelativeStrength } from '../pieces/relative-strength.ts'
import { RollingExtreme } from '../pieces/rolling-extreme.ts'
import { period } from './period.ts'
import type { Reading } from './reading.ts'

/** Where the RSI stands between its own lowest, 0, and highest, 1, of the last steps. One half when it did not move. */
export const stochRsi = defineIndicator({
  name: 'stoch-rsi',
  options: { period: period(14, 'changes in the RSI'), window: period(14, 'values of the RSI compared') },
  warm: ({ period, window }) => period + window,
  create: ({ period, window }, input: Source, keep): Updating<Reading> => new StochRsi(input, keep(fresh(window)), period),
})

// While prices rest, the RSI should too, but its two averages shrink by rounded steps.
const jitter = 1e-12

const fresh = (window: number) => ({
  value: Number.NaN,
  ready: false,
  strength: RelativeStrength.column(),
  high: RollingExtreme.column(window),
  low: RollingExtreme.column(window),
})

class StochRsi {
  readonly #input: Source
  readonly #state: ReturnType<typeof fresh>
  readonly #strength: RelativeStrength
  readonly #high: RollingExtreme
  readonly #low: RollingExtreme

  constructor(input: Source, state: ReturnType<typeof fresh>, period: number) {
    this.#input = input
    this.#state = state
    this.#strength = new RelativeStrength(state.strength, period)
    this.#high = new RollingExtreme(state.high, 'highest')
    this.#low = new RollingExtreme(state.low, 'lowest')
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const strength = this.#strength
    const high = this.#high
    const low = this.#low
    const x = this.#input.value
    if (!Number.isFinite(x)) return
    strength.push(x)
    if (!strength.full) return
    const { share } = strength
    high.push(share)
    low.push(share)
    if (!high.full) return
    const span = high.value - low.value
    state.value = span > jitter ? (share - low.value) / span : 0.5
    state.ready = true
  }
}
