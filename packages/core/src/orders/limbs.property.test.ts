import fc from 'fast-check'
import { expect, test } from 'vitest'
import { multiply, normalise } from './limbs.ts'

/** Integers as doubles of any number of bits and trailing zeros up to 2^300, negative zero left out. */
const double = fc
  .tuple(
    fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
    fc.integer({ min: 0, max: 247 }),
    fc.nat(52),
  )
  .map(([bits, power, dropped]) => Math.trunc(bits / 2 ** dropped) * 2 ** power + 0)

test('a sum and what rounding took from it are together exact, and the sum is the nearest double', () => {
  fc.assert(
    fc.property(double, double, (a, b) => {
      const limbs = { a, b }
      normalise(limbs)
      const sum = BigInt(a) + BigInt(b)
      expect(limbs.a).toBe(Number(sum))
      expect(BigInt(limbs.a) + BigInt(limbs.b)).toBe(sum)
    }),
    { numRuns: 5_000 },
  )
})

test('a product and what rounding took from it are together exact, and the product is the nearest double', () => {
  fc.assert(
    fc.property(double, double, (a, b) => {
      const limbs = { a, b }
      multiply(limbs)
      const product = BigInt(a) * BigInt(b)
      expect(limbs.a + 0).toBe(Number(product))
      expect(BigInt(limbs.a) + BigInt(limbs.b)).toBe(product)
    }),
    { numRuns: 5_000 },
  )
})
