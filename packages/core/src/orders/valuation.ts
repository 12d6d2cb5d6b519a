import type { ContractTerms } from './contract-terms.ts'
import type { Currencies } from './currencies.ts'
import type { CurrencyRoutes } from './currency-routes.ts'
import type { MoneyColumn } from './money.ts'
import type { OwnerRows } from './owner-rows.ts'
import type { PositionRows } from './position-rows.ts'

/** What a valuation reads; all of it belongs to the ledger. */
interface Valued {
  readonly currencies: Currencies
  readonly routes: CurrencyRoutes
  readonly terms: ContractTerms
  readonly owners: OwnerRows
  readonly positions: PositionRows
  readonly fees: MoneyColumn
  readonly funding: MoneyColumn
  /** Newest price of each instrument in units; 0 before the first. */
  readonly marks: Int32Array
  /** Balances in whole currency, now and at the start. */
  readonly totals: Float64Array
  readonly startTotals: Float64Array
}

/**
 * What everything is worth at the newest prices, in the currency of the account. These numbers are for looking and for limits;
 * nothing that is booked depends on them. What has no price yet counts nothing.
 */
export class Valuation {
  readonly #of: Valued
  readonly #instruments: number
  readonly #powers: Float64Array
  /** Equity of the account at the last `update`. It begins as a fraction so that V8 stores a double from the start. */
  equity = 0.5
  /** Whether every part of it had a price. */
  isKnown = false

  constructor(of: Valued) {
    this.#of = of
    this.#instruments = of.marks.length
    this.#powers = Float64Array.from(of.currencies.digits, (digits) => Number(`1e${digits}`))
  }

  /** Sets `equity` and `isKnown`. A loop over every bar calls this and reads the fields, because a double that a call returns may be boxed. */
  update(): void {
    const { totals, routes, terms, positions, marks } = this.#of
    let equity = 0
    let isKnown = true
    for (let currency = 0; currency < totals.length; currency++) {
      if (totals[currency] === 0) continue
      const rate = currency === 0 ? 1 : routes.rate(currency)
      if (rate > 0) equity += totals[currency] * rate
      else isKnown = false
    }
    for (let instrument = 0; instrument < this.#instruments; instrument++) {
      if (positions.lots[instrument] === 0 || terms.isSpot[instrument] === 1) continue
      const currency = terms.currency[instrument]
      const rate = currency === 0 ? 1 : routes.rate(currency)
      if (rate > 0 && marks[instrument] > 0) equity += this.unrealized(instrument, instrument) * rate
      else isKnown = false
    }
    this.equity = equity
    this.isKnown = isKnown
  }

  /** Profit of what is open in a row at the newest price, in the currency that pays it; 0 without a price. */
  unrealized(row: number, instrument: number): number {
    const { terms, positions, marks } = this.#of
    const lots = positions.lots[row]
    const mark = marks[instrument]
    if (lots === 0 || mark === 0) return 0
    const power = this.#powers[terms.currency[instrument]]
    const { hi, lo } = positions.cost
    if (terms.isInverse[instrument] === 1) {
      const value = (Math.abs(lots) * terms.factor[instrument]) / mark
      return ((lots > 0 ? 1 : -1) * (hi[row] - value + lo[row])) / power
    }
    const value = Math.abs(lots) * mark * terms.factor[instrument]
    return ((lots > 0 ? 1 : -1) * (value - hi[row] - lo[row])) / power
  }

  /** What an owner began with, and what it made of it. */
  ownerEquity(owner: number): number {
    const start = this.#of.owners.starts[owner]
    return (Number.isNaN(start) ? this.#startEquity() : start) + this.ownerNet(owner)
  }

  /** What an owner made: realized, funding and open profit, less fees. */
  ownerNet(owner: number): number {
    const { owners, terms, positions, fees, funding, currencies } = this.#of
    let net = 0
    for (let instrument = 0; instrument < this.#instruments; instrument++) {
      const row = owners.rowOf(owner, instrument)
      if (row < 0) continue
      const currency = terms.currency[instrument]
      const made = positions.realized.toNumber(row, currencies.digits[currency]) + this.unrealized(row, instrument)
      if (made !== 0) net += made * this.#rateOrZero(currency)
    }
    for (let currency = 0; currency < currencies.count; currency++) {
      const at = owner * currencies.count + currency
      if (fees.hi[at] === 0 && funding.hi[at] === 0) continue
      const digits = currencies.digits[currency]
      net += (funding.toNumber(at, digits) - fees.toNumber(at, digits)) * this.#rateOrZero(currency)
    }
    return net
  }

  /** The sum of a column that has a row for every owner and currency, of all owners or of one. */
  sum(column: MoneyColumn, owner?: number): number {
    const { currencies } = this.#of
    let sum = 0
    const from = (owner ?? 0) * currencies.count
    const to = owner === undefined ? column.hi.length : from + currencies.count
    for (let at = from; at < to; at++) {
      if (column.hi[at] === 0) continue
      const currency = at % currencies.count
      sum += column.toNumber(at, currencies.digits[currency]) * this.#rateOrZero(currency)
    }
    return sum
  }

  #startEquity(): number {
    const { startTotals } = this.#of
    let equity = 0
    for (let currency = 0; currency < startTotals.length; currency++) {
      if (startTotals[currency] !== 0) equity += startTotals[currency] * this.#rateOrZero(currency)
    }
    return equity
  }

  #rateOrZero(currency: number): number {
    const rate = this.#of.routes.rate(currency)
    return rate > 0 ? rate : 0
  }
}
