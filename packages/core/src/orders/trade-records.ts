import type { Side } from '../ports/instrument.ts'
import type { ClosedTrade } from '../ports/report.ts'
import { priceOfValue } from './contract-value.ts'
import type { Ledger } from './ledger.ts'
import { MoneyColumn } from './money.ts'

/** The most trades of a run that are kept one by one; further ones are counted only. */
export const tradesMax = 1_000_000

/** The numbers of a record by their place. Lots are of the instrument, times in microseconds, values in the currency that settles it. */
export const TradeField = {
  owner: 0,
  instrument: 1,
  side: 2,
  lots: 3,
  entryTime: 4,
  exitTime: 5,
  enteredValue: 6,
  leftValue: 7,
} as const
export type TradeField = (typeof TradeField)[keyof typeof TradeField]

/** The amounts of a record. */
export type TradeAmount = 'gross' | 'fees' | 'funding'

const width = 8
const rowsFirst = 256

/** Trades that are over, as numbers in one column that grows, because a run may have a million of them and most runs never show them. */
export class TradeRecords {
  count = 0
  readonly #reasons: string[] = []
  #numbers = new Float64Array(rowsFirst * width)
  /** In units of the currency that settles the instrument, so that trades add up to what the ledger booked. */
  readonly #amounts: Record<TradeAmount, MoneyColumn> = {
    gross: MoneyColumn.ofLength(rowsFirst),
    fees: MoneyColumn.ofLength(rowsFirst),
    funding: MoneyColumn.ofLength(rowsFirst),
  }
  readonly #net = MoneyColumn.ofLength(1)

  clear(): void {
    this.count = 0
    this.#reasons.length = 0
    for (const column of Object.values(this.#amounts)) {
      column.hi.fill(0)
      column.lo.fill(0)
    }
  }

  /** A new record, or -1 when there are too many to keep it. Setting what is not kept does nothing. */
  add(reason: string): number {
    this.count++
    const record = this.#reasons.length
    if (record === tradesMax) return -1
    this.#reasons.push(reason)
    if (this.#reasons.length * width > this.#numbers.length) this.#grow()
    return record
  }

  set(record: number, field: TradeField, number: number): void {
    if (record >= 0) this.#numbers[record * width + field] = number
  }

  /** Adds the amount of a row of another column. */
  addTo(amount: TradeAmount, record: number, from: MoneyColumn, row: number): void {
    if (record >= 0) this.#amounts[amount].add(record, from, row)
  }

  /** The records as trades, oldest first; the ledger knows names and scales. */
  list(ledger: Ledger): ClosedTrade[] {
    return this.#reasons.map((reason, record) => this.#trade(record, reason, ledger))
  }

  #trade(record: number, reason: string, { owners, instruments, currencies, currencyTable, terms }: Ledger): ClosedTrade {
    const field = (place: TradeField): number => this.#numbers[record * width + place]
    const instrument = instruments[field(TradeField.instrument)]
    const quantity = field(TradeField.lots) / instrument.lotScale
    const price = (value: number): number => priceOfValue(instrument, quantity, value)
    const { gross, fees, funding } = this.#amounts
    const currency = terms.currency[instrument.index]
    const digits = currencyTable.digits[currency]
    this.#net.copy(0, gross, record)
    this.#net.subtract(0, fees, record)
    this.#net.add(0, funding, record)
    return {
      owner: owners.names[field(TradeField.owner)],
      symbol: instrument.symbol,
      side: field(TradeField.side) as Side,
      quantity,
      entryTime: field(TradeField.entryTime),
      exitTime: field(TradeField.exitTime),
      entryPrice: price(field(TradeField.enteredValue)),
      exitPrice: price(field(TradeField.leftValue)),
      gross: gross.toNumber(record, digits),
      fees: fees.toNumber(record, digits),
      funding: funding.toNumber(record, digits),
      net: this.#net.toNumber(0, digits),
      reason,
      currency: currencies[currency],
    }
  }

  #grow(): void {
    const longer = new Float64Array(2 * this.#numbers.length)
    longer.set(this.#numbers)
    this.#numbers = longer
    for (const [amount, column] of Object.entries(this.#amounts) as [TradeAmount, MoneyColumn][]) {
      const more = MoneyColumn.ofLength(2 * column.hi.length)
      more.hi.set(column.hi)
      more.lo.set(column.lo)
      this.#amounts[amount] = more
    }
  }
}
