import { BotyardError } from '../errors/botyard-error.ts'
import type { Instrument, InstrumentKind, InstrumentRules } from '../ports/instrument.ts'
import { isScale, priceUnitsMax, wholeSteps } from './price-units.ts'
import { writeSymbol } from './symbols.ts'

/** An instrument that a bot has: the rules of its venue, a number, and the same rules counted in units and lots. */
export class ListedInstrument implements Instrument {
  readonly index: number
  readonly symbol: string
  readonly venue: string
  readonly account: string
  readonly kind: InstrumentKind
  readonly name: string
  readonly base: string
  readonly quote: string
  readonly settle: string
  readonly contractSize: number
  readonly priceScale: number
  readonly lotScale: number
  tick = 0
  lot = 0
  minQuantity = 0
  minNotional = 0
  /** The tick in price units. */
  tickUnits = 0
  /** The quantity step in lots. */
  lotLots = 0
  /** The smallest order in lots. */
  minLots = 0

  /** Throws BY3007 for rules that no order could be checked by. */
  constructor(rules: InstrumentRules, index: number, account: string) {
    this.index = index
    this.symbol = writeSymbol(rules.venue, rules.kind, rules.name)
    this.venue = rules.venue
    this.account = account
    this.kind = rules.kind
    this.name = rules.name
    this.base = rules.base
    this.quote = rules.quote
    this.settle = rules.settle
    this.contractSize = rules.contractSize
    this.priceScale = rules.priceScale
    this.lotScale = rules.lotScale
    const reason = this.follow(rules)
    if (reason !== undefined) throw new BotyardError('BY3007', { symbol: this.symbol, reason })
  }

  /** Takes over tick, lot and minimums. When no order could be checked by them it changes nothing and says what is wrong. */
  follow(rules: InstrumentRules): string | undefined {
    const reason = problemOf(rules)
    if (reason !== undefined) return reason
    this.tick = rules.tick
    this.lot = rules.lot
    this.minQuantity = rules.minQuantity
    this.minNotional = rules.minNotional
    this.tickUnits = wholeSteps(rules.tick * rules.priceScale, 1)
    this.lotLots = wholeSteps(rules.lot * rules.lotScale, 1)
    this.minLots = stepsUp(rules.minQuantity * rules.lotScale, this.lotLots)
    return undefined
  }

  floor(price: number): number {
    const units = price * this.priceScale
    const whole = wholeSteps(units, this.tickUnits)
    return (Number.isNaN(whole) ? Math.floor(units / this.tickUnits) * this.tickUnits : whole) / this.priceScale
  }

  ceil(price: number): number {
    return stepsUp(price * this.priceScale, this.tickUnits) / this.priceScale
  }
}

/** The multiple of `step` at or above a count, noise aside. */
function stepsUp(count: number, step: number): number {
  const whole = wholeSteps(count, step)
  return Number.isNaN(whole) ? Math.ceil(count / step) * step : whole
}

/** What is wrong with rules, as the end of a sentence, or nothing. */
function problemOf(rules: InstrumentRules): string | undefined {
  const { priceScale, lotScale, tick, lot, minQuantity, minNotional, contractSize } = rules
  if (!isScale(priceScale)) return `the price scale ${priceScale} is not a power of ten up to 1e15`
  if (!isScale(lotScale)) return `the lot scale ${lotScale} is not a power of ten up to 1e15`
  if (!(contractSize > 0 && contractSize < Infinity)) return `the contract size ${contractSize} is not a positive number`
  if (!(wholeSteps(tick * priceScale, 1) >= 1)) return `the tick ${tick} is not a whole number of 1/${priceScale}`
  if (tick * priceScale > priceUnitsMax) return `the tick ${tick} is beyond the largest price`
  if (!(wholeSteps(lot * lotScale, 1) >= 1)) return `the lot ${lot} is not a whole number of 1/${lotScale}`
  if (!(minQuantity >= 0 && minQuantity < Infinity)) return `the minimum quantity ${minQuantity} is not a number of at least 0`
  if (!(minNotional >= 0 && minNotional < Infinity)) return `the minimum value ${minNotional} is not a number of at least 0`
  return undefined
}
