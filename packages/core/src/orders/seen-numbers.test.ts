import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SeenNumbers } from './seen-numbers.ts'

test('it knows exactly the last numbers it was given, however they collide', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.maxSafeNat()), { maxLength: 300 }), (numbers) => {
      const seen = new SeenNumbers(16)
      const kept: number[] = []
      for (const number of numbers) {
        expect(seen.has(number)).toBe(kept.includes(number))
        if (kept.includes(number)) continue
        seen.add(number)
        kept.push(number)
        if (kept.length > 16) kept.shift()
      }
      for (const number of kept) expect(seen.has(number)).toBe(true)
    }),
  )
})
