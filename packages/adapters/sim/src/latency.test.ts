import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { empiricalDelay, lognormalDelay } from './latency.ts'

/** A plain generator of Park and Miller. */
function minstd(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** Chances that are spread evenly, so that shares come out as they should. */
function evenly(): () => number {
  let at = 0
  return () => (at = (at + 0.618_033_988_749_895) % 1)
}

test('half of the spread delays are under the median, and a hundredth over the 99th percentile', () => {
  const delay = lognormalDelay(10_000, 80_000, minstd(12_345))
  const drawn = Array.from({ length: 200_000 }, () => delay(0))
  expect(drawn.filter((micros) => micros < 10_000).length / drawn.length).toBeCloseTo(0.5, 1)
  const over = drawn.filter((micros) => micros > 80_000).length / drawn.length
  expect(over).toBeGreaterThan(0.007)
  expect(over).toBeLessThan(0.013)
  expect(drawn.every((micros) => Number.isInteger(micros) && micros >= 0)).toBe(true)
})

test('measured delays are drawn as often as they are common', () => {
  const delay = empiricalDelay([100, 100, 100, 900], evenly())
  const drawn = Array.from({ length: 4000 }, () => delay(0))
  expect(drawn.filter((micros) => micros === 900).length / drawn.length).toBeCloseTo(0.25, 2)
})

test('nothing but measured delays is ever drawn', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (samples, at) => {
        expect(samples).toContain(empiricalDelay(samples, () => at)(0))
      },
    ),
  )
})
