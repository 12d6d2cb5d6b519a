import { describe, expect, test } from 'vitest'
import { largestUnits } from './money.oracle.ts'
import { MoneyColumn } from './money.ts'
import { Rounding } from './rounding.ts'

function columnOf(...rows: readonly bigint[]): MoneyColumn {
  const column = MoneyColumn.ofLength(rows.length)
  for (const [i, units] of rows.entries()) column.setUnits(i, units)
  return column
}

type Step = (column: MoneyColumn) => void

describe('an operation that cannot be done leaves its row as it was and raises the flag', () => {
  const steps: Record<string, Step> = {
    'a sum past the range': (column) => column.add(0, column, 1),
    'a difference past the range': (column) => column.subtract(0, column, 2),
    'limbs past the range': (column) => column.addLimbs(0, 2 ** 102, 2 ** 102),
    'limbs that overflow a double': (column) => column.setLimbs(0, Number.MAX_VALUE, Number.MAX_VALUE),
    'a product past the range': (column) => column.setProduct(0, 2 ** 53, 2 ** 50),
    'a product past the range that is added': (column) => column.addProduct(0, 2 ** 53, 2 ** 50),
    'a scale past the range': (column) => column.scale(0, 1e30),
    'a rate past the range': (column) => column.setRate(0, column, 1, 3, 2, Rounding.down),
    'units past the range': (column) => column.setUnits(0, largestUnits + 1n),
    'units past every double': (column) => column.setUnits(0, 10n ** 400n),
    'a high limb that is a fraction': (column) => column.setLimbs(0, 0.5, 0),
    'a low limb that is a fraction': (column) => column.addLimbs(0, 1, 0.5),
    'a factor that is a fraction, though the product is not': (column) => column.setProduct(0, 0.5, 10),
    'a second factor that is a fraction': (column) => column.addProduct(0, 10, 0.5),
    'a scale that is a fraction': (column) => column.scale(0, 0.5),
    'a factor that is no number': (column) => column.setProduct(0, Number.NaN, 1),
    'a factor too large to be split, times zero': (column) => column.setProduct(0, 0, 1e308),
    'an infinite limb': (column) => column.addLimbs(0, Number.POSITIVE_INFINITY, 0),
    'infinities that cancel': (column) => column.setLimbs(0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    'a division by zero': (column) => column.setQuotient(0, column, 1, 0, Rounding.halfEven),
    'a share of nothing in nothing': (column) => column.setShare(0, column, 0, 0, 0),
    'a rate that is a fraction': (column) => column.setRate(0, column, 0, 0.5, 1, Rounding.up),
    'a rate scale that is a fraction': (column) => column.setRate(0, column, 0, 1, 0.5, Rounding.up),
    'a rate past 2^53': (column) => column.setRate(0, column, 0, 2 ** 53 + 2, 1, Rounding.up),
    'a rate scale past 2^53': (column) => column.setRate(0, column, 0, 1, 2 ** 53 + 2, Rounding.up),
    'a rate that is no number': (column) => column.setRate(0, column, 0, Number.NaN, 1, Rounding.up),
    'a row that does not exist': (column) => column.add(0, column, 9),
  }
  test.each(Object.entries(steps))('%s', (_, step) => {
    const column = columnOf(12_345n, largestUnits, -largestUnits)
    step(column)
    expect(column.overflowed).toBe(true)
    expect([column.toUnits(0), column.toUnits(1), column.toUnits(2)]).toEqual([12_345n, largestUnits, -largestUnits])
  })
})

test('the flag stays up until its owner lowers it', () => {
  const column = columnOf(largestUnits, 1n)
  column.add(0, column, 1)
  column.subtract(0, column, 1)
  expect(column.overflowed).toBe(true)
  column.overflowed = false
  column.add(0, column, 1)
  expect(column.overflowed).toBe(false)
  expect(column.toUnits(0)).toBe(largestUnits)
})

test('zero has one form however it is reached', () => {
  const steps: readonly Step[] = [
    (column) => column.negate(1),
    (column) => column.clear(0),
    (column) => column.setProduct(0, 0, -5),
    (column) => column.setLimbs(0, -0, -0),
    (column) => column.scale(0, -0),
    (column) => column.subtract(0, column, 0),
    (column) => column.setQuotient(0, column, 2, 8, Rounding.down),
    (column) => column.setRate(0, column, 2, -0, 7, Rounding.up),
  ]
  const zero = new Uint8Array(MoneyColumn.ofLength(3).hi.buffer)
  for (const step of steps) {
    const column = columnOf(0n, 0n, -7n)
    step(column)
    column.clear(2)
    expect(new Uint8Array(column.hi.buffer)).toEqual(zero)
    expect(new Uint8Array(column.lo.buffer)).toEqual(zero)
  }
})

// Each row: amount, divisor, then the answer half to even, up and down.
test.each([
  [5n, 2, 2n, 3n, 2n],
  [7n, 2, 4n, 4n, 3n],
  [-5n, 2, -2n, -3n, -2n],
  [-7n, 2, -4n, -4n, -3n],
  [5n, -2, -2n, -3n, -2n],
  [1n, 3, 0n, 1n, 0n],
  [2n, 3, 1n, 1n, 0n],
  [-1n, 3, 0n, -1n, 0n],
  [6n, 3, 2n, 2n, 2n],
  [1n, 2 ** 53, 0n, 1n, 0n],
  [10n ** 30n + 5n, 10, 10n ** 29n, 10n ** 29n + 1n, 10n ** 29n],
  [10n ** 30n + 15n, 10, 10n ** 29n + 2n, 10n ** 29n + 2n, 10n ** 29n + 1n],
])('%s over %s is rounded as told', (units, divisor, halfEven, up, down) => {
  const column = columnOf(units, 0n)
  for (const [rounding, expected] of [
    [Rounding.halfEven, halfEven],
    [Rounding.up, up],
    [Rounding.down, down],
  ] as const) {
    column.setQuotient(1, column, 0, divisor, rounding)
    expect(column.toUnits(1)).toBe(expected)
  }
})

test('a half in a share is made even with the whole answer and not with its fraction', () => {
  const column = columnOf(7n, 0n)
  column.setShare(1, column, 0, 1, 2)
  expect(column.toUnits(1)).toBe(4n)
  column.setUnits(0, 9n)
  column.setShare(1, column, 0, 3, 6)
  expect(column.toUnits(1)).toBe(4n)
})

test('a quotient guessed by rounding down would be a unit off here', () => {
  const column = columnOf(10n ** 29n + 1n, 0n)
  column.setRate(1, column, 0, 2 ** 53, 783_399_200_706_940, Rounding.halfEven)
  expect(column.toUnits(1)).toBe(1_149_758_545_402_253_275_103_333_102_341n)
})

test('a fee is charged to the unit of its currency', () => {
  const column = MoneyColumn.ofLength(2)
  column.fromDecimal(0, '1234.56789012', 8)
  column.setRate(1, column, 0, 550_000, 1e9, Rounding.up)
  expect(column.toDecimal(1, 8)).toBe('0.67901234')
  column.setRate(1, column, 0, -200_000, 1e9, Rounding.down)
  expect(column.toDecimal(1, 8)).toBe('-0.24691357')
})

test('a notional of more digits than a double has keeps its last unit', () => {
  const column = MoneyColumn.ofLength(1)
  column.setProduct(0, 2_000_000_001, 90_000_000_000_001)
  expect(column.toUnits(0)).toBe(2_000_000_001n * 90_000_000_000_001n)
  column.scale(0, 1e6)
  column.addLimbs(0, 1, 0)
  expect(column.toDecimal(0, 8)).toBe('1800000000900020000000.01000001')
})

test('a column over given memory writes there', () => {
  const memory = new Float64Array(4)
  const column = new MoneyColumn(memory.subarray(0, 2), memory.subarray(2, 4))
  column.setLimbs(1, 2 ** 60, 3)
  expect([...memory]).toEqual([0, 2 ** 60, 0, 3])
})

test('a text that is no decimal or past the range changes nothing', () => {
  const column = columnOf(5n)
  for (const text of ['', 'x', '1e40', '-1e40', '0.001']) expect(column.fromDecimal(0, text, 2)).toBe(false)
  expect(column.toUnits(0)).toBe(5n)
  expect(column.overflowed).toBe(false)
  expect(column.fromDecimal(0, '0.001', 2, Rounding.up)).toBe(true)
  expect(column.toUnits(0)).toBe(1n)
})
