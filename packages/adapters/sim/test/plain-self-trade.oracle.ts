import type { Side } from '@botyard/core'
import { Kind } from '@botyard/core'
import type { PlainMarket } from './plain-market.oracle.ts'
import { isMarket, left, type PlainOrder, type PlainOrders } from './plain-orders.oracle.ts'

/** What the rules leave open. */
export interface PlainRules {
  readonly entryMicros: number
  readonly share: number
  readonly slipBps: number
  readonly selfTrade: 'cancel-resting' | 'expire-taking'
}

/** Own orders that stand in each other's way, asked anew of all of them every time. */
export class PlainSelfTrade {
  readonly #market: PlainMarket
  readonly #orders: PlainOrders
  readonly #isTakerEnded: boolean

  constructor(market: PlainMarket, orders: PlainOrders, mode: PlainRules['selfTrade']) {
    this.#market = market
    this.#orders = orders
    this.#isTakerEnded = mode === 'expire-taking'
  }

  /** Those against an order at a price or before it, within its limit, nearest first; without those that are as good as filled. */
  inWay(order: PlainOrder, price: number): PlainOrder[] {
    return this.#orders.resting().filter((own) => {
      const isReached = (own.price - price) * own.side >= 0 && (isMarket(order) || (own.price - order.price) * own.side >= 0)
      return own.side !== order.side && isReached && !this.#market.holds(own) && !this.#market.mayHave(own, order.news)
    })
  }

  /** Cancels own orders, or says that the one that takes must end. */
  giveWay(own: readonly PlainOrder[]): boolean {
    if (this.#isTakerEnded) return own.length === 0
    for (const one of own) this.#orders.end(one, Kind.cancelled)
    return true
  }

  /** Of lots shown at a price, those before the first own order that would be next. */
  lotsBefore(order: PlainOrder, price: number, lots: number): number {
    for (const one of this.inWay(order, price).filter((own) => own.price === price)) {
      const stand = Math.min(lots, one.ahead)
      if (left(order) <= stand) return lots
      if (this.#isTakerEnded) return stand
      this.#orders.end(one, Kind.cancelled)
    }
    return lots
  }

  /** Whether an order that fills whole or not at all would have to end on its way. */
  breaksWhole(order: PlainOrder, now: number): boolean {
    let sum = 0
    const levels = this.#market.sort === 'book' ? this.#market.within(-order.side as Side, order.price) : []
    const known = this.#market.paid(order.side, this.#market.reference(now, order.side))
    const enough = levels.find(({ lots }) => (sum += lots) >= left(order))
    return this.#isTakerEnded && this.inWay(order, enough?.price ?? known).length > 0
  }
}
