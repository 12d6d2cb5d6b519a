import type { Market } from '../market/market.ts'
import { readShare } from '../options/percent-text.ts'
import type { Side } from '../ports/instrument.ts'
import type { OrderHandle, OrderType, Refusal } from '../ports/orders.ts'
import type { Protection } from '../ports/strategy.ts'
import type { Intent } from './intent.ts'
import type { OrderIntake } from './order-intake.ts'
import type { OrderSlot } from './order-pool.ts'
import { cancelsRefusedMax, isLive } from './order-states.ts'
import { Refuse } from './refusals.ts'
import { isBadPrice, triggerPrices } from './ticket-check.ts'
import type { TradingFloor } from './trading-floor.ts'

const legs = ['stop', 'trail', 'target'] as const
type Leg = (typeof legs)[number]
const types: Readonly<Record<Leg, OrderType>> = { stop: 'stop', trail: 'trailing', target: 'limit' }

/** Times that one leg of one wish is placed for one size of the position: once more after the venue has ended it of its own accord. */
const placedMax = 2

/** What is wanted for a position and which orders stand for it; plain data for a restart. */
export interface SavedProtection {
  readonly wanted: Protection
  readonly sign: number
  readonly stop: OrderHandle
  readonly trail: OrderHandle
  readonly target: OrderHandle
  /** How often the venue has ended an order of each leg, for this many lots. */
  readonly ended: Readonly<Record<Leg, number>>
  readonly endedLots: number
  readonly dropped: readonly OrderHandle[]
}

/**
 * The stops and the target of one position, kept as wanted: they follow its size, cancel each other at the venue, and go when it is flat.
 * It is a wish like a ladder: declaring it again changes only what differs. A wish for a position that is still on its way waits for it.
 *
 * An order that the venue ends although it is wanted, by a rejection or a cancel of its own, is placed once more. When that ends too the
 * strategy is told with BY4122, and its position stands without until its size or the wish changes.
 */
export class ProtectionKeeper {
  readonly #owner: number
  readonly #market: Market
  readonly #floor: TradingFloor
  readonly #intake: OrderIntake
  readonly #intent: Intent
  readonly #handles: Record<Leg, OrderHandle> = { stop: 0, trail: 0, target: 0 }
  /** How often the venue has ended an order of this leg, for the size and wish of now. */
  readonly #ended: Record<Leg, number> = { stop: 0, trail: 0, target: 0 }
  #endedLots = 0
  /** Orders that stand for nothing any more and are not gone yet: one whose cancel is refused must not lie in wait for the next position. */
  readonly #dropped: OrderHandle[] = []
  #wanted: Protection = {}
  /** The position's sign when it was wanted, 0 while it is still on its way: a turned position is another one. */
  #sign = 0

  constructor(owner: number, market: Market, floor: TradingFloor, intake: OrderIntake, intent: Intent) {
    this.#owner = owner
    this.#market = market
    this.#floor = floor
    this.#intake = intake
    this.#intent = intent
  }

