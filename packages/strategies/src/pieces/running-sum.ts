const AT = 0
const FULL = 1
const SUM = 2
const PEAK = 3
const NEXT = 4
const HEAD = 5

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
    return new Float64Array(HEAD + length)
  }

  constructor(column: Float64Array) {
    this.#column = column
    this.#length = column.length - HEAD
  }

  /** True for ever once the window was filled. */
  get full(): boolean {
    return this.#column[FULL] === 1
  }

  get sum(): number {
    return this.#column[SUM]
  }

  get mean(): number {
    return this.#column[SUM] / this.#length
  }

  // The number goes into the column first: `step` is too long to be inlined, and a number that crosses such a call is put in a box.
  push(x: number): void {
    this.#column[NEXT] = x
    this.#step()
  }

  #step(): void {
    const column = this.#column
    const x = column[NEXT]
    const at = column[AT] | 0
    const change = x - column[HEAD + at]
    column[HEAD + at] = x
    if (at + 1 === this.#length) {
      column[AT] = 0
      column[FULL] = 1
      this.#resum()
      return
    }
    column[AT] = at + 1
    const sum = column[SUM] + change
    const size = Math.abs(sum)
    if (!(size >= column[PEAK] * collapse)) {
      this.#resum()
      return
    }
    if (size > column[PEAK]) column[PEAK] = size
    column[SUM] = sum
  }

  #resum(): void {
    const column = this.#column
    let sum = 0
    for (let at = HEAD; at < column.length; at++) sum += column[at]
    column[SUM] = sum
    column[PEAK] = Math.abs(sum)
  }
}
