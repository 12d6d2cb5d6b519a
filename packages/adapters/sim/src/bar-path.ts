import type { Micros, Tape } from '@botyard/core'
import { type BarActs, BarFills, type BarPathNeeds, type BarWalk } from './bar-fills.ts'
import type { Liquidation } from './liquidation.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import type { SimMarket } from './sim-market.ts'
import { noSlot, type SimOrders, SourceCode } from './sim-orders.ts'
import type { Triggers } from './triggers.ts'

/**
 * Where only bars are known, nobody knows the path inside one, so it is assumed against us:
 * - The open is a price of its own. What waits acts at it, and stops it has jumped over fill at it and not at their price.
 * - Resting orders that the open has jumped over come first of all that happens inside the bar, at their own price. How much volume there
 *   is for them is known only at the close, so they are filled then, and until then it is too late to change or to cancel them.
 * - Then stops, the nearest first: one whose price lies within the bar fills at that price, also when it was placed after the open. One that was placed after
 *   the first hundredth fills no better than at the close, because it may have found the market there. A trailing stop sees the adverse
 *   extreme before the favourable.
 * - Then resting orders, and only those that were placed before the first hundredth of the bar had passed, and whose price it went
 *   strictly beyond; a touch fills nothing. They fill at their own price, buys before sells.
 * - Between stops and resting orders a position is judged at the bar's adverse extreme, where no fresh mark price says better.
 * So when a bar holds both a stop and a target, the stop is taken, and a linked or reduce-only target is gone when its turn comes.
 * What happens inside a bar is told when the bar closes, to those that still stand then.
 */
export class BarPath implements BarWalk {
  readonly restsLate = false
  readonly #orders: SimOrders
  readonly #lists: OrderLists
  readonly #fills: BarFills
  readonly #triggers: Triggers
  readonly #acts: BarActs
  readonly #liquidation: Liquidation | undefined

  constructor(needs: BarPathNeeds) {
    this.#orders = needs.orders
    this.#lists = needs.lists
    this.#fills = new BarFills(needs)
    this.#triggers = needs.triggers
    this.#acts = needs.acts
    this.#liquidation = needs.liquidation
  }

  /** A bar opens; the market knows of it already. */
  open(market: SimMarket, units: number): void {
    const { source } = this.#orders
    for (let slot = this.#lists.first(market.instrument.index, ListOf.conditional); slot !== noSlot; ) {
      const next = this.#lists.next(slot)
      if (this.#lists.isIn(slot, ListOf.conditional) && source[slot] === SourceCode.last) {
        if (this.#triggers.isPulledBy(slot, units)) this.#acts.pull(slot, units)
        else this.#triggers.follow(slot, units)
      }
      slot = next
    }
    this.#acts.release(market)
  }

  /** A bar has closed; the market does not know of it yet. */
  close(market: SimMarket, tape: Tape, row: number): void {
    const inTime = market.inTimeUntil(market.openedBefore(tape, row))
    let budget = this.#fills.budget(tape, row)
    if (market.isBarOpen) {
      const jumped = { units: market.barOpenUnits, placedBefore: market.barOpened }
      budget = this.#fills.beyond(market, { side: 1, ...jumped }, budget)
      budget = this.#fills.beyond(market, { side: -1, ...jumped }, budget)
    }
    const high = tape.a[row]
    const low = tape.b[row]
    this.#stops(market, tape, row, inTime)
    this.#liquidation?.lookWithin(market, low, high)
    budget = this.#fills.beyond(market, { side: 1, units: low, placedBefore: inTime }, budget)
    this.#fills.beyond(market, { side: -1, units: high, placedBefore: inTime }, budget)
  }

  #stops(market: SimMarket, tape: Tape, row: number, inTime: Micros): void {
    const { side, placed } = this.#orders
    const high = tape.a[row]
    const low = tape.b[row]
    const close = tape.price[row]
    for (let slot = this.#nextStop(market, low, high); slot !== noSlot; slot = this.#nextStop(market, low, high)) {
      let stop = Math.min(high, Math.max(low, this.#triggers.stopUnits(slot)))
      if (placed[slot] > inTime && (close - stop) * side[slot] > 0) stop = close
      this.#acts.pull(slot, stop)
      this.#acts.act(slot, market, stop)
    }
    for (let slot = this.#first(market); slot !== noSlot; slot = this.#lists.next(slot))
      if (this.#listens(slot)) this.#triggers.follow(slot, side[slot] < 0 ? high : low)
  }

  /** The stop that the bar pulls next: of the side of the oldest the nearest, because a price comes by that one on its way; -1 when none is left. */
  #nextStop(market: SimMarket, low: number, high: number): number {
    const { side } = this.#orders
    let nearest = noSlot
    for (let slot = this.#first(market); slot !== noSlot; slot = this.#lists.next(slot)) {
      if (!this.#listens(slot) || !this.#triggers.isPulledBy(slot, side[slot] < 0 ? low : high)) continue
      const sign = side[slot]
      const isNearer =
        nearest === noSlot ||
        (side[nearest] === sign && (this.#triggers.stopUnits(nearest) - this.#triggers.stopUnits(slot)) * sign > 0)
      if (isNearer) nearest = slot
    }
    return nearest
  }

  #first(market: SimMarket): number {
    return this.#lists.first(market.instrument.index, ListOf.conditional)
  }

  #listens(slot: number): boolean {
    return this.#orders.source[slot] === SourceCode.last
  }
}
