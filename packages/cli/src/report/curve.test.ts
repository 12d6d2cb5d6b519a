import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { curveOf, drawdownOf, thinned } from './curve.ts'
import { linear, niceTicks, timeTicks } from './scale.ts'

const walk = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 400 })

function curve(values: readonly number[]) {
  return curveOf(
    values.map((_, at) => at * 60_000_000),
    values,
  )
}

describe('a thinned curve', () => {
  test('keeps both ends and both extremes', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 2, max: 50 }), (values, columns) => {
        const few = thinned(curve(values), columns)
        expect(few.values[0]).toBe(values[0])
        expect(few.values.at(-1)).toBe(values.at(-1))
        expect(Math.min(...few.values)).toBe(Math.min(...values))
        expect(Math.max(...few.values)).toBe(Math.max(...values))
      }),
    )
  })

  test('has at most four points for each column, in the order of time, all of them from the curve', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 2, max: 50 }), (values, columns) => {
        const few = thinned(curve(values), columns)
        // The very last point falls just behind the last column.
        expect(few.values.length).toBeLessThanOrEqual(Math.max(columns * 2, columns * 4 + 1))
        for (const [at, time] of few.times.entries()) {
          if (at > 0) expect(time).toBeGreaterThan(few.times[at - 1] ?? 0)
          expect(few.values[at]).toBe(values[time / 60_000_000])
        }
      }),
    )
  })
})

describe('a drawdown', () => {
  test('is zero at every new peak and never above', () => {
    const positive = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 100 })
    fc.assert(
      fc.property(positive, (values) => {
        const below = drawdownOf(curve(values)).values
        let peak = 0
        for (const [at, value] of values.entries()) {
          if (value >= peak) expect(below[at]).toBe(0)
          peak = Math.max(peak, value)
          expect(below[at]).toBeCloseTo(value / peak - 1, 12)
        }
      }),
    )
  })

  test('of an account that was never above zero is zero', () => {
    expect(drawdownOf(curve([0, -1, -2])).values).toEqual([0, 0, 0])
  })
})

describe('marks of an axis', () => {
  test('are round, in order and inside', () => {
    const ends = fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1, max: 1e9, noNaN: true }))
    fc.assert(
      fc.property(ends, ([from, size]) => {
        const ticks = niceTicks(from, from + size, 5)
        expect(ticks.length).toBeLessThanOrEqual(7)
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(from - size * 1e-6)
          expect(tick).toBeLessThanOrEqual(from + size * (1 + 1e-6))
        }
      }),
    )
  })

  test('end also where numbers are too coarse to count on', () => {
    expect(niceTicks(1e300, 1e300 * (1 + 1e-15), 5).length).toBeLessThanOrEqual(11)
    expect(niceTicks(Number.NaN, 1, 5)).toHaveLength(1)
  })

  test.each([
    ['an hour', 3600, '00:00'],
    ['three days', 3 * 86_400, '12:00'],
    ['90 days', 90 * 86_400, '01-04'],
    ['five years', 5 * 365 * 86_400, '2024-01'],
    ['sixty years', 60 * 365 * 86_400, '2034-01'],
  ])('of %s are at most nine and inside', (_, seconds, some) => {
    const from = Date.UTC(2024, 0, 1) * 1000
    const ticks = timeTicks(from, from + seconds * 1_000_000, 9)
    expect(ticks.length).toBeGreaterThan(2)
    expect(ticks.length).toBeLessThanOrEqual(10)
    for (const { time } of ticks) expect(time >= from && time <= from + seconds * 1_000_000).toBe(true)
    if (some !== '00:00') expect(ticks.map(({ text }) => text)).toContain(some)
  })

  test('of nothing are none', () => {
    expect(timeTicks(5, 5, 9)).toEqual([])
  })

  test('a scale of an empty range stands in the middle', () => {
    expect(linear(5, 5, 0, 100)(5)).toBe(50)
    expect(linear(0, 10, 100, 0)(2)).toBe(80)
  })
})
