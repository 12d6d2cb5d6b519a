const AT = 0
const FULL = 1
const ABOUT = 2
const OFFSET = 3
const SQUARES = 4
const PEAK = 5
const NEXT = 6
const HEAD = 7

// Below this part of its peak the sum of squares has lost so many digits to cancellation that it is added up anew.
const collapse = 1e-3

/**
 * Mean and population deviation of the last numbers in constant time. Everything is reckoned from a number that was in the window, and
 * added up anew once a turn and whenever the squares fall far below their peak: a high price with small moves keeps its digits, and a
 * flat window deviates by exactly zero.
 */
export class RunningMoments {
  readonly #column: Float64Array
  readonly #length: number
  readonly #part: number

  /** Room for `length` numbers, to be given to `keep`. */
  static column(length: number): Float64Array {
    return new Float64Array(HEAD + length)
  }

  constructor(column: Float64Array) {
    this.#column = column
    this.#length = column.length - HEAD
    this.#part = 1 / this.#length
  }

  /** True for ever once the window was filled; the moments mean nothing before. */
  get full(): boolean {
    return this.#column[FULL] === 1
  }

  get mean(): number {
    return this.#column[ABOUT] + this.#column[OFFSET]
  }

  /** A number minus the mean, with the digits that the mean itself has no room for. */
  away(x: number): number {
    return x - this.#column[ABOUT] - this.#column[OFFSET]
  }

  get deviation(): number {
    return Math.sqrt(Math.max(0, this.#column[SQUARES]) * this.#part)
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
    if (column[FULL] === 0) return
    const change = x - old
    const before = column[OFFSET]
    const offset = before + change * this.#part
    const about = column[ABOUT]
    const squares = column[SQUARES] + change * (x - about - offset + (old - about - before))
    if (!(squares >= column[PEAK] * collapse)) {
      this.#resum()
      return
    }
    if (squares > column[PEAK]) column[PEAK] = squares
    column[OFFSET] = offset
    column[SQUARES] = squares
  }

  // Two passes, so that equal numbers have exactly themselves as mean.
  #resum(): void {
    const column = this.#column
    const about = column[HEAD]
    let sum = 0
    for (let at = HEAD; at < column.length; at++) sum += column[at] - about
    const offset = sum / this.#length
    let squares = 0
    for (let at = HEAD; at < column.length; at++) {
      const away = column[at] - about - offset
      squares += away * away
    }
    column[ABOUT] = about
    column[OFFSET] = offset
    column[SQUARES] = squares
    column[PEAK] = squares
  }
}
