import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalPlaces, numberOf, readDecimalText, unitsOf } from './decimal-text.ts'

/** Texts of decimals as files have them, with signs, zeros at both ends, and exponents. */
const texts = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    whole: fc.oneof(fc.nat(999_999).map(String), fc.constantFrom('0', '00', '007', '')),
    fraction: fc.oneof(
      fc.constant(undefined),
      fc.nat(99_999_999).map(String),
      fc.constantFrom('0', '000', '500', '0005', '12345678901234'),
    ),
    power: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.integer({ min: -12, max: 6 }) }),
  })
  .filter(({ whole, fraction }) => whole !== '' || fraction !== undefined)
  .map(({ sign, whole, fraction, power }) => {
    return `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${power === undefined ? '' : `e${power}`}`
  })

/** The number as numerator over a power of ten, by BigInt and by nothing that the reader uses. */
function exact(text: string): { numerator: bigint; places: number } {
  const [mantissa, power = '0'] = text.split('e')
  const [whole, fraction = ''] = mantissa.replace(/^[+-]/, '').split('.')
  const size = BigInt(`${whole}${fraction}` || '0') * (text.startsWith('-') ? -1n : 1n)
  const places = fraction.length - Number(power)
  return places >= 0 ? { numerator: size, places } : { numerator: size * 10n ** BigInt(-places), places: 0 }
}

test('units are exact, or rounded once to the nearest and half to even', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 10 }), (text, places) => {
      const read = readDecimalText(text)!
      const { numerator, places: finest } = exact(text)
      const scaled = numerator * 10n ** BigInt(places)
      const divisor = 10n ** BigInt(finest)
      const size = scaled < 0n ? -scaled : scaled
      const twice = (size % divisor) * 2n
      const floor = size / divisor
      const up = twice > divisor || (twice === divisor && floor % 2n === 1n)
      const wanted = Number(up ? floor + 1n : floor) * (scaled < 0n ? -1 : 1)
      const units = unitsOf(read, places)
      if (Math.abs(wanted) > Number.MAX_SAFE_INTEGER) expect(units).toBeNaN()
      else expect(units === wanted).toBe(true)
      if (decimalPlaces(read) <= places) expect(scaled % divisor).toBe(0n)
      else expect(scaled % divisor).not.toBe(0n)
      expect(numberOf(read) === Number(text)).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})

test('what is no plain decimal is refused', () => {
  const wrong = [
    '',
    ' ',
    '.',
    '-',
    '1,5',
    '1 000',
    '0x10',
    'NaN',
    'Infinity',
    '1e',
    '1e999',
    '--1',
    '1.2.3',
    '١',
    '1_000',
    '1'.repeat(65),
    'e5',
  ]
  for (const text of wrong) expect(readDecimalText(text), text).toBeUndefined()
})
