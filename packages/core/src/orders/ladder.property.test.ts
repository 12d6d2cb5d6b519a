import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import type { Side } from '../ports/instrument.ts'
import type { OrderHandle } from '../ports/orders.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { isLive } from './order-states.ts'
import { restoreOrders, saveOrders } from './saved-orders.ts'

// Ladders wanted in random order over a wire that carries requests and answers one by one, with fills and refusals in between.

/** Levels that a side has room for. */
const levelsMax = 64

/** A level as steps: ticks of 0.05 away from 100, and lots of 0.01, none of which pulls the level. */
type Level = { readonly ticks: number; readonly steps: number }
const level = fc.record({ ticks: fc.integer({ min: 1, max: 6 }), steps: fc.constantFrom(0, 2, 3, 50, 51) })
const wanted = fc.array(level, { maxLength: 5 })
const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('want' as const), ladder: wanted }) },
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('arrive' as const), isRefused: fc.nat(19).map((n) => n === 0) }) },
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('hear' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant('fill' as const),
      which: fc.nat(9),
      lots: fc.integer({ min: 1, max: 60 }).map((steps) => steps * 10),
    }),
  },
)
const runs = {
  canAmend: fc.boolean(),
  side: fc.constantFrom<Side>(1, -1),
  actions: fc.array(action, { maxLength: 40 }),
  last: wanted,
}

const priceOf = (side: Side, { ticks }: Level) => 100 - side * ticks * 0.05
const lotsOf = ({ steps }: Level) => steps * 10

function want(scene: OrderScene, side: Side, ladder: readonly Level[], minMove?: number): void {
  const prices = Float64Array.from(ladder, (one) => priceOf(side, one))
  const quantities = Float64Array.from(ladder, (one) => lotsOf(one) / 1000)
  scene.desk.quotes(side, prices, quantities, ladder.length, minMove)
  scene.settle()
}

/** The orders of a side by level, as the desk knows them. */
function levels(scene: OrderScene, side: Side): readonly OrderHandle[] {
  const { bids, asks } = scene.desk.save()
  return (side === 1 ? bids : asks).levels
}

/** What stands at each level: price units and lots that are left. */
function standing(scene: OrderScene, side: Side): (readonly [price: number, lots: number] | undefined)[] {
  return levels(scene, side).map((handle) => {
    const slot = scene.floor.pool.find(handle)
    return slot !== undefined && isLive(slot.state) ? [slot.priceUnits, slot.lots - slot.filledLots] : undefined
  })
}

function expectStanding(scene: OrderScene, side: Side, ladder: readonly Level[]): void {
  const expected = ladder.map((one) => (one.steps === 0 ? undefined : [Math.round(priceOf(side, one) * 100), lotsOf(one)]))
  const stands = standing(scene, side)
  expect(stands.slice(0, ladder.length)).toEqual(expected.slice(0, stands.length))
  expect([...expected.slice(stands.length), ...stands.slice(ladder.length)].every((one) => one === undefined)).toBe(true)
  const quoted = expected.filter((one) => one !== undefined)
  expect(scene.venue.working.size).toBe(quoted.length)
}

test('whatever was wanted, filled and refused before, the quotes become the ladder wanted last, without being asked twice', () => {
  fc.assert(
    fc.property(fc.record(runs), ({ canAmend, side, actions, last }) => {
      const scene = new OrderScene({ canAmend })
      const levelOf = new Map<OrderHandle, number>()
      // A wish that the venue turns down is told and not repeated, and what has filled is not quoted again: the last one is made after that.
      const isCalm = actions.some((one) => (one.verb === 'arrive' && one.isRefused) || one.verb === 'fill')
      const calmly = isCalm ? [{ verb: 'calm' } as const] : []
      for (const one of [...actions, ...calmly, { verb: 'want', ladder: last } as const]) {
        const from = scene.venue.messages.length
        const before = levels(scene, side).length
        if (one.verb === 'want') want(scene, side, one.ladder)
        else if (one.verb === 'arrive') scene.venue.arrive(one.isRefused ? 'refused' : 'done')
        else if (one.verb === 'hear') scene.hearNext()
        else if (one.verb === 'calm') scene.calm()
        else scene.venue.fill([...scene.venue.working.keys()][one.which] ?? 0, one.lots)
        scene.settle()
        const sent = scene.venue.messages.slice(from)
        if (one.verb === 'want') expect(sent.length).toBeLessThanOrEqual(before + one.ladder.length)
        for (const { what, handle } of sent) if (what === 'submit') levelOf.set(handle, levels(scene, side).indexOf(handle))
        expectOneEach(scene, levelOf)
      }
      scene.calm()
      expectStanding(scene, side, last)
    }),
    { numRuns: 300 },
  )
})

