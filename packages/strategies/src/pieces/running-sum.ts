const atPlace = 0
const fullPlace = 1
const sumPlace = 2
const peakPlace = 3
const nextPlace = 4
const headLength = 5

// Below this part of its peak a sum has lost so many digits to cancellation that it is added up anew.
const collapse = 1e-3

/**
 * The sum of the last numbers in constant time. It is added up anew once a turn and whenever it falls far below its peak, so
 * rounding never gathers and a window of zeros sums to exactly zero.
 */
export class RunningSum {
  readonly #column: Float64Array
  readonly #length: number

  /** Room for `length` numbers, to be given to `keep`. */
  static column(length: number): Float64Array {
    return new Float64Array(headLength + length)
  }

  constructor(column: Float64Array) {
    this.#column = column
    this.#length = column.length - headLength
  }

  /** True for ever once the window was filled. */
  get full(): boolean {
    return this.#column[fullPlace] === 1
  }

  get sum(): number {
    return this.#column[sumPlace]
  }

  get mean(): number {
    return this.#column[sumPlace] / this.#length
  }

  // The number goes into the column first: `step` is too long to be inlined, and a number that crosses such a call is put in a box.
  push(x: number): void {
    this.#column[nextPlace] = x
    this.#step()
  }

  #step(): void {
    const column = this.#column
    const x = column[nextPlace]
    const at = column[atPlace] | 0
    const change = x - column[headLength + at]
    column[headLength + at] = x
    if (at + 1 === this.#length) {
      column[atPlace] = 0
      column[fullPlace] = 1
      this.#resum()
      return
    }
    column[atPlace] = at + 1
    const sum = column[sumPlace] + change
    const size = Math.abs(sum)
    if (!(size >= column[peakPlace] * collapse)) {
      this.#resum()
      return
    }
    if (size > column[peakPlace]) column[peakPlace] = size
    column[sumPlace] = sum
  }

  #resum(): void {
    const column = this.#column
    let sum = 0
    for (let at = headLength; at < column.length; at++) sum += column[at]
    column[sumPlace] = sum
    column[peakPlace] = Math.abs(sum)
  }
}
