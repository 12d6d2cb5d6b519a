import type { Micros, Side, Tape } from '@botyard/core'
import { Flag } from '@botyard/core'
import type { Executions } from './executions.ts'
import type { Liquidation } from './liquidation.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import { Grain, type SimMarket } from './sim-market.ts'
import { noSlot, type SimOrders, SourceCode, Trait } from './sim-orders.ts'
import type { Triggers } from './triggers.ts'

/** The way through a bar that is believed in: what opens, fills and is too late to be changed. */
export interface BarWalk {
  /** Whether a limit order that comes while a bar runs rests, also where it would take at the last price known. */
  readonly restsLate: boolean
  /** A bar opens; the market knows of it already. */
  open(market: SimMarket, units: number): void
  /** A bar has closed; the market does not know of it yet. */
  close(market: SimMarket, tape: Tape, row: number): void
}

/** What the walk through a bar asks of the matching. */
export interface BarActs {
  /** Pulls the trigger of an order, which then waits to act. */
  pull(slot: number, units: number): void
  /** Lets an order act at a price that the bar has shown. */
  act(slot: number, market: SimMarket, referenceUnits: number): void
  /** Lets everything that waits act at the prices of now. */
  release(market: SimMarket): void
}

/** What the path through a bar works with. */
export interface BarPathNeeds {
  readonly orders: SimOrders
  readonly lists: OrderLists
  readonly executions: Executions
  readonly triggers: Triggers
  readonly acts: BarActs
  readonly liquidation: Liquidation | undefined
  /** Share of a bar's volume that resting orders can fill, Infinity for no limit. */
  readonly volumeShare: number
}

/** How far a bar went on the side of resting orders. */
interface Reach {
  readonly side: Side
  readonly units: number
  /** Orders that took their place later have nothing of it. */
  readonly placedBefore: Micros
  /** The worst price at which a fill can be; left out, each fills at its own. */
  readonly worst?: number
}

/** Where an order can be when a bar is over. */
const standing: readonly ListOf[] = Object.values(ListOf)

/** What resting orders have of a bar, whatever way through it is believed in. */
export class BarFills {
  readonly #orders: SimOrders
  readonly #lists: OrderLists
  readonly #executions: Executions
  readonly #volumeShare: number

  constructor({ orders, lists, executions, volumeShare }: Pick<BarPathNeeds, 'orders' | 'lists' | 'executions' | 'volumeShare'>) {
    this.#orders = orders
    this.#lists = lists
    this.#executions = executions
    this.#volumeShare = volumeShare
  }

  /** Whether an order rests where the open of the bar that runs has jumped over it, so that the close fills it. */
  holds(slot: number, market: SimMarket): boolean {
    const { side, priceUnits, placed } = this.#orders
    const isResting = this.#lists.isIn(slot, side[slot] > 0 ? ListOf.bids : ListOf.asks)
    const isReached = market.isBarOpen && (priceUnits[slot] - market.barOpenUnits) * side[slot] > 0
    return market.grain === Grain.bars && isResting && isReached && placed[slot] <= market.barOpened
  }

  /** The same until the close begins to fill: then the path decides which of two linked orders is first. */
  isCertain(slot: number, market: SimMarket): boolean {
    return !market.isClosing && this.holds(slot, market)
  }

  /**
   * Whether the bar that runs may have filled an order already, as one may know who has heard news of it: one that stood there from the open, or
   * any stop. Whoever took it away then would look back.
   */
  mayHave(slot: number, market: SimMarket, news: Micros): boolean {
    if (market.grain !== Grain.bars || !market.isBarOpen || news <= market.barOpened) return false
    const { side, placed, source } = this.#orders
    if (this.#lists.isIn(slot, ListOf.conditional)) return source[slot] === SourceCode.last
    const isResting = this.#lists.isIn(slot, side[slot] > 0 ? ListOf.bids : ListOf.asks)
    return isResting && placed[slot] <= market.inTimeUntil(market.barOpened)
  }

  /** Lets those go that were to be cancelled while a bar ran, as far as it has left them. */
  letGo(market: SimMarket): void {
    for (const which of standing) {
      for (let slot = this.#lists.first(market.instrument.index, which); slot !== noSlot; ) {
        const next = this.#lists.next(slot)
        if (this.#lists.isIn(slot, which) && this.#orders.has(slot, Trait.leaving)) this.#executions.cancel(slot)
        slot = next
      }
    }
  }

  /** Lots that resting orders can have of a bar. One that moved without a volume comes from a source that tells none: no limit then. */
  budget(tape: Tape, row: number): number {
    const lots = tape.quantity[row]
    const isUntold = lots === 0 && (tape.flags[row] & Flag.flat) === 0
    return isUntold || this.#volumeShare === Number.POSITIVE_INFINITY
      ? Number.POSITIVE_INFINITY
      : Math.floor(lots * this.#volumeShare)
  }

  /**
   * Fills resting orders that a price went strictly beyond, best first, and no worse than at `worst`; returns what is left of the lots that
   * can be filled.
   */
  beyond(market: SimMarket, reach: Reach, budgetLots: number): number {
    const { side, units, placedBefore, worst = side * Number.POSITIVE_INFINITY } = reach
    const { priceUnits, placed } = this.#orders
    const which = side > 0 ? ListOf.bids : ListOf.asks
    let budget = budgetLots
    for (let slot = this.#lists.first(market.instrument.index, which); slot !== noSlot && budget > 0; ) {
      const next = this.#lists.next(slot)
      if ((priceUnits[slot] - units) * side <= 0) break
      if (this.#lists.isIn(slot, which) && placed[slot] <= placedBefore) {
        const part = Math.min(this.#orders.leftLots(slot), budget)
        budget -= part
        const price = side > 0 ? Math.min(priceUnits[slot], worst) : Math.max(priceUnits[slot], worst)
        this.#executions.fill(slot, price, part, true)
      }
      slot = next
    }
    return budget
  }
}