/** No level has two orders that could fill, at the venue or on their way there. */
function expectOneEach(scene: OrderScene, levelOf: ReadonlyMap<OrderHandle, number>): void {
  const asked = scene.venue.asked.filter(({ what }) => what === 'submit').map(({ handle }) => handle)
  const quoted = [...scene.venue.working.keys(), ...asked].map((handle) => levelOf.get(handle))
  expect(new Set(quoted).size).toBe(quoted.length)
}

test('at rest only what differs is sent: one message for a level that moved, none for one that did not', () => {
  fc.assert(
    fc.property(fc.record({ ...runs, first: wanted }), ({ canAmend, side, first, last }) => {
      const scene = new OrderScene({ canAmend })
      want(scene, side, first)
      scene.calm()
      const from = scene.venue.messages.length
      want(scene, side, last)
      scene.calm()
      const pairs = Array.from({ length: Math.max(first.length, last.length) }, (_, i) => [first[i], last[i]] as const)
      const none = { ticks: 0, steps: 0 }
      let expected = 0
      for (const [old = none, next = none] of pairs) {
        if (old.steps === 0 && next.steps === 0) continue
        if (old.steps === 0 || next.steps === 0) expected++
        else if (old.ticks !== next.ticks || old.steps !== next.steps) expected += canAmend ? 1 : 2
      }
      expect(scene.venue.messages.length - from).toBe(expected)
    }),
    { numRuns: 200 },
  )
})

test('a quote that is part filled is brought back to its size in one message, or left where that is wanted', () => {
  const scene = new OrderScene()
  want(scene, 1, [{ ticks: 2, steps: 50 }])
  scene.calm()
  scene.fill(levels(scene, 1)[0], 200)
  want(scene, 1, [{ ticks: 2, steps: 30 }])
  expect(scene.venue.messages).toHaveLength(1)
  want(scene, 1, [{ ticks: 2, steps: 50 }])
  expect(scene.venue.messages.slice(1).map(({ what, lots }) => [what, lots])).toEqual([['amend', 700]])
})

test('a quote that fills while its replacement waits is replaced by what is left to be filled, never by all of it', () => {
  const scene = new OrderScene({ canAmend: false })
  want(scene, 1, [{ ticks: 1, steps: 50 }])
  scene.calm()
  const [old] = levels(scene, 1)
  want(scene, 1, [{ ticks: 3, steps: 50 }])
  scene.fill(old, 300)
  scene.calm()
  expect(standing(scene, 1)).toEqual([[9985, 200]])
  want(scene, 1, [{ ticks: 4, steps: 20 }])
  scene.fill(levels(scene, 1)[0])
  scene.calm()
  expect(standing(scene, 1)).toEqual([undefined])
})

test('a cancel by the strategy ends what waited for the quote, too', () => {
  for (const cancel of [(scene: OrderScene) => scene.desk.cancelAll(), (scene: OrderScene) => scene.intake.cancelAll(1)]) {
    const scene = new OrderScene({ canAmend: false })
    want(scene, 1, [{ ticks: 1, steps: 50 }])
    scene.calm()
    want(scene, 1, [{ ticks: 2, steps: 50 }])
    cancel(scene)
    scene.calm()
    expect(scene.venue.working.size).toBe(0)
    expect(scene.venue.messages.map(({ what }) => what)).toEqual(['submit', 'cancel'])
  }
})

