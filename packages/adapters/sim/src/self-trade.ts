import type { BarFills } from './bar-fills.ts'
import type { Executions } from './executions.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import type { QueueModel } from './queue-position.ts'
import type { SimMarket } from './sim-market.ts'
import { noSlot, type SimOrders, Trait } from './sim-orders.ts'

/** Which of two own orders gives way when one would take the other. */
export type SelfTradeMode = 'cancel-resting' | 'expire-taking'

/** What keeping own orders apart works with. */
interface SelfTradeNeeds {
  readonly orders: SimOrders
  readonly lists: OrderLists
  readonly executions: Executions
  readonly queue: QueueModel
  readonly barFills: BarFills
  readonly mode: SelfTradeMode
}

/**
 * Keeps own orders from taking each other, whichever strategies they belong to: the account would trade with itself. What takes meets those
 * that rest at better prices than it pays, and at the price it pays those before whom no more lots stand than it takes there. An order that
 * the open of a bar has jumped over is as good as filled and meets nobody, nor does one that the bar may have filled meet one with news of it.
 */
export class SelfTrade {
  readonly #needs: SelfTradeNeeds

  constructor(needs: SelfTradeNeeds) {
    this.#needs = needs
  }

  /** Whether a limit order would meet an own one at its price or before it. */
  isMet(slot: number, market: SimMarket): boolean {
    return this.#nearest(slot, market, this.#needs.orders.priceUnits[slot], true) !== noSlot
  }

  /** Whether what fills whole or not at all must expire because it would meet an own order on its way to a price. */
  breaksWhole(slot: number, market: SimMarket, units: number): boolean {
    return this.#needs.mode === 'expire-taking' && this.#nearest(slot, market, units, true) !== noSlot
  }

  /** On the way to a price, before it is paid: cancels whom the order meets, or says false when it must end itself. */
  passes(slot: number, market: SimMarket, units: number, isEqualMet = false): boolean {
    const { executions, mode } = this.#needs
    for (;;) {
      const own = this.#nearest(slot, market, units, isEqualMet)
      if (own === noSlot) return true
      if (mode === 'expire-taking') return false
      executions.cancel(own)
    }
  }

  /** Of lots that can be had at a price, those that come before an own order there; it is cancelled instead when it is the one to give way. */
  lotsBefore(slot: number, market: SimMarket, units: number, lots: number): number {
    const { orders, executions, queue, mode } = this.#needs
    for (;;) {
      const own = this.#nearest(slot, market, units, true)
      if (own === noSlot) return lots
      const before = Math.min(lots, queue.aheadLots[own])
      if (orders.leftLots(slot) <= before) return lots
      if (mode === 'expire-taking') return before
      executions.cancel(own)
    }
  }

  /** The own order on the other side that stands nearest, at a better price or also at this one; -1 when there is none. */
  #nearest(slot: number, market: SimMarket, units: number, isEqualMet: boolean): number {
    const { orders, lists, barFills } = this.#needs
    const side = -orders.side[slot]
    let own = lists.first(market.instrument.index, side > 0 ? ListOf.bids : ListOf.asks)
    const isGone = (one: number) => barFills.holds(one, market) || barFills.mayHave(one, market, orders.news[slot])
    while (own !== noSlot && isGone(own)) own = lists.next(own)
    if (own === noSlot) return own
    const limit = orders.has(slot, Trait.market) ? 0 : orders.priceUnits[slot]
    const better = (orders.priceUnits[own] - units) * side
    const isWithin = limit === 0 || (orders.priceUnits[own] - limit) * side >= 0
    return isWithin && (better > 0 || (isEqualMet && better === 0)) ? own : noSlot
  }
}
