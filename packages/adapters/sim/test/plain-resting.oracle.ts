import type { Side } from '@botyard/core'
import type { MarketStep } from './market-step.ts'
import type { PlainMarket } from './plain-market.oracle.ts'
import { left, type PlainOrder, type PlainOrders } from './plain-orders.oracle.ts'

/** What rests where a book or trades are heard. */
export class PlainResting {
  readonly #market: PlainMarket
  readonly #orders: PlainOrders

  constructor(market: PlainMarket, orders: PlainOrders) {
    this.#market = market
    this.#orders = orders
  }

  /** A resting order meets what the other side shows within its price. */
  meet(order: PlainOrder): void {
    if (order.state !== 'resting') return
    let sum = 0
    for (const { price, lots } of this.#market.within(-order.side as Side, order.price)) {
      const part = Math.min(lots, left(order) - sum)
      this.#market.take(-order.side as Side, price, part)
      sum += part
    }
    if (sum > 0) this.#orders.fill(order, order.price, sum, true)
  }

  /** A print fills those it went beyond and those at it whose turn it is; with a book only those the taker came to. */
  trade(step: MarketStep & { readonly does: 'trade' }, rankMax: number): void {
    let rest = step.lots
    const resting = this.#orders.resting().filter(({ rank }) => rank <= rankMax)
    const hit = resting.filter(({ side }) => side === -step.side)
    for (const order of this.#market.sort === 'book' ? hit : [...hit, ...resting.filter(({ side }) => side === step.side)]) {
      if (order.state !== 'resting' || rest === 0) continue
      const beyond = (order.price - step.price) * order.side
      if (beyond < 0 || (beyond === 0 && order.side === step.side)) continue
      const through = beyond > 0 ? rest : Math.max(0, rest - order.ahead)
      if (beyond === 0) order.ahead = Math.max(0, order.ahead - rest)
      const part = Math.min(left(order), through)
      rest -= part
      if (part > 0) this.#orders.fill(order, order.price, part, true)
    }
  }

  /** Nobody stands before an order whom the book does not show there; of one whose place was unknown any level may tell, and a book of others all. */
  shown(step: MarketStep & { readonly does: 'level' | 'quote' | 'clear' }): void {
    for (const order of this.#orders.resting()) {
      const isTold = order.side === step.side && (step.does !== 'level' || order.price === step.price || order.ahead >= 1e9)
      if (!isTold && !this.#market.isBookNew) continue
      order.ahead = Math.min(order.ahead, this.#market.ahead(order.side, order.price))
    }
    this.#market.isBookNew = false
  }
}
