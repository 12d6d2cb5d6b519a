import type { Market } from '../market/market.ts'
import type { OrderHandle, Refusal } from '../ports/orders.ts'
import { rootOf } from './children.ts'
import type { Intent } from './intent.ts'
import { joinGroup, loosen } from './links.ts'
import type { OrderSlot } from './order-pool.ts'
import { isLive } from './order-states.ts'
import { onlyReduces, refusalOf } from './permission.ts'
import { refusalText } from './refusal-text.ts'
import { ownRefusalsMax, Refuse } from './refusals.ts'
import { settleReservation } from './reservation.ts'
import { snapDistance, snapPrice, snapQuantity } from './snap.ts'
import { takeStep } from './take-step.ts'
import { ticketRefusal } from './ticket-check.ts'
import type { TradingFloor } from './trading-floor.ts'
import { worthUnits } from './worth.ts'

/** Snaps, checks, remembers and parks: every wish of every desk goes through here, and nothing else makes orders. */
export class OrderIntake {
  readonly #floor: TradingFloor

  constructor(floor: TradingFloor) {
    this.#floor = floor
  }

  /** The handle of a new order, or minus the refusal. */
  submit(owner: number, market: Market, intent: Intent): OrderHandle {
    const { instrument } = market
    const { rounding, pool, exposure, soleOwner } = this.#floor
    const wrong = ticketRefusal(intent) || this.#linkRefusal(owner, market, intent)
    if (wrong !== 0) return this.refuse(owner, market, wrong, intent)
    const price = Number.isNaN(intent.price) ? 0 : snapPrice(instrument, intent.price, intent.side, rounding)
    if (price < 0) return this.refuse(owner, market, -price, intent)
    const trigger = Number.isNaN(intent.trigger) ? 0 : snapPrice(instrument, intent.trigger, intent.side, rounding)
    if (trigger < 0) return this.refuse(owner, market, -trigger, intent)
    const distance = Number.isNaN(intent.distance) ? 0 : snapDistance(instrument, intent.distance, rounding)
    if (distance < 0) return this.refuse(owner, market, -distance, intent)
    const asked = snapQuantity(instrument, intent.quantity)
    if (asked < 0) return this.refuse(owner, market, -asked, intent)
    const lots = intent.reduceOnly ? Math.min(asked, this.#reducible(owner, market, intent)) : asked
    if (lots <= 0) return this.refuse(owner, market, Refuse.nothingToReduce, intent)
    const slot = pool.take()
    if (slot === undefined) return this.refuse(owner, market, Refuse.poolFull, intent)

    fill(slot, owner, market, intent)
    slot.priceUnits = price
    slot.wantedPriceUnits = price
    slot.triggerUnits = trigger
    slot.distanceUnits = distance
    slot.lots = lots
    slot.wantedLots = lots
    slot.reducesOwn = slot.reduceOnly && !soleOwner[instrument.index]
    if (slot.reducesOwn) slot.reduceOnly = false
    slot.worthUnits = worthUnits(market, slot)
    slot.wantedWorthUnits = slot.worthUnits
    joinGroup(pool, slot)
    const grows = settleReservation(pool, exposure, slot)
    const reduces = slot.closes || slot.reducesOwn || onlyReduces(this.#floor, slot)
    const no = refusalOf(this.#floor, market, slot, reduces ? 'reduces' : grows)
    if (no !== 0) {
      takeStep(slot, 'refuse')
      pool.putBack(slot)
      settleReservation(pool, exposure, slot)
      return this.refuse(owner, market, no, intent)
    }
    this.#accept(slot, reduces)
    return slot.handle
  }

  /** 0, or the refusal. The new total and price replace the old ones when the venue says so; until then both count. */
  amend(owner: number, market: Market, handle: OrderHandle, intent: Intent): Refusal {
    const slot = this.#own(owner, handle)
    if (slot === undefined || slot.instrument !== market.instrument)
      return this.#refuseAmend(owner, market, Refuse.unknownOrder, intent, handle)
    if (!amendable.has(slot.state)) return this.#refuseAmend(owner, market, Refuse.alreadyDone, intent, handle)
    if (slot.priceUnits === 0) return this.#refuseAmend(owner, market, Refuse.badTicket, intent, handle)
    const units = snapPrice(market.instrument, intent.price, slot.side, this.#floor.rounding)
    if (units < 0) return this.#refuseAmend(owner, market, -units, intent, handle)
    const lots = snapQuantity(market.instrument, intent.quantity)
    if (lots < 0) return this.#refuseAmend(owner, market, -lots, intent, handle)
    if (lots <= slot.filledLots) return this.#refuseAmend(owner, market, Refuse.badQuantity, intent, handle)
    const { pool, exposure, outbox } = this.#floor
    const { wantedPriceUnits, wantedLots, wantedWorthUnits } = slot
    slot.wantedPriceUnits = units
    slot.wantedLots = lots
    slot.wantedWorthUnits = worthUnits(market, slot)
    const grows = settleReservation(pool, exposure, slot)
    // Cutting an order down at its price is always allowed; anything else is a decision to trade on.
    const isCut = lots <= wantedLots && units === wantedPriceUnits
    const no = isCut ? 0 : refusalOf(this.#floor, market, slot, onlyReduces(this.#floor, slot) ? 'reduces' : grows)
    if (no !== 0) {
      slot.wantedPriceUnits = wantedPriceUnits
      slot.wantedLots = wantedLots
      slot.wantedWorthUnits = wantedWorthUnits
      settleReservation(pool, exposure, slot)
      return this.#refuseAmend(owner, market, no, intent, handle)
    }
    if (slot.state === 'new' && this.#isHeld(slot)) {
      slot.setTerms(units, lots)
      settleReservation(pool, exposure, slot)
    } else {
      takeStep(slot, 'amendSent')
      outbox.park(slot, 'amend')
    }
    return 0
  }

  /** Asks for a cancel: twice is once, and an order that has not left is taken back. An order of somebody else is left alone. */
  cancel(owner: number, handle: OrderHandle): void {
    const slot = this.#own(owner, handle)
    if (slot !== undefined) this.withdraw(slot)
  }

  /** The same for any order, children among them. */
  withdraw(slot: OrderSlot): void {
    if (slot.liveAt < 0) return
    slot.replaced = false
    if (slot.cancelAsked) return
    const { outbox, pool, exposure } = this.#floor
    if (slot.state === 'new' && (outbox.takeBack(slot, 'new') || outbox.takeBack(slot, 'reduce'))) {
      takeStep(slot, 'takenBack')
      pool.giveBack(slot)
      settleReservation(pool, exposure, rootOf(pool, slot))
      loosen(pool, exposure, slot)
      return
    }
    if (slot.state === 'amending' && outbox.takeBack(slot, 'amend')) {
      slot.dropWanted()
      settleReservation(pool, exposure, slot)
    }
    slot.cancelAsked = true
    takeStep(slot, 'cancelSent')
    outbox.park(slot, 'cancel')
  }

  /** Every live order of an owner, on one instrument or on all. Those that were cut take their children with them. */
  cancelAll(owner: number, instrument?: number): void {
    const { live } = this.#floor.pool
    for (let i = live.length - 1; i >= 0; i--) {
      const slot = live[i]
      if (slot.owner === owner && slot.parent === 0 && (instrument === undefined || slot.instrument.index === instrument))
        this.withdraw(slot)
    }
  }

  /**
   * Counts and tells a refusal; returns the negative handle that a command gives back. `order` is the one it concerns, where there is one;
   * `fault` says in words what is wrong, where whoever refuses knows more than the order shows. Nothing is told while history is heard.
   */
  refuse(
    owner: number,
    market: Market,
    code: Refusal,
    intent: Intent,
    order: OrderHandle = -code,
    fault?: () => string,
  ): OrderHandle {
    const { refusals, ownerNames, clock, warmUntil } = this.#floor
    if (clock.now() < warmUntil) return -code
    refusals.add(owner, ownerNames[owner], market.instrument, code, order, () => this.#why(market, code, intent, fault?.()))
    return -code
  }

  #refuseAmend(owner: number, market: Market, code: Refusal, intent: Intent, order: OrderHandle): Refusal {
    this.refuse(owner, market, code, intent, order)
    return code
  }

  #why(market: Market, code: Refusal, intent: Intent, fault?: string): string {
    const { culprit, stateRule } = this.#floor.risk
    if (code > ownRefusalsMax && culprit !== undefined) return culprit.why()
    const text = refusalText(code, market, intent, fault)
    const isByState = code === Refuse.halted || code === Refuse.reducing
    return isByState && stateRule !== undefined ? `${text}: ${stateRule.why()}` : text
  }

  #accept(slot: OrderSlot, reduces: boolean): void {
    const { ids, outbox, pool } = this.#floor
    slot.sequence = ids.next()
    slot.epoch = ids.epoch
    slot.firstOwner = slot.owner
    // The venue must know the partner first, so a linked order never leaves before it.
    const partner = pool.find(slot.link)
    const isBehind = partner !== undefined && outbox.holds(partner, 'new')
    outbox.park(slot, reduces && !isBehind ? 'reduce' : 'new')
  }

  /**
   * Lots by which an order may reduce what its strategy holds. Where others trade the instrument as well the venue cannot see whose
   * position it is, so there what the strategy has open on that side already counts as gone; what the order is linked with may go instead.
   */
  #reducible(owner: number, { instrument }: Market, { side, link }: Intent): number {
    const { ledger, exposure, soleOwner, pool } = this.#floor
    const row = ledger.owners.rowOf(owner, instrument.index)
    const held = -side * ledger.positions.lots[row]
    if (soleOwner[instrument.index] || held <= 0) return held <= 0 ? 0 : Number.POSITIVE_INFINITY
    const partner = pool.find(link)
    const instead = partner?.side === side && partner.instrument === instrument ? partner.reservedLots : 0
    const left = held - exposure.openLots(row, side) + instead
    return Math.floor(left / instrument.lotLots) * instrument.lotLots
  }

  /**
   * Why an order cannot be linked as it says, or 0. No venue knows of an order that a stage holds. What closes a position must not fail by that:
   * it goes without the link, both count, and the desk cancels what is left over.
   */
  #linkRefusal(owner: number, market: Market, intent: Intent): Refusal {
    if (intent.link === 0) return 0
    const partner = this.#own(owner, intent.link)
    if (partner === undefined) return Refuse.unknownOrder
    if (partner.instrument !== market.instrument) return Refuse.badTicket
    // One that is being cancelled, or that nobody knows of, may be gone when this one arrives.
    const isGoing = !isLive(partner.state) || partner.cancelAsked || partner.state === 'unknown'
    if (!isGoing && !partner.held) return 0
    intent.link = 0
    if (intent.closes) return 0
    return isGoing ? Refuse.alreadyDone : Refuse.notSupported
  }

  /** Whether the order has neither left nor been recorded. */
  #isHeld(slot: OrderSlot): boolean {
    const { outbox } = this.#floor
    return outbox.holds(slot, 'new') || outbox.holds(slot, 'reduce')
  }

  /** An order that a strategy has wished for: the parts of it are not its to change. */
  #own(owner: number, handle: OrderHandle): OrderSlot | undefined {
    const slot = this.#floor.pool.find(handle)
    return slot !== undefined && slot.owner === owner && slot.parent === 0 ? slot : undefined
  }
}

const amendable = new Set(['new', 'sent', 'open', 'partial'])

function fill(slot: OrderSlot, owner: number, market: Market, intent: Intent): void {
  slot.begin()
  slot.owner = owner
  slot.instrument = market.instrument
  slot.side = intent.side
  slot.type = intent.type
  slot.by = intent.by
  slot.trail = intent.trail
  slot.lifetime = intent.lifetime
  slot.postOnly = intent.postOnly
  slot.reduceOnly = intent.reduceOnly
  slot.link = intent.link
  slot.closes = intent.closes
  slot.reason = intent.reason
}
