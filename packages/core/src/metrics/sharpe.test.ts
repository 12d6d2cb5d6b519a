import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dailyReturns, netReturn } from './growth.ts'
import { momentsOf } from './moments.ts'
import { sharpeError, sharpeInterval, sharpeRatio, yearlySharpe } from './sharpe.ts'

/** Equity at the end of each day, from 1 and these returns. */
function grown(returns: readonly number[]): Float64Array {
  let equity = 1
  return Float64Array.from(returns, (step) => (equity *= 1 + step))
}

const days = fc.array(fc.double({ min: -0.2, max: 0.25, noNaN: true }), { minLength: 20, maxLength: 80 }).map(grown)
test('twenty days that alternate between +2 % and -1 % have a ratio that can be worked out by hand', () => {
  // Mean 0.5 %, deviation 1.5 % * root(20 / 19), no skew, kurtosis 1: the error is root(1 / 19) exactly.
  const equity = grown(Array.from({ length: 20 }, (_, day) => (day % 2 === 0 ? 0.02 : -0.01)))
  const daily = (1 / 3) * Math.sqrt(19 / 20)
  const margin = 1.959963984540054 / Math.sqrt(19)
  expect(yearlySharpe(1, equity)).toBeCloseTo(daily * Math.sqrt(365), 9)
  expect(sharpeInterval(1, equity)?.[0]).toBeCloseTo((daily - margin) * Math.sqrt(365), 9)
  expect(sharpeInterval(1, equity)?.[1]).toBeCloseTo((daily + margin) * Math.sqrt(365), 9)
})

test('a ratio is not told for few days, equal returns, or equity that was not above zero', () => {
  const alternating = grown(Array.from({ length: 20 }, (_, day) => (day % 2 === 0 ? 0.02 : -0.01)))
  const cases: [number, Float64Array][] = [
    [1, alternating.subarray(0, 19)],
    [1, new Float64Array(30).fill(1)],
    [1, grown(Array(30).fill(0.07))],
    [0, alternating],
    [1, alternating.with(5, 0)],
    [1, alternating.with(19, -1)],
  ]
  for (const [initial, equity] of cases)
    expect([yearlySharpe(initial, equity), sharpeInterval(initial, equity)]).toEqual([null, null])
  expect(yearlySharpe(1, alternating)).not.toBeNull()
})

test('the first return is from the initial equity', () => {
  expect([...dailyReturns(100, Float64Array.of(110, 99))]).toEqual([netReturn(100, 110), netReturn(110, 99)])
})

test('a ratio does not depend on the size of the account, and turns with the sign of the returns', () => {
  fc.assert(
    fc.property(days, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (equity, size) => {
      const own = yearlySharpe(1, equity)
      fc.pre(own !== null)
      const returns = dailyReturns(1, equity)
      fc.pre(momentsOf(returns).deviation > 1e-6)
      expect(
        yearlySharpe(
          size,
          equity.map((value) => value * size),
        ) ?? Number.NaN,
      ).toBeCloseTo(own ?? Number.NaN, 5)
      expect(yearlySharpe(1, grown([...returns].map((step) => -step))) ?? Number.NaN).toBeCloseTo(-(own ?? Number.NaN), 5)
      const [low, high] = sharpeInterval(1, equity) ?? [0, 0]
      expect((low + high) / 2).toBeCloseTo(own ?? Number.NaN, 6)
      expect(high).toBeGreaterThan(low)
    }),
  )
})

test('the ratio of returns against a rate is the yearly one where the rate is nothing and a year has 365 of them', () => {
  const equity = grown(Array.from({ length: 20 }, (_, day) => (day % 2 === 0 ? 0.02 : -0.01)))
  const returns = dailyReturns(1, equity)
  expect(sharpeRatio(returns, { perYear: 365 })).toBe(yearlySharpe(1, equity))
  expect(sharpeRatio(returns, { rate: 0.005 })).toBeCloseTo(0, 12)
  expect(sharpeRatio([0.01])).toBeNull()
  expect(sharpeRatio([0.1, 0.1, 0.1])).toBeNull()
})

test('the error of a ratio of normal returns is the one by Lo', () => {
  expect(sharpeError(0.4, { count: 101, skew: 0, kurtosis: 3 })).toBeCloseTo(Math.sqrt((1 + 0.08) / 100), 14)
})
