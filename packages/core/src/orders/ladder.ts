import type { Market } from '../market/market.ts'
import type { Side } from '../ports/instrument.ts'
import type { OrderHandle } from '../ports/orders.ts'
import type { Intent } from './intent.ts'
import type { OrderIntake } from './order-intake.ts'
import type { OrderPool } from './order-pool.ts'
import { isLive } from './order-states.ts'

/** Levels a side; more are refused as a bad ticket. */
export const levelsMax = 64

/**
 * The orders of one quoted side, level by level, and the smallest set of messages that turns them into what is wanted: a level that is
 * near enough is left alone, one that moved is amended, or replaced where its order cannot be amended, and one too many is cancelled.
 */
export class Ladder {
  readonly #owner: number
  readonly #market: Market
  readonly #intake: OrderIntake
  readonly #pool: OrderPool
  readonly #side: Side
  readonly #canAmend: boolean
  readonly #levels: OrderHandle[] = []

  constructor(owner: number, market: Market, intake: OrderIntake, pool: OrderPool, side: Side, canAmend: boolean) {
    this.#owner = owner
    this.#market = market
    this.#intake = intake
    this.#pool = pool
    this.#side = side
    this.#canAmend = canAmend
  }

  /** Handles of the levels, for a restart. */
  save(): readonly OrderHandle[] {
    return [...this.#levels]
  }

  restore(levels: readonly OrderHandle[]): void {
    this.#levels.splice(0, this.#levels.length, ...levels)
  }

  /** Prices and quantities are read up to `n`; a quantity that is not above 0 pulls the level. */
  want(prices: Float64Array, quantities: Float64Array, n: number, minMove: number, intent: Intent): void {
    const levels = Math.min(n, levelsMax)
    for (let i = 0; i < levels; i++) {
      if (quantities[i] > 0) this.#set(i, prices[i], quantities[i], minMove, intent)
      else this.#pull(i)
    }
    for (let i = levels; i < this.#levels.length; i++) this.#pull(i)
    this.#levels.length = Math.min(this.#levels.length, levels)
  }

  #set(level: number, price: number, quantity: number, minMove: number, intent: Intent): void {
    const order = this.#pool.find(this.#levels[level] ?? 0)
    if (order === undefined || !isLive(order.state) || order.state === 'cancelling') {
      this.#place(level, price, quantity, intent)
      return
    }
    if (order.state === 'unknown' || order.state === 'amending') return
    const { priceScale, lotScale } = this.#market.instrument
    const isNear = Math.abs(price - order.wantedPriceUnits / priceScale) < minMove
    const lotsLeft = order.wantedLots - order.filledLots
    const isSameSize = Math.abs(quantity * lotScale - lotsLeft) < this.#market.instrument.lotLots
    const isSamePrice = Math.round(price * priceScale) === order.wantedPriceUnits
    if ((isNear || isSamePrice) && isSameSize) return
    if (this.#canAmend) {
      intent.begin(this.#side, quantity + order.filled, 'limit').price = price
      this.#intake.amend(this.#owner, this.#market, order.handle, intent)
      return
    }
    this.#intake.cancel(this.#owner, order.handle)
    this.#place(level, price, quantity, intent)
  }

  #place(level: number, price: number, quantity: number, intent: Intent): void {
    intent.begin(this.#side, quantity, 'limit').price = price
    intent.postOnly = true
    intent.reason = 'quote'
    this.#levels[level] = this.#intake.submit(this.#owner, this.#market, intent)
  }

  #pull(level: number): void {
    const handle = this.#levels[level] ?? 0
    if (handle > 0) this.#intake.cancel(this.#owner, handle)
    this.#levels[level] = 0
  }
}
