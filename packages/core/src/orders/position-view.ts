import type { Position } from '../ports/account.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import { priceOfValue } from './contract-value.ts'
import type { PositionRows } from './position-rows.ts'
import type { Valuation } from './valuation.ts'

/** A row of positions as a strategy sees it. It holds no numbers of its own, so it is always up to date and reading it never allocates. */
export class PositionView implements Position {
  readonly #rows: PositionRows
  readonly #valuation: Valuation
  readonly #instrument: Instrument
  readonly #row: number
  /** Decimals of the currency that the cost is told in. */
  readonly #digits: number

  constructor(rows: PositionRows, valuation: Valuation, instrument: Instrument, row: number, digits: number) {
    this.#rows = rows
    this.#valuation = valuation
    this.#instrument = instrument
    this.#row = row
    this.#digits = digits
    Object.freeze(this)
  }

  get quantity(): number {
    return Math.abs(this.#rows.lots[this.#row]) / this.#instrument.lotScale
  }

  get side(): Side | 0 {
    const lots = this.#rows.lots[this.#row]
    if (lots === 0) return 0
    return lots > 0 ? 1 : -1
  }

  get flat(): boolean {
    return this.#rows.lots[this.#row] === 0
  }

  get open(): boolean {
    return !this.flat
  }

  get averagePrice(): number {
    if (this.flat) return Number.NaN
    return priceOfValue(this.#instrument, this.quantity, this.#rows.cost.toNumber(this.#row, this.#digits))
  }

  get realized(): number {
    return this.#rows.realized.toNumber(this.#row, this.#digits)
  }

  get unrealized(): number {
    return this.#valuation.unrealized(this.#row, this.#instrument.index)
  }

  get since(): number {
    return this.#rows.since[this.#row]
  }
}
