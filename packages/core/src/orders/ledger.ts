import { assert } from '../errors/assert.ts'
import type { Position, StartAmounts } from '../ports/account.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Memory } from '../ports/memory.ts'
import type { Tape } from '../ports/tape.ts'
import { ContractTerms } from './contract-terms.ts'
import { Currencies } from './currencies.ts'
import { CurrencyRoutes } from './currency-routes.ts'
import { FillValue } from './fill-value.ts'
import { MoneyColumn } from './money.ts'
import { clearAll, moneyColumn } from './money-memory.ts'
import { OwnerRows, type OwnerSpec } from './owner-rows.ts'
import { PositionRows } from './position-rows.ts'
import { PositionView } from './position-view.ts'
import { readStart, writeStart } from './start-amounts.ts'
import { Valuation } from './valuation.ts'

/** What a ledger is made for: one account, its instruments and everybody who trades on it. */
export interface LedgerOptions {
  readonly memory: Memory
  /** By their number: `instruments[i].index` is i. */
  readonly instruments: readonly Instrument[]
  readonly account: { readonly name: string; readonly quote: string; readonly start: StartAmounts }
  /** Owners 1, 2, 3 …; owner 0 is `external`, who has the fills of nobody. */
  readonly owners: readonly OwnerSpec[]
  /** Currencies beside those of the account and the instruments, such as a coin that fees are paid in. */
  readonly currencies?: readonly string[]
}

/**
 * What an account holds and who on it earned what, exactly: every amount is an integer of its currency's unit.
 *
 * Each owner has its own positions; the account has the net ones, which is what the venue knows. A fill is booked to both with the same
 * values, so for every instrument the owners' lots add up to the account's, and so do their `realized` less what their open positions
 * cost (for a short: plus). `realized` alone does not, because an owner that sells to another closes nothing for the account.
 * Fees and funding add up by themselves. The balance of a currency is start + net realized - fees + funding, and for spot the coins and the
 * money that changed hands.
 */
export class Ledger {
  /** Names, by the number that fee and funding rows carry. */
  readonly currencies: readonly string[]
  /** @internal */
  readonly currencyTable: Currencies
  readonly instruments: readonly Instrument[]
  /** @internal */
  readonly owners: OwnerRows
  /** @internal */
  readonly positions: PositionRows
  readonly balances: MoneyColumn
  readonly starts: MoneyColumn
  /** Paid, in row owner * currencies + currency. */
  readonly fees: MoneyColumn
  /** Received, in row owner * currencies + currency. */
  readonly funding: MoneyColumn
  /** What each owner got of the newest funding row. */
  readonly fundingShares: MoneyColumn
  /** @internal */
  readonly terms: ContractTerms
  /** @internal */
  readonly routes: CurrencyRoutes
  /** What everything is worth, as fields for loops that must not allocate. @internal */
  readonly valuation: Valuation
  readonly marks: Int32Array
  /** Balances as doubles, kept in step so that equity costs a product a currency. */
  readonly #totals: Float64Array
  readonly #startTotals: Float64Array
  readonly #value: FillValue
  readonly #scratch = MoneyColumn.ofLength(1)
  readonly #views = new Map<number, PositionView>()

