import type { ClosedTrade, OpenAtEnd } from '../ports/report.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import { HeldTime } from './held-time.ts'
import type { Ledger } from './ledger.ts'
import { MoneyColumn } from './money.ts'
import { OpenTrades } from './open-trades.ts'
import { restoreTrades, type SavedTrade, saveTrades } from './saved-trades.ts'
import { TradeField, TradeRecords } from './trade-records.ts'

/**
 * Trips from flat to flat of every owner at every instrument, told from the same rows as the ledger and after it: the ledger books a row,
 * then the tally hears of it. A trade ends when its position reaches or crosses zero; a fill that crosses ends one trade and begins
 * another. What a trade made is what the ledger booked between its ends, exactly.
 *
 * Fees and funding of a trade are told in the currency that settles it, those in another one at the prices of the moment they came, to the
 * nearest unit.
 */
export class TradeTally {
  readonly #ledger: Ledger
  readonly #open: OpenTrades
  readonly #records = new TradeRecords()
  /** An amount in hand, and a part of it. */
  readonly #scratch = MoneyColumn.ofLength(2)
  /** How long there was a position. */
  readonly held = new HeldTime()
  /** Value of everything that traded, in the currency of the account at the prices of the moment; what had no price is not in it. */
  turnover = 0

  constructor(ledger: Ledger) {
    this.#ledger = ledger
    this.#open = new OpenTrades(ledger.owners.rows)
    this.reset()
  }

  /** Forgets all trades, and begins one for every position that the ledger has open now. Call it after the ledger was reset or restored. */
  reset(): void {
    const { owners, positions, instruments } = this.#ledger
    this.#records.clear()
    this.held.clear()
    this.turnover = 0
    for (let row = 0; row < owners.rows; row++) this.#open.clear(row)
    for (let owner = 0; owner < owners.count; owner++) {
      for (const { index } of instruments) {
        const row = owners.rowOf(owner, index)
        if (row < 0 || positions.lots[row] === 0) continue
        this.#begin(row, positions.since[row])
        this.#open.enteredLots[row] = Math.abs(positions.lots[row])
        this.#open.enteredValue[row] = positions.cost.toNumber(row, this.#digitsOf(index))
      }
    }
  }

