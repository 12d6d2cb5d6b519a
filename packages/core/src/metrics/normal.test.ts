import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalAt, normalBelow, normalDensity } from './normal.ts'

/** The share below `z`, summed up from the density by Simpson's rule. */
function summed(z: number): number {
  const steps = 4000
  const width = z / steps
  let area = normalDensity(0) + normalDensity(z)
  for (let at = 1; at < steps; at++) area += normalDensity(at * width) * (at % 2 === 0 ? 2 : 4)
  return 0.5 + (area * width) / 3
}

test('shares are the area under the density', () => {
  fc.assert(
    fc.property(fc.double({ min: -7.5, max: 7.5, noNaN: true }), (z) => {
      expect(Math.abs(normalBelow(z) - summed(z))).toBeLessThan(1e-13)
    }),
  )
})

test('quantiles undo shares, near the middle and far out', () => {
  fc.assert(
    fc.property(fc.double({ min: -37, max: 6, noNaN: true }), (z) => {
      // Above the middle a share is close to 1 and cannot say more about z than its last digit does.
      const lost = z > 0 ? 1e-15 / normalDensity(z) : 0
      expect(Math.abs(normalAt(normalBelow(z)) - z)).toBeLessThan(1e-12 * Math.max(1, Math.abs(z)) + lost)
    }),
  )
})

test('known quantiles, the ends, and what is no share', () => {
  expect(normalAt(0.975)).toBeCloseTo(1.959963984540054, 14)
  expect(normalAt(0.99)).toBeCloseTo(2.3263478740408408, 14)
  expect([normalAt(0), normalAt(0.5), normalAt(1)]).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY])
  expect([normalAt(-0.1), normalAt(1.1), normalAt(Number.NaN), normalBelow(Number.NaN)]).toEqual(Array(4).fill(Number.NaN))
  expect([normalBelow(-40), normalBelow(40)]).toEqual([0, 1])
})
