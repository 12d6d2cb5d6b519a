import { assert } from '../errors/assert.ts'

/** Units of 10^-digits in a decimal text, without a double on the way: '0.10' of 3 digits is 100. Finer decimals than that must be zeros. */
export function exactUnits(text: string, digits: number): number {
  const [whole, fraction = ''] = text.split('.')
  const padded = fraction.padEnd(digits, '0')
  assert(/^0*$/.test(padded.slice(digits)), `${text} has more than ${digits} decimals`)
  const units = Number(whole + padded.slice(0, digits))
  assert(Number.isSafeInteger(units), `${text} is too large for ${digits} decimals`)
  return units
}
