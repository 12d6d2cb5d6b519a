import { Rounding } from './rounding.ts'

/** The longest text that is read as a decimal, in characters; the limit keeps a hostile text from growing a number without end. */
export const decimalLengthMax = 128

const decimalText = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * Reads '-12.34' or '1e-7' as whole units of 10^-digits, or gives undefined when it is not such a text.
 * Decimals finer than a unit are rounded as told; without a rounding they are refused too, unless they are zeros.
 */
export function readDecimal(text: string, digits: number, rounding?: Rounding): bigint | undefined {
  const found = text.length > decimalLengthMax ? null : decimalText.exec(text)
  if (found === null) return undefined
  const [, sign, whole, fraction = '', exponent = '0'] = found
  const shift = digits + Number(exponent) - fraction.length
  const size = BigInt(whole + fraction)
  const units = shift >= 0 ? size * 10n ** BigInt(shift) : quotient(size, 10n ** BigInt(-shift), rounding)
  return sign === '-' && units !== undefined ? -units : units
}

/** Writes units of 10^-digits as an exact decimal with all of its digits: 150 units of 2 digits are '1.50'. */
export function writeDecimal(units: bigint, digits: number): string {
  const sign = units < 0n ? '-' : ''
  const size = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  if (digits === 0) return sign + size
  return `${sign}${size.slice(0, -digits)}.${size.slice(-digits)}`
}

function quotient(size: bigint, divisor: bigint, rounding: Rounding | undefined): bigint | undefined {
  const whole = size / divisor
  const twice = (size % divisor) * 2n
  if (twice === 0n || rounding === Rounding.down) return whole
  if (rounding === undefined) return undefined
  if (rounding === Rounding.up || twice > divisor) return whole + 1n
  return twice === divisor ? whole + (whole & 1n) : whole
}
