/**
 * Two doubles in hand: each exact step takes them and leaves its result here, the high limb in `a` and the low limb in `b`.
 * A double handed to a call that V8 does not inline is boxed, and a large caller uses up what V8 will inline. So the steps are handed
 * this record, and the doubles stay where they are.
 */
export interface Limbs {
  a: number
  b: number
}

/**
 * What rounding took from a sum: `a + b` is exactly `sum` plus the answer, for the `sum` that the machine made of `a + b`.
 * It holds for any two finite doubles in either order. It is this short so that V8 inlines it into callers of any size.
 */
export function sumError(a: number, b: number, sum: number): number {
  const added = sum - a
  return a - (sum - added) + (b - added)
}

/** Turns any two doubles into the one nearest to their sum and what that leaves out. */
export function normalise(limbs: Limbs): void {
  const a = limbs.a
  const b = limbs.b
  const sum = a + b
  limbs.a = sum
  limbs.b = sumError(a, b, sum)
}

/** Multiplying by this splits the 53 bits of a double into a high and a low half of at most 26 bits and a sign. */
const splitter = 2 ** 27 + 1

/**
 * Turns two factors into the double nearest to their product and what that leaves out.
 * The halves of the factors multiply without rounding, so taking the four partial products off the product leaves its error alone.
 * It holds while nothing overflows or underflows, which no integers below 2^900 do.
 */
export function multiply(limbs: Limbs): void {
  const a = limbs.a
  const b = limbs.b
  const product = a * b
  const aWide = splitter * a
  const aHigh = aWide - (aWide - a)
  const aLow = a - aHigh
  const bWide = splitter * b
  const bHigh = bWide - (bWide - b)
  const bLow = b - bHigh
  limbs.a = product
  limbs.b = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

/** Makes `a` NaN, which no column keeps, unless both are integers. */
export function refuseFractions(limbs: Limbs): void {
  if (Math.floor(limbs.a) !== limbs.a || Math.floor(limbs.b) !== limbs.b) limbs.a = Number.NaN
}
