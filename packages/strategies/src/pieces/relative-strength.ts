const seenPlace = 0
const lastPlace = 1
const gainsPlace = 2
const lossesPlace = 3
const nextPlace = 4

/** Gains as a part of all moves, both smoothed as Wilder does: the number under RSI and StochRSI. */
export class RelativeStrength {
  readonly #column: Float64Array
  readonly #period: number

  /** Room to be given to `keep`. */
  static column(): Float64Array {
    return new Float64Array(5)
  }

  constructor(column: Float64Array, period: number) {
    this.#column = column
    this.#period = period
  }

  /** True for ever once `period` changes were seen. */
  get full(): boolean {
    return this.#column[seenPlace] > this.#period
  }

  /** From 0, only losses, to 1, only gains; a half when nothing moved. */
  get share(): number {
    const gains = this.#column[gainsPlace]
    const moves = gains + this.#column[lossesPlace]
    return moves > 0 ? gains / moves : 0.5
  }

  // The number goes into the column first: `step` is too long to be inlined, and a number that crosses such a call is put in a box.
  push(x: number): void {
    this.#column[nextPlace] = x
    this.#step()
  }

  // Both means start as plain ones: the n-th change moves them by one n-th, until n is the period.
  #step(): void {
    const column = this.#column
    const period = this.#period
    const x = column[nextPlace]
    const change = x - column[lastPlace]
    column[lastPlace] = x
    const seen = column[seenPlace]
    if (seen <= period) column[seenPlace] = seen + 1
    if (seen === 0) return
    const part = 1 / Math.min(seen, period)
    column[gainsPlace] += part * ((change > 0 ? change : 0) - column[gainsPlace])
    column[lossesPlace] += part * ((change < 0 ? -change : 0) - column[lossesPlace])
  }
}
