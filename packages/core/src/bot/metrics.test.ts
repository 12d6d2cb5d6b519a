import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import { dailyReturns, maxDrawdown, momentsOf, netReturn, sharpe, sharpeError, sharpeInterval } from './metrics.ts'

/** Equity at the end of each day, from 1 and these returns. */
function grown(returns: readonly number[]): Float64Array {
  let equity = 1
  return Float64Array.from(returns, (step) => (equity *= 1 + step))
}

/** The share of a normal distribution below `z`, summed up from its density; good to eleven digits. */
function normalBelow(z: number): number {
  const steps = 20_000
  const width = z / steps
  let area = 0
  for (let at = 0; at < steps; at++) area += Math.exp(-(((at + 0.5) * width) ** 2) / 2) * width
  return 0.5 + area / Math.sqrt(2 * Math.PI)
}

const days = fc.array(fc.double({ min: -0.2, max: 0.25, noNaN: true }), { minLength: 20, maxLength: 80 }).map(grown)
const file = sharedFile('vectors/models/risk.json')

describe.skipIf(file === undefined)('published numbers', () => {
  const risk = file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'))

  test('mean, deviation, skew and kurtosis', () => {
    const [expected] = risk.var.cases
    const moments = momentsOf(Float64Array.from(risk.var.returns))
    expect(moments.count).toBe(expected.n)
    expect(moments.mean).toBeCloseTo(expected.mean, 14)
    expect(moments.deviation).toBeCloseTo(expected.sdSample, 14)
    expect(moments.skew).toBeCloseTo(expected.skewPop, 12)
    expect(moments.kurtosis - 3).toBeCloseTo(expected.exKurtPop, 12)
    const yearly = (expected.mean / expected.sdSample) * Math.sqrt(365)
    expect(sharpe(1, grown(risk.var.returns))).toBeCloseTo(yearly, 10)
  })

  test('the Sharpe ratio of a series, when a year is as long as a period', () => {
    const { returns, expected } = risk.performance
    const { mean, deviation } = momentsOf(dailyReturns(1, grown(returns)))
    expect(mean / deviation).toBeCloseTo(expected.sharpe, 12)
    expect(netReturn(1, grown(returns).at(-1) ?? 0) + 1).toBeCloseTo(expected.finalEquity, 12)
    expect(maxDrawdown(1, grown(returns))).toBeCloseTo(expected.maxDrawdown, 12)
  })

  test('how probable it is that a Sharpe ratio is above zero follows from its error', () => {
    for (const { input, expected } of risk.psrDsr.psr) {
      const error = sharpeError(input.sr, { count: input.T, skew: input.skew, kurtosis: input.kurt })
      expect(normalBelow((input.sr - input.benchmark) / error)).toBeCloseTo(expected, 9)
    }
  })
})

test('twenty days that alternate between +2 % and -1 % have a ratio that can be worked out by hand', () => {
  // Mean 0.5 %, deviation 1.5 % * root(20 / 19), no skew, kurtosis 1: the error is root(1 / 19) exactly.
  const equity = grown(Array.from({ length: 20 }, (_, day) => (day % 2 === 0 ? 0.02 : -0.01)))
  const daily = (1 / 3) * Math.sqrt(19 / 20)
  const margin = 1.959963984540054 / Math.sqrt(19)
  expect(sharpe(1, equity)).toBeCloseTo(daily * Math.sqrt(365), 9)
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
  for (const [initial, equity] of cases) expect([sharpe(initial, equity), sharpeInterval(initial, equity)]).toEqual([null, null])
  expect(sharpe(1, alternating)).not.toBeNull()
})

test('the first return is from the initial equity', () => {
  expect([...dailyReturns(100, Float64Array.of(110, 99))]).toEqual([netReturn(100, 110), netReturn(110, 99)])
})

test('a ratio does not depend on the size of the account, and turns with the sign of the returns', () => {
  fc.assert(
    fc.property(days, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (equity, size) => {
      const own = sharpe(1, equity)
      fc.pre(own !== null)
      const returns = dailyReturns(1, equity)
      fc.pre(momentsOf(returns).deviation > 1e-6)
      expect(
        sharpe(
          size,
          equity.map((value) => value * size),
        ) ?? Number.NaN,
      ).toBeCloseTo(own ?? Number.NaN, 5)
      expect(sharpe(1, grown([...returns].map((step) => -step))) ?? Number.NaN).toBeCloseTo(-(own ?? Number.NaN), 5)
      const [low, high] = sharpeInterval(1, equity) ?? [0, 0]
      expect((low + high) / 2).toBeCloseTo(own ?? Number.NaN, 6)
      expect(high).toBeGreaterThan(low)
    }),
  )
})
