import { dayMicros, type Micros, type OrderHandle, type Refusal } from '@botyard/core'
import type { Matching, MatchingNeeds } from './matching.ts'
import { ListOf } from './order-lists.ts'
import { SimRefusal } from './refusals.ts'
import { RequestKind, type Requests } from './requests.ts'
import { Grain, type SimMarket } from './sim-market.ts'
import { LifetimeCode, noSlot, Phase, SourceCode, Trait, TypeCode } from './sim-orders.ts'

/** What deciding about requests takes beside the parts of the exchange. */
interface ArrivalsNeeds extends MatchingNeeds {
  readonly matching: Matching
  readonly slotOf: (order: OrderHandle) => number
}

/** What the exchange decides about a request the moment it arrives. Every request is answered. */
export class Arrivals {
  /** When the orders of this day expire, at 00:00 UTC; Infinity when there are none. */
  dayEnds: Micros = Number.POSITIVE_INFINITY
  readonly #needs: ArrivalsNeeds

  constructor(needs: ArrivalsNeeds) {
    this.#needs = needs
  }

  /** Decides about the request in a row of those that came. */
  arrived(requests: Requests, row: number): void {
    const slot = requests.slot[row]
    const handle = requests.handle[row]
    switch (requests.kind[row]) {
      case RequestKind.submit:
        this.#needs.orders.news[slot] = requests.news[row]
        this.#submitted(slot)
        break
      case RequestKind.amend:
        this.#amended(slot, handle, requests, row)
        break
      case RequestKind.cancel:
        this.#cancelled(slot, handle, requests.news[row])
        break
      default:
        this.#asked(slot, handle)
    }
  }

