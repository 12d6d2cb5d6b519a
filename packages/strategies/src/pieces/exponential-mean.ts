const seenPlace = 0
const meanPlace = 1

/** A mean that moves by a fixed part towards each number, after a plain mean of the first ones. Covers the EMA and Wilder's smoothing. */
export class ExponentialMean {
  readonly #column: Float64Array
  readonly #part: number
  readonly #seed: number

  /** Room to be given to `keep`. */
  static column(): Float64Array {
    return new Float64Array(2)
  }

  /** The usual average over `period` steps: it moves by 2 / (period + 1). */
  static ema(column: Float64Array, period: number, seed: 'sma' | 'first' = 'sma'): ExponentialMean {
    return new ExponentialMean(column, 2 / (period + 1), seed === 'sma' ? period : 1)
  }

  /** Wilder's: it moves by 1 / period. */
  static wilder(column: Float64Array, period: number): ExponentialMean {
    return new ExponentialMean(column, 1 / period, period)
  }

  /** `seed` is how many of the first numbers make the plain mean it starts from. */
  constructor(column: Float64Array, part: number, seed: number) {
    this.#column = column
    this.#part = part
    this.#seed = seed
  }

  /** True for ever once the plain mean is complete. */
  get full(): boolean {
    return this.#column[seenPlace] >= this.#seed
  }

  get mean(): number {
    return this.#column[meanPlace]
  }

  push(x: number): void {
    const column = this.#column
    const seen = column[seenPlace]
    if (seen < this.#seed) column[seenPlace] = seen + 1
    column[meanPlace] += (seen < this.#seed ? 1 / (seen + 1) : this.#part) * (x - column[meanPlace])
  }
}
