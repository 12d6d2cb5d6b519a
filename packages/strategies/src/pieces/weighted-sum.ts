const AT = 0
const FULL = 1
const SUM = 2
const WEIGHTED = 3
const PEAK = 4
const NEXT = 5
const HEAD = 6

// Below this part of its peak a sum has lost so many digits to cancellation that it is added up anew.
const collapse = 1e-3

/**
 * Plain and linearly weighted mean of the last numbers (the newest weighs most) in constant time; added up anew once a turn, so
 * rounding never gathers. Both together give the straight line of least squares.
 */
export class WeightedSum {
  readonly #column: Float64Array
  readonly #length: number
  readonly #weights: number

  /** Room for `length` numbers, to be given to `keep`. */
  static column(length: number): Float64Array {
    return new Float64Array(HEAD + length)
  }

  constructor(column: Float64Array) {
    this.#column = column
    this.#length = column.length - HEAD
    this.#weights = (this.#length * (this.#length + 1)) / 2
  }

  /** True for ever once the window was filled. */
  get full(): boolean {
    return this.#column[FULL] === 1
  }

  get mean(): number {
    return this.#column[SUM] / this.#length
  }

  /** Mean with weights 1, 2 … length. */
  get weightedMean(): number {
    return this.#column[WEIGHTED] / this.#weights
  }

  // The number goes into the column first: `step` is too long to be inlined, and a number that crosses such a call is put in a box.
  push(x: number): void {
    this.#column[NEXT] = x
    this.#step()
  }

  #step(): void {
    const column = this.#column
    const length = this.#length
    const x = column[NEXT]
    const at = column[AT] | 0
    const old = column[HEAD + at]
    column[HEAD + at] = x
    if (at + 1 === length) {
      column[AT] = 0
      column[FULL] = 1
      this.#resum()
      return
    }
    column[AT] = at + 1
    const before = column[SUM]
    const sum = before + (x - old)
    const size = Math.abs(sum)
    if (!(size >= column[PEAK] * collapse)) {
      this.#resum()
      return
    }
    if (size > column[PEAK]) column[PEAK] = size
    column[WEIGHTED] += length * x - before
    column[SUM] = sum
  }

  // The oldest number stands where the next one will go.
  #resum(): void {
    const column = this.#column
    const length = this.#length
    let at = column[AT] | 0
    let sum = 0
    let weighted = 0
    for (let weight = 1; weight <= length; weight++) {
      const x = column[HEAD + at]
      sum += x
      weighted += weight * x
      at = at + 1 === length ? 0 : at + 1
    }
    column[SUM] = sum
    column[WEIGHTED] = weighted
    column[PEAK] = Math.abs(sum)
  }
}