  want(wanted: Protection): void {
    const lots = this.#lots()
    const refusal = this.#refusalOf(wanted, lots)
    if (refusal !== 0) {
      const intent = this.#intent.begin(lots > 0 ? -1 : 1, Math.abs(lots) / this.#market.instrument.lotScale, 'stop')
      intent.trigger = wanted.stop ?? wanted.target ?? Number.NaN
      this.#intake.refuse(this.#owner, this.#market, refusal, intent)
      return
    }
    for (const leg of legs) if (wanted[leg] !== this.#wanted[leg] || wanted.by !== this.#wanted.by) this.#ended[leg] = 0
    this.#wanted = { ...wanted }
    this.#sign = Math.sign(lots)
    this.keep()
  }

  /** An order that stands for the position, or 0; the others are linked to it. */
  get standing(): OrderHandle {
    for (const leg of legs) {
      const order = this.#floor.pool.find(this.#handles[leg])
      if (order !== undefined && stands(order)) return order.handle
    }
    return 0
  }

  save(): SavedProtection {
    const { stop, trail, target } = this.#handles
    const ended = { ...this.#ended }
    const dropped = [...this.#dropped]
    return { wanted: this.#wanted, sign: this.#sign, stop, trail, target, ended, endedLots: this.#endedLots, dropped }
  }

  restore({ wanted, sign, stop, trail, target, ended, endedLots, dropped }: SavedProtection): void {
    this.#wanted = wanted
    this.#sign = sign
    Object.assign(this.#handles, { stop, trail, target })
    this.#dropped.splice(0, this.#dropped.length, ...dropped)
    Object.assign(this.#ended, ended)
    this.#endedLots = endedLots
  }

  /** After every fill and every change of an own order: makes what is there what is wanted. */
  keep(): void {
    if (this.#isIdle()) return
    const lots = this.#lots()
    if (this.#sign === 0 && lots !== 0) this.#sign = Math.sign(lots)
    if (Math.sign(lots) !== this.#sign || (lots === 0 && !this.#isOpening())) this.#wanted = {}
    if (lots !== this.#endedLots) for (const leg of legs) this.#ended[leg] = 0
    this.#endedLots = lots
    for (let i = this.#dropped.length - 1; i >= 0; i--) this.#dropAgain(i)
    for (const leg of legs) this.#clear(leg, lots)
    for (const leg of legs) if (lots !== 0 && this.#wanted[leg] !== undefined) this.#fillIn(leg, lots)
  }

  /** Nothing is wanted and nothing is there. */
  #isIdle(): boolean {
    const { stop, trail, target } = this.#wanted
    const handles = this.#handles
    const isWanted = stop !== undefined || trail !== undefined || target !== undefined
    return !isWanted && handles.stop === 0 && handles.trail === 0 && handles.target === 0 && this.#dropped.length === 0
  }

  #lots(): number {
    return this.#floor.ledger.ownerLots(this.#owner, this.#market.instrument.index)
  }

  #refusalOf({ stop, target, trail, by = 'last' }: Protection, lots: number): Refusal {
    const { instrument } = this.#market
    if (isBadPrice(instrument, stop) || isBadPrice(instrument, target)) return Refuse.badPrice
    const share = trail === undefined ? Number.NaN : readShare(trail)
    if (!triggerPrices.includes(by) || (trail !== undefined && !(share > 0 && share < 1))) return Refuse.badTicket
    const isWithdrawn = stop === undefined && target === undefined && trail === undefined
    return isWithdrawn || lots !== 0 || this.#isOpening() ? 0 : Refuse.nothingToReduce
  }

  /** Whether an order of the strategy may still open a position here. */
  #isOpening(): boolean {
    const { live } = this.#floor.pool
    for (let i = 0; i < live.length; i++) {
      const { owner, instrument, reduceOnly, parent } = live[i]
      if (parent === 0 && owner === this.#owner && instrument === this.#market.instrument && !reduceOnly) return true
    }
    return false
  }

  /** Forgets an order that has ended, and cancels one that is not wanted or no longer fits. */
  #clear(leg: Leg, lots: number): void {
    const order = this.#floor.pool.find(this.#handles[leg])
    if (order === undefined) return
    if (!stands(order)) {
      this.#handles[leg] = 0
      if (isEndedByVenue(order) && ++this.#ended[leg] === placedMax) this.#tell(leg, order)
    } else if (lots === 0 || this.#wanted[leg] === undefined || !this.#fits(leg, lots, order)) {
      this.#handles[leg] = 0
      this.#dropped.push(order.handle)
      this.#intake.cancel(this.#owner, order.handle)
    }
  }

  #dropAgain(at: number): void {
    const order = this.#floor.pool.find(this.#dropped[at])
    if (order === undefined || !isLive(order.state) || order.cancelsRefused >= cancelsRefusedMax) this.#dropped.splice(at, 1)
    else if (!order.cancelAsked) this.#intake.cancel(this.#owner, order.handle)
  }

  #fillIn(leg: Leg, lots: number): void {
    if (this.#handles[leg] !== 0 || this.#ended[leg] >= placedMax) return
    const intent = this.#describe(leg, lots)
    for (const other of legs) if (this.#handles[other] !== 0) intent.link = this.#handles[other]
    this.#handles[leg] = Math.max(0, this.#intake.submit(this.#owner, this.#market, intent))
  }

  /** What a leg should be. Its price is rounded towards the position: a stop never lies further away than was asked. */
  #describe(leg: Leg, lots: number): Intent {
    const { instrument } = this.#market
    const { stop, target, trail, by = 'last' } = this.#wanted
    const side: Side = lots > 0 ? -1 : 1
    const intent = this.#intent.begin(side, Math.abs(lots) / instrument.lotScale, types[leg])
    const asked = (leg === 'target' ? target : stop) ?? Number.NaN
    const price = side === -1 ? instrument.ceil(asked) : instrument.floor(asked)
    if (leg === 'target') intent.price = price
    else intent.by = by
    if (leg === 'stop') intent.trigger = price
    if (leg === 'trail') intent.trail = readShare(trail)
    intent.reason = leg
    intent.closes = true
    intent.reduceOnly = this.#floor.soleOwner[instrument.index]
    return intent
  }

  /** Whether an order is what its leg should be. One that only reduces may be larger, because the venue cuts it to the position. */
  #fits(leg: Leg, lots: number, order: OrderSlot): boolean {
    if (order.state === 'unknown' || order.state === 'amending') return true
    const { price, trigger, trail, by, side, reduceOnly } = this.#describe(leg, lots)
    const left = order.wantedLots - order.filledLots
    const isSame = order.side === side && order.by === by && order.trail === trail && order.reduceOnly === reduceOnly
    const units = leg === 'target' ? order.wantedPriceUnits : order.triggerUnits
    const wantedUnits =
      leg === 'trail' ? 0 : Math.round((leg === 'target' ? price : trigger) * this.#market.instrument.priceScale)
    return isSame && units === wantedUnits && (left === Math.abs(lots) || (reduceOnly && left > Math.abs(lots)))
  }

  #tell(leg: Leg, order: OrderSlot): void {
    const { refusals, ownerNames } = this.#floor
    const { instrument } = this.#market
    const why = () => `the venue ended the ${leg} of the position twice, last as ${order.state}: the position has no ${leg}`
    refusals.add(this.#owner, ownerNames[this.#owner], instrument, Refuse.venueReason, order.handle, why)
  }
}

function stands(order: OrderSlot): boolean {
  return isLive(order.state) && !order.cancelAsked
}

/** Whether an order is gone that nobody here has cancelled and nothing has filled. */
function isEndedByVenue({ state, cancelAsked }: OrderSlot): boolean {
  return state === 'rejected' || state === 'expired' || (state === 'cancelled' && !cancelAsked)
}
