import { type Limbs, multiply, normalise, sumError } from './limbs.ts'
import { Rounding } from './rounding.ts'

/** The largest term of a ratio: every integer up to it is a double. */
const termMax = 2 ** 53

/**
 * Turns the terms in hand, a factor `a` and a divisor `b`, into the amount `hi[j] + lo[j]` times `a / b`, rounded once to whole units.
 * The terms are integers of at most 2^53 with any sign. Other terms and a divisor of zero give NaN, which no column keeps.
 *
 * The product may need 156 bits, so it is never formed. With amount = quotient * divisor + rest, and the quotient no more than a good guess,
 * the answer is quotient * factor + rest * factor / divisor, where the second product fits two doubles and is divided in the same way.
 * A guess is rounded to the nearest integer and not down: only so do all rests stay within 2^53, up to where integers are doubles.
 * Half-even looks at the whole answer: the two parts rounded alone would break ties wrongly.
 */
export function ratio(limbs: Limbs, hi: Float64Array, lo: Float64Array, j: number, rounding: Rounding): void {
  const factor = Math.abs(limbs.a)
  const divisor = Math.abs(limbs.b)
  const high = Math.abs(hi[j])
  const low = hi[j] < 0 ? -lo[j] : lo[j]
  const flipped = (hi[j] < 0 !== limbs.a < 0) !== limbs.b < 0
  if (!(factor <= termMax && divisor <= termMax && Math.floor(factor) === factor && Math.floor(divisor) === divisor)) {
    limbs.a = Number.NaN
    return
  }

  const quotient = Math.round(high / divisor)
  limbs.a = quotient
  limbs.b = divisor
  multiply(limbs)
  const rest = high - limbs.a - limbs.b + low

  limbs.a = rest
  limbs.b = factor
  multiply(limbs)
  const product = limbs.a
  const productLow = limbs.b
  const guess = Math.round(product / divisor)
  limbs.a = guess
  limbs.b = divisor
  multiply(limbs)
  const guessRest = product - limbs.a - limbs.b + productLow

  const missed = Math.floor(guessRest / divisor)
  const remainder = guessRest - missed * divisor
  let extra = guess + missed
  if (remainder > 0 && rounding !== Rounding.down) {
    const above = divisor - remainder
    const floorIsOdd = (isOdd(quotient) && isOdd(factor)) !== isOdd(extra)
    if (rounding === Rounding.up || remainder > above || (remainder === above && floorIsOdd)) extra += 1
  }

  limbs.a = quotient
  limbs.b = factor
  multiply(limbs)
  const sum = limbs.a + extra
  const error = sumError(limbs.a, extra, sum) + limbs.b
  limbs.a = flipped ? -sum : sum
  limbs.b = flipped ? -error : error
  normalise(limbs)
}

/** Says whether an integer is odd, without the slow remainder of doubles; beyond 2^53 every double is even. */
function isOdd(units: number): boolean {
  const half = units / 2
  return Math.floor(half) !== half
}
