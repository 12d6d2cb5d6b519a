import type { Side, Tape } from '@botyard/core'
import { Kind } from '@botyard/core'
import type { Executions } from './executions.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import type { QueueModel } from './queue-position.ts'
import { Grain, type SimMarket } from './sim-market.ts'
import { noSlot, type SimOrders } from './sim-orders.ts'
import type { Taking } from './taking.ts'

/** What resting works with. */
interface RestingNeeds {
  readonly orders: SimOrders
  readonly lists: OrderLists
  readonly executions: Executions
  readonly taking: Taking
  readonly queue: QueueModel
}

/**
 * Limit orders that rest where trades or a book are recorded. A trade at the price first eats what stands ahead and then fills us; a trade
 * beyond the price fills us, and so does the opposite best when it comes to it, always at our price. Nothing fills more than was traded or
 * is shown, and what one order had is not there for the next. Merely being touched never fills.
 */
export class Resting {
  readonly #orders: SimOrders
  readonly #lists: OrderLists
  readonly #executions: Executions
  readonly #taking: Taking
  readonly #queue: QueueModel

  constructor(needs: RestingNeeds) {
    this.#orders = needs.orders
    this.#lists = needs.lists
    this.#executions = needs.executions
    this.#taking = needs.taking
    this.#queue = needs.queue
  }

  /** Puts an order to rest, behind all that is shown at its price. */
  rest(slot: number, market: SimMarket): void {
    const side = this.#orders.side[slot] as Side
    const units = this.#orders.priceUnits[slot]
    this.#lists.rest(slot)
    this.#queue.join(slot, this.#aheadAt(market, side, units))
  }

  isAnyIn(market: SimMarket): boolean {
    const { index } = market.instrument
    return this.#lists.first(index, ListOf.bids) !== noSlot || this.#lists.first(index, ListOf.asks) !== noSlot
  }

  /** Follows a row of the book, after the book has taken it over. */
  bookRow(market: SimMarket, tape: Tape, row: number): void {
    const kind = tape.kind[row]
    const side = tape.side[row]
    if (market.isBookNew) {
      this.#showAll(market, 1)
      this.#showAll(market, -1)
      market.isBookNew = false
    }
    if (kind === Kind.clear) {
      if (side >= 0) this.#showAll(market, 1)
      if (side <= 0) this.#showAll(market, -1)
    } else if (kind === Kind.quote) this.#showAll(market, side as Side)
    else this.#showLevel(market, tape, row)
  }

  /**
   * Follows a trade: orders with a place taken after `rankMax` were placed by this very message and are passed over. Where there is a book,
   * what the taker hit on the other side was shown there and has met our orders already; where there is none, the print is the evidence.
   */
  tradeRow(market: SimMarket, tape: Tape, row: number, rankMax: number): void {
    const side = tape.side[row] > 0 ? -1 : 1
    const left = tape.quantity[row] - this.#trade(market, side, tape, row, rankMax, tape.quantity[row])
    this.#trade(market, -side as Side, tape, row, rankMax, left)
  }

  /** Fills what the opposite best has come to, as far as it shows it. Once per message, after the book has settled. */
  crossed(market: SimMarket): void {
    this.#crossed(market, 1)
    this.#crossed(market, -1)
  }

  #first(market: SimMarket, side: Side): number {
    return this.#lists.first(market.instrument.index, side > 0 ? ListOf.bids : ListOf.asks)
  }

  #isOn(slot: number, side: Side): boolean {
    return this.#lists.isIn(slot, side > 0 ? ListOf.bids : ListOf.asks)
  }

  #showLevel(market: SimMarket, tape: Tape, row: number): void {
    const side = tape.side[row] as Side
    const units = tape.price[row]
    const { priceUnits } = this.#orders
    for (let slot = this.#first(market, side); slot !== noSlot; slot = this.#lists.next(slot)) {
      const better = (priceUnits[slot] - units) * side
      if (better < 0) return
      if (better === 0)
        this.#queue.changed(slot, tape.quantity[row] > 0 ? tape.quantity[row] : this.#aheadAt(market, side, units))
      // What was beyond all that was shown may be inside of it now, and then it is known who stands there: nobody.
      else if (this.#queue.aheadLots[slot] === Number.POSITIVE_INFINITY)
        this.#queue.changed(slot, this.#aheadAt(market, side, priceUnits[slot]))
    }
  }

  #showAll(market: SimMarket, side: Side): void {
    for (let slot = this.#first(market, side); slot !== noSlot; slot = this.#lists.next(slot)) {
      this.#queue.changed(slot, this.#aheadAt(market, side, this.#orders.priceUnits[slot]))
    }
  }

  /** Gives orders of a side no more than `lots` of a trade; returns how many they took. */
  #trade(market: SimMarket, side: Side, tape: Tape, row: number, rankMax: number, lots: number): number {
    const units = tape.price[row]
    const isTakenFrom = tape.side[row] === -side
    if (!isTakenFrom && market.grain === Grain.book) return 0
    const orders = this.#orders
    let given = 0
    let slot = this.#first(market, side)
    while (slot !== noSlot && given < lots) {
      const next = this.#lists.next(slot)
      const beyond = (orders.priceUnits[slot] - units) * side
      if (beyond < 0) break
      if (this.#isOn(slot, side) && orders.rank[slot] <= rankMax) {
        let part = Math.min(orders.leftLots(slot), lots - given)
        if (beyond === 0) part = isTakenFrom ? Math.min(part, this.#queue.traded(slot, lots - given)) : 0
        if (part > 0) {
          given += part
          this.#executions.fill(slot, orders.priceUnits[slot], part, true)
        }
      }
      slot = next
    }
    return given
  }

  #crossed(market: SimMarket, side: Side): void {
    const opposite = market.bestOn(-side as Side)
    const { priceUnits } = this.#orders
    let slot = opposite === 0 ? noSlot : this.#first(market, side)
    while (slot !== noSlot) {
      const next = this.#lists.next(slot)
      if ((priceUnits[slot] - opposite) * side < 0) return
      if (this.#isOn(slot, side)) this.#taking.fillResting(slot, market)
      slot = next
    }
  }

  /**
   * Lots that stand ahead of an order that joins a price now: what is shown there; none where it improves the best or fills a hole.
   * Beyond the last level that is shown, and where no book is, nobody knows: Infinity, so that only trading through the price fills.
   */
  #aheadAt(market: SimMarket, side: Side, units: number): number {
    const { book } = market
    if (market.grain !== Grain.book || book === undefined) return Number.POSITIVE_INFINITY
    const shown = book.lotsAt(side, units)
    if (shown > 0) return shown
    const best = market.bestOn(side)
    const isInside = best !== 0 && ((units - best) * side > 0 || (units - this.#taking.worstOn(market, side)) * side > 0)
    return isInside ? 0 : Number.POSITIVE_INFINITY
  }
}
