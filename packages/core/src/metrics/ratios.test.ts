import fc from 'fast-check'
import { expect, test } from 'vitest'
import { correlationOf } from './correlation.ts'
import { downsideDeviation, omegaRatio, sortinoRatio } from './downside.ts'
import { luckiestSharpe, probabilisticSharpe, trackRecordMin } from './probable-sharpe.ts'
import { quantileOf } from './quantile.ts'
import { decayWeights, tailRisk } from './tail-risk.ts'
import { historicalShortfall, historicalValueAtRisk } from './value-at-risk.ts'
import { decayingVolatility, garchVolatility } from './volatility.ts'

const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 2, maxLength: 40 })
const share = fc.double({ min: 0.5, max: 0.999, noNaN: true })

test('gains do not make a strategy riskier, but they are counted', () => {
  expect(downsideDeviation([-0.1, 0.5])).toBeCloseTo(downsideDeviation([-0.1, 0]), 14)
  expect(downsideDeviation([-0.1, 0, 0, 0])).toBeCloseTo(0.05, 14)
  expect(downsideDeviation([0.01, 0.02], 0.02)).toBeCloseTo(0.01 / Math.SQRT2, 14)
})

test('ratios to losses are not told where nothing was lost', () => {
  for (const none of [[], [0.1, 0.2], [0]]) expect([sortinoRatio(none), omegaRatio(none)]).toEqual([null, null])
  expect(omegaRatio([0.1, 0.2], 0.15)).toBeCloseTo(1, 12)
  expect(sortinoRatio([0.1, 0.2], { target: 0.15 })).toBeCloseTo(0, 12)
})

test('a quantile has its share of the values below it and the rest above', () => {
  fc.assert(
    fc.property(returns, share, (values, at) => {
      const quantile = quantileOf(values, at)
      const place = (values.length - 1) * at
      expect(values.filter((one) => one < quantile).length).toBeLessThanOrEqual(Math.ceil(place + 1e-9))
      expect(values.filter((one) => one > quantile).length).toBeLessThanOrEqual(values.length - 1 - Math.floor(place - 1e-9))
    }),
  )
  expect([quantileOf([], 0.5), quantileOf([3], 0.9)]).toEqual([Number.NaN, 3])
})

test('a tenth of eleven returns is the second worst, and it belongs to the shortfall', () => {
  const eleven = Array.from({ length: 11 }, (_, at) => (at - 8) / 100)
  expect(historicalValueAtRisk(eleven, 0.9)).toBe(0.07)
  expect(historicalShortfall(eleven, 0.9)).toBeCloseTo(0.075, 14)
})

test('a shortfall is never smaller than its value at risk', () => {
  fc.assert(
    fc.property(returns, share, (values, confidence) => {
      const slack = 1e-12
      expect(historicalShortfall(values, confidence)).toBeGreaterThanOrEqual(historicalValueAtRisk(values, confidence) - slack)
      const tail = tailRisk(values, { confidence })
      expect(tail?.shortfall).toBeGreaterThanOrEqual((tail?.valueAtRisk ?? Number.NaN) - slack)
    }),
  )
})

test('weighted losses count as far as the tail reaches', () => {
  const weights = [0.25, 0.5, 0.25]
  expect(tailRisk([1, 2, 3], { confidence: 0.5, weights })).toEqual({ valueAtRisk: 2, shortfall: 2.5 })
  expect(tailRisk([], { confidence: 0.5 })).toBeNull()
  expect([...decayWeights(3, 0.5)]).toEqual([1 / 7, 2 / 7, 4 / 7])
  expect([...decayWeights(4, 1)]).toEqual([0.25, 0.25, 0.25, 0.25])
})

test("Hull's weighted shortfall: the third loss counts only as far as one percent is not full", () => {
  const losses = Array(500).fill(0)
  for (const [day, loss] of [
    [494, 477_841],
    [339, 345_435],
    [349, 282_204],
    [487, 277_041],
  ])
    losses[day - 1] = loss
  expect(tailRisk(losses, { confidence: 0.99, weights: decayWeights(500, 0.995) })?.shortfall).toBeCloseTo(400_914.19, 2)
})

test('the luckiest of one trial is not lucky, and more trials are luckier', () => {
  const variance = 0.002
  expect(luckiestSharpe({ count: 1, variance })).toBe(0)
  const by = [2, 10, 100, 1000].map((count) => luckiestSharpe({ count, variance }))
  expect(by).toEqual(by.toSorted((a, b) => a - b))
})

test('after the least track record a ratio is above its benchmark with just that confidence', () => {
  const shape = { ratio: 0.458, skew: -2.448, kurtosis: 10.164 }
  const count = trackRecordMin(shape) ?? Number.NaN
  expect(count).toBeCloseTo(34.5575, 4)
  expect(probabilisticSharpe({ ...shape, count })).toBeCloseTo(0.95, 12)
  expect(trackRecordMin(shape, { benchmark: 0.458 })).toBeNull()
})

test('volatility by decay is that of GARCH without a floor, and both give the published percent', () => {
  const [hull] = garchVolatility([0.01], { floor: 0.000002, reaction: 0.13, memory: 0.86, start: 0.016 })
  expect(hull).toBeCloseTo(0.0153349, 7)
  const steps = [0.01, -0.02, 0.03]
  const decayed = decayingVolatility(steps, { decay: 0.9, start: 0.01 })
  const garch = garchVolatility(steps, { floor: 0, reaction: 0.1, memory: 0.9, start: 0.01 })
  for (const at of steps.keys()) expect(decayed[at]).toBeCloseTo(garch[at], 14)
})

test('a list that does not change goes together with nothing', () => {
  expect(correlationOf([1, 2, 3], [4, 4, 4])).toBeNull()
  expect(correlationOf([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 14)
})
