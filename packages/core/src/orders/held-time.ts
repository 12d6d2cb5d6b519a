import type { Micros } from '../ports/time.ts'

/** How long at least one position was there, whoever had it and where; counted while trades begin and end, as not all of them are kept. */
export class HeldTime {
  /** Positions that are there now. */
  #count = 0
  #since: Micros = 0
  #sum: Micros = 0
  /** When the first one began, which may be before the run. */
  #first: Micros = Number.NaN

  clear(): void {
    this.#count = 0
    this.#sum = 0
    this.#first = Number.NaN
  }

  /** A position began. Several that were there before the run may be told in any order. */
  begin(time: Micros): void {
    if (!(time >= this.#first)) this.#first = time
    if (this.#count++ === 0 || time < this.#since) this.#since = time
  }

  /** A position ended. */
  end(time: Micros): void {
    if (--this.#count === 0) this.#sum += time - this.#since
  }

  /** The time with a position from one time to a later one that is not before the newest change. */
  between(from: Micros, to: Micros): Micros {
    const sum = this.#sum + (this.#count > 0 ? to - this.#since : 0)
    return this.#first < from ? sum - (from - this.#first) : sum
  }
}
