import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { OrderIds } from './order-ids.ts'
import { OrderPool } from './order-pool.ts'
import { takeStep } from './take-step.ts'
import { Unanswered } from './unanswered.ts'

test('an answer is waited for as long as its way takes and the gateway asks for, which may become more', () => {
  const pool = new OrderPool(new OrderIds(1), 4)
  const clock = { time: 1000 }
  const gateway = { ask: () => {}, patience: 0 }
  const overdue: string[] = []
  const unanswered = new Unanswered({
    memory: new HeapMemory(),
    pool,
    clock,
    gateway,
    timeout: 500,
    problem: ({ code }) => overdue.push(code),
  })
  const slot = pool.take()!
  slot.begin()
  slot.instrument = { index: 0, symbol: 'sim:linear:BTCUSDT', venue: 'sim' } as never
  unanswered.sent(slot)
  takeStep(slot, 'send')
  expect(unanswered.due).toBe(1500)
  // The gateway has seen its first bar of an hour.
  gateway.patience = 3600
  clock.time = 1500
  unanswered.wake()
  expect([overdue, unanswered.due]).toEqual([[], 5100])
  clock.time = 5100
  unanswered.wake()
  expect(overdue).toEqual(['BY4304'])
})
