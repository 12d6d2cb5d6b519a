import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoundaryDraw, drawAmount, firstMismatch, holds, largestUnits } from './money.oracle.ts'
import { MoneyColumn, moneyDigitsMax } from './money.ts'

const amount = fc.oneof(
  fc.bigInt({ min: -largestUnits, max: largestUnits }),
  fc.integer().map((seed) => drawAmount(new BoundaryDraw(seed))),
)
const small = fc.bigInt({ min: -(2n ** 98n), max: 2n ** 98n })

function columnOf(...rows: readonly bigint[]): MoneyColumn {
  const column = MoneyColumn.ofLength(rows.length)
  for (const [i, units] of rows.entries()) column.setUnits(i, units)
  return column
}

test('every operation gives what BigInt gives, limb for limb', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      expect(firstMismatch(2_000, seed)).toBeUndefined()
    }),
    { numRuns: 100 },
  )
})

test('an amount comes back as it was set', () => {
  fc.assert(
    fc.property(amount, (units) => {
      const column = columnOf(units)
      expect(column.toUnits(0)).toBe(units)
      expect(holds(column, 0, units)).toBe(true)
      expect(column.overflowed).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

test('amounts add up to the same bytes in any order, and taking them off again leaves zero', () => {
  const shuffled = fc
    .array(small, { minLength: 1, maxLength: 20 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })))
  fc.assert(
    fc.property(shuffled, ([rows, others]) => {
      const parts = columnOf(...rows, ...others)
      const sums = MoneyColumn.ofLength(2)
      for (const i of rows.keys()) {
        sums.add(0, parts, i)
        sums.add(1, parts, rows.length + i)
      }
      const total = rows.reduce((sum, units) => sum + units, 0n)
      expect(holds(sums, 0, total) && holds(sums, 1, total)).toBe(true)
      for (const i of rows.keys()) sums.subtract(0, parts, i)
      expect(holds(sums, 0, 0n)).toBe(true)
    }),
  )
})

test('a cost that is closed in parts is paid out to the unit when the position is flat', () => {
  const closings = fc.array(fc.integer({ min: 1, max: 2 ** 40 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(amount, closings, (cost, parts) => {
      const column = columnOf(cost, 0n, 0n)
      let open = parts.reduce((sum, part) => sum + part, 0)
      for (const part of parts) {
        column.setShare(1, column, 0, part, open)
        column.subtract(0, column, 1)
        column.add(2, column, 1)
        open -= part
      }
      expect(column.sign(0)).toBe(0)
      expect(column.toUnits(2)).toBe(cost)
      expect(column.overflowed).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('a decimal text of an amount reads back as the same amount', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: moneyDigitsMax }), (units, digits) => {
      const column = columnOf(units, 0n)
      expect(column.fromDecimal(1, column.toDecimal(0, digits), digits)).toBe(true)
      expect(holds(column, 1, units)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('an amount is compared as its integer is', () => {
  const pair = fc.oneof(
    fc.tuple(amount, amount),
    amount.chain((units) => fc.tuple(fc.constant(units), fc.bigInt({ min: units - 2n, max: units + 2n }))),
  )
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const column = columnOf(one, other)
      fc.pre(!column.overflowed)
      expect(column.compare(0, column, 1)).toBe(one < other ? -1 : one > other ? 1 : 0)
      expect(column.sign(0)).toBe(one < 0n ? -1 : one > 0n ? 1 : 0)
    }),
    { numRuns: 2_000 },
  )
})

test('the number of an amount is the double nearest to its decimal or the one beside it', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: moneyDigitsMax }), (units, digits) => {
      const column = columnOf(units)
      const nearest = Number(column.toDecimal(0, digits))
      const found = column.toNumber(0, digits)
      if (column.lo[0] === 0) expect(found).toBe(nearest + 0)
      expect([-1n, 0n, 1n]).toContain(rank(found) - rank(nearest))
      expect(Math.sign(found) + 0).toBe(column.sign(0))
    }),
    { numRuns: 5_000 },
  )
})

const double = new Float64Array(1)
const doubleBits = new BigInt64Array(double.buffer)

/** How many doubles lie between zero and this one, whatever its sign. */
function rank(value: number): bigint {
  double[0] = Math.abs(value)
  return doubleBits[0]
}
