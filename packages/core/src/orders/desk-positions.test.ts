import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import type { Side } from '../ports/instrument.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { Refuse } from './refusals.ts'

// Where a desk is on its way to: entries, exits and flips, with orders under way. The venue fills what the test says, when it says so.

/** What left since `from`: side, lots and type. */
function left(scene: OrderScene, from = 0): (readonly [what: string, side: Side, lots: number, type: string])[] {
  return scene.venue.messages.slice(from).map(({ what, side, lots, type }) => [what, side, lots, type] as const)
}

/** Fills every market order that works at the venue. */
function fillMarkets(scene: OrderScene): void {
  scene.calm()
  for (const handle of [...scene.venue.working.keys()]) if (scene.desk.order(handle)?.type === 'market') scene.fill(handle)
}

test('an entry goes from flat to the size, adds what is missing, takes off what is too much, and turns', () => {
  const scene = new OrderScene()
  const { desk } = scene
  const steps: readonly [Side, number, Side, number][] = [
    [1, 1, 1, 1000],
    [1, 2.5, 1, 1500],
    [1, 0.5, -1, 2000],
    [-1, 1, -1, 1500],
    [1, 1, 1, 2000],
  ]
  for (const [side, quantity, sent, lots] of steps) {
    const from = scene.venue.messages.length
    expect(desk.enter(side, { quantity })).toBeGreaterThan(0)
    fillMarkets(scene)
    expect(left(scene, from)).toEqual([['submit', sent, lots, 'market']])
    expect(scene.lots()).toBe(side * quantity * 1000)
  }
})

test('the size wanted is cut down to whole steps before it is compared, so a position is never left larger than wanted', () => {
  const scene = new OrderScene()
  scene.hold(1250)
  scene.desk.enter(1, { quantity: 1.2349 })
  expect(fillsOf(scene)).toBe(1230)
  scene.desk.enter(-1, { quantity: 1.2349 })
  expect(fillsOf(scene)).toBe(-1230)
})

function fillsOf(scene: OrderScene): number {
  fillMarkets(scene)
  return scene.lots()
}

test('an entry to where the position is sends nothing and is no refusal', () => {
  const scene = new OrderScene()
  scene.hold(1000)
  expect(scene.desk.enter(1, { quantity: 1 })).toBe(-Refuse.alreadyThere)
  expect(scene.desk.enter(1, { quantity: 1.0099 })).toBe(-Refuse.alreadyThere)
  scene.calm()
  expect([scene.venue.messages, scene.told]).toEqual([[], []])
})

test('a market entry under way is counted, not repeated: however often it is wished for, the position is the size', () => {
  const scene = new OrderScene()
  const { desk } = scene
  const entry = desk.enter(1, { quantity: 1 })
  scene.settle()
  expect(desk.enter(1, { quantity: 1 })).toBe(entry)
  scene.venue.arrive()
  scene.hearNext()
  expect(desk.enter(1, { quantity: 1 })).toBe(entry)
  expect(desk.enter(1, { quantity: 3 })).toBeGreaterThan(0)
  fillMarkets(scene)
  expect(scene.lots()).toBe(3000)
  expect(left(scene)).toEqual([
    ['submit', 1, 1000, 'market'],
    ['submit', 1, 2000, 'market'],
  ])
})

test('a market entry that has not left is taken back when another is wished for', () => {
  const scene = new OrderScene()
  scene.desk.enter(1, { quantity: 1 })
  scene.desk.enter(-1, { quantity: 2 })
  fillMarkets(scene)
  expect(left(scene)).toEqual([['submit', -1, 2000, 'market']])
})

test('a turn while a market entry is under way ends at the size on the other side', () => {
  const scene = new OrderScene()
  scene.desk.enter(1, { quantity: 1 })
  scene.settle()
  scene.desk.enter(-1, { quantity: 1 })
  fillMarkets(scene)
  expect(scene.lots()).toBe(-1000)
})

test('an exit and an entry to the other side in one callback end at the size, not beyond it', () => {
  const scene = new OrderScene()
  scene.hold(1000)
  scene.desk.exit('flip')
  scene.desk.enter(-1, { quantity: 1 })
  fillMarkets(scene)
  expect(scene.lots()).toBe(-1000)
})

test('a limit entry is cancelled and another one sent in its place', () => {
  const scene = new OrderScene()
  const { desk } = scene
  const first = desk.enter(1, { quantity: 1, limit: 99 })
  scene.calm()
  scene.fill(first, 400)
  const second = desk.enter(1, { quantity: 1, limit: 98 })
  scene.calm()
  expect(left(scene)).toEqual([
    ['submit', 1, 1000, 'limit'],
    ['cancel', 1, 1000, 'limit'],
    ['submit', 1, 600, 'limit'],
  ])
  expect([scene.state(first), scene.state(second)]).toEqual(['cancelled', 'open'])
})

