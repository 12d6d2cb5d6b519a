import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import type { OrderHandle } from '../ports/orders.ts'
import { urgencies } from './decision-log.ts'
import { OrderScene } from './order-scene.oracle.ts'

// What leaves, and when. The journal of the scene can be held back, and remembers every decision by its place.

const sent = (scene: OrderScene) => scene.venue.messages.map(({ what, handle }) => [what, handle] as const)

/** Urgencies of what one drain sends, most urgent first, when the wishes come in the order of the names. */
function leaving(scene: OrderScene): string[] {
  const from = scene.venue.messages.length
  scene.settle()
  return scene.venue.messages
    .slice(from)
    .map(({ what, type, reduceOnly }) => (what === 'submit' ? (reduceOnly ? 'reduce' : type) : what))
}

test('what takes risk away leaves before what adds it, and within a sort in the order of the wishes', () => {
  const scene = new OrderScene()
  scene.hold(1000)
  const [kept, gone] = [scene.desk.buy(1, 99), scene.desk.buy(1, 98)]
  scene.calm()
  const wishes: (() => void)[] = [
    () => scene.desk.buy(1, 97),
    () => scene.desk.amend(kept, 2, 99),
    () => scene.desk.exit('out'),
    () => scene.desk.cancel(gone),
    () => scene.desk.buy(1),
  ]
  for (const wish of wishes) wish()
  expect(leaving(scene)).toEqual(['cancel', 'reduce', 'amend', 'limit', 'market'])
  expect(scene.venue.flushed).toBe(2)
})

test('an order that is linked never leaves before its partner, even where it reduces', () => {
  const scene = new OrderScene()
  scene.hold(-500)
  const first = scene.desk.send({ side: 1, quantity: 2, type: 'stop', trigger: 105 })
  const second = scene.desk.send({ side: 1, quantity: 0.5, type: 'limit', price: 95, link: first, reduceOnly: true })
  scene.settle()
  expect(sent(scene)).toEqual([
    ['submit', first],
    ['submit', second],
  ])
})

test('nothing leaves before the journal has released it; what is released leaves at once, also the first part of a batch', () => {
  const scene = new OrderScene()
  const old = scene.desk.buy(1, 99)
  scene.calm()
  scene.journal.isHeld = true
  const from = scene.journal.records.length
  const first = scene.desk.buy(1, 98)
  scene.desk.cancel(old)
  scene.settle()
  expect(scene.venue.messages).toHaveLength(1)
  scene.journal.release(from)
  scene.floor.outbox.flush()
  expect(sent(scene).slice(1)).toEqual([['cancel', old]])
  const second = scene.desk.buy(1, 97)
  scene.settle()
  expect(scene.state(first)).toBe('new')
  scene.journal.release(from + 1)
  scene.floor.outbox.flush()
  expect(sent(scene).slice(2)).toEqual([['submit', first]])
  scene.journal.release(from + 2)
  scene.floor.outbox.flush()
  expect(sent(scene).slice(3)).toEqual([['submit', second]])
  expect(scene.floor.outbox.parked).toBe(0)
})

test('what waits behind a slow journal does not wait for another message once it is released', () => {
  const scene = new OrderScene()
  scene.journal.isHeld = true
  scene.desk.buy(1, 99)
  scene.settle()
  scene.desk.buy(1, 98)
  scene.settle()
  scene.journal.isHeld = false
  scene.settle()
  expect(scene.venue.messages).toHaveLength(2)
})

test('cancels are recorded as written, what adds or changes as synced', () => {
  const scene = new OrderScene()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  scene.desk.amend(order, 2, 99)
  scene.calm()
  scene.desk.cancel(order)
  scene.calm()
  const levels = scene.journal.decisions().map(({ record, urgency }) => [urgencies[urgency], scene.journal.records[record].level])
  expect(levels).toEqual([
    ['new', 'synced'],
    ['amend', 'synced'],
    ['cancel', 'written'],
  ])
})

test('a cancel takes back what has not been recorded: neither the venue nor the journal hears of it', () => {
  const scene = new OrderScene()
  const order = scene.desk.buy(1, 99)
  scene.desk.cancel(order)
  scene.settle()
  expect([scene.venue.messages, scene.journal.records, scene.floor.outbox.parked]).toEqual([[], [], 0])
  expect([scene.state(order), scene.floor.exposure.openLots(0, 1), scene.floor.pool.live]).toEqual(['cancelled', 0, []])
})

test('a cancel of what is recorded but held back follows it out, once', () => {
  const scene = new OrderScene()
  scene.journal.isHeld = true
  const order = scene.desk.buy(1, 99)
  scene.settle()
  for (let i = 0; i < 3; i++) scene.desk.cancel(order)
  scene.settle()
  scene.desk.cancel(order)
  scene.journal.isHeld = false
  scene.calm()
  expect(sent(scene)).toEqual([
    ['submit', order],
    ['cancel', order],
  ])
  expect(scene.state(order)).toBe('cancelled')
})

