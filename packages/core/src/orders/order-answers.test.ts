import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import type { OrderHandle, OrderState } from '../ports/orders.ts'
import type { Said } from './model-venue.oracle.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { isLive, type OrderEvent, orderStep } from './order-states.ts'
import { Refuse } from './refusals.ts'

// Every answer a venue can give meets an order in every state it can be in. The order is brought there by commands and rows, as it would be.

const lots = 1000
const ways: Partial<Record<OrderState, (scene: OrderScene) => OrderHandle>> = {
  new: (scene) => scene.desk.buy(1, 99),
  sent: (scene) => then(scene, ways.new!, () => scene.settle()),
  open: (scene) => then(scene, ways.sent!, (handle) => scene.hear({ kind: Kind.accepted, handle })),
  partial: (scene) =>
    then(scene, ways.open!, (handle) => scene.hear({ kind: Kind.fill, handle, lots: 400, priceUnits: 9900, a: 1 })),
  amending: (scene) => then(scene, ways.partial!, (handle) => scene.desk.amend(handle, 1, 98)),
  cancelling: (scene) => then(scene, ways.partial!, (handle) => scene.desk.cancel(handle)),
  unknown: (scene) => then(scene, ways.cancelling!, (handle) => scene.hear({ kind: Kind.unknown, handle })),
  filled: (scene) =>
    then(scene, ways.partial!, (handle) => scene.hear({ kind: Kind.fill, handle, lots: 600, priceUnits: 9900, a: 2 })),
  cancelled: (scene) => then(scene, ways.partial!, (handle) => scene.hear({ kind: Kind.cancelled, handle })),
  rejected: (scene) => then(scene, ways.sent!, (handle) => scene.hear({ kind: Kind.rejected, handle, a: Refuse.venueReason })),
  expired: (scene) => then(scene, ways.partial!, (handle) => scene.hear({ kind: Kind.expired, handle })),
}
const rows: Partial<Record<OrderEvent, (filled: number) => Omit<Said, 'handle'>>> = {
  timeout: () => ({ kind: Kind.unknown }),
  accepted: () => ({ kind: Kind.accepted }),
  rejected: () => ({ kind: Kind.rejected, a: Refuse.venueReason }),
  triggered: () => ({ kind: Kind.triggered, priceUnits: 9900 }),
  fillPart: () => ({ kind: Kind.fill, lots: 100, priceUnits: 9900, a: 7 }),
  fillAll: (filled) => ({ kind: Kind.fill, lots: lots - filled, priceUnits: 9900, a: 8 }),
  amended: () => ({ kind: Kind.amended, priceUnits: 9800, lots }),
  amendRefused: () => ({ kind: Kind.amendRefused, a: Refuse.alreadyDone }),
  cancelled: () => ({ kind: Kind.cancelled }),
  cancelRefused: () => ({ kind: Kind.cancelRefused, a: Refuse.alreadyDone }),
  expired: () => ({ kind: Kind.expired }),
  foundOpen: (filled) => ({ kind: Kind.found, priceUnits: 9900, lots, a: filled }),
}

function then(scene: OrderScene, before: (scene: OrderScene) => OrderHandle, next: (handle: OrderHandle) => void): OrderHandle {
  const handle = before(scene)
  next(handle)
  return handle
}

