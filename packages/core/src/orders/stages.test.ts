import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import { isBotyardError } from '../errors/botyard-error.ts'
import type { Executor, ExecutorNeeds } from '../ports/execution.ts'
import type { OrderHandle } from '../ports/orders.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { Refuse } from './refusals.ts'

/** A stage that holds every order and cuts nothing by itself. */
const holding = ({ hold, next }: ExecutorNeeds): Executor => ({
  submit: ({ handle }) => void hold(handle),
  amend: () => {},
  cancel: (handle) => next.cancel(handle),
})

function made(stage: (needs: ExecutorNeeds) => Executor = holding): { scene: OrderScene; needs: ExecutorNeeds } {
  let needs: ExecutorNeeds | undefined
  const make = (given: ExecutorNeeds) => {
    needs = given
    return stage(given)
  }
  const scene = new OrderScene({ stages: [{ plugin: 'stage', make }] })
  return { scene, needs: needs! }
}

const open = (scene: OrderScene) => scene.floor.exposure.openLots(0, 1)

test('a fill that comes after a part was told as cancelled counts; what would be too much now is taken back, and the order is filled', () => {
  const { scene, needs } = made()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  const first = needs.child(order, 1000, 9900)
  scene.calm()
  needs.next.cancel(first)
  scene.calm()
  const second = needs.child(order, 1000, 9900)
  scene.calm()
  scene.hear({ kind: Kind.fill, handle: first, lots: 1000, priceUnits: 9900, a: 77 })
  expect([scene.state(order), scene.state(second), open(scene)]).toEqual(['partial', 'cancelling', 1000])
  scene.fill(second, 200)
  expect([scene.state(order), open(scene)]).toEqual(['partial', 800])
  scene.calm()
  expect([scene.state(order), scene.floor.pool.find(order)?.filledLots, open(scene), scene.lots()]).toEqual([
    'filled',
    1200,
    0,
    1200,
  ])
})

test('an amend is in force only where the parts fit it: neither more lots nor a worse price', () => {
  const { scene, needs } = made()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  needs.child(order, 500, 9900)
  scene.calm()
  for (const [quantity, price, isInForce] of [
    [0.4, 99, false],
    [1, 98, false],
    [0.5, 99.5, true],
  ] as const) {
    scene.desk.amend(order, quantity, price)
    scene.calm()
    needs.amended(order)
    scene.calm()
    expect([scene.state(order), scene.floor.pool.find(order)?.quantity]).toEqual(['open', isInForce ? quantity : 1])
  }
  expect(scene.told.map(({ code }) => code)).toEqual([Refuse.notSupported, Refuse.notSupported])
  expect(needs.left(order)).toBe(0)
})

test('a cancel that the venue refuses for a part is refused for the order, which can be cancelled again', () => {
  const { scene, needs } = made()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  const part = needs.child(order, 500, 9900)
  scene.calm()
  scene.desk.cancel(order)
  scene.settle()
  scene.venue.arrive('refused')
  scene.calm()
  expect([scene.state(part), scene.state(order), open(scene)]).toEqual(['open', 'open', 1000])
  expect(scene.told.at(-1)).toMatchObject({ order, code: Refuse.venueReason })
  scene.desk.cancel(order)
  scene.calm()
  expect([scene.state(order), open(scene)]).toEqual(['cancelled', 0])
})

test('a part costs what it costs now, and the order counts at that from then on', () => {
  const { scene, needs } = made()
  const order = scene.desk.buy(1)
  scene.calm()
  expect(scene.floor.exposure.openWorth(0, 1)).toBe(1000 * 10_000)
  scene.price(0, 130)
  needs.child(order, 100, 0)
  expect([open(scene), scene.floor.exposure.openWorth(0, 1)]).toEqual([1000, 1000 * 13_000])
})

