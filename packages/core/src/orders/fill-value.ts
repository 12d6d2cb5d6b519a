import type { Tape } from '../ports/tape.ts'
import type { ContractTerms } from './contract-terms.ts'
import { MoneyColumn } from './money.ts'
import { clearAll } from './money-memory.ts'

/** Rows of the scratch column. */
const beforeRow = 0
const wholeRow = 1

/**
 * What a fill is worth in the currency that pays for it, and what any first part of it is worth. One object, refilled for each fill.
 *
 * An inverse value is rounded, so the values of two halves need not add up to that of the whole. They do here, because the rounding
 * telescopes: as long as fills of one owner follow each other at one price and one side, a fill is worth round(all lots so far) minus
 * round(all lots before it). So it makes no difference into how many fills a venue cuts an order, or where a fill is cut because it
 * closes a position and opens another.
 */
export class FillValue {
  readonly #terms: ContractTerms
  readonly #scratch = MoneyColumn.ofLength(2)
  /** Lots filled before this fill in its run; 0 where nothing is rounded. */
  #before = 0.5
  #lots = 0.5
  #priceUnits = 0
  #instrument = 0
  /** The venue said itself what the fill is worth, because its price does not say it all. */
  #isStated = false

  constructor(terms: ContractTerms) {
    this.#terms = terms
  }

  get overflowed(): boolean {
    return this.#scratch.overflowed
  }

  reset(): void {
    clearAll(this.#scratch)
  }

  /** Takes a fill row; `before` is the lots of the run before it, without a sign. */
  take(tape: Tape, row: number, before: number): void {
    const stated = tape.b[row]
    this.#instrument = tape.instrument[row]
    this.#priceUnits = tape.price[row]
    this.#lots = tape.quantity[row]
    this.#before = before
    this.#isStated = stated !== 0
    if (this.#isStated) this.#scratch.setLimbs(wholeRow, stated, 0)
    else if (before > 0) this.#terms.value(this.#scratch, beforeRow, this.#instrument, before, this.#priceUnits)
    else this.#scratch.clear(beforeRow)
  }

  /** Makes row `i` of a column the value of the first `lots` lots of the fill, without a sign. */
  first(into: MoneyColumn, i: number, lots: number): void {
    if (this.#isStated) into.setShare(i, this.#scratch, wholeRow, lots, this.#lots)
    else {
      this.#terms.value(into, i, this.#instrument, this.#before + lots, this.#priceUnits)
      into.subtract(i, this.#scratch, beforeRow)
    }
  }
}
