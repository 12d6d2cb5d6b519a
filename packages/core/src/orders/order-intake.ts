import type { Market } from '../market/market.ts'
import type { OrderHandle, Refusal } from '../ports/orders.ts'
import type { Intent } from './intent.ts'
import type { OrderSlot } from './order-pool.ts'
import { onlyReduces, refusalOf } from './permission.ts'
import { refusalText } from './refusal-text.ts'
import { ownRefusalsMax, Refuse } from './refusals.ts'
import { snapPrice, snapQuantity, ticketRefusal } from './snap.ts'
import type { TradingFloor } from './trading-floor.ts'

/** Snaps, checks, remembers and parks: every wish of every desk goes through here, and nothing else makes orders. */
export class OrderIntake {
  readonly #floor: TradingFloor

  constructor(floor: TradingFloor) {
    this.#floor = floor
  }

  /** The handle of a new order, or minus the refusal. */
  submit(owner: number, market: Market, intent: Intent): OrderHandle {
    const { instrument } = market
    const { rounding, pool } = this.#floor
    const wrong = ticketRefusal(intent)
    if (wrong !== 0) return this.refuse(owner, market, wrong, intent)
    const price = Number.isNaN(intent.price) ? 0 : snapPrice(instrument, intent.price, intent.side, rounding)
    if (price < 0) return this.refuse(owner, market, -price, intent)
    const trigger = Number.isNaN(intent.trigger) ? 0 : snapPrice(instrument, intent.trigger, intent.side, rounding)
    if (trigger < 0) return this.refuse(owner, market, -trigger, intent)
    const lots = snapQuantity(instrument, intent.quantity)
    if (lots < 0) return this.refuse(owner, market, -lots, intent)
    const slot = pool.take()
    if (slot === undefined) return this.refuse(owner, market, Refuse.poolFull, intent)

    take(slot, owner, market, intent)
    slot.priceUnits = price
    slot.wantedPriceUnits = price
    slot.triggerUnits = trigger
    slot.lots = lots
    slot.wantedLots = lots
    const reduces = onlyReduces(this.#floor, slot)
    const no = refusalOf(this.#floor, market, slot, lots, reduces)
    if (no !== 0) {
      slot.state = 'refused'
      pool.giveBack(slot)
      return this.refuse(owner, market, no, intent)
    }
    this.#accept(slot, reduces)
    return slot.handle
  }

  /** 0, or the refusal. The new total and price replace the old ones when the venue says so; until then both count. */
  amend(owner: number, market: Market, handle: OrderHandle, intent: Intent): Refusal {
    const slot = this.#own(owner, handle)
    if (slot === undefined || slot.instrument !== market.instrument)
      return -this.refuse(owner, market, Refuse.unknownOrder, intent)
    if (!amendable.has(slot.state)) return -this.refuse(owner, market, Refuse.alreadyDone, intent)
    const units = snapPrice(market.instrument, intent.price, slot.side, this.#floor.rounding)
    if (units < 0) return -this.refuse(owner, market, -units, intent)
    const lots = snapQuantity(market.instrument, intent.quantity)
    if (lots < 0) return -this.refuse(owner, market, -lots, intent)
    const more = slot.reduceOnly ? 0 : lots - slot.filledLots - slot.reservedLots
    const before = slot.wantedPriceUnits
    slot.wantedPriceUnits = units
    const no = more > 0 ? refusalOf(this.#floor, market, slot, more, false) : 0
    if (no !== 0) {
      slot.wantedPriceUnits = before
      return -this.refuse(owner, market, no, intent)
    }
    slot.wantedLots = lots
    if (more > 0) this.#reserve(slot, more)
    if (slot.state === 'new') {
      slot.priceUnits = units
      slot.lots = lots
    } else {
      slot.state = 'amending'
      this.#floor.outbox.park(slot, 'amend')
    }
    return 0
  }

  /** Asks for a cancel: twice is once, and an order that has not left is taken back. An order of somebody else is left alone. */
  cancel(owner: number, handle: OrderHandle): void {
    const slot = this.#own(owner, handle)
    if (slot === undefined || slot.liveAt < 0 || slot.state === 'cancelling') return
    const { outbox } = this.#floor
    if (slot.state === 'new' && (outbox.takeBack(slot, 'new') || outbox.takeBack(slot, 'reduce'))) {
      this.#reserve(slot, -slot.reservedLots)
      slot.state = 'cancelled'
      this.#floor.pool.giveBack(slot)
      return
    }
    if (slot.state === 'amending') outbox.takeBack(slot, 'amend')
    if (slot.state !== 'new') slot.state = 'cancelling'
    outbox.park(slot, 'cancel')
  }

  /** Every live order of an owner, on one instrument or on all. */
  cancelAll(owner: number, instrument?: number): void {
    const { live } = this.#floor.pool
    for (let i = live.length - 1; i >= 0; i--) {
      const slot = live[i]
      if (slot.owner === owner && (instrument === undefined || slot.instrument.index === instrument))
        this.cancel(owner, slot.handle)
    }
  }

  /** Counts and tells a refusal; returns the negative handle that a command gives back. Nothing is told while history is heard. */
  refuse(owner: number, market: Market, code: Refusal, intent: Intent): OrderHandle {
    const { refusals, risk, ownerNames, clock, warmUntil } = this.#floor
    if (clock.now() < warmUntil) return -code
    const rule = risk.culprit
    const why = code > ownRefusalsMax && rule !== undefined ? () => rule.why() : () => refusalText(code, market, intent)
    refusals.add(owner, ownerNames[owner], market.instrument, code, -code, why)
    return -code
  }

  #accept(slot: OrderSlot, reduces: boolean): void {
    slot.sequence = this.#floor.ids.next()
    this.#reserve(slot, this.#reservation(slot))
    this.#floor.outbox.park(slot, reduces ? 'reduce' : 'new')
  }

  /** A linked order counts only for what its partner does not count already, because one of the two can fill. */
  #reservation(slot: OrderSlot): number {
    if (slot.reduceOnly) return 0
    const partner = slot.link > 0 ? this.#floor.pool.find(slot.link) : undefined
    return partner === undefined || partner.side !== slot.side ? slot.lots : Math.max(0, slot.lots - partner.reservedLots)
  }

  #reserve(slot: OrderSlot, lots: number): void {
    slot.reservedLots += lots
    this.#floor.exposure.reserve(slot.instrument.index, slot.side, lots)
  }

  #own(owner: number, handle: OrderHandle): OrderSlot | undefined {
    const slot = this.#floor.pool.find(handle)
    return slot !== undefined && slot.owner === owner ? slot : undefined
  }
}

const amendable = new Set(['new', 'sent', 'open', 'partial'])

function take(slot: OrderSlot, owner: number, market: Market, intent: Intent): void {
  slot.owner = owner
  slot.instrument = market.instrument
  slot.parent = 0
  slot.side = intent.side
  slot.type = intent.type
  slot.by = intent.by
  slot.trail = intent.trail
  slot.distanceUnits = Number.isNaN(intent.distance) ? 0 : Math.round(intent.distance * market.instrument.priceScale)
  slot.lifetime = intent.lifetime
  slot.postOnly = intent.postOnly
  slot.reduceOnly = intent.reduceOnly
  slot.link = intent.link
  slot.reason = intent.reason
  slot.state = 'new'
  slot.filledLots = 0
  slot.reservedLots = 0
  slot.sentTime = 0
}
