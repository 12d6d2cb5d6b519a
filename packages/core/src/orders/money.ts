import { readDecimal, writeDecimal } from './decimal.ts'
import { type Limbs, multiply, normalise, refuseFractions, sumError } from './limbs.ts'
import { ratio } from './money-ratio.ts'
import { Rounding } from './rounding.ts'

/** The high limb of an amount lies strictly between minus this and this, so that every step of every operation is exact. */
const limbRange = 2 ** 103

/** Ten to the power of each index. Up to 22 these are exact doubles, which is why a currency has at most 22 digits. */
const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))

/** The most decimals a currency can have. */
export const moneyDigitsMax = powersOfTen.length - 1

/**
 * Exact amounts, one a row, in whole units of 10^-digits of a currency; what unit and currency a row has is its owner's affair.
 * An amount is the sum of two integer doubles, of which `hi` is the double nearest to it, so equal amounts are equal bytes and zero is never
 * negative. `hi` lies strictly between -2^103 and 2^103, which leaves room for 10^31 units.
 *
 * A method whose result is no integer inside the range leaves its row as it was and raises `overflowed`; nothing throws.
 * Rows may be the same: `add(i, column, i)` doubles. A row of a `from` column is trusted to hold an amount; numbers of
 * unproven origin come in through `setLimbs` and `addLimbs`. Nothing allocates but what is named a cold path; yet a double argument
 * past 2^31 is boxed when the caller is so large that V8 does not inline the method, so a loop keeps amounts in rows.
 */
export class MoneyColumn implements Limbs {
  readonly hi: Float64Array
  readonly lo: Float64Array
  /** Raised when an operation was not done, and lowered by nobody but the owner, who must look at it before trusting a row. */
  overflowed = false
  /** The limbs in hand during an operation, of no meaning after it. They begin as a fraction so that V8 stores doubles from the start. */
  a = 0.5
  b = 0.5

  /** Over two columns of one length that hold amounts, for instance columns `a` and `b` of a tape, or zeros. */
  constructor(hi: Float64Array, lo: Float64Array) {
    this.hi = hi
    this.lo = lo
  }

  /** A column of its own memory with this many rows of zero. */
  static ofLength(length: number): MoneyColumn {
    return new MoneyColumn(new Float64Array(length), new Float64Array(length))
  }

  /** Makes the amount zero. */
  clear(i: number): void {
    this.hi[i] = 0
    this.lo[i] = 0
  }

  /** Makes the amount that of row `j` of the other column. */
  copy(i: number, from: MoneyColumn, j: number): void {
    this.hi[i] = from.hi[j]
    this.lo[i] = from.lo[j]
  }

  /** Adds the amount of row `j` of the other column. */
  add(i: number, from: MoneyColumn, j: number): void {
    this.a = from.hi[j]
    this.b = from.lo[j]
    addTo(this, i)
  }

  /** Takes off the amount of row `j` of the other column. */
  subtract(i: number, from: MoneyColumn, j: number): void {
    this.a = -from.hi[j]
    this.b = -from.lo[j]
    addTo(this, i)
  }

  /** Turns the sign. */
  negate(i: number): void {
    this.hi[i] = 0 - this.hi[i]
    this.lo[i] = 0 - this.lo[i]
  }

  /** Makes the amount `hi + lo` units, any two integers. */
  setLimbs(i: number, hi: number, lo: number): void {
    this.a = hi
    this.b = lo
    refuseFractions(this)
    normalise(this)
    keep(this, i)
  }

  /** Adds `hi + lo` units, any two integers. */
  addLimbs(i: number, hi: number, lo: number): void {
    this.a = hi
    this.b = lo
    refuseFractions(this)
    normalise(this)
    addTo(this, i)
  }

  /** Makes the amount `a * b` units, two integers: for instance lots times price units. */
  setProduct(i: number, a: number, b: number): void {
    this.a = a
    this.b = b
    refuseFractions(this)
    multiply(this)
    keep(this, i)
  }

  /** Adds `a * b` units, two integers. */
  addProduct(i: number, a: number, b: number): void {
    this.a = a
    this.b = b
    refuseFractions(this)
    multiply(this)
    addTo(this, i)
  }

