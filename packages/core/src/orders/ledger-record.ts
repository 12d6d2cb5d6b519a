import type { Instrument } from '../ports/instrument.ts'
import type { LedgerRecord, OwnerRecord, PositionRecord } from '../ports/ledger-record.ts'
import { zerosOf } from './currencies.ts'
import { readDecimal, writeDecimal } from './decimal.ts'
import type { Ledger } from './ledger.ts'
import { MoneyColumn } from './money.ts'
import { clearAll } from './money-memory.ts'

/** Writes down everything but prices, which come from the market. */
export function saveLedger(ledger: Ledger): LedgerRecord {
  const { currencies, instruments, owners, fees, funding } = ledger
  const positions = (rowOf: (instrument: number) => number): Record<string, PositionRecord> =>
    Object.fromEntries(
      instruments
        .filter(({ index }) => rowOf(index) >= 0 && isUsed(ledger, rowOf(index)))
        .map((instrument) => [instrument.symbol, savePosition(ledger, rowOf(instrument.index), instrument)]),
    )
  const names = owners.names.map((name, owner): [string, OwnerRecord] => {
    const first = owner * currencies.length
    const record = {
      positions: positions((instrument) => owners.rowOf(owner, instrument)),
      fees: saveAmounts(ledger, fees, first),
      funding: saveAmounts(ledger, funding, first),
    }
    return [name, record]
  })
  return {
    start: saveAmounts(ledger, ledger.starts, 0),
    balances: saveAmounts(ledger, ledger.balances, 0),
    net: positions((instrument) => instrument),
    owners: Object.fromEntries(names),
  }
}

/**
 * Makes a ledger what was written down. What does not fit changes nothing, and what is wrong is returned as the end of a sentence.
 *
 * The bot may have changed in between. New owners, symbols and currencies begin with nothing. Of those that are gone, whatever is open
 * or held is refused, because it would be nobody's; what is flat is forgotten, and its result stays in the balances.
 */
export function restoreLedger(ledger: Ledger, record: LedgerRecord): string | undefined {
  const restore = new Restore(ledger)
  restore.amounts(record.start, ledger.starts, 0, 'a start')
  restore.amounts(record.balances, ledger.balances, 0, 'a balance')
  restore.positions(record.net, (instrument) => instrument, 'the account')
  for (const [name, saved] of Object.entries(record.owners)) {
    const owner = ledger.owners.names.indexOf(name)
    restore.positions(saved.positions, (instrument) => (owner < 0 ? -1 : ledger.owners.rowOf(owner, instrument)), name)
    if (owner < 0) continue
    const first = owner * ledger.currencies.length
    restore.amounts(saved.fees, ledger.fees, first)
    restore.amounts(saved.funding, ledger.funding, first)
  }
  return restore.finish()
}

/** Reads everything before it writes anything. */
class Restore {
  readonly #ledger: Ledger
  readonly #writes: (() => void)[] = []
  readonly #scratch = MoneyColumn.ofLength(1)
  #problem: string | undefined

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** Amounts by currency into rows from `first`; `what` names the amounts that may not be lost. */
  amounts(saved: Readonly<Record<string, string>>, into: MoneyColumn, first: number, what?: string): void {
    for (const [name, text] of Object.entries(saved)) {
      const currency = this.#ledger.currencyTable.indexOf(name)
      if (currency >= 0) this.#amount(into, first + currency, text, this.#ledger.currencyTable.digits[currency])
      else if (what !== undefined) this.#problem ??= `it has ${what} of ${text} ${name}, which the account cannot hold now`
    }
  }

  positions(saved: Readonly<Record<string, PositionRecord>>, rowOf: (instrument: number) => number, whose: string): void {
    for (const [symbol, position] of Object.entries(saved)) {
      const instrument = this.#ledger.instruments.find((one) => one.symbol === symbol)
      const row = instrument === undefined ? -1 : rowOf(instrument.index)
      if (instrument !== undefined && row >= 0) this.#position(row, instrument, position)
      else if (Number(position.quantity) !== 0)
        this.#problem ??= `${whose} has ${position.quantity} ${symbol}, which the bot has no place for now`
    }
  }

