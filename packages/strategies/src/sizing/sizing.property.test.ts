import fc from 'fast-check'
import { expect, test } from 'vitest'
import { riskShare } from './risk-share.ts'
import { strengthShare } from './strength-share.ts'

const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
const share = fc.double({ min: 0.001, max: 1, noNaN: true })

test('a position sized by risk loses the risked share at its stop, or less when the cap holds it back', () => {
  fc.assert(
    fc.property(positive, positive, share, share, (price, distance, risk, cap) => {
      const held = riskShare(price, distance, { risk, cap })
      const lost = (held * distance) / price
      expect(held).toBeLessThanOrEqual(cap)
      expect(lost).toBeLessThanOrEqual(risk * (1 + 1e-12))
      if (held < cap) expect(lost).toBeCloseTo(risk, 12)
    }),
  )
})

test('nothing is held where a stop has no distance or the numbers are none', () => {
  for (const [price, distance] of [
    [100, 0],
    [100, -1],
    [0, 1],
    [100, Number.NaN],
    [Number.NaN, 1],
  ]) {
    expect(riskShare(price, distance, { risk: 0.01, cap: 1 })).toBe(0)
  }
})

test('a stronger signal never gets a smaller share, and every share lies between both ends', () => {
  const scale = { from: 2, full: 3, least: 0.1, most: 0.3 }
  const strength = fc.double({ min: 0, max: 10, noNaN: true })
  fc.assert(
    fc.property(strength, strength, (one, other) => {
      const [weak, strong] = [Math.min(one, other), Math.max(one, other)].map((at) => strengthShare(at, scale))
      expect(weak).toBeLessThanOrEqual(strong)
      for (const held of [weak, strong]) expect(held === 0 || (held >= 0.1 && held <= 0.3)).toBe(true)
    }),
  )
  expect([1.99, 2, 2.5, 3, 9].map((at) => strengthShare(at, scale))).toEqual([0, 0.1, 0.2, 0.3, 0.3])
  expect(strengthShare(Number.NaN, scale)).toBe(0)
  expect(strengthShare(2.5, { ...scale, full: 2 })).toBe(0.3)
})
