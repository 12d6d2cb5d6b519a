import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryJournal } from '../defaults/memory-journal.ts'
import { MemoryLane } from '../engine/lane.ts'
import { Kind } from '../engine/tape-kinds.ts'
import { DecisionLog } from './decision-log.ts'
import { DecisionTrail } from './decision-trail.ts'
import { OrderIds } from './order-ids.ts'
import { OrderPool } from './order-pool.ts'
import { OrderScene } from './order-scene.oracle.ts'

const { instrument } = new OrderScene().markets[0]

/** A trail of decisions, given as [time, owner, lots]; of answers when the owner is -1. */
function trailOf(...records: readonly (readonly [time: number, owner: number, lots: number])[]): DecisionTrail {
  const trail = new DecisionTrail(new MemoryJournal())
  const clock = { time: 0, now: () => clock.time }
  const log = new DecisionLog(trail, clock)
  const slot = Object.assign(new OrderPool(new OrderIds(1), 1).take()!, { instrument, side: 1 as const })
  const lane = new MemoryLane(new HeapMemory(), 'answers', records.length)
  for (const [time, owner, lots] of records) {
    clock.time = time
    if (owner >= 0) log.decided(Object.assign(slot, { owner, wantedLots: lots }), 'new')
    else {
      lane.open()
      const row = lane.next(Kind.accepted)
      lane.receivedTime[row] = time
      lane.quantity[row] = lots
      log.answered(lane, row)
    }
  }
  return trail
}

const usual = [
  [10, 1, 5],
  [12, -1, 5],
  [20, 2, 7],
  [20, 1, 3],
] as const

test('equal trails part nowhere, and what comes after the time asked for has no say', () => {
  expect(trailOf(...usual).partingFrom(trailOf(...usual), Infinity)).toBeUndefined()
  expect(trailOf(...usual).partingFrom(trailOf(...usual.slice(0, 2), [20, 2, 8]), 19)).toBeUndefined()
})

test('another quantity, another time, one record more and one less are found where they begin, with whose they are', () => {
  const run = trailOf(...usual)
  const [first, answer, third, last] = usual
  expect(run.partingFrom(trailOf(first, answer, [20, 2, 8], last), 20)).toEqual({ time: 20, owner: 2 })
  expect(run.partingFrom(trailOf(first, answer, [19, 2, 7], last), 20)).toEqual({ time: 19, owner: 2 })
  expect(run.partingFrom(trailOf(first, answer, third), 20)).toEqual({ time: 20, owner: 1 })
  expect(run.partingFrom(trailOf(...usual, [20, 3, 1]), 20)).toEqual({ time: 20, owner: 3 })
  expect(run.partingFrom(trailOf(first, [12, -1, 6], third, last), 20)).toEqual({ time: 12, owner: -1 })
})

test('times of decisions and answers are told once', () => {
  expect(trailOf(...usual).times()).toEqual([10, 12, 20])
})

test('a trail leaves the digest of its journal as it is', () => {
  const [plain, trail] = [new MemoryJournal(), new DecisionTrail(new MemoryJournal())]
  for (const journal of [plain, trail]) journal.append(new Uint8Array(64).fill(3), 'written')
  expect(trail.digest()).toBe(plain.digest())
})
