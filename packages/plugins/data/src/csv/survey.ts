import { BotyardError, type InstrumentRules, priceUnitsMax, readSymbol, splitName, toMicros } from '@botyard/core'
import { powersOfTen } from '../powers-of-ten.ts'
import { type DecimalText, decimalPlaces, numberOf, readDecimalText, unitsOf } from './decimal-text.ts'
import type { CsvImportOptions } from './options.ts'
import type { CsvRows } from './read-rows.ts'

/** A quantity counts lots in 52 bits. */
export const lotsMax: number = 2 ** 52

/** Finest step that can be told: a scale beyond it would leave too few digits of a double for the whole part. */
const stepPlacesMax = 15

/** Finer decimals than these are noise of a sum of doubles, not a step of a venue. */
const placesMax = 10

/** How many different steps between bars are counted; a file with more has no interval. */
const stepsMax = 10_000

/** What a first reading of all good lines finds out: the units that hold every number, and the interval of the bars. */
export class Survey {
  rows = 0
  readonly #options: CsvImportOptions
  #priceMost = nothing
  #pricePlaces = 0
  #lotsMost = nothing
  #lotPlaces = 0
  #lastTime = Number.NaN
  readonly #steps = new Map<number, number>()

  constructor(options: CsvImportOptions) {
    this.#options = options
  }

  add(rows: CsvRows, line: number): void {
    this.rows++
    for (const price of rows.prices) {
      this.#priceMost = larger(this.#priceMost, price, line)
      this.#pricePlaces = Math.max(this.#pricePlaces, decimalPlaces(price))
    }
    this.#lotsMost = larger(this.#lotsMost, rows.quantity, line)
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
      { fix: ['name the interval: --interval 1m'] },
    )
  }

  /**
   * The instrument, with the coarsest units that hold every number of the file exactly, or the finest that fit. A step that was told and
   * is finer than those is BY3005 for prices and BY6101 for quantities.
   */
  rules(): InstrumentRules {
    const { symbol, tick, lot, file, kind: rowsOf } = this.#options
    const { venue, kind, name } = marketOf(symbol)
    const { base, quote } = splitName(name)
    const tickPlaces = placesOfStep('tick', tick)
    const pricePlaces = fittingPlaces(this.#pricePlaces, tickPlaces, this.#priceMost.number, priceUnitsMax)
    if (pricePlaces < tickPlaces) {
      const { number, line } = this.#priceMost
      const details = { symbol, price: `${numberOf(number)} in line ${line}`, decimals: tickPlaces, line }
      throw new BotyardError('BY3005', details, {
        fix: ['name a coarser step with --tick', 'see whether that price can be true'],
      })
    }
    const toldPlaces = placesOfStep('lot', lot)
    const lotPlaces = fittingPlaces(this.#lotPlaces, toldPlaces, this.#lotsMost.number, lotsMax)
    if (lotPlaces < toldPlaces) {
      const { number, line } = this.#lotsMost
      const column = rowsOf === 'bars' ? 'volume' : 'quantity'
      const expected = `at most ${Math.floor(lotsMax / powersOfTen[toldPlaces])}`
      const fix = ['name a coarser step with --lot', 'see whether that quantity can be true'] as const
      throw new BotyardError('BY6101', { file, line, column, got: numberOf(number), expected }, { fix })
    }
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

/** A number of the file and where it stands. */
interface Placed {
  readonly number: DecimalText
  readonly line: number
}

const nothing: Placed = { number: { negative: false, digits: '', exponent: 0 }, line: 0 }

function larger(most: Placed, number: DecimalText, line: number): Placed {
  return numberOf(number) > numberOf(most.number) ? { number, line } : most
}

/** As many places as the file or a step that was told has, or as the largest number leaves room for. */
function fittingPlaces(found: number, told: number, most: DecimalText, unitsMax: number): number {
  let places = Math.max(told, Math.min(found, placesMax))
  while (places > 0 && !(unitsOf(most, places) <= unitsMax)) places--
  return places
}

function placesOfStep(what: string, step: number | undefined): number {
  if (step === undefined) return 0
  const text = readDecimalText(String(step))
  const range = `${1 / powersOfTen[stepPlacesMax]} and more`
  if (text === undefined || text.negative || text.digits === '' || decimalPlaces(text) > stepPlacesMax)
    throw new BotyardError('BY1104', { what, got: step, range })
  return decimalPlaces(text)
}

/** The market that a symbol means; venue and kind may be left out. */
function marketOf(symbol: string): Pick<InstrumentRules, 'venue' | 'kind' | 'name'> {
  const parts = readSymbol(symbol)
  if ('problem' in parts) throw new BotyardError('BY3003', { symbol, reason: parts.problem })
  const { venue = 'sim', kind = 'linear', name } = parts
  return { venue, kind, name }
}
