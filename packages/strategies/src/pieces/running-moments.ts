const atPlace = 0
const fullPlace = 1
const aboutPlace = 2
const offsetPlace = 3
const squaresPlace = 4
const peakPlace = 5
const nextPlace = 6
const headLength = 7

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
    return new Float64Array(headLength + length)
  }

  constructor(column: Float64Array) {
    this.#column = column
    this.#length = column.length - headLength
    this.#part = 1 / this.#length
  }

  /** True for ever once the window was filled; the moments mean nothing before. */
  get full(): boolean {
    return this.#column[fullPlace] === 1
  }

  get mean(): number {
    return this.#column[aboutPlace] + this.#column[offsetPlace]
  }

  /** A number minus the mean, with the digits that the mean itself has no room for. */
  away(x: number): number {
    return x - this.#column[aboutPlace] - this.#column[offsetPlace]
  }

  get deviation(): number {
    return Math.sqrt(Math.max(0, this.#column[squaresPlace]) * this.#part)
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
    if (column[fullPlace] === 0) return
    const change = x - old
    const before = column[offsetPlace]
    const offset = before + change * this.#part
    const about = column[aboutPlace]
    const squares = column[squaresPlace] + change * (x - about - offset + (old - about - before))
    if (!(squares >= column[peakPlace] * collapse)) {
      this.#resum()
      return
    }
    if (squares > column[peakPlace]) column[peakPlace] = squares
    column[offsetPlace] = offset
    column[squaresPlace] = squares
  }

  // Two passes, so that equal numbers have exactly themselves as mean.
  #resum(): void {
    const column = this.#column
    const about = column[headLength]
    let sum = 0
    for (let at = headLength; at < column.length; at++) sum += column[at] - about
    const offset = sum / this.#length
    let squares = 0
    for (let at = headLength; at < column.length; at++) {
      const away = column[at] - about - offset
      squares += away * away
    }
    column[aboutPlace] = about
    column[offsetPlace] = offset
    column[squaresPlace] = squares
    column[peakPlace] = squares
  }
}
