import { BotyardError, priceUnitsMax } from '@botyard/core'
import { readTime } from '../read-time.ts'
import type { CsvColumn, CsvKind, CsvLayout } from './columns.ts'
import { type DecimalText, numberOf, readDecimalText, unitsOf } from './decimal-text.ts'
import { lotsMax } from './survey.ts'

/** How many decimals of a number of seconds make a microsecond, for each unit that times come in. */
const placesOfUnit = { s: 6, ms: 3, us: 0, ns: -3 } as const
type TimeUnit = keyof typeof placesOfUnit

/** Seconds of the last year that is written in four digits. */
const lastSecond = 253_402_300_799

/**
 * Reads one line after another into its fields. What is wrong with a line comes back as an error, and the fields are then those of no
 * line; the order of times is that of the good lines.
 */
export class CsvRows {
  /** Microseconds, and nanoseconds beyond them. */
  time = 0
  rest = 0
  /** Open, high, low and close of a bar; the price of a trade. */
  prices: DecimalText[] = []
  quantity: DecimalText = { negative: false, digits: '', exponent: 0 }
  /** Whether the file has quantities at all. */
  hasQuantity = true
  /** 1 or -1; 0 where the file does not say. */
  side = 0
  readonly #file: string
  readonly #kind: CsvKind
  readonly #layout: CsvLayout
  #unit: TimeUnit | undefined
  #lastTime = Number.NEGATIVE_INFINITY
  #lastId = ''
  #line = 0

  constructor(file: string, kind: CsvKind, layout: CsvLayout) {
    this.#file = file
    this.#kind = kind
    this.#layout = layout
  }

  /** Fills the fields from the values of a line; returns what is wrong with it. */
  read(values: readonly string[], line: number): BotyardError | undefined {
    this.#line = line
    const expected = this.#layout.values
    if (values.length !== expected) return new BotyardError('BY6104', { file: this.#file, line, got: values.length, expected })
    return (
      this.#readTime(values) ?? (this.#kind === 'bars' ? this.#readBar(values) : this.#readTrade(values)) ?? this.#accept(values)
    )
  }

  #text(values: readonly string[], column: CsvColumn): string | undefined {
    const place = this.#layout.places.get(column)
    return place === undefined ? undefined : values[place]
  }

  #wrong(column: string, got: string, expected: string): BotyardError {
    return new BotyardError('BY6101', { file: this.#file, line: this.#line, column, got: `"${got}"`, expected })
  }

  #contradiction(reason: string): BotyardError {
    return new BotyardError('BY6105', { file: this.#file, line: this.#line, reason })
  }

  #readTime(values: readonly string[]): BotyardError | undefined {
    const text = this.#text(values, 'time') ?? ''
    const number = /^\d{8}$/.test(text) ? undefined : readDecimalText(text)
    this.rest = 0
    if (number === undefined) this.time = readTime(text)
    else {
      if (this.#unit === undefined && isAmbiguous(Number(text)))
        return this.#wrong('time', text, 'a date: it is one in two units')
      const unit = (this.#unit ??= unitOf(Number(text)))
      const places = placesOfUnit[unit]
      this.time = Math.floor(unitsOf(number, Math.max(0, places)) / (unit === 'ns' ? 1000 : 1))
      if (unit === 'ns' && /^\d+$/.test(text)) {
        // Nanoseconds of today pass 2^53, so they are taken apart as text.
        this.time = Number(text.slice(0, -3))
        this.rest = Number(text.slice(-3))
      }
    }
    const sound = Number.isSafeInteger(this.time) && this.time >= 0
    return sound ? undefined : this.#wrong('time', text, 'a time such as 2024-01-31 12:00:00 or 1706702400000')
  }

  #readBar(values: readonly string[]): BotyardError | undefined {
    this.prices = []
    for (const column of ['open', 'high', 'low', 'close'] as const) {
      const text = this.#text(values, column) ?? ''
      const price = readDecimalText(text)
      if (price === undefined || price.negative || price.digits === '') return this.#wrong(column, text, 'a number above 0')
      if (numberOf(price) > priceUnitsMax) return this.#wrong(column, text, tooLarge(priceUnitsMax))
      this.prices.push(price)
    }
    const volume = this.#text(values, 'volume')
    const quantity = readDecimalText(volume ?? '0')
    if (quantity === undefined || quantity.negative) return this.#wrong('volume', volume ?? '', 'a number from 0')
    if (numberOf(quantity) > lotsMax) return this.#wrong('volume', volume ?? '', tooLarge(lotsMax))
    this.quantity = quantity
    this.hasQuantity = volume !== undefined
    const [open, high, low, close] = this.prices.map(numberOf)
    if (high < low) return this.#contradiction(`the high ${high} is below the low ${low}`)
    if (open > high || close > high)
      return this.#contradiction(`the high ${high} is below the open ${open} or the close ${close}`)
    if (open < low || close < low) return this.#contradiction(`the low ${low} is above the open ${open} or the close ${close}`)
    return undefined
  }

  #readTrade(values: readonly string[]): BotyardError | undefined {
    for (const column of ['price', 'quantity'] as const) {
      const text = this.#text(values, column) ?? ''
      const number = readDecimalText(text)
      if (number === undefined || number.negative || number.digits === '') return this.#wrong(column, text, 'a number above 0')
      const most = column === 'price' ? priceUnitsMax : lotsMax
      if (numberOf(number) > most) return this.#wrong(column, text, tooLarge(most))
      if (column === 'price') this.prices = [number]
      else this.quantity = number
    }
    this.side = 0
    const side = this.#text(values, 'side')
    if (side !== undefined) this.side = readSide(side)
    if (side !== undefined && this.side === 0) return this.#wrong('side', side, 'buy or sell')
    const buyerMaker = this.#text(values, 'buyerMaker')?.toLowerCase()
    if (side === undefined && buyerMaker !== undefined) {
      // The buyer's order rested in the book, so the seller was the taker.
      this.side = buyerMaker === 'true' || buyerMaker === '1' ? -1 : 1
      if (!['true', 'false', '1', '0'].includes(buyerMaker)) return this.#wrong('is_buyer_maker', buyerMaker, 'true or false')
    }
    return undefined
  }

  /** Looks at the line together with the ones before it. */
  #accept(values: readonly string[]): BotyardError | undefined {
    const text = this.#text(values, 'time') ?? ''
    const id = this.#text(values, 'id') ?? ''
    if (this.time < this.#lastTime) return new BotyardError('BY6102', { file: this.#file, line: this.#line, time: text })
    if (this.#kind === 'bars' && this.time === this.#lastTime) return this.#contradiction(`the time ${text} is there twice`)
    if (id !== '' && id === this.#lastId) return this.#contradiction(`the trade ${id} is there twice`)
    this.#lastTime = this.time
    this.#lastId = id
    return undefined
  }
}

function tooLarge(most: number): string {
  return `a number up to ${most}`
}

function unitOf(value: number): TimeUnit {
  if (value < 1e11) return 's'
  if (value < 1e14) return 'ms'
  return value < 1e17 ? 'us' : 'ns'
}

/** The largest numbers of a unit that are years of four digits are years soon after 1970 in the next finer unit. */
function isAmbiguous(value: number): boolean {
  return [1, 1e3, 1e6].some((perSecond) => value >= 1e11 * perSecond && value <= lastSecond * perSecond)
}

function readSide(text: string): number {
  const side = text.toLowerCase()
  if (['buy', 'b', '1', 'bid', 'long'].includes(side)) return 1
  return ['sell', 's', '-1', 'ask', 'short'].includes(side) ? -1 : 0
}
