const atPlace = 0
const fullPlace = 1
const sumPlace = 2
const weightedPlace = 3
const peakPlace = 4
const nextPlace = 5
const headLength = 6

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
    return new Float64Array(headLength + length)
  }

  constructor(column: Float64Array) {
    this.#column = column
    this.#length = column.length - headLength
    this.#weights = (this.#length * (this.#length + 1)) / 2
  }

  /** True for ever once the window was filled. */
  get full(): boolean {
    return this.#column[fullPlace] === 1
  }

  get mean(): number {
    return this.#column[sumPlace] / this.#length
  }

  /** Mean with weights 1, 2 … length. */
  get weightedMean(): number {
    return this.#column[weightedPlace] / this.#weights
  }

  // The number goes into the column first: `step` is too long to be inlined, and a number that crosses such a call is put in a box.
  push(x: number): void {
    this.#column[nextPlace] = x
    this.#step()
  }

  #step(): void {
    const column = this.#column
    const length = this.#length
    const x = column[nextPlace]
    const at = column[atPlace] | 0
    const old = column[headLength + at]
    column[headLength + at] = x
    if (at + 1 === length) {
      column[atPlace] = 0
      column[fullPlace] = 1
      this.#resum()
      return
    }
    column[atPlace] = at + 1
    const before = column[sumPlace]
    const sum = before + (x - old)
    const size = Math.abs(sum)
    if (!(size >= column[peakPlace] * collapse)) {
      this.#resum()
      return
    }
    if (size > column[peakPlace]) column[peakPlace] = size
    column[weightedPlace] += length * x - before
    column[sumPlace] = sum
  }

  // The oldest number stands where the next one will go.
  #resum(): void {
    const column = this.#column
    const length = this.#length
    let at = column[atPlace] | 0
    let sum = 0
    let weighted = 0
    for (let weight = 1; weight <= length; weight++) {
      const x = column[headLength + at]
      sum += x
      weighted += weight * x
      at = at + 1 === length ? 0 : at + 1
    }
    column[sumPlace] = sum
    column[weightedPlace] = weighted
    column[peakPlace] = Math.abs(sum)
  }
}
