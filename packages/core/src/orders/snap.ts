import type { ListedInstrument } from '../market/listed-instrument.ts'
import { priceUnitsMax, unitsOf, wholeSteps } from '../market/price-units.ts'
import type { Side } from '../ports/instrument.ts'
import { Refuse } from './refusals.ts'

/** How a price that is not on the tick is treated: refused, or moved away from the market. */
export type PriceRounding = 'refuse' | 'passive'

/** Whether something is a number above zero that can be counted with. Strategies are not always typed, so nothing is taken for a number that is none. */
export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY
}

/** Whether something is a price that the instrument can count, on the tick or not. */
export function isPrice(instrument: ListedInstrument, value: unknown): value is number {
  return isAmount(value) && value * instrument.priceScale <= priceUnitsMax
}

/**
 * A price in units: on the tick, or moved passively (buys down, sells up). Negative is minus the refusal; a price is never guessed,
 * so NaN, infinity, zero and below are refused and can never become a market order.
 */
export function snapPrice(instrument: ListedInstrument, price: number, side: Side, rounding: PriceRounding): number {
  if (!isPrice(instrument, price)) return -Refuse.badPrice
  const exact = unitsOf(instrument, price)
  if (exact > 0 && exact % instrument.tickUnits === 0) return exact
  if (rounding === 'refuse') return -Refuse.offTick
  const moved = Math.round((side === 1 ? instrument.floor(price) : instrument.ceil(price)) * instrument.priceScale)
  return moved > 0 && moved <= priceUnitsMax ? moved : -Refuse.badPrice
}

/** A trailing distance in units: whole ticks, or cut down to them, so that a stop never trails further away than was asked. Negative is minus the refusal. */
export function snapDistance(instrument: ListedInstrument, distance: number, rounding: PriceRounding): number {
  return snapPrice(instrument, distance, 1, rounding)
}

/** The venue's steps in a quantity, as lots: the nearest step within a billionth of a lot, else the one below. NaN for what is no amount or too large to count. */
export function wholeLots(instrument: ListedInstrument, quantity: number): number {
  if (!isAmount(quantity)) return Number.NaN
  const lots = quantity * instrument.lotScale
  const exact = wholeSteps(lots, 1)
  const whole = Number.isNaN(exact) ? Math.floor(lots) : exact
  return whole <= Number.MAX_SAFE_INTEGER ? whole - (whole % instrument.lotLots) : Number.NaN
}

/** A quantity in lots that the venue accepts, never more than was asked for; negative is minus the refusal. */
export function snapQuantity(instrument: ListedInstrument, quantity: number): number {
  const lots = wholeLots(instrument, quantity)
  if (Number.isNaN(lots)) return -Refuse.badQuantity
  return lots === 0 || lots < instrument.minLots ? -Refuse.belowMinQuantity : lots
}
