import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import type { Side } from '../ports/instrument.ts'
import type { OrderHandle } from '../ports/orders.ts'
import type { OrderSlot } from './order-pool.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { isLive } from './order-states.ts'

// Random commands, answers and silences on two instruments; after each the open exposure is counted anew, from the orders alone.

const numbers = fc.record({
  which: fc.nat(30),
  side: fc.constantFrom<Side>(1, -1),
  lots: fc.integer({ min: 2, max: 200 }).map((steps) => steps * 10),
  ticks: fc.integer({ min: 1900, max: 2100 }),
  instrument: fc.nat(1),
})
const verbs = [
  'limit',
  'market',
  'linked',
  'reduce',
  'amend',
  'cancel',
  'arrive',
  'turn down',
  'hear',
  'fill',
  'silence',
  'found',
] as const
const plainVerbs = verbs.filter((verb) => verb !== 'linked' && verb !== 'reduce' && verb !== 'silence' && verb !== 'found')
const actions = (of: readonly (typeof verbs)[number][]) =>
  fc.array(fc.record({ verb: fc.constantFrom(...of), numbers }), { minLength: 5, maxLength: 60 })

type Action = {
  readonly verb: (typeof verbs)[number]
  readonly numbers: typeof numbers extends fc.Arbitrary<infer T> ? T : never
}

function act(
  scene: OrderScene,
  handles: OrderHandle[],
  { verb, numbers: { which, side, lots, ticks, instrument } }: Action,
): void {
  const desk = scene.desks[instrument]
  const handle = handles[which % Math.max(1, handles.length)] ?? 0
  const order = scene.floor.pool.find(handle)
  const terms = { side, quantity: lots / 1000, price: ticks / 20 }
  const keep = (made: OrderHandle) => made > 0 && handles.push(made)
  if (verb === 'limit') keep(desk.send({ ...terms, type: 'limit' }))
  else if (verb === 'market') keep(side === 1 ? desk.buy(terms.quantity) : desk.sell(terms.quantity))
  else if (verb === 'linked') keep(desk.send({ ...terms, type: 'limit', link: handle }))
  else if (verb === 'reduce') keep(desk.send({ ...terms, type: 'limit', reduceOnly: true }))
  else if (verb === 'amend') desk.amend(handle, terms.quantity + (order?.filled ?? 0), terms.price)
  else if (verb === 'cancel') desk.cancel(handle)
  else if (verb === 'arrive') scene.venue.arrive()
  else if (verb === 'turn down') scene.venue.arrive('refused')
  else if (verb === 'hear') scene.hearNext()
  else if (verb === 'fill') scene.venue.fill(handle, lots)
  else if (verb === 'silence' && order !== undefined && order.state !== 'new') scene.hear({ kind: Kind.unknown, handle })
  else if (verb === 'found') {
    const working = scene.venue.working.get(handle)
    if (working !== undefined && order?.filledLots === working.filledLots)
      scene.hear({ kind: Kind.found, handle, lots: working.lots, priceUnits: working.priceUnits, a: working.filledLots })
  }
  scene.settle()
}

function made(): OrderScene {
  return new OrderScene({ instruments: [{ name: 'BTCUSDT' }, { name: 'ETHUSDT', base: 'ETH' }], owners: [{ name: 'a' }] })
}

/** What could still fill and what it is worth, counted from the slots: alone by itself, linked ones as the largest and the dearest of their side. */
function recount(slots: readonly OrderSlot[], instrument: number, side: Side): readonly [lots: number, worth: number] {
  const live = slots.filter((slot) => slot.handle > 0 && isLive(slot.state) && !slot.reduceOnly)
  const of = live.filter((slot) => slot.side === side && slot.instrument.index === instrument)
  const most = (slot: OrderSlot) => Math.max(slot.lots, slot.wantedLots) - slot.filledLots
  const dearest = ({ lots, wantedLots, filledLots, worthUnits, wantedWorthUnits }: OrderSlot) =>
    Math.max((lots - filledLots) * worthUnits, (wantedLots - filledLots) * wantedWorthUnits)
  const groups: OrderSlot[][] = []
  for (const slot of of) {
    const joined = groups.filter((group) => slot.group !== 0 && group.some((one) => one.group === slot.group))
    for (const group of joined) groups.splice(groups.indexOf(group), 1)
    groups.push([slot, ...joined.flat()])
  }
  const sum = (count: (slot: OrderSlot) => number) => groups.reduce((all, group) => all + Math.max(...group.map(count)), 0)
  return [sum(most), sum(dearest)]
}

