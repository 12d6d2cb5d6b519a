import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import { daysMax } from './daily-values.ts'
import { EquityCurve } from './equity-curve.ts'
import { pointsMax } from './thinned-curve.ts'

const hour = 3_600_000_000
const day = 24 * hour

function sampled(values: Iterable<number>, step: number, curve = new EquityCurve()): EquityCurve {
  let time = 0
  for (const value of values) {
    curve.time = time
    curve.value = value
    curve.sample()
    time += step
  }
  return curve
}

const series = fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.01, max: 1e6, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
})

const file = sharedFile('vectors/models/risk.json')

describe.skipIf(file === undefined)('published numbers', () => {
  const risk = file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'))

  test('the worst drawdown and how long it lasted', () => {
    const { equity, expected } = risk.drawdown
    const curve = sampled(equity, hour)
    expect(curve.maxDrawdown).toBeCloseTo(expected.maxDrawdown, 12)
    expect(curve.longestUnderWaterMicros).toBe(expected.durationBars * hour)
  })

  test('of compounded returns too', () => {
    const { returns, expected } = risk.performance
    let equity = 1
    const curve = sampled(
      returns.map((step: number) => (equity *= 1 + step)),
      day,
      new EquityCurve(1),
    )
    expect(curve.maxDrawdown).toBeCloseTo(expected.maxDrawdown, 12)
    expect(curve.last).toBeCloseTo(expected.finalEquity, 12)
  })
})

test('drawdown and time under water are those of the definition', () => {
  fc.assert(
    fc.property(series, (values) => {
      const curve = sampled(values, hour)
      const peaks = values.map((_, at) => Math.max(...values.slice(0, at + 1)))
      const drawdowns = values.map((value, at) => (peaks[at] - value) / peaks[at])
      let [longest, run] = [0, 0]
      for (const [at, value] of values.entries()) {
        const isUnder = value < peaks[at]
        // A time under water begins at its first sample and ends at the sample that is back, or at the newest.
        run = isUnder || run > 0 ? run + 1 : 0
        longest = Math.max(longest, run - 1)
        if (!isUnder) run = 0
      }
      expect(curve.maxDrawdown).toBe(Math.max(...drawdowns))
      expect(curve.longestUnderWaterMicros).toBe(longest * hour)
      expect([curve.initial, curve.last]).toEqual([values[0], values.at(-1)])
    }),
  )
})

test('a loss before the first sample counts from the initial equity', () => {
  const curve = sampled([80, 90], day, new EquityCurve(100))
  expect([curve.initial, curve.maxDrawdown, curve.longestUnderWaterMicros]).toEqual([100, 0.2, day])
})

test('what is no number is no sample', () => {
  const curve = sampled([Number.NaN, 50, Number.NaN, 40], day)
  expect([curve.initial, curve.maxDrawdown, [...curve.days()]]).toEqual([50, 0.2, [50, 40]])
})

test.each([1, 4, 24])(
  'so many days of bars have so many days, with %i bars a day, whether the start was looked at or not',
  (barsADay) => {
    for (const isStartSampled of [true, false]) {
      const curve = new EquityCurve(1)
      curve.begin(1000 * day)
      const closes = Array.from({ length: 20 * barsADay }, (_, bar) => bar + 1)
      for (const bar of isStartSampled ? [0, ...closes] : closes) {
        curve.time = 1000 * day + (bar * day) / barsADay
        curve.value = bar
        curve.sample()
      }
      expect([...curve.days()]).toEqual(Array.from({ length: 20 }, (_, at) => (at + 1) * barsADay))
    }
  },
)

test('a day has its last equity, and a day without a sample that of the day before', () => {
  const curve = new EquityCurve(1)
  expect([[...curve.days()], curve.last]).toEqual([[], 1])
  for (const [time, value] of [
    [day - 2, 10],
    [day - 1, 11],
    [day, 12],
    [4 * day - 1, 13],
    [4 * day + 1, 14],
  ]) {
    curve.time = time
    curve.value = value
    curve.sample()
  }
  expect([...curve.days()]).toEqual([12, 12, 12, 13, 14])
})

test('a wrong time does not fill the memory', () => {
  const curve = sampled([1, 2, 3], 1e6 * day)
  expect([curve.days().length, curve.days().at(-1), curve.days()[0]]).toEqual([daysMax, 3, 1])
})

test('a short curve is kept as it is', () => {
  fc.assert(
    fc.property(series, (values) => {
      const { times, values: kept } = sampled(values, hour).points()
      expect([...kept]).toEqual(values)
      expect([...times]).toEqual(values.map((_, at) => at * hour))
    }),
  )
  expect(new EquityCurve(5).points().values).toHaveLength(0)
})

test('a long curve keeps its ends, its extremes, its order and an even spacing', () => {
  // A walk with spikes that last one sample each. A point must be a sample, and of every stretch the lowest and the highest must survive.
  for (const count of [pointsMax - 4, pointsMax - 3, pointsMax + 1, 40_001, 300_000]) {
    let walk = 1000
    const values = Array.from({ length: count }, (_, at) => {
      walk += Math.sin(at * 12.9898) * 2
      return at % 4099 === 17 ? walk + (at % 2 === 0 ? 900 : -900) : walk
    })
    const points = sampled(values, hour).points()
    expect(points.times.length).toBeLessThanOrEqual(pointsMax)
    expect(points.times.length).toBeGreaterThan(Math.min(count, pointsMax) / 2 - 8)
    expect([points.values[0], points.values.at(-1)]).toEqual([values[0], values.at(-1)])
    expect([Math.min(...points.values), Math.max(...points.values)]).toEqual([
      values.reduce((a, b) => Math.min(a, b)),
      values.reduce((a, b) => Math.max(a, b)),
    ])
    const span = (8 * count) / pointsMax
    for (const [at, time] of points.times.entries()) {
      expect(points.values[at]).toBe(values[time / hour])
      if (at > 0) expect(time).toBeGreaterThan(points.times[at - 1])
      if (at > 0) expect((time - points.times[at - 1]) / hour).toBeLessThanOrEqual(span + 8)
    }
    const early = points.times.filter((time) => time < (count / 2) * hour).length
    expect(Math.abs(2 * early - points.times.length)).toBeLessThan(points.times.length / 10)
    const kept = new Set(points.times)
    for (let at = 17; at < count; at += 4099) expect(kept.has(at * hour)).toBe(true)
  }
})
