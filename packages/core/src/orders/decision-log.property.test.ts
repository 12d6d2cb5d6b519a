import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryLane } from '../engine/lane.ts'
import { Kind } from '../engine/tape-kinds.ts'
import { DecisionLog, urgencies } from './decision-log.ts'
import { LateJournal } from './late-journal.oracle.ts'
import { OrderIds } from './order-ids.ts'
import { OrderPool, type OrderSlot } from './order-pool.ts'
import { OrderScene } from './order-scene.oracle.ts'

const { instrument } = new OrderScene().markets[0]
const int32 = fc.integer({ min: 0, max: 2 ** 31 - 1 })
/** Everything of a decision that the venue, or a replay, could tell apart. */
const decision = fc.record({
  what: fc.constantFrom(...urgencies),
  now: fc.integer({ min: 0, max: 2 ** 52 }),
  type: fc.constantFrom('market', 'limit', 'stop', 'stop-limit', 'trailing'),
  lifetime: fc.constantFrom('gtc', 'ioc', 'fok', 'day'),
  by: fc.constantFrom('last', 'mark', 'index'),
  postOnly: fc.boolean(),
  reduceOnly: fc.boolean(),
  side: fc.constantFrom(1, -1),
  owner: fc.nat(65_535),
  handle: int32,
  wantedPriceUnits: int32,
  wantedLots: fc.maxSafeNat(),
  triggerUnits: int32,
  distanceUnits: int32,
  trail: fc.double({ min: 0, max: 1, noNaN: true }),
  link: int32,
  sequence: fc.maxSafeNat(),
})

function recorded({ what, now, ...terms }: typeof decision extends fc.Arbitrary<infer T> ? T : never, before: boolean): string {
  const journal = new LateJournal()
  const log = new DecisionLog(journal, { now: () => now })
  const slot = Object.assign(new OrderPool(new OrderIds(1), 1).take()!, { instrument }) as OrderSlot
  // Whatever was recorded before leaves nothing in the bytes.
  if (before)
    log.decided(Object.assign(slot, { trail: 0.5, link: -1, triggerUnits: -1, distanceUnits: -1, wantedLots: 7 }), 'cancel')
  log.decided(Object.assign(slot, terms) as OrderSlot, what)
  const { bytes } = journal.records.at(-1)!
  expect(bytes.length).toBe(64)
  return bytes.join()
}

test('equal decisions are equal bytes, and decisions that differ in anything are not', () => {
  fc.assert(
    fc.property(decision, decision, (one, other) => {
      expect(recorded(one, true)).toBe(recorded(one, false))
      for (const key of Object.keys(one) as (keyof typeof one)[]) {
        if (Object.is(one[key], other[key])) continue
        expect(recorded({ ...one, [key]: other[key] }, false), key).not.toBe(recorded(one, false))
      }
    }),
    { numRuns: 100 },
  )
})

test('every column of an answer is in its record', () => {
  const tape = new MemoryLane(new HeapMemory(), 'answers', 4)
  const journal = new LateJournal()
  const log = new DecisionLog(journal, { now: () => 0 })
  tape.open()
  const row = tape.next(Kind.fill)
  const columns = [
    'kind',
    'flags',
    'side',
    'instrument',
    'price',
    'quantity',
    'a',
    'b',
    'ref',
    'exchangeTime',
    'receivedTime',
  ] as const
  log.answered(tape, row)
  const seen = new Set([journal.records[0].bytes.join()])
  for (const column of columns) {
    tape[column][row]++
    log.answered(tape, row)
    seen.add(journal.records.at(-1)!.bytes.join())
  }
  expect(seen.size).toBe(columns.length + 1)
  expect(journal.records.every(({ level }) => level === 'written')).toBe(true)
})