  /** Multiplies by an integer, mostly a power of ten. */
  scale(i: number, factor: number): void {
    this.a = this.hi[i]
    this.b = factor
    refuseFractions(this)
    multiply(this)
    this.b += this.lo[i] * factor
    normalise(this)
    keep(this, i)
  }

  /**
   * Makes the amount the share `part / whole` of row `j` of the other column, rounded half to even.
   * Both are integers up to 2^53. What is not in the share is found by `subtract`, so that the two always add up.
   */
  setShare(i: number, from: MoneyColumn, j: number, part: number, whole: number): void {
    this.setRate(i, from, j, part, whole, Rounding.halfEven)
  }

  /** Makes the amount row `j` of the other column divided by an integer up to 2^53, not zero, rounded once. */
  setQuotient(i: number, from: MoneyColumn, j: number, divisor: number, rounding: Rounding): void {
    this.setRate(i, from, j, 1, divisor, rounding)
  }

  /**
   * Makes the amount row `j` of the other column times `rate / rateScale`, rounded once; a fee of 0.055 % is 550,000 / 10^9.
   * Both are integers up to 2^53 and the scale is not zero. The product may pass the range as long as the result does not.
   */
  setRate(i: number, from: MoneyColumn, j: number, rate: number, rateScale: number, rounding: Rounding): void {
    this.a = rate
    this.b = rateScale
    ratio(this, from.hi, from.lo, j, rounding)
    keep(this, i)
  }

  /** -1, 0 or 1. */
  sign(i: number): number {
    return Math.sign(this.hi[i])
  }

  /** -1 when the amount is below that of row `j` of the other column, 0 when they are equal, 1 when it is above. */
  compare(i: number, from: MoneyColumn, j: number): number {
    const hi = this.hi[i]
    const otherHi = from.hi[j]
    if (hi !== otherHi) return hi < otherHi ? -1 : 1
    return Math.sign(this.lo[i] - from.lo[j])
  }

  /** The amount in whole currency as a double, for views: the nearest one or its neighbour, and the nearest while `lo` is zero. */
  toNumber(i: number, digits: number): number {
    const power = powersOfTen[digits]
    return this.hi[i] / power + this.lo[i] / power
  }

  /** The amount in units, exactly. Cold path. */
  toUnits(i: number): bigint {
    return BigInt(this.hi[i]) + BigInt(this.lo[i])
  }

  /** Makes the amount this many units. Cold path. */
  setUnits(i: number, units: bigint): void {
    this.a = Number(units)
    this.b = Number.isFinite(this.a) ? Number(units - BigInt(this.a)) : 0
    keep(this, i)
  }

  /** The amount in whole currency as an exact decimal with all of its digits, '-0.05'. Cold path. */
  toDecimal(i: number, digits: number): string {
    return writeDecimal(this.toUnits(i), digits)
  }

  /**
   * Makes the amount what a decimal text says, and answers whether it could: a text that is none, or out of range, changes nothing.
   * Decimals finer than a unit are rounded as told, and refused when nothing is told. Cold path.
   */
  fromDecimal(i: number, text: string, digits: number, rounding?: Rounding): boolean {
    const units = readDecimal(text, digits, rounding)
    if (units === undefined || Math.abs(Number(units)) >= limbRange) return false
    this.setUnits(i, units)
    return true
  }
}

/**
 * Writes the limbs in hand, which are in normal form, unless they are out of range or NaN.
 * In normal form `hi + lo` is `hi`, so the sum is there to let a NaN of either show. Adding zero turns a negative zero into zero.
 */
function keep(column: MoneyColumn, i: number): void {
  const hi = column.a
  const lo = column.b
  if (Math.abs(hi + lo) < limbRange) {
    column.hi[i] = hi + 0
    column.lo[i] = lo + 0
  } else column.overflowed = true
}

/**
 * Adds the limbs in hand, which are in normal form, to a row. The low limbs and the error of the high sum stay below 2^51 each,
 * so they add up without rounding and only the last step has an error to catch.
 */
function addTo(column: MoneyColumn, i: number): void {
  const own = column.hi[i]
  const other = column.a
  const sum = own + other
  const error = sumError(own, other, sum) + (column.lo[i] + column.b)
  const hi = sum + error
  column.a = hi
  column.b = sumError(sum, error, hi)
  keep(column, i)
}
