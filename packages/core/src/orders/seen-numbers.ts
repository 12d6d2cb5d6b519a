/**
 * Remembers the last numbers it was given, up to a fixed count, so that an execution told twice is applied once. Venues repeat within
 * minutes, never after tens of thousands of other fills; that far back the order itself would refuse the fill as larger than it.
 */
export class SeenNumbers {
  readonly #order: Float64Array
  readonly #table: Float64Array
  readonly #mask: number
  #next = 0

  /** @param countMax a power of two. */
  constructor(countMax: number) {
    this.#order = new Float64Array(countMax).fill(Number.NaN)
    this.#table = new Float64Array(countMax * 4).fill(Number.NaN)
    this.#mask = countMax * 4 - 1
  }

  has(number: number): boolean {
    const table = this.#table
    for (let at = this.#home(number); ; at = (at + 1) & this.#mask) {
      if (table[at] === number) return true
      if (Number.isNaN(table[at])) return false
    }
  }

  add(number: number): void {
    const forgotten = this.#order[this.#next]
    if (!Number.isNaN(forgotten)) this.#remove(forgotten)
    this.#order[this.#next] = number
    this.#next = (this.#next + 1) % this.#order.length
    let at = this.#home(number)
    while (!Number.isNaN(this.#table[at])) at = (at + 1) & this.#mask
    this.#table[at] = number
  }

  /** The numbers it knows, the oldest first: adding them to an empty one makes an equal one. */
  save(): number[] {
    const order = this.#order
    return [...order.subarray(this.#next), ...order.subarray(0, this.#next)].filter((number) => !Number.isNaN(number))
  }

  /** Closes the gap by moving back what had been pushed past it, so that lookups need no marks for removed entries. */
  #remove(number: number): void {
    const table = this.#table
    let gap = this.#home(number)
    while (table[gap] !== number) gap = (gap + 1) & this.#mask
    for (let at = (gap + 1) & this.#mask; !Number.isNaN(table[at]); at = (at + 1) & this.#mask) {
      const home = this.#home(table[at])
      const isBetween = gap < at ? home > gap && home <= at : home > gap || home <= at
      if (isBetween) continue
      table[gap] = table[at]
      gap = at
    }
    table[gap] = Number.NaN
  }

  #home(number: number): number {
    const low = (number % 4_294_967_296) | 0
    return (Math.imul(low ^ (low >>> 15), 0x2c1b3c6d) >>> 7) & this.#mask
  }
}
