import { expect, test } from 'vitest'
import { decimalLengthMax, readDecimal, writeDecimal } from './decimal.ts'
import { Rounding } from './rounding.ts'

test.each([
  ['0', 2, 0n],
  ['-0', 2, 0n],
  ['12', 2, 1_200n],
  ['+12.3', 2, 1_230n],
  ['-12.34', 2, -1_234n],
  ['12.3400', 2, 1_234n],
  ['007.50', 2, 750n],
  ['1e-7', 8, 10n],
  ['1E+21', 0, 10n ** 21n],
  ['12.5e1', 0, 125n],
  ['9007199254740993', 0, 9_007_199_254_740_993n],
] as const)('%s is read exactly', (text, digits, units) => {
  expect(readDecimal(text, digits)).toBe(units)
})

test.each(['', ' 1', '1 ', '.5', '5.', '1,000', '0x10', '1_000', '--1', 'NaN', 'Infinity', '1e', '1e1000', '١', '1\n'])(
  'the text %j is refused',
  (text) => {
    expect(readDecimal(text, 2)).toBeUndefined()
  },
)

test('a text past the limit of its length is refused before it is looked at', () => {
  expect(readDecimal('1'.repeat(decimalLengthMax), 0)).toBe(BigInt('1'.repeat(decimalLengthMax)))
  expect(readDecimal('1'.repeat(decimalLengthMax + 1), 0)).toBeUndefined()
})

// Each row: text, then the units of two digits half to even, up and down.
test.each([
  ['0.005', 0n, 1n, 0n],
  ['0.015', 2n, 2n, 1n],
  ['-0.005', 0n, -1n, 0n],
  ['-0.015', -2n, -2n, -1n],
  ['0.0150000001', 2n, 2n, 1n],
  ['0.0249999999', 2n, 3n, 2n],
  ['1e-300', 0n, 1n, 0n],
  ['1.10', 110n, 110n, 110n],
] as const)('%s is rounded to two digits as told', (text, halfEven, up, down) => {
  expect(readDecimal(text, 2, Rounding.halfEven)).toBe(halfEven)
  expect(readDecimal(text, 2, Rounding.up)).toBe(up)
  expect(readDecimal(text, 2, Rounding.down)).toBe(down)
})

test('decimals finer than a unit are refused when no rounding is told', () => {
  expect(readDecimal('0.005', 2)).toBeUndefined()
  expect(readDecimal('1e-3', 2)).toBeUndefined()
})

test.each([
  [0n, 0, '0'],
  [0n, 2, '0.00'],
  [5n, 2, '0.05'],
  [-5n, 2, '-0.05'],
  [150n, 2, '1.50'],
  [-123_456n, 3, '-123.456'],
  [42n, 0, '42'],
] as const)('%s units of %s digits are written with all of them', (units, digits, text) => {
  expect(writeDecimal(units, digits)).toBe(text)
})
