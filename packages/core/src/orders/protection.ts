import type { Market } from '../market/market.ts'
import { toShare } from '../options/percent-text.ts'
import type { OrderHandle } from '../ports/orders.ts'
import type { Protection } from '../ports/strategy.ts'
import type { Intent } from './intent.ts'
import type { OrderIntake } from './order-intake.ts'
import type { OrderSlot } from './order-pool.ts'
import { isLive } from './order-states.ts'
import type { TradingFloor } from './trading-floor.ts'

type Leg = 'stop' | 'target'

/** What is wanted for a position and which orders stand for it; plain data for a restart. */
export interface SavedProtection {
  readonly wanted: Protection
  readonly sign: number
  readonly stop: OrderHandle
  readonly target: OrderHandle
}

/**
 * The stop and target of one position, kept as wanted: they follow its size, cancel each other at the venue, and go when it is flat.
 * It is a wish like a ladder: declaring it again changes only what differs.
 */
export class ProtectionKeeper {
  readonly #owner: number
  readonly #market: Market
  readonly #floor: TradingFloor
  readonly #intake: OrderIntake
  readonly #intent: Intent
  readonly #handles: Record<Leg, OrderHandle> = { stop: 0, target: 0 }
  #wanted: Protection = {}
  /** The position's sign when it was wanted: a turned position is another one. */
  #sign = 0

  constructor(owner: number, market: Market, floor: TradingFloor, intake: OrderIntake, intent: Intent) {
    this.#owner = owner
    this.#market = market
    this.#floor = floor
    this.#intake = intake
    this.#intent = intent
  }

  want(wanted: Protection): void {
    this.#wanted = wanted
    this.#sign = Math.sign(this.#lots())
    this.keep()
  }

  save(): SavedProtection {
    return { wanted: this.#wanted, sign: this.#sign, stop: this.#handles.stop, target: this.#handles.target }
  }

  restore({ wanted, sign, stop, target }: SavedProtection): void {
    this.#wanted = wanted
    this.#sign = sign
    this.#handles.stop = stop
    this.#handles.target = target
  }

  /** After every fill and every own order that ended: makes what is there what is wanted. */
  keep(): void {
    const lots = this.#lots()
    if (Math.sign(lots) !== this.#sign) this.#wanted = {}
    const { stop, target, trail } = this.#wanted
    this.#keepLeg('stop', lots, stop, trail)
    this.#keepLeg('target', lots, target, undefined)
  }

  #lots(): number {
    return this.#floor.ledger.ownerLots(this.#owner, this.#market.instrument.index)
  }

  #keepLeg(leg: Leg, lots: number, price: number | undefined, trail: Protection['trail']): void {
    const order = this.#floor.pool.find(this.#handles[leg])
    const lives = order !== undefined && isLive(order.state) && order.state !== 'cancelling'
    if (lots === 0 || (price === undefined && trail === undefined)) {
      if (lives) this.#intake.cancel(this.#owner, order.handle)
      this.#handles[leg] = 0
      return
    }
    if (!lives) {
      this.#place(leg, lots, price, trail)
      return
    }
    if (order.state === 'unknown' || order.state === 'amending') return
    if (this.#fits(order, leg, Math.abs(lots), price)) return
    this.#intake.cancel(this.#owner, order.handle)
    this.#place(leg, lots, price, trail)
  }

  #fits(order: OrderSlot, leg: Leg, lots: number, price: number | undefined): boolean {
    const units = leg === 'stop' ? order.triggerUnits : order.wantedPriceUnits
    return (
      order.wantedLots - order.filledLots === lots &&
      (price === undefined || Math.abs(price * this.#market.instrument.priceScale - units) < this.#market.instrument.tickUnits)
    )
  }

  #place(leg: Leg, lots: number, price: number | undefined, trail: Protection['trail']): void {
    const { instrument } = this.#market
    const side = lots > 0 ? -1 : 1
    const intent = this.#intent.begin(
      side,
      Math.abs(lots) / instrument.lotScale,
      leg === 'target' ? 'limit' : trail === undefined ? 'stop' : 'trailing',
    )
    intent.reason = leg
    intent.reduceOnly = this.#floor.soleOwner[instrument.index]
    intent.link = this.#handles[leg === 'stop' ? 'target' : 'stop']
    intent.by = this.#wanted.by ?? 'last'
    if (leg === 'target')
      intent.price = price === undefined ? Number.NaN : side === 1 ? instrument.floor(price) : instrument.ceil(price)
    else if (trail !== undefined) intent.trail = toShare(trail)
    // A stop sells at or below its price, so it is rounded towards the position: it never lies further away than was asked.
    else if (price !== undefined) intent.trigger = side === -1 ? instrument.ceil(price) : instrument.floor(price)
    const handle = this.#intake.submit(this.#owner, this.#market, intent)
    this.#handles[leg] = handle > 0 ? handle : 0
  }
}