test('the worst case is what a naive count of the orders gives, whatever was sent, filled, changed, refused or met with silence', () => {
  fc.assert(
    fc.property(actions(verbs), (list) => {
      const scene = made()
      const handles: OrderHandle[] = []
      for (const action of list) {
        act(scene, handles, action)
        for (const instrument of [0, 1]) {
          for (const side of [1, -1] as const) {
            const { exposure, ledger, pool } = scene.floor
            const [open, worth] = recount(pool.slots, instrument, side)
            for (const row of [instrument, ledger.owners.rowOf(1, instrument)])
              expect([exposure.openLots(row, side), exposure.openWorth(row, side)], action.verb).toEqual([open, worth])
            const worst = Math.max(0, side * scene.floor.ledger.netLots(instrument) + open)
            expect(scene.floor.account.worstCase(scene.markets[instrument].instrument, side) * 1000).toBeCloseTo(worst, 6)
          }
        }
      }
    }),
    { numRuns: 250 },
  )
})

test('the worst case is never below what can truly still come of orders and messages under way', () => {
  fc.assert(
    fc.property(actions(plainVerbs), (list) => {
      const scene = made()
      const handles: OrderHandle[] = []
      for (const action of list) {
        act(scene, handles, action)
        const { venue, floor } = scene
        for (const [instrument, side] of [
          [0, 1],
          [0, -1],
          [1, 1],
          [1, -1],
        ] as const) {
          let coming = 0
          for (const { handle, side: own, symbol } of venue.messages.filter(({ what }) => what === 'submit')) {
            if (own !== side || symbol !== floor.markets[instrument].instrument.symbol) continue
            const working = venue.working.get(handle)
            const asked = venue.asked.filter((message) => message.handle === handle && message.what !== 'cancel')
            const filled = working?.filledLots ?? 0
            const isToCome = asked.some(({ what }) => what === 'submit') || working !== undefined
            const versions = [working?.lots ?? 0, ...asked.map(({ lots }) => lots)]
            const unheard = venue.said.filter((said) => said.handle === handle && said.kind === Kind.fill)
            coming += (isToCome ? Math.max(...versions) - filled : 0) + unheard.reduce((sum, { lots = 0 }) => sum + lots, 0)
          }
          expect(floor.exposure.openLots(instrument, side), action.verb).toBeGreaterThanOrEqual(coming)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('when all is answered and gone, nothing is counted any more', () => {
  fc.assert(
    fc.property(actions(verbs), (list) => {
      const scene = made()
      const handles: OrderHandle[] = []
      for (const action of list) act(scene, handles, action)
      scene.calm()
      for (const desk of scene.desks) desk.cancelAll()
      scene.calm()
      for (const handle of handles) if (isLive(scene.state(handle) ?? 'filled')) scene.hear({ kind: Kind.cancelled, handle })
      for (const side of [1, -1] as const)
        expect(scene.floor.exposure.openLots(0, side) + scene.floor.exposure.openLots(1, side)).toBe(0)
      expect(scene.floor.pool.live).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('an amend counts both versions until it is answered, then the one in force', () => {
  const scene = made()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  const open = () => scene.floor.exposure.openLots(0, 1)
  scene.desk.amend(order, 0.4, 99)
  scene.settle()
  expect(open()).toBe(1000)
  scene.venue.arrive()
  scene.hearNext()
  expect(open()).toBe(400)
  scene.desk.amend(order, 2, 99)
  scene.settle()
  expect(open()).toBe(2000)
  scene.venue.arrive('refused')
  scene.hearNext()
  expect(open()).toBe(400)
})

test('an order that has not left has one version only: the new one', () => {
  const scene = made()
  const order = scene.desk.buy(1, 99)
  scene.desk.amend(order, 0.4, 98)
  expect(scene.floor.exposure.openLots(0, 1)).toBe(400)
  scene.calm()
  expect(scene.venue.messages.map(({ what, lots, priceUnits }) => [what, lots, priceUnits])).toEqual([['submit', 400, 9800]])
})

test('of linked orders one counts, and when it goes the other does', () => {
  const scene = made()
  const open = () => scene.floor.exposure.openLots(0, 1)
  const first = scene.desk.buy(1, 99)
  const second = scene.desk.send({ side: 1, quantity: 0.7, type: 'stop', trigger: 105, link: first })
  scene.calm()
  expect(open()).toBe(1000)
  scene.desk.amend(first, 0.5, 99)
  scene.calm()
  expect(open()).toBe(700)
  scene.desk.cancel(second)
  scene.calm()
  expect(open()).toBe(500)
  const third = scene.desk.send({ side: 1, quantity: 0.5, type: 'stop', trigger: 105, link: first })
  scene.desk.cancel(first)
  scene.calm()
  expect([open(), scene.state(third)]).toEqual([500, 'open'])
})

test('an order is linked to a live order of its own strategy or refused', () => {
  const scene = new OrderScene({ owners: [{ name: 'a' }, { name: 'b' }] })
  const foreign = scene.desks[1].buy(1, 99)
  const done = scene.desk.buy(1, 99)
  scene.calm()
  scene.desk.cancel(done)
  scene.calm()
  const link = (to: OrderHandle) => scene.desk.send({ side: 1, quantity: 1, type: 'limit', price: 99, link: to })
  expect([foreign, done, -5, 4242, Number.NaN].map(link)).toEqual([-9, -16, -9, -9, -9])
})
