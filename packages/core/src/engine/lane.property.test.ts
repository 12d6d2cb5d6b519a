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
          const unread = waiting.reduce((sum, { rows }) => sum + rows, 0)
          const free = rowsMax - unread
          const fits = writeMessage(lane, message)
          // Half of what is free is always found; all of it when nothing is unread, and never more.
          if (one.write <= Math.ceil(free / 2) || (unread === 0 && one.write <= rowsMax)) expect(fits).toBe(true)
          if (one.write > free) expect(fits).toBe(false)
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
