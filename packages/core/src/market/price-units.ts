import type { Instrument } from '../ports/instrument.ts'

/** The largest price in units; the `price` column of the tape is an i32. */
export const priceUnitsMax = 2 ** 31 - 1

/** A price this near to a unit or a tick, as a share of it, is on it. */
const nearShare = 1e-9

/** A price at most this far off, as a share of itself, is on it too: four roundings of a double, which a large price has more of than of `nearShare`. */
const noiseShare = 2 ** -51

/** A scale beyond this would leave too few digits of a double for the whole part. */
const scaleMax = 1e15

/** Whether a number can say how many units a price or how many lots a quantity of one has: a power of ten from 1 to 1e15. */
export function isScale(number: number): boolean {
  return number <= scaleMax && /^10*$/.test(String(number))
}

/** What of an instrument says how its prices count. */
export type PriceScale = Pick<Instrument, 'priceScale'>

/** Whether every price up to this one can be counted in units; an instrument of which it is false must be refused. */
export function priceFits(scale: PriceScale, price: number): boolean {
  return price * scale.priceScale <= priceUnitsMax
}

/** The price units of a price, or NaN when no unit is within 1e-9 of it or the price does not fit. */
export function unitsOf(scale: PriceScale, price: number): number {
  const units = wholeSteps(price * scale.priceScale, 1)
  return Math.abs(units) <= priceUnitsMax ? units : Number.NaN
}

/** The price of a number of units. It divides, because a product with 0.01 misses the nearest double for one price in six. */
export function priceOf(scale: PriceScale, units: number): number {
  return units / scale.priceScale
}

/** The multiple of `step` that a count of units or lots stands on but for the noise of doubles; NaN when it is between two. */
export function wholeSteps(count: number, step: number): number {
  // Adding zero turns a negative zero into zero.
  const nearest = Math.round(count / step) * step + 0
  return Math.abs(count - nearest) <= nearShare * step + Math.abs(count) * noiseShare ? nearest : Number.NaN
}