for (const [state, way] of Object.entries(ways)) {
  test(`an order that is ${state} takes every answer as the table says`, () => {
    for (const [name, row] of Object.entries(rows)) {
      const scene = new OrderScene()
      const handle = way(scene)
      const slot = scene.floor.pool.find(handle)!
      expect(slot.state).toBe(state)
      const filled = slot.filledLots
      if (state === 'filled' && name.startsWith('fill')) continue
      const event = name === 'foundOpen' && filled === lots ? 'foundFilled' : name
      const step = orderStep(state as OrderState, event as OrderEvent)
      const cell = `${state} × ${event}`
      const { odd } = scene.answers
      // A wish that the journal holds back has not left, so the order stays new.
      scene.journal.isHeld = state === 'new'
      const hear = () => scene.hear({ ...row(filled), handle })
      if (step === 'bug') {
        expect(hear, cell).toThrow(/in state new/)
        continue
      }
      hear()

      const isBack = step === 'back'
      const isKept = step === 'stay' || step === 'odd' || step === 'late'
      const backTo = slot.filledLots > 0 ? 'partial' : 'open'
      expect(slot.state, cell).toBe(isBack ? backTo : isKept ? state : step)
      expect(scene.answers.odd - odd, cell).toBe(step === 'odd' || step === 'late' ? 1 : 0)
      expect(slot.liveAt >= 0, cell).toBe(isLive(slot.state))
      expect(scene.lots(), cell).toBe(slot.filledLots)
      expect(slot.filledLots - filled, cell).toBe(event === 'fillPart' ? 100 : event === 'fillAll' ? lots - filled : 0)
      expect(scene.floor.exposure.openLots(0, 1), cell).toBe(isLive(slot.state) ? lots - slot.filledLots : 0)
    }
  })
}

test('an execution that is told twice is applied once', () => {
  const scene = new OrderScene()
  const handle = ways.open!(scene)
  for (let i = 0; i < 3; i++) scene.hear({ kind: Kind.fill, handle, lots: 100, priceUnits: 9900, a: 5 })
  expect([scene.lots(), scene.fills.length, scene.answers.repeated]).toEqual([100, 1, 2])
  scene.hear({ kind: Kind.fill, handle, lots: 100, priceUnits: 9900, a: 6 })
  expect(scene.lots()).toBe(200)
})

test('a fill that is heard after the cancel is applied, told and flagged, and the order stays cancelled', () => {
  const scene = new OrderScene()
  const handle = ways.cancelled!(scene)
  scene.hear({ kind: Kind.fill, handle, lots: 600, priceUnits: 9900, a: 9 })
  expect([scene.lots(), scene.state(handle), scene.answers.odd, scene.fills.length]).toEqual([1000, 'cancelled', 1, 2])
  expect(scene.desk.order(handle)?.filled).toBe(1)
})

test('a fill larger than what is left of the order breaks the invariant', () => {
  for (const state of ['open', 'partial', 'cancelling', 'filled', 'cancelled'] as const) {
    const scene = new OrderScene()
    const handle = ways[state]!(scene)
    const left = lots - scene.floor.pool.find(handle)!.filledLots
    expect(() => scene.hear({ kind: Kind.fill, handle, lots: left + 1, priceUnits: 9900, a: 9 })).toThrow(/BY4302/)
  }
})

test('a fill of nobody goes to the owner external, and disturbs no strategy', () => {
  const scene = new OrderScene()
  const handle = ways.open!(scene)
  scene.hear({ kind: Kind.fill, handle: 4242, lots: 300, priceUnits: 9900, a: 1 }, -1)
  expect([scene.lots(0), scene.lots(1), scene.floor.ledger.netLots(0)]).toEqual([-300, 0, -300])
  expect(scene.fills.map(({ order, reason, side }) => [order, reason, side])).toEqual([[4242, 'foreign', -1]])
  expect(scene.state(handle)).toBe('open')
})

test('what the venue has beside our orders is not odd, but an answer about an order that never was is', () => {
  const scene = new OrderScene()
  scene.hear({ kind: Kind.found, handle: 4242, lots: 300, priceUnits: 9900 })
  expect(scene.answers.odd).toBe(0)
  scene.hear({ kind: Kind.cancelled, handle: 4242 })
  expect(scene.answers.odd).toBe(1)
})

test('an order larger by an amend under way is not done when its old size has filled', () => {
  const scene = new OrderScene()
  const handle = ways.open!(scene)
  scene.desk.amend(handle, 1.5, 99)
  scene.settle()
  scene.hear({ kind: Kind.fill, handle, lots: 1000, priceUnits: 9900, a: 1 })
  expect(scene.state(handle)).toBe('amending')
  expect(scene.floor.exposure.openLots(0, 1)).toBe(500)
  scene.hear({ kind: Kind.amended, handle, lots: 1500, priceUnits: 9900 })
  scene.hear({ kind: Kind.fill, handle, lots: 500, priceUnits: 9900, a: 2 })
  expect([scene.state(handle), scene.lots(), scene.answers.odd]).toEqual(['filled', 1500, 0])
})

