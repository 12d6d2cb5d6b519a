import type { Micros, Side, Tape } from '@botyard/core'
import { Flag } from '@botyard/core'
import type { Executions } from './executions.ts'
import type { Liquidation } from './liquidation.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import { Grain, type SimMarket } from './sim-market.ts'
import { NO_SLOT, type SimOrders, SourceCode } from './sim-orders.ts'
import type { Triggers } from './triggers.ts'

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
interface BarPathNeeds {
  readonly orders: SimOrders
  readonly lists: OrderLists
  readonly executions: Executions
  readonly triggers: Triggers
  readonly acts: BarActs
  readonly liquidation: Liquidation | undefined
  /** Share of a bar's volume that resting orders can fill, Infinity for no limit. */
  readonly volumeShare: number
}

/**
 * Where only bars are known, nobody knows the path inside one, so it is assumed against us:
 * - The open is a price of its own. What waits acts at it, and stops it has jumped over fill at it and not at their price.
 * - Resting orders that the open has jumped over come first of all that happens inside the bar, at their own price. How much volume there
 *   is for them is known only at the close, so they are filled then, and until then it is too late to change or to cancel them.
 * - Then stops: one whose price lies within the bar fills at that price, also when it was placed after the open. One that was placed after
 *   the first hundredth fills no better than at the close, because it may have found the market there. A trailing stop sees the adverse
 *   extreme before the favourable.
 * - Then resting orders, and only those that were placed before the first hundredth of the bar had passed, and whose price it went
 *   strictly beyond; a touch fills nothing. They fill at their own price, buys before sells.
 * - Between stops and resting orders a position is judged at the bar's adverse extreme, where no fresh mark price says better.
 * So when a bar holds both a stop and a target, the stop is taken, and a linked or reduce-only target is gone when its turn comes.
 * What happens inside a bar is told when the bar closes, to those that still stand then.
 */
export class BarPath {
  readonly #orders: SimOrders
  readonly #lists: OrderLists
  readonly #executions: Executions
  readonly #triggers: Triggers
  readonly #acts: BarActs
  readonly #liquidation: Liquidation | undefined
  readonly #volumeShare: number

  constructor(needs: BarPathNeeds) {
    this.#orders = needs.orders
    this.#lists = needs.lists
    this.#executions = needs.executions
    this.#triggers = needs.triggers
    this.#acts = needs.acts
    this.#liquidation = needs.liquidation
    this.#volumeShare = needs.volumeShare
  }

  /** A bar opens; the market knows of it already. */
  open(market: SimMarket, units: number): void {
    const { source } = this.#orders
    for (let slot = this.#lists.first(market.instrument.index, ListOf.conditional); slot !== NO_SLOT; ) {
      const next = this.#lists.next(slot)
      if (this.#lists.isIn(slot, ListOf.conditional) && source[slot] === SourceCode.last) {
        if (this.#triggers.isPulledBy(slot, units)) this.#acts.pull(slot, units)
        else this.#triggers.follow(slot, units)
      }
      slot = next
    }
    this.#acts.release(market)
  }

  /** Whether an order rests where the open of the bar that runs has jumped over it, so that the close fills it. */
  holds(slot: number, market: SimMarket): boolean {
    const { side, priceUnits, placed } = this.#orders
    const isResting = this.#lists.isIn(slot, side[slot] > 0 ? ListOf.bids : ListOf.asks)
    const isReached = market.isBarOpen && (priceUnits[slot] - market.barOpenUnits) * side[slot] > 0
    return market.grain === Grain.bars && isResting && isReached && placed[slot] <= market.barOpened
  }

  /** A bar has closed; the market does not know of it yet. */
  close(market: SimMarket, tape: Tape, row: number): void {
    const inTime = market.inTimeUntil(market.openedBefore(tape, row))
    let budget = this.#budget(tape, row)
    if (market.isBarOpen) {
      budget = this.#fillBeyond(market, 1, market.barOpenUnits, market.barOpened, budget)
      budget = this.#fillBeyond(market, -1, market.barOpenUnits, market.barOpened, budget)
    }
    const high = tape.a[row]
    const low = tape.b[row]
    this.#stops(market, tape, row, inTime)
    this.#liquidation?.lookWithin(market, low, high, tape.receivedTime[row])
    budget = this.#fillBeyond(market, 1, low, inTime, budget)
    this.#fillBeyond(market, -1, high, inTime, budget)
  }

  /** Lots that resting orders can have of a bar. One that moved without a volume comes from a source that tells none: no limit then. */
  #budget(tape: Tape, row: number): number {
    const lots = tape.quantity[row]
    const isUntold = lots === 0 && (tape.flags[row] & Flag.flat) === 0
    return isUntold || this.#volumeShare === Number.POSITIVE_INFINITY
      ? Number.POSITIVE_INFINITY
      : Math.floor(lots * this.#volumeShare)
  }

  #stops(market: SimMarket, tape: Tape, row: number, inTime: Micros): void {
    const { side, source, placed } = this.#orders
    const high = tape.a[row]
    const low = tape.b[row]
    const close = tape.price[row]
    for (let slot = this.#lists.first(market.instrument.index, ListOf.conditional); slot !== NO_SLOT; ) {
      const next = this.#lists.next(slot)
      if (this.#lists.isIn(slot, ListOf.conditional) && source[slot] === SourceCode.last) {
        const adverse = side[slot] < 0 ? low : high
        if (this.#triggers.isPulledBy(slot, adverse)) {
          let stop = Math.min(high, Math.max(low, this.#triggers.stopUnits(slot)))
          if (placed[slot] > inTime && (close - stop) * side[slot] > 0) stop = close
          this.#acts.pull(slot, stop)
          this.#acts.act(slot, market, stop)
        } else this.#triggers.follow(slot, side[slot] < 0 ? high : low)
      }
      slot = next
    }
  }

  /** Fills resting orders that a price went strictly beyond, best first; returns what is left of the lots that can be filled. */
  #fillBeyond(market: SimMarket, side: Side, units: number, opened: Micros, budgetLots: number): number {
    const { priceUnits, placed } = this.#orders
    const which = side > 0 ? ListOf.bids : ListOf.asks
    let budget = budgetLots
    for (let slot = this.#lists.first(market.instrument.index, which); slot !== NO_SLOT && budget > 0; ) {
      const next = this.#lists.next(slot)
      if ((priceUnits[slot] - units) * side <= 0) break
      if (this.#lists.isIn(slot, which) && placed[slot] <= opened) {
        const part = Math.min(this.#orders.leftLots(slot), budget)
        budget -= part
        this.#executions.fill(slot, priceUnits[slot], part, true)
      }
      slot = next
    }
    return budget
  }
}
