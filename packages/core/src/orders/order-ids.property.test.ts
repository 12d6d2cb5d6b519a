import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { OrderIds } from './order-ids.ts'

const numbers = fc.tuple(
  fc.oneof(fc.nat(200), fc.maxSafeNat()),
  fc.oneof(fc.nat(5000), fc.maxSafeNat()),
  fc.oneof(fc.nat(2000), fc.integer({ min: 0, max: 65_535 })),
)

test('an id is at most 32 characters of 0-9 and a-z, and tells its epoch, sequence and owner apart', () => {
  fc.assert(
    fc.property(numbers, ([epoch, sequence, owner]) => {
      const id = new OrderIds(epoch).text(sequence, owner)
      expect(id).toMatch(/^by[0-9a-z]{1,30}$/)
      expect(
        id
          .slice(2)
          .split('x')
          .map((digits) => Number.parseInt(digits, 33)),
      ).toEqual([epoch, sequence, owner])
    }),
  )
})

test('two ids are the same for the same numbers only, whichever start of the bot they come from', () => {
  const ids = new Map<string, string>()
  for (let epoch = 1; epoch < 100; epoch++) {
    const made = new OrderIds(epoch)
    for (let sequence = 1; sequence < 1500; sequence += 1 + (sequence % 7)) {
      const id = made.text(sequence, 2)
      expect(ids.get(id)).toBeUndefined()
      ids.set(id, `${epoch} ${sequence}`)
    }
  }
})

test('the sequence never repeats within a start', () => {
  const ids = new OrderIds(1)
  expect([ids.next(), ids.next(), ids.next()]).toEqual([1, 2, 3])
})