test('an order whose amend is refused when its old size has filled is filled', () => {
  const scene = new OrderScene()
  const handle = ways.open!(scene)
  scene.desk.amend(handle, 1.5, 99)
  scene.settle()
  scene.hear({ kind: Kind.fill, handle, lots: 1000, priceUnits: 9900, a: 1 })
  scene.hear({ kind: Kind.amendRefused, handle, a: Refuse.alreadyDone })
  expect([scene.state(handle), scene.floor.exposure.openLots(0, 1), scene.desk.order(handle)?.quantity]).toEqual(['filled', 0, 1])
  expect(scene.told.map(({ error, order }) => [error, order])).toEqual([['BY4114', handle]])
})

test('an order of unknown outcome that the venue has filled waits for its fills before it is done', () => {
  const scene = new OrderScene()
  const handle = ways.sent!(scene)
  scene.hear({ kind: Kind.unknown, handle })
  scene.hear({ kind: Kind.found, handle, lots, priceUnits: 9900, a: lots })
  expect([scene.state(handle), scene.floor.exposure.openLots(0, 1)]).toEqual(['open', 1000])
  scene.hear({ kind: Kind.fill, handle, lots, priceUnits: 9900, a: 1 })
  expect([scene.state(handle), scene.lots()]).toEqual(['filled', 1000])
})

test('a rejection that is told twice is told to the strategy once, and so is a refused cancel of an order that lives', () => {
  const scene = new OrderScene()
  const rejected = ways.rejected!(scene)
  scene.hear({ kind: Kind.rejected, handle: rejected, a: Refuse.venueReason })
  const kept = ways.cancelling!(scene)
  scene.hear({ kind: Kind.cancelRefused, handle: kept, a: Refuse.poolFull })
  const gone = ways.rejected!(scene)
  scene.hear({ kind: Kind.cancelRefused, handle: gone, a: Refuse.alreadyDone })
  expect(scene.told.map(({ error, order }) => [error, order])).toEqual([
    ['BY4122', rejected],
    ['BY4108', kept],
    ['BY4122', gone],
  ])
  expect(scene.state(kept)).toBe('partial')
})

test('terms that the venue changes by itself are in force at once, for the order and for the exposure', () => {
  const scene = new OrderScene()
  const handle = ways.open!(scene)
  scene.hear({ kind: Kind.amended, handle, lots: 600, priceUnits: 9850 })
  expect(scene.desk.order(handle)).toMatchObject({ state: 'open', quantity: 0.6, price: 98.5 })
  expect(scene.floor.exposure.openLots(0, 1)).toBe(600)
  scene.hear({ kind: Kind.amended, handle, lots: 600, priceUnits: 9850 })
  // The strategy hears of the change, and only of that.
  expect(scene.states.filter(({ order }) => order === handle).map(({ state }) => state)).toEqual(['open', 'open'])
})

test.each(['cancelling', 'amending'] as const)(
  'a venue that does not know an order that is %s proves nothing: its outcome is open',
  (state) => {
    for (const kind of [Kind.cancelRefused, Kind.amendRefused]) {
      const scene = new OrderScene()
      const handle = ways[state]!(scene)
      const slot = scene.floor.pool.find(handle)!
      const before = slot.reservedLots
      scene.hear({ kind, handle, a: Refuse.unknownOrder })
      expect(slot.state).toBe('unknown')
      expect(slot.reservedLots).toBeGreaterThan(0)
      expect(slot.reservedLots).toBeLessThanOrEqual(before)
      scene.hear({ kind: Kind.rejected, handle, a: Refuse.unknownOrder })
      expect([slot.state, slot.reservedLots]).toEqual(['rejected', 0])
    }
  },
)
