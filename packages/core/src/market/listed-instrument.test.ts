import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InstrumentRules } from '../ports/instrument.ts'
import { ListedInstrument } from './listed-instrument.ts'
import { priceFits, priceOf, priceUnitsMax, unitsOf } from './price-units.ts'

const rules: InstrumentRules = {
  venue: 'bybit',
  kind: 'linear',
  name: 'BTCUSDT',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  contractSize: 1,
  priceScale: 100,
  lotScale: 1000,
  tick: 0.5,
  lot: 0.002,
  minQuantity: 0.003,
  minNotional: 5,
}
const scales = fc.constantFrom(1, 10, 100, 1e4, 1e8)
const units = fc.oneof(fc.integer({ min: 1, max: priceUnitsMax }), fc.integer({ min: priceUnitsMax - 1000, max: priceUnitsMax }))

/** An instrument whose tick is this many units; dividing two integers gives the double nearest to the tick. */
function withTick(priceScale: number, tickUnits: number): ListedInstrument {
  return new ListedInstrument({ ...rules, priceScale, tick: tickUnits / priceScale }, 0, 'main')
}

test('a price has the units it was made from, and units have the price nearest to them', () => {
  fc.assert(
    fc.property(scales, units, (priceScale, count) => {
      const price = priceOf({ priceScale }, count)
      expect(price).toBe(Number(`${count}e-${Math.log10(priceScale)}`))
      expect(unitsOf({ priceScale }, price)).toBe(count)
      expect(unitsOf({ priceScale }, price * (1 + Number.EPSILON))).toBe(count)
      expect(priceFits({ priceScale }, price)).toBe(true)
    }),
  )
})

test('a price between two units, beyond the last one, or not finite has no units', () => {
  expect(unitsOf({ priceScale: 100 }, 1.2345)).toBeNaN()
  expect(unitsOf({ priceScale: 100 }, 1.2300001)).toBeNaN()
  expect(unitsOf({ priceScale: 100 }, 0.1 + 0.2)).toBe(30)
  expect(unitsOf({ priceScale: 1 }, priceUnitsMax + 1)).toBeNaN()
  for (const price of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(unitsOf({ priceScale: 1 }, price)).toBeNaN()
  expect(priceFits({ priceScale: 1 }, priceUnitsMax + 1)).toBe(false)
  expect(priceFits({ priceScale: 1 }, Number.NaN)).toBe(false)
})

describe('snapping to the tick', () => {
  // The oracle divides integers: units of a thousandth of a tick, so every rounding is known.
  test('goes to the tick at or below and at or above', () => {
    fc.assert(
      fc.property(
        scales,
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 0, max: 400_000 }),
        fc.integer({ min: 0, max: 999 }),
        (scale, tick, ticks, thousandths) => {
          const instrument = withTick(scale, tick)
          const price = ((ticks * 1000 + thousandths) * tick) / (1000 * scale)
          expect(instrument.floor(price)).toBe((ticks * tick) / scale)
          expect(instrument.ceil(price)).toBe(((thousandths === 0 ? ticks : ticks + 1) * tick) / scale)
        },
      ),
    )
  })

  test('leaves a price that is on the tick but for noise', () => {
    fc.assert(
      fc.property(
        scales,
        units,
        fc.constantFrom(1, 5, 25),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (scale, count, tick, noise) => {
          const instrument = withTick(scale, tick)
          const price = (count - (count % tick)) / scale
          for (const noisy of [price, price * (1 + noise * Number.EPSILON), price + (noise * 1e-9 * tick) / scale]) {
            expect(instrument.floor(noisy)).toBe(price)
            expect(instrument.ceil(noisy)).toBe(price)
          }
        },
      ),
    )
  })

  test('moves a price that is off by more than noise', () => {
    const instrument = withTick(100, 50)
    expect(instrument.floor(100.4999999)).toBe(100)
    expect(instrument.ceil(100.5000001)).toBe(101)
  })

  test('passes on what is not a number', () => {
    expect(withTick(100, 50).floor(Number.NaN)).toBeNaN()
    expect(withTick(100, 50).ceil(Number.NaN)).toBeNaN()
  })
})

test('the rules are counted in units and lots', () => {
  const listed = new ListedInstrument(rules, 7, 'main')
  expect(listed).toMatchObject({
    index: 7,
    symbol: 'bybit:linear:BTCUSDT',
    account: 'main',
    tickUnits: 50,
    lotLots: 2,
    minLots: 4,
  })
})

test.each<[Partial<InstrumentRules>, string]>([
  [{ priceScale: 50 }, 'the price scale 50 is not a power of ten up to 1e15'],
  [{ lotScale: 0 }, 'the lot scale 0 is not a power of ten up to 1e15'],
  [{ tick: 0 }, 'the tick 0 is not a whole number of 1/100'],
  [{ tick: 0.125 }, 'the tick 0.125 is not a whole number of 1/100'],
  [{ tick: Number.NaN }, 'the tick NaN is not a whole number of 1/100'],
  [{ tick: 1e9 }, 'the tick 1000000000 is beyond the largest price'],
  [{ lot: -0.001 }, 'the lot -0.001 is not a whole number of 1/1000'],
  [{ contractSize: 0 }, 'the contract size 0 is not a positive number'],
  [{ minQuantity: Number.NaN }, 'the minimum quantity NaN is not a number of at least 0'],
  [{ minNotional: -1 }, 'the minimum value -1 is not a number of at least 0'],
])('rules with %j are refused', (wrong, reason) => {
  const make = () => new ListedInstrument({ ...rules, ...wrong }, 0, 'main')
  expect(make).toThrow(expect.objectContaining({ code: 'BY3007', details: { symbol: 'bybit:linear:BTCUSDT', reason } }))
})