  /** Trades that are under way, for a restart. */
  save(): SavedTrade[] {
    return saveTrades(this.#open, this.#ledger)
  }

  /** Goes on with trades that were under way, so that what they paid before a restart stays theirs. Call it after the ledger was restored. */
  restore(saved: readonly SavedTrade[]): void {
    restoreTrades(this.#open, this.#ledger, saved)
  }

  /** A fill that the ledger has booked; `reason` is that of its order. */
  fill(owner: number, tape: Tape, from: number, reason: string): void {
    const { positions, owners, terms, routes } = this.#ledger
    const open = this.#open
    const row = owners.rowOf(owner, tape.instrument[from])
    const lots = tape.quantity[from]
    const side = tape.side[from]
    const before = positions.lots[row] - side * lots
    const closing = before * side < 0 ? Math.min(Math.abs(before), lots) : 0
    const value = this.#valueOf(tape, from)
    const rate = routes.rate(terms.currency[tape.instrument[from]])
    if (rate > 0) this.turnover += value * rate
    open.leftValue[row] += (value * closing) / lots
    const isEnd = closing > 0 && closing === Math.abs(before)
    open.ended[row] = isEnd ? this.#end(row, owner, tape, from, reason) : -1
    open.endedLots[row] = isEnd ? closing : 0
    open.fillLots[row] = lots
    if (lots === closing) return
    if (open.enteredLots[row] === 0) this.#begin(row, tape.receivedTime[from])
    open.enteredLots[row] += lots - closing
    open.enteredValue[row] += (value * (lots - closing)) / lots
  }

  /** The fee of the newest fill of this owner and instrument. Where that fill ended one trade and began another, they share it by lots. */
  fee(owner: number, tape: Tape, from: number): void {
    const instrument = tape.instrument[from]
    const row = this.#ledger.owners.rowOf(owner, instrument)
    const { ended, endedLots, fillLots, fees } = this.#open
    const scratch = this.#scratch
    scratch.setLimbs(0, tape.a[from], tape.b[from])
    this.#settle(tape.ref[from], instrument)
    if (endedLots[row] > 0) {
      scratch.setShare(1, scratch, 0, endedLots[row], fillLots[row])
      this.#records.addTo('fees', ended[row], scratch, 1)
      scratch.subtract(0, scratch, 1)
    }
    fees.add(row, scratch, 0)
  }

  /** Funding that the ledger has shared out; each owner's goes to the trade it has open. */
  funding(tape: Tape, from: number): void {
    const { owners, positions, fundingShares } = this.#ledger
    const instrument = tape.instrument[from]
    for (let owner = 0; owner < owners.count; owner++) {
      const row = owners.rowOf(owner, instrument)
      if (row < 0 || positions.lots[row] === 0) continue
      this.#scratch.copy(0, fundingShares, owner)
      this.#settle(tape.ref[from], instrument)
      this.#open.funding.add(row, this.#scratch, 0)
    }
  }

  /** Trades that ended, also those that are not kept. */
  get count(): number {
    return this.#records.count
  }

  /** Trades that ended, oldest first, as far as they are kept. Allocates all of them; for the end of a run. */
  trades(): ClosedTrade[] {
    return this.#records.list(this.#ledger)
  }

  /** What is open now, marked at the newest price; not a number where there is none. */
  open(): OpenAtEnd[] {
    const { owners, positions, instruments, currencies, terms, marks } = this.#ledger
    const open = this.#open
    return owners.names.flatMap((name, owner) =>
      instruments
        .filter(({ index }) => this.#ledger.ownerLots(owner, index) !== 0)
        .map(({ index, symbol, priceScale }) => {
          const { quantity, side, averagePrice, unrealized } = this.#ledger.positionOf(owner, index)
          const markPrice = marks[index] === 0 ? Number.NaN : marks[index] / priceScale
          const row = owners.rowOf(owner, index)
          const digits = this.#digitsOf(index)
          this.#scratch.copy(0, positions.realized, row)
          this.#scratch.subtract(0, open.realized, row)
          return {
            owner: name,
            symbol,
            quantity: quantity * side,
            entryTime: open.since[row],
            averagePrice,
            markPrice,
            unrealized,
            gross: this.#scratch.toNumber(0, digits),
            fees: open.fees.toNumber(row, digits),
            funding: open.funding.toNumber(row, digits),
            currency: currencies[terms.currency[index]],
          }
        }),
    )
  }

  #begin(row: number, time: Micros): void {
    this.#open.begin(row, time, this.#ledger.positions.realized)
    this.held.begin(time)
  }

  /** Writes down a trade that is over, and returns its record. */
  #end(row: number, owner: number, tape: Tape, from: number, reason: string): number {
    const { positions } = this.#ledger
    const instrument = tape.instrument[from]
    const open = this.#open
    this.#scratch.copy(0, positions.realized, row)
    this.#scratch.subtract(0, open.realized, row)
    const record = this.#records.add(reason)
    this.#records.set(record, TradeField.owner, owner)
    this.#records.set(record, TradeField.instrument, instrument)
    this.#records.set(record, TradeField.side, -tape.side[from])
    this.#records.set(record, TradeField.lots, open.enteredLots[row])
    this.#records.set(record, TradeField.entryTime, open.since[row])
    this.#records.set(record, TradeField.exitTime, tape.receivedTime[from])
    this.#records.set(record, TradeField.enteredValue, open.enteredValue[row])
    this.#records.set(record, TradeField.leftValue, open.leftValue[row])
    this.#records.addTo('gross', record, this.#scratch, 0)
    this.#records.addTo('fees', record, open.fees, row)
    this.#records.addTo('funding', record, open.funding, row)
    open.clear(row)
    this.held.end(tape.receivedTime[from])
    return record
  }

  /** What a fill was worth, in the currency that pays for it. */
  #valueOf(tape: Tape, from: number): number {
    const { terms } = this.#ledger
    const instrument = tape.instrument[from]
    const power = Number(`1e${this.#digitsOf(instrument)}`)
    if (tape.b[from] !== 0) return tape.b[from] / power
    const atOne = tape.quantity[from] * (terms.factor[instrument] / power)
    return terms.isInverse[instrument] === 1 ? atOne / tape.price[from] : atOne * tape.price[from]
  }

  /** Turns the amount in hand, in a currency, into the one that settles an instrument; nothing while either has no price. */
  #settle(currency: number, instrument: number): void {
    const { terms, routes, currencyTable } = this.#ledger
    const settle = terms.currency[instrument]
    if (currency === settle) return
    const rate = routes.rate(currency) / routes.rate(settle)
    const amount = rate > 0 ? this.#scratch.toNumber(0, currencyTable.digits[currency]) * rate : 0
    this.#scratch.setLimbs(0, Math.round(amount * Number(`1e${this.#digitsOf(instrument)}`)), 0)
  }

  #digitsOf(instrument: number): number {
    return this.#ledger.currencyTable.digits[this.#ledger.terms.currency[instrument]]
  }
}
