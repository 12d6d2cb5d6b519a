import type { Balance, Position } from '../ports/account.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
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
    const contracts = this.quantity * this.#instrument.contractSize
    const cost = this.#rows.cost.toNumber(this.#row, this.#digits)
    return this.#instrument.kind === 'inverse' ? contracts / cost : cost / contracts
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

/** One currency of the account. What orders have reserved is not known here, so all of it is available. */
export class BalanceView implements Balance {
  readonly #totals: Float64Array
  readonly #currency: number

  constructor(totals: Float64Array, currency: number) {
    this.#totals = totals
    this.#currency = currency
  }

  get total(): number {
    return this.#totals[this.#currency]
  }

  get available(): number {
    return this.total
  }
}
