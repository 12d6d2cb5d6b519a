import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { OrderIds } from './order-ids.ts'
import { OrderPool, type OrderSlot, slotOf } from './order-pool.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { Refuse } from './refusals.ts'

test('handles are positive, unique over reuse, and name their order until its slot is taken again, which comes last of all slots', () => {
  const steps = fc.array(fc.record({ verb: fc.constantFrom('take', 'give back', 'put back'), which: fc.nat(50) }), {
    maxLength: 200,
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), steps, (count, list) => {
      const pool = new OrderPool(new OrderIds(1), count)
      const live: OrderSlot[] = []
      const done: number[] = []
      const seen = new Set<number>()
      for (const { verb, which } of list) {
        const slot = live[which % Math.max(1, live.length)]
        if (verb === 'give back' && slot !== undefined) {
          live.splice(live.indexOf(slot), 1)
          done.push(slot.handle)
          pool.giveBack(slot)
        } else if (verb !== 'give back') {
          const taken = pool.take()
          expect(taken === undefined).toBe(live.length === count)
          if (taken === undefined) continue
          expect(taken.handle).toBeGreaterThan(0)
          expect(seen.has(taken.handle)).toBe(false)
          const forgotten = done.find((handle) => slotOf(handle) === taken.slot)
          // The slot of the order that has been done longest, unless one was never used.
          if (forgotten !== undefined) expect(done.shift()).toBe(forgotten)
          if (verb === 'put back') pool.putBack(taken)
          else {
            seen.add(taken.handle)
            live.push(taken)
          }
        }
        for (const one of live) expect(pool.find(one.handle)).toBe(one)
        for (const handle of done) expect(pool.find(handle)?.handle).toBe(handle)
        expect(new Set(pool.live)).toEqual(new Set(live))
        for (const [at, one] of pool.live.entries()) expect(one.liveAt).toBe(at)
      }
    }),
  )
})

test('a slot is used many times before a handle comes again, and no handle is ever zero', () => {
  const pool = new OrderPool(new OrderIds(1), 1)
  const first = pool.take()!
  const { handle } = first
  pool.giveBack(first)
  for (let i = 1; i < 1 << 16; i++) {
    const slot = pool.take()!
    if (slot.handle === handle || slot.handle <= 0) expect.unreachable(`handle ${slot.handle} after ${i} orders`)
    pool.giveBack(slot)
  }
  expect(pool.take()?.handle).toBe(handle)
})

test('a done order can be read for as long as there are other slots', () => {
  const scene = new OrderScene({ ordersMax: 4 })
  const done = scene.desk.buy(1, 99)
  scene.calm()
  scene.fill(done)
  for (let i = 0; i < 3; i++) {
    expect(scene.desk.order(done)).toMatchObject({ state: 'filled', filled: 1, price: 99 })
    scene.desk.buy(1, 98 - i)
  }
  scene.desk.buy(1, 90)
  expect(scene.desk.order(done)).toBeUndefined()
})

test('refused orders take no slot from the done ones, and leave no trace', () => {
  const scene = new OrderScene({ ordersMax: 4 })
  const done = scene.desk.buy(1, 99)
  scene.calm()
  scene.fill(done)
  scene.floor.risk.state = 'reducing'
  for (let i = 0; i < 20; i++) expect(scene.desk.buy(1, 98)).toBe(-Refuse.reducing)
  expect(scene.desk.order(done)).toMatchObject({ state: 'filled' })
  expect([scene.floor.pool.live, scene.floor.exposure.openLots(0, 1), scene.floor.ids.sequence]).toEqual([[], 0, 1])
})

test('a full pool is a refusal, and a slot that comes free is used', () => {
  const scene = new OrderScene({ ordersMax: 2 })
  const [first] = [scene.desk.buy(1, 99), scene.desk.buy(1, 98)]
  expect(scene.desk.buy(1, 97)).toBe(-Refuse.poolFull)
  scene.calm()
  expect(scene.told.map(({ error }) => error)).toEqual(['BY4108'])
  scene.desk.cancel(first)
  scene.calm()
  expect(scene.desk.buy(1, 97)).toBeGreaterThan(0)
})

test('a strategy reads its own orders only', () => {
  const scene = new OrderScene({ owners: [{ name: 'a' }, { name: 'b' }] })
  const order = scene.desks[0].buy(1, 99)
  scene.calm()
  expect(scene.desks[1].order(order)).toBeUndefined()
  scene.desks[1].cancel(order)
  expect(scene.desks[1].amend(order, 2, 99)).toBe(Refuse.unknownOrder)
  scene.calm()
  expect(scene.state(order)).toBe('open')
})
