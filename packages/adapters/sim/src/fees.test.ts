import type { Instrument } from '@botyard/core'
import { Flag, HeapMemory, Kind, MemoryLane } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FlatFees } from './fees.ts'

const power = (most: number) => fc.integer({ min: 0, max: most })
const fill = fc.record({
  kind: fc.constantFrom<Instrument['kind']>('spot', 'linear', 'inverse'),
  price: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  lots: fc.integer({ min: 1, max: 1e12 }),
  pricePower: power(6),
  lotPower: power(6),
  digits: fc.integer({ min: 6, max: 10 }),
  size: fc.constantFrom(1, 10, 100, 0.001, 0.1),
  ppb: fc.integer({ min: -10_000, max: 20_000 }).map((hundreds) => hundreds * 100),
  isMaker: fc.boolean(),
})

/** The limbs that a fee row gets for one fill. */
function charged(drawn: typeof fill extends fc.Arbitrary<infer T> ? T : never): bigint {
  const instrument = {
    index: 0,
    symbol: 'sim:X',
    kind: drawn.kind,
    contractSize: drawn.size,
    priceScale: 10 ** drawn.pricePower,
    lotScale: 10 ** drawn.lotPower,
  } as Instrument
  const other = drawn.ppb + 100
  const rates = drawn.isMaker ? { makerPpb: drawn.ppb, takerPpb: other } : { makerPpb: other, takerPpb: drawn.ppb }
  const fees = new FlatFees(
    [instrument],
    () => rates,
    () => ({ index: 3, digits: drawn.digits }),
  )
  const tape = new MemoryLane(new HeapMemory(), 'test', 2)
  tape.open()
  const row = tape.next(Kind.fill)
  tape.price[row] = drawn.price
  tape.quantity[row] = drawn.lots
  tape.flags[row] = drawn.isMaker ? Flag.maker : 0
  const fee = tape.next(Kind.fee)
  fees.charge(tape, row, fee)
  expect(tape.ref[fee]).toBe(3)
  return BigInt(tape.a[fee]) + BigInt(tape.b[fee])
}

test('a fee is the exact share of the value, rounded once against us', () => {
  fc.assert(
    fc.property(fill, (drawn) => {
      const ten = (exponent: number) => 10n ** BigInt(exponent)
      const size = BigInt(Math.round(drawn.size * 1000))
      const lots = BigInt(drawn.lots) * size * BigInt(drawn.ppb) * ten(drawn.digits)
      const price = BigInt(drawn.price)
      const below = ten(drawn.lotPower) * 1000n * ten(9)
      const isInverse = drawn.kind === 'inverse'
      const numerator = isInverse ? lots * ten(drawn.pricePower) : lots * price
      const denominator = isInverse ? below * price : below * ten(drawn.pricePower)
      // The next whole unit at or above, also below zero: a rebate shrinks.
      const floor = numerator / denominator
      const exact = numerator % denominator === 0n || numerator < 0n ? floor : floor + 1n
      expect(charged(drawn)).toBe(exact)
    }),
    { numRuns: 2000 },
  )
})

test('a tenth of a cent of a unit becomes a whole one, and of a rebate nothing', () => {
  const tiny = { kind: 'linear', price: 1, lots: 1, pricePower: 6, lotPower: 6, digits: 6, size: 1, isMaker: false } as const
  expect(charged({ ...tiny, ppb: 100 })).toBe(1n)
  expect(charged({ ...tiny, ppb: -100 })).toBe(0n)
  expect(charged({ ...tiny, ppb: 0 })).toBe(0n)
})