test('an amend that a cancel overtakes is taken back, and the order is again what it was', () => {
  const scene = new OrderScene()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  scene.desk.amend(order, 2, 98)
  scene.desk.cancel(order)
  scene.settle()
  expect(sent(scene).slice(1)).toEqual([['cancel', order]])
  expect(scene.floor.exposure.openLots(0, 1)).toBe(1000)
  scene.venue.arrive('refused')
  scene.hearNext()
  expect(scene.floor.pool.find(order)).toMatchObject({ state: 'open', wantedLots: 1000, wantedPriceUnits: 9900 })
})

test('cancelling twice is cancelling once, until the venue has refused it or kept silent', () => {
  const scene = new OrderScene()
  const order = scene.desk.buy(1, 99)
  scene.calm()
  const cancels = () => scene.venue.messages.filter(({ what }) => what === 'cancel').length
  for (let i = 0; i < 3; i++) {
    scene.desk.cancel(order)
    scene.desk.cancelAll()
    scene.settle()
  }
  expect(cancels()).toBe(1)
  scene.venue.arrive('refused')
  scene.hearNext()
  scene.desk.cancel(order)
  scene.settle()
  expect(cancels()).toBe(2)
  scene.hear({ kind: Kind.unknown, handle: order })
  for (let i = 0; i < 3; i++) {
    scene.desk.cancel(order)
    scene.settle()
    expect(scene.state(order)).toBe('unknown')
  }
  expect(cancels()).toBe(3)
})

test('a wish about an order that has ended meanwhile stays here, and never meets the next order of the slot', () => {
  const scene = new OrderScene({ ordersMax: 2 })
  const order = scene.desk.buy(1, 99)
  scene.calm()
  scene.journal.isHeld = true
  scene.desk.cancel(order)
  scene.settle()
  scene.fill(order)
  const next = [scene.desk.buy(1, 98), scene.desk.buy(1, 97)]
  scene.journal.isHeld = false
  scene.calm()
  expect(next.every((handle) => scene.state(handle) === 'open')).toBe(true)
  expect(scene.venue.messages.map(({ what }) => what)).toEqual(['submit', 'submit', 'submit'])

  const other = new OrderScene({ ordersMax: 1 })
  const only = other.desk.buy(1, 99)
  other.calm()
  other.onOrder = ({ state }) => {
    if (state === 'filled') other.desk.buy(1, 98)
  }
  other.desk.cancel(only)
  other.hear({ kind: Kind.fill, handle: only, lots: 1000, priceUnits: 9900, a: 1 })
  expect(other.venue.messages.map(({ what }) => what)).toEqual(['submit', 'submit'])
})

test('whatever the desk does and however late the journal is, every message has a record before it, once and in order', () => {
  const step = fc.record({
    verb: fc.constantFrom('buy', 'sell', 'amend', 'cancel', 'hold', 'release', 'arrive', 'hear', 'fill'),
    which: fc.nat(20),
    n: fc.integer({ min: 1, max: 30 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const scene = new OrderScene()
      const { journal, venue, desk } = scene
      const handles: OrderHandle[] = []
      for (const { verb, which, n } of steps) {
        const handle = handles[which % Math.max(1, handles.length)] ?? 0
        if (verb === 'buy') handles.push(desk.buy(n / 10, 100 - n))
        else if (verb === 'sell') handles.push(desk.sell(n / 10, 100 + n))
        else if (verb === 'amend') desk.amend(handle, n / 10 + (desk.order(handle)?.filled ?? 0), 90 - n)
        else if (verb === 'cancel') desk.cancel(handle)
        else if (verb === 'hold') journal.isHeld = true
        else if (verb === 'release') journal.release(Math.min(journal.records.length - 1, which))
        else if (verb === 'arrive') venue.arrive()
        else if (verb === 'hear') scene.hearNext()
        else venue.fill(handle, n * 10)
        scene.settle()
        const decided = journal.decisions()
        let at = 0
        for (const { what, handle: of } of venue.messages) {
          const isSame = (urgency: string) => (what === 'submit' ? urgency === 'new' || urgency === 'reduce' : urgency === what)
          while (at < decided.length && !(decided[at].handle === of && isSame(urgencies[decided[at].urgency]))) at++
          expect(decided[at++]?.record ?? Number.NaN, `${what} ${of}`).toBeLessThanOrEqual(journal.releasedTo)
        }
      }
      journal.isHeld = false
      scene.calm()
      expect(scene.floor.outbox.parked).toBe(0)
      const submitted = venue.messages.filter(({ what }) => what === 'submit').map(({ handle }) => handle)
      expect(new Set(submitted).size).toBe(submitted.length)
    }),
    { numRuns: 250 },
  )
})
