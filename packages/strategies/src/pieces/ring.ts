const atPlace = 0
const fullPlace = 1
const headLength = 2

/**
 * The last numbers of a stream. Like every piece it keeps all that changes in one column, so the column alone restores it, and a
 * column of zeros is a fresh one.
 */
export class Ring {
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

  /** True for ever once the ring was filled. */
  get full(): boolean {
    return this.#column[fullPlace] === 1
  }

  /** The number that the next push replaces; 0 until the ring is full. */
  get oldest(): number {
    return this.#column[headLength + (this.#column[atPlace] | 0)]
  }

  /** A number by its place, in no order of time: for sums over all of them. */
  at(place: number): number {
    return this.#column[headLength + place]
  }

  push(x: number): void {
    const column = this.#column
    const at = column[atPlace] | 0
    column[headLength + at] = x
    if (at + 1 < this.#length) {
      column[atPlace] = at + 1
      return
    }
    column[atPlace] = 0
    column[fullPlace] = 1
  }
}
