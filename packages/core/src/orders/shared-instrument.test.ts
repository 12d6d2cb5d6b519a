import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import type { OrderHandle } from '../ports/orders.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { Refuse } from './refusals.ts'

// Two strategies on one instrument: the venue sees one net position, so what only reduces is kept to its own strategy's by the desk.

function shared() {
  const scene = new OrderScene({ owners: [{ name: 'a' }, { name: 'b' }] })
  return { scene, a: scene.desks[0], b: scene.desks[1] }
}

const reduce = (side: 1 | -1, quantity: number, price: number) =>
  ({ side, type: 'limit', quantity, price, reduceOnly: true }) as const

test('a reduce-only order is cut to what its own strategy holds, and the venue is not asked to judge it', () => {
  const { scene, a, b } = shared()
  scene.hold(2000, 1)
  scene.hold(-1500, 2)
  const order = a.send(reduce(-1, 5, 110))
  expect(scene.floor.pool.find(order)).toMatchObject({ lots: 2000, reduceOnly: false })
  expect(b.send(reduce(-1, 1, 110))).toBe(-Refuse.nothingToReduce)
  expect(scene.floor.pool.find(b.send(reduce(1, 5, 90)))).toMatchObject({ lots: 1500 })
})

test('several of them together never exceed the position; a linked one may, because only one of them fills', () => {
  const { scene, a } = shared()
  scene.hold(2000, 1)
  const first = a.send(reduce(-1, 1.5, 110))
  expect(scene.floor.pool.find(a.send(reduce(-1, 1.5, 111)))).toMatchObject({ lots: 500 })
  expect(a.send(reduce(-1, 1.5, 112))).toBe(-Refuse.nothingToReduce)
  expect(scene.floor.pool.find(a.send({ ...reduce(-1, 1.5, 112), link: first }))).toMatchObject({ lots: 1500 })
})

test('it passes whatever the bot is in, as every exit does', () => {
  const { scene, a } = shared()
  scene.hold(2000, 1)
  scene.floor.risk.state = 'halted'
  expect(a.send(reduce(-1, 2, 110))).toBeGreaterThan(0)
})

test('it is cancelled when the position has become smaller than it, so it never opens another', () => {
  const { scene, a } = shared()
  scene.hold(2000, 1)
  scene.hold(5000, 2)
  const resting = a.send(reduce(-1, 2, 110))
  scene.calm()
  const out = a.exit('out', 0.5)
  scene.calm()
  expect(scene.state(resting)).toBe('open')
  scene.fill(out)
  scene.calm()
  expect([scene.lots(1), scene.state(resting)]).toEqual([1000, 'cancelled'])
})

test('a halted bot that cannot get out tries again, ever more seldom, and at once when the position has changed', () => {
  const scene = new OrderScene()
  scene.hold(2000)
  scene.floor.risk.state = 'halted'
  const exits: number[] = []
  let newest: OrderHandle = 0
  for (const start = scene.now; scene.now < start + 30_000_000; scene.now += 500_000) {
    const before = scene.venue.messages.length
    scene.desk.leave()
    scene.settle()
    if (scene.venue.messages.length === before) continue
    exits.push(Math.round((scene.now - start) / 1e6))
    newest = scene.venue.messages.at(-1)?.handle ?? 0
    scene.hear({ kind: Kind.expired, handle: newest })
  }
  expect(exits).toEqual([0, 1, 3, 7, 15])
  scene.hold(-500)
  scene.desk.leave()
  scene.calm()
  scene.fill(scene.venue.messages.at(-1)?.handle ?? 0)
  expect(scene.lots()).toBe(0)
})
