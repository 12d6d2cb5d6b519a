import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import type { OrderHandle } from '../ports/orders.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { Refuse } from './refusals.ts'

// Orders that cancel each other count once. The venue links an order only to one that works when it arrives; all else stands alone.

const limit = (link: OrderHandle, quantity = 1) => ({ side: 1, type: 'limit', quantity, price: 99, link }) as const

function scene() {
  const made = new OrderScene({ instruments: [{}, { name: 'ETHUSDT', base: 'ETH' }] })
  return { made, desk: made.desk, open: () => made.floor.exposure.openLots(0, 1) }
}

test('those that name an order which the venue rejects are linked to nothing, and each counts', () => {
  const { made, desk, open } = scene()
  const first = desk.buy(1, 99)
  for (let i = 0; i < 4; i++) desk.send(limit(first))
  made.settle()
  expect(open()).toBe(1000)
  made.hear({ kind: Kind.rejected, handle: first, a: Refuse.postOnlyWouldTake })
  expect(open()).toBe(4000)
})

test('those that name one of them are linked to that one still', () => {
  const { made, desk, open } = scene()
  const first = desk.buy(1, 99)
  const second = desk.send(limit(first))
  desk.send(limit(second, 2))
  desk.send(limit(first, 3))
  made.settle()
  made.hear({ kind: Kind.rejected, handle: first, a: Refuse.postOnlyWouldTake })
  expect(open()).toBe(5000)
})

test('one that was taken while its partner worked stays linked when that is cancelled, and one that was not is not', () => {
  const { made, desk, open } = scene()
  const first = desk.buy(1, 99)
  const second = desk.send(limit(first))
  made.calm()
  desk.send(limit(first))
  made.settle()
  expect([made.state(second), open()]).toEqual(['open', 1000])
  made.hear({ kind: Kind.cancelled, handle: first })
  expect(open()).toBe(2000)
})

test('nothing is linked to an order that is being cancelled or that nobody knows of', () => {
  const { made, desk } = scene()
  const [cancelled, unknown] = [desk.buy(1, 99), desk.buy(1, 99)]
  made.settle()
  desk.cancel(cancelled)
  made.hear({ kind: Kind.unknown, handle: unknown })
  expect([desk.send(limit(cancelled)), desk.send(limit(unknown))]).toEqual([-Refuse.alreadyDone, -Refuse.alreadyDone])
})

test('nothing is linked to an order of another instrument, whose lots are not the same', () => {
  const { made, desk } = scene()
  const other = made.desks[1].buy(1, 99)
  expect(desk.send(limit(other))).toBe(-Refuse.badTicket)
})

test('an exit goes without its link where that cannot hold', () => {
  const { made, desk } = scene()
  made.hold(2000)
  desk.protect({ stop: 90 })
  made.calm()
  desk.cancel(desk.protection.standing)
  expect(desk.exit('out')).toBeGreaterThan(0)
})
