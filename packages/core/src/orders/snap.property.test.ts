import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ListedInstrument } from '../market/listed-instrument.ts'
import type { Side } from '../ports/instrument.ts'
import { sceneRules } from './order-scene.oracle.ts'
import { Refuse } from './refusals.ts'
import { snapDistance, snapPrice, snapQuantity, wholeLots } from './snap.ts'

/** An instrument whose tick and lot are some units and lots, and whose minimum is some steps. */
const instruments = fc
  .record({
    priceZeros: fc.integer({ min: 0, max: 8 }),
    lotZeros: fc.integer({ min: 0, max: 8 }),
    tickUnits: fc.constantFrom(1, 2, 5, 10, 25, 50, 1000),
    lotLots: fc.constantFrom(1, 3, 5, 10, 250),
    minSteps: fc.integer({ min: 0, max: 7 }),
  })
  .map(({ priceZeros, lotZeros, tickUnits, lotLots, minSteps }) => {
    const priceScale = 10 ** priceZeros
    const lotScale = 10 ** lotZeros
    const steps = { tick: tickUnits / priceScale, lot: lotLots / lotScale, minQuantity: (minSteps * lotLots) / lotScale }
    return new ListedInstrument({ ...sceneRules, priceScale, lotScale, ...steps }, 0, 'main')
  })
const sides = fc.constantFrom<Side>(1, -1)
/** Less than a billionth of a unit or lot, as sums and products of doubles leave. */
const noise = fc.double({ min: -9e-10, max: 9e-10, noNaN: true })

test('a price on the tick is itself, whatever noise of doubles it carries, for both sides and both roundings', () => {
  fc.assert(
    fc.property(instruments, fc.integer({ min: 1, max: 1e6 }), sides, noise, (instrument, ticks, side, off) => {
      const units = ticks * instrument.tickUnits
      for (const rounding of ['refuse', 'passive'] as const)
        expect(snapPrice(instrument, (units + off) / instrument.priceScale, side, rounding)).toBe(units)
    }),
  )
})

test('a price between two ticks is refused, or moved away from the market onto the next tick', () => {
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })
  fc.assert(
    fc.property(instruments, fc.integer({ min: 1, max: 1e6 }), share, sides, (instrument, ticks, between, side) => {
      const price = ((ticks + between) * instrument.tickUnits) / instrument.priceScale
      expect(snapPrice(instrument, price, side, 'refuse')).toBe(-Refuse.offTick)
      expect(snapPrice(instrument, price, side, 'passive')).toBe((side === 1 ? ticks : ticks + 1) * instrument.tickUnits)
    }),
  )
})

test('whatever is given as a price, what comes out is on the tick and never nearer to the market than asked, or a refusal', () => {
  fc.assert(
    fc.property(
      instruments,
      fc.oneof(fc.double(), fc.double({ min: 0, max: 1e9, noNaN: true })),
      sides,
      (instrument, price, side) => {
        const units = snapPrice(instrument, price, side, 'passive')
        if (units < 0) {
          // A buy below the first tick has none to go down to, and what is within noise of zero is zero.
          const isTooFine = price * instrument.priceScale < (side === 1 ? instrument.tickUnits : 1e-9 * instrument.tickUnits)
          const isTooLarge = price * instrument.priceScale > 2 ** 31 - 1 - instrument.tickUnits
          expect(units).toBe(-Refuse.badPrice)
          expect(!(price > 0) || isTooFine || isTooLarge).toBe(true)
          return
        }
        expect(units % instrument.tickUnits).toBe(0)
        expect(side * (units - price * instrument.priceScale)).toBeLessThanOrEqual(1e-9 * instrument.tickUnits + units * 2 ** -51)
      },
    ),
    { numRuns: 2000 },
  )
})

test('a trailing distance is never widened', () => {
  fc.assert(
    fc.property(instruments, fc.double({ min: 1e-12, max: 1e9, noNaN: true }), (instrument, distance) => {
      const units = snapDistance(instrument, distance, 'passive')
      if (units > 0)
        expect(units / instrument.priceScale).toBeLessThanOrEqual(distance * (1 + 1e-9) + 1e-9 / instrument.priceScale)
      else
        expect(distance * instrument.priceScale < instrument.tickUnits || distance * instrument.priceScale > 2 ** 31 - 1).toBe(
          true,
        )
    }),
  )
})

test('a quantity within a billionth of a lot of a step is that step', () => {
  fc.assert(
    fc.property(instruments, fc.integer({ min: 1, max: 1e6 }), noise, (instrument, steps, off) => {
      const lots = steps * instrument.lotLots
      const given = (lots + off) / instrument.lotScale
      expect(snapQuantity(instrument, given)).toBe(lots < instrument.minLots ? -Refuse.belowMinQuantity : lots)
    }),
  )
})

test('any other quantity is cut down to the step below, never up, and below the minimum refused', () => {
  fc.assert(
    fc.property(instruments, fc.double({ min: 0, max: 1e15, noNaN: true }), (instrument, quantity) => {
      const lots = quantity * instrument.lotScale
      const snapped = snapQuantity(instrument, quantity)
      if (snapped > 0) {
        expect(snapped % instrument.lotLots).toBe(0)
        expect(snapped - lots).toBeLessThanOrEqual(1e-9 + lots * 2 ** -51)
        expect(lots - snapped).toBeLessThan(instrument.lotLots)
        expect(snapped).toBeGreaterThanOrEqual(instrument.minLots)
      } else if (quantity === 0 || lots > Number.MAX_SAFE_INTEGER) expect(snapped).toBe(-Refuse.badQuantity)
      else {
        expect(snapped).toBe(-Refuse.belowMinQuantity)
        expect(wholeLots(instrument, quantity)).toBeLessThan(Math.max(1, instrument.minLots))
      }
    }),
    { numRuns: 2000 },
  )
})

test('half a lot is cut off a large quantity as off a small one', () => {
  const instrument = new ListedInstrument({ ...sceneRules, lot: 0.001 }, 0, 'main')
  for (const lots of [20, 1e6, 1e9, 1e12]) expect(snapQuantity(instrument, (lots + 0.5) / 1000)).toBe(lots)
})