  #submitted(slot: number): void {
    const { orders, markets, answers, executions, lists, triggers, matching } = this.#needs
    const market = markets[orders.instrument[slot]]
    const refusal = market === undefined ? SimRefusal.unsupported : this.#refusalOf(slot, market)
    if (market === undefined || refusal !== 0) {
      orders.phase[slot] = Phase.done
      answers.rejected(slot, orders.handle[slot], refusal)
      return
    }
    executions.begin(slot)
    const partner = this.#partnerOf(slot)
    if (partner !== noSlot) executions.link(slot, partner)
    const { decided } = answers
    if (orders.lifetime[slot] === LifetimeCode.day) this.dayEnds = (Math.floor(decided / dayMicros) + 1) * dayMicros
    answers.accepted(slot)
    executions.cutToReducible(slot)
    orders.place(slot, market.placeTime(decided, orders.news[slot]))
    if (!orders.has(slot, Trait.conditional)) matching.act(slot, market)
    else if (triggers.arrive(slot, market)) this.#pullNow(slot, market)
    else lists.append(slot, ListOf.conditional)
  }

  /** The new terms stand in a row of the requests; it is read before anything else is sent. */
  #amended(slot: number, handle: OrderHandle, requests: Requests, row: number): void {
    const { orders, answers, markets, executions, matching } = this.#needs
    const refusal = this.#goneOf(slot, handle) || this.#amendRefusalOf(slot, requests, row)
    if (refusal !== 0) {
      answers.amendRefused(slot, handle, refusal)
      return
    }
    const market = markets[orders.instrument[slot]]!
    const price = requests.priceUnits[row]
    const left = requests.lots[row] - orders.filledLots[slot]
    const allowed = orders.has(slot, Trait.reduceOnly) ? Math.min(left, executions.reducibleLots(slot)) : left
    const keepsPlace = price === orders.priceUnits[slot] && requests.lots[row] <= orders.lots[slot]
    orders.lots[slot] = orders.filledLots[slot] + allowed
    orders.news[slot] = requests.news[row]
    orders.priceUnits[slot] = price
    if (orders.has(slot, Trait.conditional)) {
      this.#moveTrigger(slot, market, requests.triggerUnits[row])
      return
    }
    answers.amended(slot)
    if (keepsPlace) return
    matching.act(slot, market)
  }

  /** What the bar that runs may have filled is answered when it closes. */
  #cancelled(slot: number, handle: OrderHandle, news: Micros): void {
    const { orders, markets, barFills } = this.#needs
    const refusal = this.#goneOf(slot, handle)
    if (refusal !== 0) this.#needs.answers.cancelRefused(slot, handle, refusal)
    else if (barFills.mayHave(slot, markets[orders.instrument[slot]]!, news)) orders.traits[slot] |= Trait.leaving
    else this.#needs.executions.cancel(slot)
  }

  #asked(slot: number, handle: OrderHandle): void {
    const { orders, answers } = this.#needs
    const phase = orders.phaseOf(slot, handle)
    if (phase === Phase.none) answers.rejected(slot, handle, SimRefusal.unknownOrder)
    // The close of the bar says what became of it.
    else if (phase === Phase.working && orders.has(slot, Trait.leaving)) return
    else if (phase === Phase.done && orders.leftLots(slot) > 0) answers.cancelled(slot)
    else answers.found(slot)
  }

  /** Ends the orders of the day. */
  dayEnded(): void {
    const { orders, executions } = this.#needs
    this.dayEnds = Number.POSITIVE_INFINITY
    for (let slot = 0; slot < orders.ordersMax; slot++) {
      if (orders.phase[slot] === Phase.working && orders.lifetime[slot] === LifetimeCode.day) executions.expire(slot)
    }
  }

  /** Why a new order is not taken, or 0. */
  #refusalOf(slot: number, market: SimMarket): Refusal {
    const { orders, executions, taking } = this.#needs
    if (market.isHalted) return SimRefusal.halted
    if (!this.#isWhole(slot)) return SimRefusal.unsupported
    const isReduceOnly = orders.has(slot, Trait.reduceOnly)
    if (isReduceOnly && executions.reducibleLots(slot) === 0) return SimRefusal.reduceOnlyNothing
    if (this.#isPartnerFilled(slot)) return SimRefusal.alreadyDone
    if (orders.has(slot, Trait.conditional)) {
      const isHeard = orders.source[slot] === SourceCode.last || market.triggerPrice(orders.source[slot], 0) !== 0
      return isHeard ? 0 : SimRefusal.noPrice
    }
    if (orders.has(slot, Trait.market) && market.grain === Grain.none) return SimRefusal.noPrice
    const shortage = this.#needs.account?.shortage(slot, market) ?? 0
    if (shortage !== 0) return shortage
    if (orders.has(slot, Trait.postOnly)) return this.#wouldTake(slot, market) ? SimRefusal.postOnlyWouldTake : 0
    if (orders.lifetime[slot] === LifetimeCode.fok && taking.canAct(slot, market)) {
      const wanted = isReduceOnly ? Math.min(orders.lots[slot], executions.reducibleLots(slot)) : orders.lots[slot]
      if (taking.fillable(slot, market, wanted) < wanted) return SimRefusal.fokNotFillable
    }
    return 0
  }

  /** Whether a limit order would take something at once, an own order included. */
  #wouldTake(slot: number, market: SimMarket): boolean {
    const { taking, selfTrade } = this.#needs
    return taking.crosses(slot, market) || selfTrade.isMet(slot, market)
  }

  /** Whether the order has what its type needs, and nothing that contradicts it. */
  #isWhole(slot: number): boolean {
    const { orders } = this.#needs
    const type = orders.type[slot]
    const isMarket = orders.has(slot, Trait.market)
    if (!(orders.lots[slot] > 0) || (!isMarket && !(orders.priceUnits[slot] > 0))) return false
    if ((type === TypeCode.stop || type === TypeCode['stop-limit']) && !(orders.triggerUnits[slot] > 0)) return false
    if (type === TypeCode.trailing && !(orders.trailPpm[slot] > 0 || orders.distanceUnits[slot] > 0)) return false
    const isNow = isMarket || orders.lifetime[slot] === LifetimeCode.ioc || orders.lifetime[slot] === LifetimeCode.fok
    return !(isNow && orders.has(slot, Trait.postOnly))
  }

  #isPartnerFilled(slot: number): boolean {
    const { orders, slotOf } = this.#needs
    const link = orders.link[slot]
    if (link === 0) return false
    const partner = slotOf(link)
    return orders.phaseOf(partner, link) === Phase.done && orders.leftLots(partner) === 0
  }

  /** The slot of the working order that this one is linked to, or -1. */
  #partnerOf(slot: number): number {
    const { orders, slotOf } = this.#needs
    const link = orders.link[slot]
    if (link === 0) return noSlot
    const partner = slotOf(link)
    return partner !== slot && orders.phaseOf(partner, link) === Phase.working ? partner : noSlot
  }

  /** Why nothing can be done with an order any more, or 0. */
  #goneOf(slot: number, handle: OrderHandle): Refusal {
    const phase = this.#needs.orders.phaseOf(slot, handle)
    if (phase === Phase.none) return SimRefusal.unknownOrder
    const { orders, markets, matching } = this.#needs
    const isDone = phase === Phase.done || (phase === Phase.working && matching.holds(slot, markets[orders.instrument[slot]]!))
    return isDone ? SimRefusal.alreadyDone : 0
  }

  /** Why an amend is not taken, or 0. The post-only test needs the new terms in place, so the old ones are put back after it. */
  #amendRefusalOf(slot: number, requests: Requests, row: number): Refusal {
    const { orders, markets, barFills } = this.#needs
    const market = markets[orders.instrument[slot]]!
    const price = requests.priceUnits[row]
    const old = orders.priceUnits[slot]
    if (market.isHalted) return SimRefusal.halted
    if (barFills.mayHave(slot, market, requests.news[row])) return SimRefusal.alreadyDone
    if (orders.has(slot, Trait.market) ? price !== 0 : !(price > 0)) return SimRefusal.unsupported
    if (!(requests.lots[row] > orders.filledLots[slot])) return SimRefusal.belowFilled
    if (!orders.has(slot, Trait.postOnly) || orders.has(slot, Trait.conditional) || price === old) return 0
    const oldNews = orders.news[slot]
    orders.priceUnits[slot] = price
    orders.news[slot] = requests.news[row]
    const crosses = this.#wouldTake(slot, market)
    orders.priceUnits[slot] = old
    orders.news[slot] = oldNews
    return crosses ? SimRefusal.postOnlyWouldTake : 0
  }

  #moveTrigger(slot: number, market: SimMarket, units: number): void {
    const { orders, answers, triggers } = this.#needs
    if (orders.type[slot] !== TypeCode.trailing && units > 0 && units !== orders.triggerUnits[slot]) {
      orders.triggerUnits[slot] = units
      // A stop that was moved into a bar came late, and is filled as such.
      orders.placed[slot] = market.placeTime(answers.decided, orders.news[slot])
    }
    answers.amended(slot)
    if (triggers.arrive(slot, market)) this.#pullNow(slot, market)
  }

  /** The price known on arrival pulls the trigger at once. */
  #pullNow(slot: number, market: SimMarket): void {
    const { orders, matching } = this.#needs
    matching.pull(slot, market.triggerPrice(orders.source[slot], orders.side[slot]))
    matching.act(slot, market)
  }
}
