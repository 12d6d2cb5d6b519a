const firstPlace = 0
const sizePlace = 1
const stepPlace = 2
const nextPlace = 3
const headLength = 4

/**
 * The highest or lowest of the last numbers, constant time on average: a queue of those that can still become the extreme, best first.
 * Of equal numbers the newest counts.
 */
export class RollingExtreme {
  readonly #column: Float64Array
  readonly #length: number
  readonly #sign: 1 | -1

  /** Room for a window of `length` numbers, to be given to `keep`. */
  static column(length: number): Float64Array {
    return new Float64Array(headLength + 2 * length)
  }

  constructor(column: Float64Array, which: 'highest' | 'lowest') {
    this.#column = column
    this.#length = (column.length - headLength) / 2
    this.#sign = which === 'highest' ? 1 : -1
  }

  /** True for ever once the window was filled. */
  get full(): boolean {
    return this.#column[stepPlace] >= this.#length
  }

  get value(): number {
    return this.#sign * this.#column[headLength + (this.#column[firstPlace] | 0)]
  }

  /** Steps since the extreme; 0 when it is the newest number. */
  get age(): number {
    const column = this.#column
    return column[stepPlace] - column[headLength + this.#length + (column[firstPlace] | 0)]
  }

  // The number goes into the column first: `step` is too long to be inlined, and a number that crosses such a call is put in a box.
  push(x: number): void {
    this.#column[nextPlace] = x
    this.#step()
  }

  #step(): void {
    const column = this.#column
    const length = this.#length
    const high = this.#sign * column[nextPlace]
    const step = column[stepPlace] + 1
    let first = column[firstPlace] | 0
    let size = column[sizePlace] | 0
    if (size > 0 && column[headLength + length + first] <= step - length) {
      first = first + 1 === length ? 0 : first + 1
      size--
    }
    let end = first + size < length ? first + size : first + size - length
    while (size > 0) {
      const last = end === 0 ? length - 1 : end - 1
      if (column[headLength + last] > high) break
      end = last
      size--
    }
    column[headLength + end] = high
    column[headLength + length + end] = step
    column[firstPlace] = first
    column[sizePlace] = size + 1
    column[stepPlace] = step
  }
}
