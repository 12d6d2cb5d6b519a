import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laneOf, type PlainMessage, readMessage, writeMessage } from './tape.oracle.ts'
import { Flag } from './tape-kinds.ts'

type Step = { readonly write: number } | { readonly read: number } | { readonly throwAway: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ write: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ read: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ throwAway: fc.integer({ min: 0, max: 6 }) }),
)

test('whatever is written, read and thrown away in turn, a reader gets exactly the closed messages, whole and in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 60 }), (rowsMax, steps) => {
      const lane = laneOf(rowsMax)
      const waiting: PlainMessage[] = []
      let name = 0
      for (const one of steps) {
        if ('write' in one) {
          const message = { time: ++name, name, rows: one.write }
          // The naive lane: whatever lies between the oldest unread row and the end is taken, and the end moves back only when all was read.
          const before = waiting.length === 0 ? 0 : lane.tail
          const fits = before + one.write <= rowsMax
          expect(writeMessage(lane, message)).toBe(fits)
          if (fits && one.write > 0) waiting.push(message)
        } else if ('throwAway' in one) {
          lane.open()
          for (let i = 0; i < one.throwAway; i++) lane.next(1)
          lane.discard()
        } else {
          for (let i = 0; i < one.read && lane.head < lane.tail; i++) {
            const from = lane.head
            let to = from + 1
            while ((lane.flags[to - 1] & Flag.last) === 0) to++
            lane.head = to
            expect(readMessage(lane, from, to)).toEqual(waiting.shift())
            expect([...lane.a.slice(from, to)]).toEqual([...Array(to - from).keys()])
          }
          if (lane.head === lane.tail) expect(waiting).toEqual([])
        }
      }
    }),
  )
})