  /** Throws BY1205 for a currency without a route to the account's, BY3007 for an instrument whose money cannot be counted, and for a start that is none. @internal */
  constructor({ memory, instruments, account, owners, currencies = [] }: LedgerOptions) {
    assert(
      instruments.every((instrument, number) => instrument.index === number),
      'instruments are not in the order of their numbers',
    )
    const start = readStart(account.start, account.quote)
    this.instruments = instruments
    this.currencyTable = new Currencies(instruments, [account.quote, ...start.keys(), ...currencies])
    this.currencies = this.currencyTable.names
    const { count } = this.currencyTable
    this.terms = new ContractTerms(memory, instruments, this.currencyTable)
    this.marks = memory.column('i32', instruments.length, 'ledger.marks')
    this.routes = new CurrencyRoutes(memory, instruments, this.currencyTable, this.marks, account.name)
    this.owners = new OwnerRows(owners, instruments.length)
    this.positions = new PositionRows(memory, this.owners.rows, this.terms)
    this.balances = moneyColumn(memory, count, 'ledger.balances')
    this.starts = moneyColumn(memory, count, 'ledger.starts')
    this.fees = moneyColumn(memory, this.owners.count * count, 'ledger.fees')
    this.funding = moneyColumn(memory, this.owners.count * count, 'ledger.funding')
    this.fundingShares = moneyColumn(memory, this.owners.count, 'ledger.fundingShares')
    this.#totals = memory.column('f64', count, 'ledger.totals')
    this.#startTotals = memory.column('f64', count, 'ledger.startTotals')
    this.#value = new FillValue(this.terms)
    const { currencyTable, routes, terms, positions, fees, funding, marks } = this
    const numbers = { marks, totals: this.#totals, startTotals: this.#startTotals }
    this.valuation = new Valuation({
      currencies: currencyTable,
      routes,
      terms,
      owners: this.owners,
      positions,
      fees,
      funding,
      ...numbers,
    })
    writeStart(start, this.starts, this.currencyTable)
    this.reset()
  }

  /** An amount was too large to be kept exactly, or was no integer of units. From then on nothing here can be trusted: halt with BY4301. */
  get overflowed(): boolean {
    const { balances, fees, funding, fundingShares, positions } = this
    const isTooLarge = balances.overflowed || fees.overflowed || funding.overflowed || fundingShares.overflowed
    return isTooLarge || positions.overflowed || this.#scratch.overflowed || this.#value.overflowed
  }

  /** Back to the start: nobody has traded and no price is known. */
  reset(): void {
    for (const column of [this.fees, this.funding, this.fundingShares, this.balances, this.#scratch]) clearAll(column)
    this.positions.reset()
    this.#value.reset()
    this.marks.fill(0)
    for (let currency = 0; currency < this.currencies.length; currency++) this.balances.copy(currency, this.starts, currency)
    this.refreshTotals()
  }

  /** The newest price of an instrument in units. A column write and nothing else, because it happens at every trade and bar. */
  mark(instrument: number, priceUnits: number): void {
    this.marks[instrument] = priceUnits
  }

  /** Books a `fill` row to its owner and to the account. */
  applyFill(owner: number, tape: Tape, row: number): void {
    const { positions, terms } = this
    const instrument = tape.instrument[row]
    const lots = tape.quantity[row]
    const own = this.owners.rowOf(owner, instrument)
    assert(own >= 0, 'a fill of an owner where it does not trade')
    assert(lots > 0 && Math.floor(lots) === lots, 'a fill of no whole number of lots')
    assert(tape.price[row] > 0 || terms.isInverse[instrument] === 0, 'a fill of an inverse contract without a price')
    const value = this.#value
    value.take(tape, row, positions.run(own, tape, row))
    positions.book(own, tape, row, value)
    positions.book(instrument, tape, row, value)
    const currency = terms.currency[instrument]
    if (terms.isSpot[instrument] === 0) this.balances.add(currency, positions.profit, 0)
    else {
      const side = tape.side[row]
      const base = terms.base[instrument]
      this.balances.addProduct(base, side * lots, terms.baseUnits[instrument])
      this.#refresh(base)
      value.first(this.#scratch, 0, lots)
      if (side > 0) this.balances.subtract(currency, this.#scratch, 0)
      else this.balances.add(currency, this.#scratch, 0)
    }
    this.#refresh(currency)
  }

  /** Books a `fee` row: `ref` is the currency, `a` and `b` the limbs, positive when paid. */
  applyFee(owner: number, tape: Tape, row: number): void {
    const currency = tape.ref[row]
    assert(currency >= 0 && currency < this.currencies.length, 'a fee in a currency that the account does not have')
    this.#scratch.setLimbs(0, tape.a[row], tape.b[row])
    this.fees.add(owner * this.currencies.length + currency, this.#scratch, 0)
    this.balances.subtract(currency, this.#scratch, 0)
    this.#refresh(currency)
  }

  /**
   * Books a `funding` row, positive when received: to the account as it is, and to the owners in proportion to their signed lots, where the
   * last one that has any takes what the rounding of the others left. What comes while the net position is flat belongs to nobody.
   */
  applyFunding(tape: Tape, row: number): void {
    const { fundingShares: shares, owners, positions } = this
    const currency = tape.ref[row]
    assert(currency >= 0 && currency < this.currencies.length, 'funding in a currency that the account does not have')
    const instrument = tape.instrument[row]
    const amount = this.#scratch
    amount.setLimbs(0, tape.a[row], tape.b[row])
    this.balances.add(currency, amount, 0)
    this.#refresh(currency)
    for (let owner = 0; owner < owners.count; owner++) shares.clear(owner)
    const net = positions.lots[instrument]
    let last = 0
    for (let owner = 0; net !== 0 && owner < owners.count; owner++) {
      const own = owners.rowOf(owner, instrument)
      if (own < 0 || positions.lots[own] === 0) continue
      shares.setShare(owner, amount, 0, positions.lots[own], net)
      last = owner
    }
    shares.copy(last, amount, 0)
    for (let owner = 0; owner < owners.count; owner++) if (owner !== last) shares.subtract(last, shares, owner)
    for (let owner = 0; owner < owners.count; owner++) this.funding.add(owner * this.currencies.length + currency, shares, owner)
  }

  /** An amount in whole currency, for views; the limbs are those of a fee or funding row. */
  amount(currency: number, hi: number, lo: number): number {
    this.#scratch.setLimbs(0, hi, lo)
    return this.#scratch.toNumber(0, this.currencyTable.digits[currency])
  }

  /** The number of the currency that pays and takes what an instrument's fills are worth. */
  settleCurrency(instrument: number): number {
    return this.terms.currency[instrument]
  }

  /** What one of a currency is worth in that of the account at the newest prices; NaN while one on the way is missing. */
  rate(currency: number): number {
    return this.routes.rate(currency)
  }

  /** Makes row `i` of a column what so many lots are worth at a price in units: exact, or for an inverse contract rounded half to even. */
  writeValue(into: MoneyColumn, i: number, instrument: number, lots: number, priceUnits: number): void {
    this.terms.value(into, i, instrument, lots, priceUnits)
  }

  /** Signed lots of the account. */
  netLots(instrument: number): number {
    return this.positions.lots[instrument]
  }

  /** Signed lots of an owner; 0 where it does not trade. */
  ownerLots(owner: number, instrument: number): number {
    const row = this.owners.rowOf(owner, instrument)
    return row < 0 ? 0 : this.positions.lots[row]
  }

  /** The position of an owner: always the same object, best asked for at wiring. */
  positionOf(owner: number, instrument: number): Position {
    const row = this.owners.rowOf(owner, instrument)
    assert(row >= 0, 'a position of an owner where it does not trade')
    return this.#view(row, instrument)
  }

  /** The position of the account, net over all owners: always the same object. */
  netPosition(instrument: number): Position {
    return this.#view(instrument, instrument)
  }

  /** What the account has of a currency; nothing of one that it cannot hold. */
  total(currency: string): number {
    return this.#totals[this.currencyTable.indexOf(currency)] ?? 0
  }

  /** Balances and open profit in the currency of the account; what has no price yet counts nothing. */
  get equity(): number {
    this.valuation.update()
    return this.valuation.equity
  }

  /** Whether everything in `equity` has a price. */
  get equityKnown(): boolean {
    this.valuation.update()
    return this.valuation.isKnown
  }

  /** What an owner began with plus realized, funding and open profit, less fees, in the currency of the account. */
  ownerEquity(owner: number): number {
    return this.valuation.ownerEquity(owner)
  }

  /** Fees paid by all owners, at the newest prices in the currency of the account. */
  get feesPaid(): number {
    return this.valuation.sum(this.fees)
  }

  /** Funding received by all owners, at the newest prices in the currency of the account. */
  get fundingReceived(): number {
    return this.valuation.sum(this.funding)
  }

  /** Brings what is shown in step after amounts were written from outside, as a restore does. */
  refreshTotals(): void {
    for (let currency = 0; currency < this.currencies.length; currency++) {
      this.#startTotals[currency] = this.starts.toNumber(currency, this.currencyTable.digits[currency])
      this.#refresh(currency)
    }
  }

  #refresh(currency: number): void {
    this.#totals[currency] = this.balances.toNumber(currency, this.currencyTable.digits[currency])
  }

  #view(row: number, instrument: number): Position {
    const digits = this.currencyTable.digits[this.terms.currency[instrument]]
    const view =
      this.#views.get(row) ?? new PositionView(this.positions, this.valuation, this.instruments[instrument], row, digits)
    this.#views.set(row, view)
    return view
  }
}