test('an entry of unknown outcome counts as on its way, because it may have filled', () => {
  const scene = new OrderScene()
  const entry = scene.desk.enter(1, { quantity: 1, limit: 99 })
  scene.settle()
  scene.hear({ kind: Kind.unknown, handle: entry })
  expect(scene.state(entry)).toBe('unknown')
  for (let i = 0; i < 3; i++) expect(scene.desk.enter(1, { quantity: 1, limit: 99 })).toBe(entry)
  scene.settle()
  expect(left(scene).map(([what]) => what)).toEqual(['submit', 'cancel'])
})

test('an entry that is refused leaves the one before it alone', () => {
  const scene = new OrderScene()
  const entry = scene.desk.enter(1, { quantity: 1, limit: 99 })
  scene.calm()
  for (const size of [{ quantity: 1, limit: 99.01 }, { quantity: -1 }, { quantity: 0.001 }, {}]) scene.desk.enter(1, size)
  scene.calm()
  expect(scene.state(entry)).toBe('open')
  expect(scene.told.map(({ error }) => error)).toEqual(['BY4102', 'BY4103', 'BY4104', 'BY4111'])
})

test('an exit leaves wholly or by a share, and only reduces', () => {
  const scene = new OrderScene()
  scene.hold(-1000)
  scene.desk.exit('half', '50%')
  fillMarkets(scene)
  expect(scene.lots()).toBe(-500)
  scene.desk.exit('rest')
  fillMarkets(scene)
  expect(scene.lots()).toBe(0)
  expect(scene.venue.messages.map(({ lots, side, reduceOnly }) => [lots, side, reduceOnly])).toEqual([
    [500, 1, true],
    [500, 1, true],
  ])
  expect(scene.fills.map(({ reason }) => reason)).toEqual(['half', 'rest'])
})

test('what leaves already does not leave twice, whatever the shares and whoever sold', () => {
  const scene = new OrderScene()
  scene.hold(1000)
  const { desk } = scene
  const half = desk.exit('half', 0.5)
  scene.settle()
  expect(desk.exit('half again', 0.5)).toBe(half)
  expect(desk.exit('all')).toBeGreaterThan(half)
  scene.settle()
  for (let i = 0; i < 3; i++) desk.exit('all')
  fillMarkets(scene)
  expect(scene.lots()).toBe(0)
  scene.hold(1000)
  desk.sell(0.75)
  desk.exit('all')
  fillMarkets(scene)
  expect(scene.lots()).toBe(0)
})

test('an exit drops the entry that waits, and one from flat is refused', () => {
  const scene = new OrderScene()
  const entry = scene.desk.enter(1, { quantity: 1, limit: 99 })
  scene.calm()
  expect(scene.desk.exit('changed my mind')).toBe(-Refuse.nothingToReduce)
  scene.calm()
  expect(scene.state(entry)).toBe('cancelled')
  expect(scene.told.map(({ error }) => error)).toEqual(['BY4110'])
})

test('a desk leaves its own position on a symbol that another strategy trades too, however that one stands', () => {
  for (const other of [1500, -400, -1000, -3000]) {
    const scene = new OrderScene({ owners: [{ name: 'a' }, { name: 'b' }] })
    scene.hold(1000, 1)
    scene.hold(other, 2)
    scene.floor.risk.state = 'halted'
    expect(scene.desk.exit('out')).toBeGreaterThan(0)
    expect(scene.desk.exit('out')).toBeGreaterThan(0)
    fillMarkets(scene)
    expect([scene.lots(1), scene.lots(2)]).toEqual([0, other])
    // The venue sees one position only: there reduce-only would mean another one.
    expect(scene.venue.messages.map(({ reduceOnly }) => reduceOnly)).toEqual([false])
  }
})

test('a reduce-only order of a strategy that has nothing to reduce is refused, whatever others hold', () => {
  const scene = new OrderScene({ owners: [{ name: 'a' }, { name: 'b' }] })
  scene.hold(1000, 2)
  expect(scene.desk.send({ side: -1, quantity: 1, type: 'market', reduceOnly: true })).toBe(-Refuse.nothingToReduce)
  scene.hold(500, 1)
  expect(scene.desk.send({ side: 1, quantity: 0.5, type: 'market', reduceOnly: true })).toBe(-Refuse.nothingToReduce)
  expect(scene.desk.send({ side: -1, quantity: 0.5, type: 'market', reduceOnly: true })).toBeGreaterThan(0)
})

test('a halt that the venue lets nobody out of is not asked about without end', () => {
  const scene = new OrderScene()
  scene.floor.risk.state = 'halted'
  scene.hold(1000)
  scene.desk.exit('halt')
  scene.settle()
  for (let i = 0; i < 20; i++) {
    scene.venue.arrive('refused')
    scene.hearNext()
  }
  expect(scene.venue.messages).toHaveLength(2)
  const late = scene.desk.send({ side: -1, quantity: 0.3, type: 'limit', price: 101 })
  scene.calm()
  scene.fill(late)
  scene.settle()
  expect(scene.venue.messages.at(-1)).toMatchObject({ type: 'market', lots: 700, side: -1 })
})
