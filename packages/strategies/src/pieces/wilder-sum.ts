const SEEN = 0
const SUM = 1

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
    return this.#column[SEEN] >= this.#period
  }

  get sum(): number {
    return this.#column[SUM]
  }

  push(x: number): void {
    const column = this.#column
    const period = this.#period
    const sum = column[SUM]
    if (column[SEEN] < period) column[SEEN]++
    column[SUM] = this.full ? sum - sum / period + x : sum + x
  }
}
