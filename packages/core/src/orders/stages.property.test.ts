import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import type { Draft, ExecutorNeeds } from '../ports/execution.ts'
import type { Side } from '../ports/instrument.ts'
import type { OrderHandle } from '../ports/orders.ts'
import { childLots } from './children.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { isLive } from './order-states.ts'

// Two stages that do as they are told, before a venue that does so too: orders are held and cut, the pieces are cut again, and commands,
// answers, silences and cancels come in any order.

const numbers = fc.record({
  which: fc.nat(30),
  /** Tenths of what can still be cut; more than ten is too much. */
  tenths: fc.integer({ min: 1, max: 11 }),
  /** Ticks by which a piece is better than the whole; below zero it is worse. */
  better: fc.integer({ min: -1, max: 10 }),
  side: fc.constantFrom<Side>(1, -1),
  lots: fc.integer({ min: 2, max: 200 }).map((steps) => steps * 10),
  ticks: fc.integer({ min: 1900, max: 2100 }),
})
const verbs = [
  'limit',
  'market',
  'child',
  'amend',
  'amended',
  'cancel',
  'cancel child',
  'end',
  'arrive',
  'turn down',
  'hear',
  'calm',
  'fill',
  'silence',
  'found',
  'late fill',
] as const
type Verb = (typeof verbs)[number]
/** What most of the commands are, so that pieces come to life before they end. */
const often: readonly Verb[] = ['limit', 'child', 'child', 'child', 'calm', 'fill', 'fill']
const actions = (of: readonly Verb[]) =>
  fc.array(fc.record({ verb: fc.constantFrom(...of, ...often, ...often), numbers }), {
    minLength: 20,
    maxLength: 60,
    size: 'max',
  })
type Action = { readonly verb: Verb; readonly numbers: typeof numbers extends fc.Arbitrary<infer T> ? T : never }

/** A scene whose first stage holds every order, and the second the larger pieces of it, until a test says what becomes of them. */
class StagedScene extends OrderScene {
  readonly needs: readonly ExecutorNeeds[]
  /** Every order and every piece that was made, oldest first. */
  readonly handles: OrderHandle[] = []
  executions = 1_000_000

  constructor() {
    const needs: ExecutorNeeds[] = []
    const plan = (plugin: string, isHeld: (draft: Draft) => boolean) => ({
      plugin,
      make(given: ExecutorNeeds) {
        needs.push(given)
        return {
          submit: (draft: Draft) => void (isHeld(draft) ? given.hold(draft.handle) : given.next.submit(draft)),
          amend: () => {},
          cancel: (handle: OrderHandle) => given.next.cancel(handle),
        }
      },
    })
    super({ stages: [plan('first', () => true), plan('second', ({ lots }) => lots > 400)] })
    this.needs = needs
  }

  act({ verb, numbers: { which, side, lots, ticks, tenths, better } }: Action): void {
    const { desk, venue, floor } = this
    const handles = this.#meantBy(verb)
    const handle = handles[which % Math.max(1, handles.length)] ?? 0
    const order = floor.pool.find(handle)
    const { child, left, amended, end } = this.needs[Math.min(1, order?.reached ?? 0)]
    const price = order === undefined || order.priceUnits === 0 ? 0 : order.priceUnits - order.side * better * 5
    const keep = (made: OrderHandle) => made > 0 && this.handles.push(made)
    if (verb === 'limit') keep(side === 1 ? desk.buy(lots / 1000, ticks / 20) : desk.sell(lots / 1000, ticks / 20))
    else if (verb === 'market') keep(side === 1 ? desk.buy(lots / 1000) : desk.sell(lots / 1000))
    else if (verb === 'child') keep(child(handle, Math.ceil((left(handle) * tenths) / 100) * 10, price))
    else if (verb === 'amend') desk.amend(handle, lots / 1000 + (order?.filled ?? 0), ticks / 20)
    else if (verb === 'amended') amended(handle)
    else if (verb === 'cancel') desk.cancel(handle)
    else if (verb === 'cancel child') this.needs[(order?.stage ?? 1) - 1]?.next.cancel(handle)
    else if (verb === 'end') end(handle, 'expired')
    else if (verb === 'arrive') venue.arrive()
    else if (verb === 'turn down') venue.arrive('refused')
    else if (verb === 'hear') this.hearNext()
    else if (verb === 'calm') this.calm()
    else if (verb === 'fill') venue.fill(handle, lots)
    else if (verb === 'silence') this.#silence(handle)
    else if (verb === 'found') this.#found(handle)
    else if (verb === 'late fill') this.#lateFill(handle, lots)
    this.settle()
  }

  /** The orders that a command is about: commands that no order could take are no test. */
  #meantBy(verb: Verb): OrderHandle[] {
    const at = (held: boolean) => this.handles.filter((handle) => this.floor.pool.find(handle)?.held === held)
    if (verb === 'child' || verb === 'amended' || verb === 'end') return at(true)
    if (verb === 'fill') return [...this.venue.working.keys()]
    if (verb === 'late fill') return at(false).filter((handle) => this.state(handle) === 'cancelled')
    return verb === 'cancel child' || verb === 'silence' || verb === 'found' ? at(false) : this.handles
  }

  /** Whether a venue can know of an order. */
  isAtVenue(handle: OrderHandle): boolean {
    return this.venue.messages.some((message) => message.handle === handle)
  }

  #silence(handle: OrderHandle): void {
    const state = this.state(handle)
    if (this.isAtVenue(handle) && state !== undefined && state !== 'new') this.hear({ kind: Kind.unknown, handle })
  }

  #found(handle: OrderHandle): void {
    const working = this.venue.working.get(handle)
    if (working === undefined || this.floor.pool.find(handle)?.filledLots !== working.filledLots) return
    this.hear({ kind: Kind.found, handle, lots: working.lots, priceUnits: working.priceUnits, a: working.filledLots })
  }

  /** A fill of an order that the venue has told as cancelled already. */
  #lateFill(handle: OrderHandle, lots: number): void {
    const order = this.floor.pool.find(handle)
    if (order?.state !== 'cancelled' || !this.isAtVenue(handle)) return
    const rest = Math.min(lots, order.lots - order.filledLots)
    if (rest > 0) this.hear({ kind: Kind.fill, handle, lots: rest, priceUnits: 10_000, a: ++this.executions }, order.side)
  }
}

