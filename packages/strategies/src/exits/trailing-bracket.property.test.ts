import type { Side } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyBracket, TrailingBracket } from './trailing-bracket.ts'

const reach = { stop: 3, target: 8 }
const bar = fc.record({
  middle: fc.double({ min: 50, max: 150, noNaN: true }),
  half: fc.double({ min: 0, max: 5, noNaN: true }),
  unit: fc.double({ min: 0.01, max: 4, noNaN: true }),
})
const path = fc.array(bar, { minLength: 1, maxLength: 40 })
const side = fc.constantFrom<Side>(1, -1)

test('the stop starts at its reach, never moves away from profit, and never trails the best price by more than its reach', () => {
  fc.assert(
    fc.property(side, path, (side, bars) => {
      const bracket = new TrailingBracket({ ...emptyBracket }, reach)
      bracket.open(side, 100, 2)
      expect([bracket.stop, bracket.target]).toEqual([100 - side * 6, 100 + side * 16])
      let best = 100
      for (const { middle, half, unit } of bars) {
        const before = bracket.stop
        bracket.follow(middle + half, middle - half, unit)
        best = side * Math.max(side * best, side * middle + half)
        expect(side * (bracket.stop - before)).toBeGreaterThanOrEqual(0)
        expect(side * (best - bracket.stop)).toBeLessThanOrEqual(reach.stop * unit + 1e-9)
        expect(bracket.target).toBeCloseTo(100 + side * reach.target * unit, 9)
      }
    }),
  )
})

test('a fall is guarded as the mirror image of a rise', () => {
  fc.assert(
    fc.property(path, (bars) => {
      const rise = new TrailingBracket({ ...emptyBracket }, reach)
      const fall = new TrailingBracket({ ...emptyBracket }, reach)
      rise.open(1, 100, 2)
      fall.open(-1, -100, 2)
      for (const { middle, half, unit } of bars) {
        rise.follow(middle + half, middle - half, unit)
        fall.follow(-(middle - half), -(middle + half), unit)
        expect([fall.stop, fall.target]).toEqual([-rise.stop, -rise.target])
        expect(fall.passed(-middle)).toBe(rise.passed(middle))
      }
    }),
  )
})

test('a price beyond stop or target is told apart from one between them', () => {
  const bracket = new TrailingBracket({ ...emptyBracket }, reach)
  bracket.open(1, 100, 2)
  expect([93, 94, 95, 115, 116, 117].map((price) => bracket.passed(price))).toEqual([
    'stop',
    'stop',
    undefined,
    undefined,
    'target',
    'target',
  ])
})

test('a bracket goes on from its record after a restart, and a closed one has forgotten everything', () => {
  const state = { ...emptyBracket }
  const bracket = new TrailingBracket(state, reach)
  bracket.open(-1, 100, 2)
  bracket.follow(98, 90, 1)
  const later = new TrailingBracket(structuredClone(state), reach)
  expect([later.side, later.stop, later.target]).toEqual([-1, 93, 92])
  bracket.close()
  expect(state).toEqual(emptyBracket)
})

test('another fill moves the target with the average price and leaves the stop', () => {
  const bracket = new TrailingBracket({ ...emptyBracket }, reach)
  bracket.open(1, 100, 2)
  bracket.average(101, 2)
  expect([bracket.stop, bracket.target]).toEqual([94, 117])
})
