import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FixedSlippage } from './slippage.ts'

test('slippage is at least its share of the price, against us, and less than a tick more', () => {
  const side = fc.constantFrom<1 | -1>(1, -1)
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 1, max: 2 ** 30 }),
      fc.constantFrom(1, 5, 25),
      side,
      (hundredths, units, tick, sign) => {
        const filled = new FixedSlippage({ bps: hundredths / 100 }).worsen(sign, units, tick)
        const share = BigInt(units) * BigInt(hundredths)
        const paid = BigInt((filled - units) * sign) * 1_000_000n
        expect(filled % tick).toBe(0)
        // A sale cannot fall below the lowest price there is.
        if (filled > tick) expect(paid >= share).toBe(true)
        expect(paid < share + BigInt(tick + 1) * 1_000_000n).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
})

test('without slippage a price off the tick stays what it was', () => {
  expect(new FixedSlippage({ bps: 0 }).worsen(1, 1003, 5)).toBe(1003)
  expect(new FixedSlippage({ bps: 1 }).worsen(1, 10_000, 5)).toBe(10_005)
  expect(new FixedSlippage({ bps: 1 }).worsen(-1, 10_000, 5)).toBe(9_995)
})
