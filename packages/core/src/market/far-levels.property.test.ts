import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { FarLevels, noKey } from './far-levels.ts'

const keyMin = -(2 ** 31)
// Few keys, so that they meet again, and some that are neighbours and so might share a place in the table.
const keys = fc.oneof(
  fc.integer({ min: -30, max: -1 }),
  fc.integer({ min: keyMin, max: keyMin + 20 }),
  fc.integer({ min: keyMin, max: -1 }),
)
const steps = fc.array(fc.tuple(keys, fc.integer({ min: 0, max: 3 })), { maxLength: 200 })

test('the table equals a map that takes no new key when it is full', () => {
  fc.assert(
    fc.property(steps, (changes) => {
      const far = new FarLevels(new HeapMemory(), 'far', 16)
      const map = new Map<number, number>()
      let dropped = 0
      for (const [key, lots] of changes) {
        if (lots === 0) {
          far.remove(key)
          map.delete(key)
        } else {
          far.set(key, Float64Array.of(0, lots), 1)
          if (map.has(key) || map.size < 16) map.set(key, lots)
          else dropped++
        }
        expect(far.lotsAt(key)).toBe(map.get(key) ?? 0)
        expect(far.best()).toBe(Math.min(noKey, ...map.keys()))
      }
      expect(far).toMatchObject({ count: map.size, dropped })
      const sorted = [...map.keys()].sort((a, b) => a - b)
      expect([...far.sorted()].slice(0, map.size)).toEqual(sorted)
      expect([...far.sorted()].slice(map.size).every((key) => key === noKey)).toBe(true)
      for (const [key, lots] of map) expect(far.lotsAt(key)).toBe(lots)
      far.clear()
      expect(far).toMatchObject({ count: 0, dropped: 0 })
      for (const key of map.keys()) expect(far.lotsAt(key)).toBe(0)
    }),
  )
})

test('the list is sorted again after levels came and went', () => {
  const far = new FarLevels(new HeapMemory(), 'far', 64)
  const one = Float64Array.of(1)
  for (let key = -1; key >= -40; key--) far.set(key, one, 0)
  expect(far.sorted()[0]).toBe(-40)
  for (let key = -40; key < -3; key++) far.remove(key)
  expect([...far.sorted().subarray(0, 4)]).toEqual([-3, -2, -1, noKey])
  far.set(-7, one, 0)
  expect(far.sorted()[0]).toBe(-7)
})

test('the walk that takes levels out meets every one of them, also those that move into the gap', () => {
  fc.assert(
    fc.property(fc.uniqueArray(keys, { maxLength: 16 }), fc.integer({ min: keyMin, max: 0 }), (all, end) => {
      const far = new FarLevels(new HeapMemory(), 'far', 16)
      for (const key of all) far.set(key, Float64Array.of(-key), 0)
      const taken: number[] = []
      for (let slot = 0; slot < far.keys.length; ) {
        if (far.keys[slot] !== noKey && far.keys[slot] < end) {
          taken.push(far.keys[slot])
          far.removeAt(slot)
        } else slot++
      }
      expect(taken.sort()).toEqual(all.filter((key) => key < end).sort())
      for (const key of all) expect(far.lotsAt(key)).toBe(key < end ? 0 : -key)
    }),
  )
})
