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

test('what is saved and added again anywhere knows what the whole would have known', () => {
  const numbers = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.maxSafeNat()), { maxLength: 120 })
  fc.assert(
    fc.property(numbers, numbers, (before, after) => {
      const addTo = (seen: SeenNumbers, numbers: readonly number[]) => {
        for (const number of numbers) if (!seen.has(number)) seen.add(number)
        return seen
      }
      const whole = addTo(new SeenNumbers(16), before)
      const restored = addTo(new SeenNumbers(16), JSON.parse(JSON.stringify(whole.save())))
      addTo(whole, after)
      addTo(restored, after)
      expect(restored.save()).toEqual(whole.save())
      expect(whole.save().length).toBeLessThanOrEqual(16)
      for (const number of [...before, ...after]) expect(restored.has(number)).toBe(whole.has(number))
    }),
  )
})
