import type { ColumnsWriter } from '@botyard/columns'
import { BotyardError, Flag, type InstrumentRules, Kind, type Micros } from '@botyard/core'
import { powersOfTen } from '../powers-of-ten.ts'
import { type DecimalText, decimalPlaces, numberOf, unitsOf } from './decimal-text.ts'
import type { CsvImportOptions } from './options.ts'
import type { CsvRows } from './read-rows.ts'

/** A price may be moved by rounding by this share of itself, a basis point; more would make another market of it. */
const roundingShareMax = 1e-4

/** What both sorts of rows have in common: exact units, and what the report tells. */
class WrittenRows {
  imported = 0
  rounded = 0
  guessedSides = 0
  from: Micros = Number.NaN
  to: Micros = Number.NaN
  protected readonly options: CsvImportOptions
  protected readonly writer: ColumnsWriter
  readonly #pricePlaces: number
  readonly #lotPlaces: number
  #sequence = 0

  constructor(options: CsvImportOptions, writer: ColumnsWriter, { priceScale, lotScale }: InstrumentRules) {
    this.options = options
    this.writer = writer
    this.#pricePlaces = powersOfTen.indexOf(priceScale)
    this.#lotPlaces = powersOfTen.indexOf(lotScale)
  }

  protected price(text: DecimalText): number {
    return this.#units(text, this.#pricePlaces)
  }

  protected lots(text: DecimalText): number {
    return this.#units(text, this.#lotPlaces)
  }

  /** Begins a message of one row and returns the row. */
  protected begin(kind: number, time: Micros): number {
    const { tape } = this.writer
    tape.open()
    const row = tape.next(kind)
    tape.instrument[row] = 0
    tape.exchangeTime[row] = time
    tape.receivedTime[row] = time
    tape.sequence[row] = ++this.#sequence
    return row
  }

  /** Counts what was written of one line. */
  protected wrote(from: Micros, to: Micros): void {
    if (this.imported === 0) this.from = from
    this.imported++
    this.to = to
  }

  /** BY3005 for a price that the units of the file, which its largest price sets, would turn into another one. */
  protected coarse(prices: readonly DecimalText[], line: number): BotyardError | undefined {
    const scale = powersOfTen[this.#pricePlaces]
    for (const text of prices) {
      const [price, written] = [numberOf(text), unitsOf(text, this.#pricePlaces) / scale]
      if (Math.abs(written - price) <= price * roundingShareMax) continue
      const details = { symbol: this.options.symbol, price: `${price} in line ${line}`, decimals: this.#pricePlaces, line }
      return new BotyardError('BY3005', details, { fix: ['see whether the largest price of the file can be true'] })
    }
    return undefined
  }

  #units(text: DecimalText, places: number): number {
    if (decimalPlaces(text) > places) this.rounded++
    return unitsOf(text, places)
  }
}

/** Writes bars: a row for the open when it is known, and one for the rest when it is. */
export class BarRows extends WrittenRows {
  readonly #intervalMicros: number
  #lastClose = Number.NEGATIVE_INFINITY

  constructor(options: CsvImportOptions, writer: ColumnsWriter, rules: InstrumentRules, intervalMicros: number) {
    super(options, writer, rules)
    this.#intervalMicros = intervalMicros
    const intervalMs = intervalMicros / 1000
    if (Number.isInteger(intervalMs) && intervalMs >= 1 && intervalMs < 2 ** 31) return
    throw new BotyardError('BY1104', { what: 'the interval of the bars', got: `${intervalMs} ms`, range: '1ms to 24d' })
  }

  /** Returns what is wrong with the bar beside the ones before it. */
  add(rows: CsvRows, line: number): BotyardError | undefined {
    const opens = this.options.time === 'close' ? rows.time - this.#intervalMicros : rows.time
    const closes = opens + this.#intervalMicros
    const { file } = this.options
    if (opens < this.#lastClose)
      return new BotyardError('BY6105', { file, line, reason: 'the bar begins before the last one ends' })
    if (opens < 0) return new BotyardError('BY6105', { file, line, reason: 'the bar begins before 1970' })
    const coarse = this.coarse(rows.prices, line)
    if (coarse !== undefined) return coarse
    this.#lastClose = closes
    const [open, high, low, close] = rows.prices.map((price) => this.price(price))
    const { tape } = this.writer
    const first = this.begin(Kind.open, opens)
    tape.price[first] = open
    tape.ref[first] = this.#intervalMicros / 1000
    tape.close()
    const second = this.begin(Kind.bar, closes)
    const lots = this.lots(rows.quantity)
    tape.price[second] = close
    tape.a[second] = high
    tape.b[second] = low
    tape.quantity[second] = lots
    tape.ref[second] = this.#intervalMicros / 1000
    if (rows.hasQuantity && lots === 0 && high === low) tape.flags[second] = Flag.flat
    tape.close()
    this.wrote(opens, closes)
    return undefined
  }
}

/** Writes trades, each as a message of its own. */
export class TradeRows extends WrittenRows {
  #lastUnits = 0
  #lastSide = 1

  /** Returns what is wrong with the trade in the units of the file. */
  add(rows: CsvRows, line: number): BotyardError | undefined {
    const coarse = this.coarse(rows.prices, line)
    if (coarse !== undefined) return coarse
    const { tape } = this.writer
    const lots = this.lots(rows.quantity)
    if (lots === 0) {
      const { file } = this.options
      const got = numberOf(rows.quantity)
      return new BotyardError('BY6101', { file, line, column: 'quantity', got, expected: 'more than rounds to 0' })
    }
    const units = this.price(rows.prices[0])
    const row = this.begin(Kind.trade, rows.time)
    this.writer.rests(rows.rest, rows.rest)
    tape.price[row] = units
    tape.quantity[row] = lots
    tape.side[row] = rows.side === 0 ? this.#guessSide(units) : rows.side
    tape.close()
    this.wrote(rows.time, rows.time)
    return undefined
  }

  #guessSide(units: number): number {
    this.guessedSides++
    if (this.#lastUnits !== 0 && units !== this.#lastUnits) this.#lastSide = units > this.#lastUnits ? 1 : -1
    this.#lastUnits = units
    return this.#lastSide
  }
}