test.each<[string, (order: OrderHandle, needs: ExecutorNeeds) => number, number]>([
  ['more than is left', (order, { child }) => child(order, 1010, 9900), Refuse.badQuantity],
  ['a part of a lot', (order, { child }) => child(order, 105, 9900), Refuse.badQuantity],
  ['less than the venue takes', (order, { child }) => child(order, 10, 9900), Refuse.belowMinQuantity],
  ['a price between ticks', (order, { child }) => child(order, 100, 9899), Refuse.offTick],
  ['a price beyond the limit', (order, { child }) => child(order, 100, 9905), Refuse.badPrice],
  ['the market although there is a limit', (order, { child }) => child(order, 100, 0), Refuse.badPrice],
  ['no number', (order, { child }) => child(order, Number.NaN, 9900), Refuse.badQuantity],
  ['an order that nobody knows', (order, { child }) => child(order + 1, 100, 9900), Refuse.unknownOrder],
  [
    'an order that is ending',
    (order, { child, end }) => {
      child(order, 100, 9900)
      end(order, 'expired')
      return child(order, 100, 9900)
    },
    Refuse.alreadyDone,
  ],
])('a part is refused where it asks for %s, and nothing leaves or counts', (_, ask, refusal) => {
  const { scene, needs } = made()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  expect(ask(order, needs)).toBe(-refusal)
  scene.calm()
  expect(scene.venue.messages.filter(({ lots }) => lots !== 100)).toEqual([])
  expect(open(scene)).toBeLessThanOrEqual(1000)
})

test('linked orders are not held, whichever was first, because the venue would not cancel the parts of one when the other fills', () => {
  const { scene, needs } = made((given) => ({
    ...holding(given),
    submit: (draft) => given.hold(draft.handle) || given.next.submit(draft),
  }))
  const first = scene.desk.buy(1, 99)
  const second = scene.desk.send({ type: 'limit', side: 1, quantity: 1, price: 98, link: first })
  scene.calm()
  expect(scene.venue.messages.map(({ handle, link }) => [handle, link])).toEqual([
    [first, 0],
    [second, first],
  ])
  expect([needs.child(first, 100, 9900), needs.child(second, 100, 9800)]).toEqual([-Refuse.alreadyDone, -Refuse.alreadyDone])
})

test('what protects a position is not lost by its link to an order that a stage holds: both count, and the desk looks after them', () => {
  const { scene } = made((given) => ({
    ...holding(given),
    submit: (draft) => (draft.type === 'limit' && given.hold(draft.handle)) || given.next.submit(draft),
  }))
  scene.hold(1000)
  scene.desk.protect({ target: 110 })
  scene.calm()
  scene.desk.protect({ target: 110, stop: 90 })
  scene.calm()
  expect(scene.venue.messages.map(({ type, link, reduceOnly }) => [type, link, reduceOnly])).toEqual([['stop', 0, true]])
})

test('an order that was passed on is not held any more, and one that is held is not passed on: either would stand at the venue twice', () => {
  const { scene, needs } = made(({ next }) => next)
  const passed = scene.desk.buy(1, 99)
  scene.calm()
  expect([needs.hold(passed), needs.left(passed), needs.child(passed, 100, 9900)]).toEqual([false, 0, -Refuse.alreadyDone])

  const both = made((given) => ({
    ...holding(given),
    submit(draft) {
      given.hold(draft.handle)
      given.next.submit(draft)
    },
  }))
  both.scene.desk.buy(1, 99)
  let failure: unknown
  try {
    both.scene.settle()
  } catch (error) {
    failure = error
  }
  expect(isBotyardError(failure) && failure.message).toMatch(
    /^BY2014 The plugin stage failed in submit of its stage: an order is passed on once/,
  )
})

test('nothing leaves before its record: a part waits for the journal like any order, and its record names what it was cut from', () => {
  const { scene, needs } = made()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  scene.journal.isHeld = true
  const part = needs.child(order, 500, 9900)
  scene.settle()
  expect(scene.venue.messages).toEqual([])
  scene.journal.release(scene.journal.records.length - 1)
  scene.settle()
  expect(scene.venue.messages.map(({ handle, lots }) => [handle, lots])).toEqual([[part, 500]])
  const record = scene.journal.records.at(-1)!.bytes
  expect(new DataView(record.buffer).getUint16(62)).toBe(scene.floor.pool.find(order)!.slot + 1)
})

test('a part that has not left is taken back without a word to the venue, and nothing of it counts', () => {
  const { scene, needs } = made()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  const part = needs.child(order, 500, 9900)
  expect(needs.left(order)).toBe(500)
  needs.next.cancel(part)
  scene.calm()
  expect([scene.venue.messages, needs.left(order), scene.state(order)]).toEqual([[], 1000, 'open'])
})
