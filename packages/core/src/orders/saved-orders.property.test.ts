import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OrderHandle } from '../ports/orders.ts'
import { OrderIds } from './order-ids.ts'
import { OrderPool } from './order-pool.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { restoreOrders, type SavedOrders, saveOrders } from './saved-orders.ts'

const steps = fc.array(
  fc.record({
    verb: fc.constantFrom('limit', 'linked', 'stop', 'trailing', 'amend', 'cancel', 'arrive', 'hear', 'fill'),
    which: fc.nat(20),
    n: fc.integer({ min: 1, max: 30 }),
  }),
  { maxLength: 50 },
)

/** Everything of a live order that a strategy or the venue could ask for. */
function told(pool: OrderPool) {
  const live = [...pool.live].sort((a, b) => a.slot - b.slot)
  return live.map((order) => {
    const { handle, state, side, type, by, quantity, filled, price, trigger, trail, distance, link, reason, reservedLots } = order
    const { wantedLots, wantedPriceUnits, cancelAsked, group, id, lifetime, postOnly, reduceOnly, owner } = order
    const rest = { wantedLots, wantedPriceUnits, cancelAsked, group, id, lifetime, postOnly, reduceOnly, owner }
    return {
      handle,
      state,
      side,
      type,
      by,
      quantity,
      filled,
      price,
      trigger,
      trail,
      distance,
      link,
      reason,
      reservedLots,
      ...rest,
    }
  })
}

test('live orders come back as they were, in their slots, over JSON, and new ones get other handles', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const scene = new OrderScene({ owners: [{ name: 'a' }, { name: 'b' }], ordersMax: 32 })
      const handles: OrderHandle[] = []
      for (const { verb, which, n } of list) {
        const desk = scene.desks[which % 2]
        const handle = handles[which % Math.max(1, handles.length)] ?? 0
        const plain = { side: which % 3 === 0 ? 1 : -1, quantity: n / 10 } as const
        const keep = (made: OrderHandle) => made > 0 && handles.push(made)
        if (verb === 'limit') keep(desk.send({ ...plain, type: 'limit', price: 100 - n, postOnly: true, reason: 'why' }))
        else if (verb === 'linked') keep(desk.send({ ...plain, type: 'limit', price: 100 - n, link: handle, lifetime: 'day' }))
        else if (verb === 'stop') keep(desk.send({ ...plain, type: 'stop-limit', price: 100 - n, trigger: 100 - n, by: 'mark' }))
        else if (verb === 'trailing') keep(desk.send({ ...plain, type: 'trailing', distance: n, trigger: 100 }))
        else if (verb === 'amend') desk.amend(handle, n / 5, 90 + n)
        else if (verb === 'cancel') desk.cancel(handle)
        else if (verb === 'arrive') scene.venue.arrive()
        else if (verb === 'hear') scene.hearNext()
        else scene.venue.fill(handle, n * 10)
        scene.settle()
      }
      const { pool, ownerNames, markets } = scene.floor
      const saved: SavedOrders = JSON.parse(JSON.stringify(saveOrders(pool, ownerNames)))
      const again = new OrderPool(new OrderIds(2), 32)
      restoreOrders(again, saved, ownerNames, () => markets[0].instrument)
      expect(told(again)).toEqual(told(pool))
      expect(saveOrders(again, ownerNames)).toEqual(saved)
      const old = new Set(handles)
      for (let slot = again.take(); slot !== undefined; slot = again.take()) expect(old.has(slot.handle)).toBe(false)
      expect(again.live).toHaveLength(32)
    }),
    { numRuns: 200 },
  )
})

test('an order that never left is not saved, because no venue knows of it', () => {
  const scene = new OrderScene()
  const kept = scene.desk.buy(1, 99)
  scene.calm()
  scene.desk.send({ side: 1, quantity: 2, type: 'limit', price: 98, link: kept })
  const saved = saveOrders(scene.floor.pool, scene.floor.ownerNames)
  expect(saved.live.map(({ handle }) => handle)).toEqual([kept])
  const pool = new OrderPool(new OrderIds(2), 8)
  restoreOrders(pool, saved, scene.floor.ownerNames, () => scene.markets[0].instrument)
  expect(pool.find(kept)?.reservedLots).toBe(1000)
})

test('an order keeps its id for ever, though the start is another one and its strategy has another number', () => {
  const scene = new OrderScene({ owners: [{ name: 'a' }, { name: 'b' }] })
  const order = scene.desks[0].buy(1, 99)
  scene.calm()
  const { id } = scene.floor.pool.find(order)!
  const pool = new OrderPool(new OrderIds(7), 8)
  const saved = saveOrders(scene.floor.pool, scene.floor.ownerNames)
  restoreOrders(pool, saved, ['external', 'new', 'a'], () => scene.markets[0].instrument)
  expect(pool.find(order)).toMatchObject({ id, owner: 2 })
  expect(saveOrders(pool, ['external', 'new', 'a'])).toEqual(saved)
})

test('orders of a strategy that is gone belong to nobody', () => {
  const scene = new OrderScene({ owners: [{ name: 'a' }, { name: 'b' }] })
  const order = scene.desks[1].buy(1, 99)
  scene.calm()
  const pool = new OrderPool(new OrderIds(2), 8)
  restoreOrders(pool, saveOrders(scene.floor.pool, scene.floor.ownerNames), ['external', 'a'], () => scene.markets[0].instrument)
  expect(pool.find(order)?.owner).toBe(0)
})

test('a slot is taken next where it would have been, and the handle of a done order names no new one', () => {
  const scene = new OrderScene({ ordersMax: 16 })
  const done = [1, 2, 3].map((n) => scene.desk.buy(n, 99))
  scene.calm()
  for (const order of done) scene.desk.cancel(order)
  scene.calm()
  const pool = new OrderPool(new OrderIds(2), 16)
  expect(
    restoreOrders(
      pool,
      saveOrders(scene.floor.pool, scene.floor.ownerNames),
      ['external', 'a'],
      () => scene.markets[0].instrument,
    ),
  ).toBe(undefined)
  for (let i = 0; i < 16; i++) expect(pool.take()!.handle).toBe(scene.floor.pool.take()!.handle)
  for (const order of done) expect(pool.find(order)).toBe(undefined)
})

test('orders that do not fit a smaller pool are not half restored', () => {
  const scene = new OrderScene({ ordersMax: 16 })
  for (let n = 1; n <= 9; n++) scene.desk.buy(n, 99)
  scene.calm()
  const pool = new OrderPool(new OrderIds(2), 4)
  const saved = saveOrders(scene.floor.pool, scene.floor.ownerNames)
  expect(restoreOrders(pool, saved, ['external', 'a'], () => scene.markets[0].instrument)).toMatch(
    /slot \d+, and capacity.orders is 4/,
  )
  expect(pool.live).toEqual([])
})