test('a venue that refuses every cancel is not asked without end', () => {
  const scene = new OrderScene({ canAmend: false })
  want(scene, 1, [{ ticks: 1, steps: 50 }])
  scene.calm()
  want(scene, 1, [{ ticks: 2, steps: 50 }])
  for (let i = 0; i < 20; i++) {
    scene.venue.arrive('refused')
    scene.hearNext()
  }
  expect(scene.venue.messages.map(({ what }) => what)).toEqual(['submit', 'cancel', 'cancel', 'cancel'])
})

test('what waits for an answer waits over a restart, too', () => {
  const scene = new OrderScene({ canAmend: false })
  want(scene, 1, [{ ticks: 1, steps: 50 }])
  scene.calm()
  want(scene, 1, [{ ticks: 3, steps: 40 }])
  const { pool, ownerNames } = scene.floor
  const saved = JSON.parse(JSON.stringify({ desk: scene.desk.save(), orders: saveOrders(pool, ownerNames) }))

  const again = new OrderScene({ canAmend: false })
  restoreOrders(again.floor.pool, saved.orders, ownerNames, () => again.markets[0].instrument)
  again.desk.restore(saved.desk)
  expect(again.desk.save()).toEqual(saved.desk)
  again.hear({ kind: Kind.cancelled, handle: levels(scene, 1)[0] })
  expect(again.venue.messages.map(({ what, priceUnits, lots }) => [what, priceUnits, lots])).toEqual([['submit', 9985, 400]])
})

test('moves smaller than minMove are not worth a message, a change of size is', () => {
  const scene = new OrderScene()
  want(scene, -1, [{ ticks: 4, steps: 50 }])
  scene.calm()
  want(scene, -1, [{ ticks: 5, steps: 50 }], 0.1)
  want(scene, -1, [{ ticks: 3, steps: 50 }], 0.1)
  expect(scene.venue.messages).toHaveLength(1)
  want(scene, -1, [{ ticks: 5, steps: 51 }], 0.1)
  expect(scene.venue.messages.slice(1).map(({ what, priceUnits, lots }) => [what, priceUnits, lots])).toEqual([
    ['amend', 10_025, 510],
  ])
})

test('a level off the tick is one quote where prices are rounded passively, and not a new one at every call', () => {
  const scene = new OrderScene({ rounding: 'passive' })
  for (let i = 0; i < 3; i++) {
    scene.desk.quotes(1, Float64Array.of(99.93, 99.876), Float64Array.of(1.0099, 1), 2)
    scene.calm()
  }
  expect(standing(scene, 1)).toEqual([
    [9990, 1000],
    [9985, 1000],
  ])
  expect(scene.venue.messages).toHaveLength(2)
})

test('a level that cannot be as wanted is pulled and told, the others stand', () => {
  for (const canAmend of [true, false]) {
    const scene = new OrderScene({ canAmend })
    want(scene, 1, [
      { ticks: 1, steps: 50 },
      { ticks: 2, steps: 50 },
    ])
    scene.calm()
    scene.desk.quotes(1, Float64Array.of(Number.NaN, 99.9), Float64Array.of(0.5, 0.5), 2)
    scene.calm()
    expect(standing(scene, 1)).toEqual([undefined, [9990, 500]])
    expect(scene.told.map(({ error }) => error)).toEqual(['BY4101'])
    scene.floor.risk.state = 'reducing'
    want(scene, 1, [
      { ticks: 1, steps: 50 },
      { ticks: 3, steps: 50 },
    ])
    scene.calm()
    expect(scene.venue.working.size).toBe(0)
  }
})

test('a side has as many levels as there is room for, and one more is refused', () => {
  const scene = new OrderScene()
  const prices = Float64Array.from({ length: levelsMax + 1 }, (_, i) => 99 - i * 0.05)
  scene.desk.quotes(
    1,
    prices,
    prices.map(() => 0.02),
    levelsMax,
  )
  scene.calm()
  expect(scene.venue.working.size).toBe(levelsMax)
  scene.desk.quotes(
    1,
    prices,
    prices.map(() => 0.02),
    levelsMax + 1,
  )
  scene.calm()
  expect([scene.venue.working.size, scene.told.map(({ error }) => error)]).toEqual([levelsMax, ['BY4111']])
  scene.desk.quotes(1, prices, prices, 0)
  scene.calm()
  expect(scene.venue.working.size).toBe(0)
})
