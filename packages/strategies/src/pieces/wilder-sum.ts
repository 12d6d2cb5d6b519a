const seenPlace = 0
const sumPlace = 1

/**
 * Wilder's running total of directional movement: the plain sum of the first period - 1 numbers, from then on one period-th is
 * dropped for each number added.
 */
export class WilderSum {
  readonly #column: Float64Array
  readonly #period: number

  /** Room to be given to `keep`. */
  static column(): Float64Array {
    return new Float64Array(2)
  }

  constructor(column: Float64Array, period: number) {
    this.#column = column
    this.#period = period
  }

  /** True for ever from the first number that replaced a part of the sum. */
  get full(): boolean {
    return this.#column[seenPlace] >= this.#period
  }

  get sum(): number {
    return this.#column[sumPlace]
  }

  push(x: number): void {
    const column = this.#column
    const period = this.#period
    const sum = column[sumPlace]
    if (column[seenPlace] < period) column[seenPlace]++
    column[sumPlace] = this.full ? sum - sum / period + x : sum + x
  }
}