/** Lots of one side that the venue may still fill, or has filled unheard, counted from the messages alone. */
function coming({ venue }: StagedScene, side: Side): number {
  let lots = 0
  for (const { handle, side: own, lots: sent } of venue.messages.filter(({ what }) => what === 'submit')) {
    if (own !== side) continue
    const working = venue.working.get(handle)
    const isUnderWay = venue.asked.some((message) => message.handle === handle && message.what === 'submit')
    const unheard = venue.said.filter((said) => said.handle === handle && said.kind === Kind.fill)
    lots += (isUnderWay ? sent : 0) + (working === undefined ? 0 : working.lots - working.filledLots)
    lots += unheard.reduce((sum, one) => sum + (one.lots ?? 0), 0)
  }
  return lots
}

/** Lots of one side that strategies have wished for and not got, pieces or no pieces. */
function wished({ floor }: StagedScene, side: Side): number {
  const whole = floor.pool.live.filter((order) => order.parent === 0 && order.side === side)
  return whole.reduce((sum, { lots, wantedLots, filledLots }) => sum + Math.max(lots, wantedLots) - filledLots, 0)
}

function checkFamilies(scene: StagedScene): void {
  const { pool } = scene.floor
  for (const handle of scene.handles) {
    const order = pool.find(handle)!
    const parts = scene.handles.flatMap((one) => pool.find(one) ?? []).filter(({ parent }) => parent === handle)
    expect(scene.floor.exposure.openLots(0, order.side)).toBeGreaterThanOrEqual(coming(scene, order.side))
    if (order.held) expect(order.filledLots).toBe(parts.reduce((sum, { filledLots }) => sum + filledLots, 0))
    for (const part of parts) if (isLive(part.state)) expect(isLive(order.state), `${order.state} ${part.state}`).toBe(true)
  }
}

function checkMoney(scene: StagedScene): void {
  const { ledger } = scene.floor
  const lots = scene.fills.reduce((sum, { side, quantity }) => sum + side * Math.round(quantity * 1000), 0)
  const cash = scene.fills.reduce((sum, { side, quantity, price }) => sum - side * quantity * price, 0)
  expect(ledger.ownerLots(1, 0)).toBe(lots)
  expect(ledger.equity).toBeCloseTo(1_000_000 + cash + (lots / 1000) * 100, 4)
}

const plain = verbs.filter((verb) => verb !== 'silence' && verb !== 'found' && verb !== 'late fill')

test('what is counted is what was wished for, never below what can truly come, and pieces never ask for more than the whole', () => {
  fc.assert(
    fc.property(actions(plain), (list) => {
      const scene = new StagedScene()
      for (const action of list) {
        scene.act(action)
        for (const side of [1, -1] as const)
          expect(scene.floor.exposure.openLots(0, side), action.verb).toBeGreaterThanOrEqual(coming(scene, side))
        for (const side of [1, -1] as const) expect(scene.floor.exposure.openLots(0, side), action.verb).toBe(wished(scene, side))
        for (const order of scene.floor.pool.live)
          expect(order.filledLots + childLots(scene.floor.pool, order)).toBeLessThanOrEqual(
            Math.max(order.lots, order.wantedLots),
          )
      }
    }),
    { numRuns: 120 },
  )
})

test('an order has filled what its pieces have, lives as long as they do, and money is booked once, whatever happens', () => {
  fc.assert(
    fc.property(actions(verbs), (list) => {
      const scene = new StagedScene()
      for (const action of list) {
        scene.act(action)
        checkFamilies(scene)
        checkMoney(scene)
        expect(scene.fills.every(({ order }) => scene.floor.pool.find(order)?.parent === 0)).toBe(true)
      }
    }),
    { numRuns: 120 },
  )
})

test('after a cancel of everything nothing is left: no order, no piece, nothing counted', () => {
  fc.assert(
    fc.property(actions(verbs), (list) => {
      const scene = new StagedScene()
      for (const action of list) scene.act(action)
      for (let i = 0; i < 4; i++) {
        scene.calm()
        // What the venue was silent about it tells in the end.
        for (const handle of scene.handles)
          if (scene.state(handle) === 'unknown')
            scene.hear(
              scene.venue.working.has(handle)
                ? { kind: Kind.found, handle, lots: scene.venue.working.get(handle)!.lots, a: 0 }
                : { kind: Kind.cancelled, handle },
            )
        scene.desk.cancelAll()
      }
      scene.calm()
      expect(scene.floor.pool.live.map(({ state, parent }) => [state, parent])).toEqual([])
      expect([scene.floor.exposure.openLots(0, 1), scene.floor.exposure.openLots(0, -1)]).toEqual([0, 0])
      checkFamilies(scene)
      checkMoney(scene)
    }),
    { numRuns: 120 },
  )
})
