import type { Side } from '../ports/instrument.ts'
import type { ClosedTrade } from '../ports/report.ts'
import type { Ledger } from './ledger.ts'

/** The most trades of a run that are kept one by one; further ones are counted only. */
export const tradesMax = 1_000_000

/** The numbers of a record by their place. Lots are of the instrument, times in microseconds, amounts in the currency that settles it. */
export const TradeField = {
  owner: 0,
  instrument: 1,
  side: 2,
  lots: 3,
  entryTime: 4,
  exitTime: 5,
  enteredValue: 6,
  leftValue: 7,
  gross: 8,
  fees: 9,
  funding: 10,
} as const
export type TradeField = (typeof TradeField)[keyof typeof TradeField]

const WIDTH = 11

/** Trades that are over, as numbers in one column that grows, because a run may have a million of them and most runs never show them. */
export class TradeRecords {
  count = 0
  readonly #reasons: string[] = []
  #numbers = new Float64Array(256 * WIDTH)

  clear(): void {
    this.count = 0
    this.#reasons.length = 0
  }

  /** A new record, or -1 when there are too many to keep it. Setting what is not kept does nothing. */
  add(reason: string): number {
    this.count++
    const record = this.#reasons.length
    if (record === tradesMax) return -1
    this.#reasons.push(reason)
    if (this.#reasons.length * WIDTH > this.#numbers.length) {
      const longer = new Float64Array(2 * this.#numbers.length)
      longer.set(this.#numbers)
      this.#numbers = longer
    }
    return record
  }

  set(record: number, field: TradeField, number: number): void {
    if (record >= 0) this.#numbers[record * WIDTH + field] = number
  }

  addFee(record: number, paid: number): void {
    if (record >= 0) this.#numbers[record * WIDTH + TradeField.fees] += paid
  }

  /** The records as trades, oldest first; the ledger knows names and scales. */
  list(ledger: Ledger): ClosedTrade[] {
    return this.#reasons.map((reason, record) => this.#trade(record, reason, ledger))
  }

  #trade(record: number, reason: string, { owners, instruments, currencies, terms }: Ledger): ClosedTrade {
    const field = (place: TradeField): number => this.#numbers[record * WIDTH + place]
    const instrument = instruments[field(TradeField.instrument)]
    const quantity = field(TradeField.lots) / instrument.lotScale
    const contracts = quantity * instrument.contractSize
    const price = (value: number): number => (instrument.kind === 'inverse' ? contracts / value : value / contracts)
    const [gross, fees, funding] = [field(TradeField.gross), field(TradeField.fees), field(TradeField.funding)]
    return {
      owner: owners.names[field(TradeField.owner)],
      symbol: instrument.symbol,
      side: field(TradeField.side) as Side,
      quantity,
      entryTime: field(TradeField.entryTime),
      exitTime: field(TradeField.exitTime),
      entryPrice: price(field(TradeField.enteredValue)),
      exitPrice: price(field(TradeField.leftValue)),
      gross,
      fees,
      funding,
      net: gross - fees + funding,
      reason,
      currency: currencies[terms.currency[instrument.index]],
    }
  }
}
