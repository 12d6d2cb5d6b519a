import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exposedBarShare, exposedShare } from './exposure.ts'

const held = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 30 }))
  .map(([entryTime, length]) => ({ entryTime, exitTime: entryTime + length }))
const list = fc.array(held, { maxLength: 12 })

test('time with a position is counted once, however many there are, and only inside the run', () => {
  fc.assert(
    fc.property(list, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }), (positions, from, length) => {
      const to = from + length
      let exposed = 0
      for (let at = from; at < to; at++) if (positions.some((one) => one.entryTime <= at && one.exitTime > at)) exposed++
      expect(exposedShare(positions, { from, to })).toBeCloseTo(exposed / length, 12)
    }),
  )
})

test('a bar counts when a position was there in any part of it, its entry and its exit included', () => {
  fc.assert(
    fc.property(list, fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 30 }), (positions, times) => {
      const opens = times.toSorted((a, b) => a - b)
      const counted = opens.filter((open, at) =>
        positions.some(({ entryTime, exitTime }) => exitTime >= open && entryTime < (opens[at + 1] ?? Number.POSITIVE_INFINITY)),
      )
      expect(exposedBarShare(positions, opens)).toBeCloseTo(counted.length / opens.length, 12)
    }),
  )
})

test('nothing that lasts no time has an exposure', () => {
  expect([exposedShare([], { from: 5, to: 5 }), exposedBarShare([], [])]).toEqual([0, 0])
})
