import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calmarRatio, drawdownOf } from './drawdown.ts'
import { grownBy, returnsOf, yearlyGrowth } from './growth.ts'

const equity = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 })

test('a drawdown is the worst pair of an earlier and a later value, and water is what lies below all before', () => {
  fc.assert(
    fc.property(equity, (values) => {
      const { share, peakIndex, troughIndex, underWater, longestUnderWater } = drawdownOf(values)
      const worst = Math.max(0, ...values.flatMap((peak, at) => values.slice(at).map((later) => (peak - later) / peak)))
      expect(share).toBe(worst)
      expect(share).toBe((values[peakIndex] - values[troughIndex]) / values[peakIndex])
      const isUnder = values.map((value, at) => value < Math.max(...values.slice(0, at + 1)))
      const runs = isUnder.map((_, at) => isUnder.slice(at).indexOf(false)).map((run, at) => (run < 0 ? values.length - at : run))
      expect(longestUnderWater).toBe(Math.max(0, ...runs))
      expect(underWater).toBe(share === 0 ? 0 : runs[peakIndex + 1])
    }),
  )
})

test('returns and growth undo each other, and the yearly growth brings the same', () => {
  fc.assert(
    fc.property(equity, fc.integer({ min: 1, max: 2 }), (values, perYear) => {
      const returns = returnsOf(values)
      const back = grownBy(returns, values[0])
      for (const [at, value] of values.entries()) expect(back[at]).toBeCloseTo(value, 9)
      const growth = yearlyGrowth(returns, { perYear })
      if (growth === null) expect(values.length).toBe(1)
      else expect((1 + growth) ** (returns.length / perYear) * values[0]).toBeCloseTo(values.at(-1) ?? Number.NaN, 6)
    }),
  )
})

test('no ratio to a drawdown is told where there was none or where nothing is left', () => {
  expect([calmarRatio([]), calmarRatio([0.1, 0.2]), calmarRatio([0.1, -1])]).toEqual([null, null, null])
  expect(calmarRatio([1, -0.5])).toBeCloseTo(0, 12)
  expect(drawdownOf([])).toEqual({ share: 0, peakIndex: 0, troughIndex: 0, underWater: 0, longestUnderWater: 0 })
})

test('a peak that is not above zero has no share to lose', () => {
  expect(drawdownOf([-5, -10, 0, -1, 4, 1]).share).toBe(0.75)
})
