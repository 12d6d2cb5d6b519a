import { type Bars, defineIndicator, oneOf, type Updating } from '@botyard/core'
import { type FirstBar, TrueRange } from '../pieces/true-range.ts'
import type { Reading } from './reading.ts'

/** The way a bar went, the gap to the close before it included, in units of price. */
export const trueRange = defineIndicator({
  name: 'true-range',
  options: { firstBar: oneOf(['skip', 'count'], 'whether the first bar, which has no close before it, counts') },
  warm: ({ firstBar }) => (firstBar === 'skip' ? 2 : 1),
  create: ({ firstBar }, input: Bars, keep): Updating<Reading> => new TrueRangeReader(input, keep(fresh()), firstBar),
})

const fresh = () => ({ value: Number.NaN, ready: false, range: TrueRange.column() })

class TrueRangeReader {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #range: TrueRange

  constructor(input: Bars, state: ReturnType<typeof fresh>, firstBar: FirstBar) {
    this.#input = input
    this.#state = state
    this.#range = new TrueRange(state.range, firstBar)
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  update(): void {
    const state = this.#state
    const range = this.#range
    if (!Number.isFinite(this.#input.high + this.#input.low + this.#input.close)) return
    range.read(this.#input)
    if (!range.full) return
    state.value = range.range
    state.ready = true
  }
}
