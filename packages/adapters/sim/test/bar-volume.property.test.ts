import { Flag, Kind } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Driver, type Wish, writeRow } from './driver.ts'

const bar = fc.record({
  open: fc.integer({ min: 980, max: 1020 }),
  up: fc.nat({ max: 15 }),
  down: fc.nat({ max: 15 }),
  lots: fc.integer({ min: 1, max: 30 }),
})
const wish: fc.Arbitrary<Wish> = fc.record({
  side: fc.constantFrom<1 | -1>(1, -1),
  lots: fc.integer({ min: 1, max: 12 }),
  priceUnits: fc.integer({ min: 970, max: 1030 }),
})

test('what rests never fills more of a bar than its share of the volume, wherever the bar opens', () => {
  fc.assert(
    fc.property(
      fc.array(bar, { minLength: 2, maxLength: 10 }),
      fc.array(wish, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(0.25, 0.5, 1),
      (bars, wishes, barVolumeShare) => {
        let filled = 0
        const driver = new Driver({
          hears: [],
          options: { barVolumeShare },
          hear: (tape, row) => {
            if (tape.kind[row] === Kind.fill && (tape.flags[row] & Flag.maker) !== 0) filled += tape.quantity[row]
          },
        })
        for (const [at, { open, up, down, lots }] of bars.entries()) {
          filled = 0
          driver.message((tape) => writeRow(tape, Kind.open, { price: open, ref: 60_000 }))
          driver.passTo(driver.now + 60_000_000)
          const range = { price: open, a: open + up, b: open - down }
          driver.message((tape) => writeRow(tape, Kind.bar, { ...range, quantity: lots, ref: 60_000 }))
          driver.passTo(driver.now)
          expect(filled).toBeLessThanOrEqual(Math.floor(lots * barVolumeShare))
          if (at === 0) for (const one of wishes) driver.send(one)
        }
      },
    ),
    { numRuns: 200 },
  )
})
