import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeldTime } from './held-time.ts'

test('positions that overlap are counted once, and what was held before the run is not of it', () => {
  const position = fc.record({ begin: fc.integer({ min: 0, max: 50 }), length: fc.integer({ min: 0, max: 30 }) })
  fc.assert(
    fc.property(fc.array(position, { maxLength: 10 }), fc.integer({ min: 0, max: 20 }), (positions, start) => {
      // Who is there at the start is told first, in any order; the others as they come.
      const told = new HeldTime()
      const before = positions.filter(({ begin, length }) => begin < start && begin + length > start)
      const later = positions.filter(({ begin }) => begin >= start)
      for (const { begin } of before) told.begin(begin)
      const events = [
        ...before.map(({ begin, length }) => [begin + length, 1] as const),
        ...later.flatMap(({ begin, length }) => [[begin, 0] as const, [begin + length, length === 0 ? 2 : 1] as const]),
      ].sort((a, b) => a[0] - b[0] || Number(a[1] === 1) - Number(b[1] === 1) || a[1] - b[1])
      for (const [time, kind] of events) {
        if (kind === 0) told.begin(time)
        else told.end(time)
      }
      let held = 0
      for (let at = start; at < 100; at++)
        if ([...before, ...later].some(({ begin, length }) => begin <= at && begin + length > at)) held++
      expect(told.between(start, 100)).toBe(held)
    }),
  )
})

test('what is still there counts until now', () => {
  const held = new HeldTime()
  held.begin(10)
  expect([held.between(0, 25), held.between(15, 25)]).toEqual([15, 10])
  held.clear()
  expect(held.between(0, 25)).toBe(0)
})
