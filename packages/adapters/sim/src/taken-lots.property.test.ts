import { HeapMemory } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TakenLots } from './taken-lots.ts'

test('taken lots are those of a plain map, up to the room there is', () => {
  const units = fc.integer({ min: 1, max: 12 })
  const step = fc.oneof(
    fc.record({ does: fc.constant<'add'>('add'), units, lots: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ does: fc.constant<'forget'>('forget'), units }),
    fc.record({ does: fc.constant<'clear'>('clear') }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const levelsMax = 6
      const taken = new TakenLots(new HeapMemory(), 'taken', levelsMax)
      const plain = new Map<number, number>()
      for (const made of steps) {
        if (made.does === 'clear') {
          taken.clear()
          plain.clear()
        } else if (made.does === 'forget') {
          taken.forget(made.units)
          plain.delete(made.units)
        } else {
          expect(taken.room).toBe(levelsMax - plain.size)
          if (taken.room === 0 && !plain.has(made.units)) continue
          taken.add(made.units, made.lots)
          plain.set(made.units, (plain.get(made.units) ?? 0) + made.lots)
        }
        expect(taken.count).toBe(plain.size)
        for (let price = 1; price <= 12; price++) expect(taken.at(price)).toBe(plain.get(price) ?? 0)
      }
    }),
  )
})
