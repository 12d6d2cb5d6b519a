import { BotyardError, type InstrumentRules, toMicros } from '@botyard/core'
import { powersOfTen } from '../powers-of-ten.ts'
import { splitName } from '../split-name.ts'
import { decimalPlaces, numberOf, readDecimalText } from './decimal-text.ts'
import type { CsvImportOptions } from './options.ts'
import type { CsvRows } from './read-rows.ts'

/** A price counts units in 31 bits, a quantity counts lots in 52. */
const priceUnitsMax = 2 ** 31 - 1
const lotsMax = 2 ** 52

/** Finer decimals than these are noise of a sum of doubles, not a step of a venue. */
const placesMax = 10

/** How many different steps between bars are counted; a file with more has no interval. */
const stepsMax = 10_000

/** What a first reading of all good lines finds out: the units that hold every number, and the interval of the bars. */
export class Survey {
  rows = 0
  readonly #options: CsvImportOptions
  #priceMost = 0
  #pricePlaces = 0
  #lotsMost = 0
  #lotPlaces = 0
  #lastTime = Number.NaN
  readonly #steps = new Map<number, number>()

  constructor(options: CsvImportOptions) {
    this.#options = options
  }

  add(rows: CsvRows): void {
    this.rows++
    for (const price of rows.prices) {
      this.#priceMost = Math.max(this.#priceMost, numberOf(price))
      this.#pricePlaces = Math.max(this.#pricePlaces, decimalPlaces(price))
    }
    this.#lotsMost = Math.max(this.#lotsMost, numberOf(rows.quantity))
    this.#lotPlaces = Math.max(this.#lotPlaces, decimalPlaces(rows.quantity))
    const step = rows.time - this.#lastTime
    if (step > 0 && (this.#steps.size < stepsMax || this.#steps.has(step))) {
      this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1)
    }
    this.#lastTime = rows.time
  }

  /** Microseconds of a bar: as told, else the most frequent step, the shorter of two that are as frequent. */
  intervalMicros(): number {
    const { interval, file } = this.#options
    if (interval !== undefined) return toMicros(interval)
    const steps = [...this.#steps].sort(([x, countX], [y, countY]) => countY - countX || x - y)
    if (steps.length > 0) return steps[0][0]
    throw new BotyardError(
      'BY6105',
      { file, line: 1, reason: 'one bar alone does not tell its interval' },
      { fix: ['name the interval'] },
    )
  }

  /** The instrument, with the coarsest units that hold every number of the file exactly, or the finest that fit. */
  rules(): InstrumentRules {
    const { symbol, tick, lot } = this.#options
    const { venue, kind, name } = readSymbol(symbol)
    const { base, quote } = splitName(name)
    const pricePlaces = fittingPlaces(Math.max(this.#pricePlaces, placesOfStep('tick', tick)), this.#priceMost, priceUnitsMax)
    const lotPlaces = fittingPlaces(Math.max(this.#lotPlaces, placesOfStep('lot', lot)), this.#lotsMost, lotsMax)
    const lotStep = lot ?? 1 / powersOfTen[lotPlaces]
    return {
      venue,
      kind,
      name,
      base,
      quote,
      settle: kind === 'inverse' ? base : quote,
      contractSize: 1,
      priceScale: powersOfTen[pricePlaces],
      lotScale: powersOfTen[lotPlaces],
      tick: tick ?? 1 / powersOfTen[pricePlaces],
      lot: lotStep,
      minQuantity: lotStep,
      minNotional: 0,
    }
  }
}

/** As many places as asked for, or as the largest number leaves room for. */
function fittingPlaces(wanted: number, most: number, unitsMax: number): number {
  let places = Math.min(wanted, placesMax)
  while (places > 0 && most * powersOfTen[places] > unitsMax) places--
  return places
}

function placesOfStep(what: string, step: number | undefined): number {
  if (step === undefined) return 0
  const text = readDecimalText(String(step))
  if (text === undefined || text.negative || text.digits === '') {
    throw new BotyardError('BY1104', { what, got: step, range: 'above 0' })
  }
  return decimalPlaces(text)
}

const kinds: readonly string[] = ['spot', 'linear', 'inverse'] satisfies InstrumentRules['kind'][]

/** Takes 'venue:kind:NAME' apart; venue and kind may be left out. */
function readSymbol(symbol: string): Pick<InstrumentRules, 'venue' | 'kind' | 'name'> {
  const parts = symbol.split(':')
  const name = parts.pop() ?? ''
  const last = parts.at(-1)
  const kind = last !== undefined && kinds.includes(last) ? (parts.pop() as InstrumentRules['kind']) : 'linear'
  const venue = parts.pop() ?? 'sim'
  if (name === '' || venue === '' || parts.length > 0) {
    throw new BotyardError('BY1102', {
      what: 'symbol',
      got: symbol,
      expected: '[venue:][spot:|linear:|inverse:]NAME',
      example: 'spot:BTCUSDT',
    })
  }
  return { venue, kind, name }
}