  finish(): string | undefined {
    if (this.#problem !== undefined) return this.#problem
    this.#ledger.reset()
    clearAll(this.#ledger.starts)
    clearAll(this.#ledger.balances)
    for (const write of this.#writes) write()
    this.#ledger.refreshTotals()
    return undefined
  }

  #position(row: number, instrument: Instrument, saved: PositionRecord): void {
    const { positions, terms, currencyTable } = this.#ledger
    const digits = currencyTable.digits[terms.currency[instrument.index]]
    const lotZeros = zerosOf(instrument.lotScale)
    this.#amount(positions.cost, row, saved.cost, digits)
    this.#amount(positions.realized, row, saved.realized, digits)
    this.#amount(positions.fullCost, row, saved.fullCost, digits)
    this.#count(positions.lots, row, saved.quantity, lotZeros)
    this.#count(positions.fullLots, row, saved.fullQuantity, lotZeros)
    this.#count(positions.runLots, row, saved.runQuantity, lotZeros)
    this.#count(positions.runPrice, row, saved.runPrice, zerosOf(instrument.priceScale))
    this.#writes.push(() => {
      positions.since[row] = saved.since
    })
  }

  #amount(into: MoneyColumn, row: number, text: string, digits: number): void {
    if (!this.#scratch.fromDecimal(0, text, digits)) this.#problem ??= `"${text}" is no amount in units of 10^-${digits}`
    const { hi, lo } = this.#scratch
    const [high, low] = [hi[0], lo[0]]
    this.#writes.push(() => into.setLimbs(row, high, low))
  }

  #count(into: Float64Array | Int32Array, row: number, text: string, zeros: number): void {
    const count = readDecimal(text, zeros)
    if (count === undefined) this.#problem ??= `"${text}" is no whole number of 10^-${zeros}`
    this.#writes.push(() => {
      into[row] = Number(count)
    })
  }
}

function savePosition(ledger: Ledger, row: number, instrument: Instrument): PositionRecord {
  const { positions, terms, currencyTable } = ledger
  const digits = currencyTable.digits[terms.currency[instrument.index]]
  const quantity = (lots: number): string => writeDecimal(BigInt(lots), zerosOf(instrument.lotScale))
  return {
    quantity: quantity(positions.lots[row]),
    cost: positions.cost.toDecimal(row, digits),
    realized: positions.realized.toDecimal(row, digits),
    fullQuantity: quantity(positions.fullLots[row]),
    fullCost: positions.fullCost.toDecimal(row, digits),
    runPrice: writeDecimal(BigInt(positions.runPrice[row]), zerosOf(instrument.priceScale)),
    runQuantity: quantity(positions.runLots[row]),
    since: positions.since[row],
  }
}

function isUsed({ positions }: Ledger, row: number): boolean {
  return (
    positions.lots[row] !== 0 || positions.since[row] !== 0 || positions.realized.sign(row) !== 0 || positions.runLots[row] !== 0
  )
}

function saveAmounts({ currencies, currencyTable }: Ledger, column: MoneyColumn, first: number): Record<string, string> {
  const amounts = currencies.map((name, currency): [string, string] => [
    name,
    column.toDecimal(first + currency, currencyTable.digits[currency]),
  ])
  return Object.fromEntries(amounts.filter((_, currency) => column.sign(first + currency) !== 0))
}

/**
 * A ledger as text, one fact a line, always in the same order and exact to the last digit: equal ledgers give equal lines, and
 * the hash of a run is made of them.
 */
export function ledgerLines(ledger: Ledger): string[] {
  const { start, balances, net, owners } = saveLedger(ledger)
  const amounts = (what: string, by: Readonly<Record<string, string>>): string[] =>
    Object.entries(by).map(([name, text]) => `${what} ${name} ${text}`)
  const positions = (whose: string, by: Readonly<Record<string, PositionRecord>>): string[] =>
    Object.entries(by).map(
      ([symbol, { quantity, cost, realized }]) => `${whose} ${symbol} quantity ${quantity} cost ${cost} realized ${realized}`,
    )
  const whole = [...amounts('start', start), ...amounts('balance', balances), ...positions('net', net)]
  const parts = Object.entries(owners).flatMap(([name, owner]) => [
    ...positions(`owner ${name}`, owner.positions),
    ...amounts(`owner ${name} fees`, owner.fees),
    ...amounts(`owner ${name} funding`, owner.funding),
  ])
  return [...whole, ...parts]
}
