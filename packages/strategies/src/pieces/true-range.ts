import type { Bars } from '@botyard/core'

const seenPlace = 0
const closePlace = 1
const rangePlace = 2

/** What becomes of the first bar, which has no close before it: left out, or its high minus its low. */
export type FirstBar = 'skip' | 'count'

/** The way a bar went, the gap to the close before it included. It reads the bar itself, so no number crosses a call. */
export class TrueRange {
  readonly #column: Float64Array
  readonly #need: number

  /** Room to be given to `keep`. */
  static column(): Float64Array {
    return new Float64Array(3)
  }

  constructor(column: Float64Array, firstBar: FirstBar) {
    this.#column = column
    this.#need = firstBar === 'skip' ? 2 : 1
  }

  /** True for ever once a range counts. */
  get full(): boolean {
    return this.#column[seenPlace] >= this.#need
  }

  get range(): number {
    return this.#column[rangePlace]
  }

  read(bars: Bars): void {
    const column = this.#column
    const { high, low, close } = bars
    const before = column[seenPlace] === 0 ? close : column[closePlace]
    column[rangePlace] = Math.max(high, before) - Math.min(low, before)
    column[closePlace] = close
    if (column[seenPlace] < this.#need) column[seenPlace]++
  }
}
