import type { Micros, Tape } from '@botyard/core'
import { type BarActs, BarFills, type BarPathNeeds, type BarWalk } from './bar-fills.ts'
import type { Liquidation } from './liquidation.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import type { SimMarket } from './sim-market.ts'
import { noSlot, type SimOrders, SourceCode, TypeCode } from './sim-orders.ts'
import type { Triggers } from './triggers.ts'

/**
 * The way through a bar that backtesters of candles are used to, so that their results can be had here too. It differs from `BarPath`, and in
 * the first two points it pays for not knowing:
 * - Stops do not look at the open. One whose price lies within the bar fills at its price, also when the open had jumped over it; only where the
 *   whole bar lies beyond does it fill at the open.
 * - Trailing stops come last, after resting orders.
 * - A trailing stop that the bad extreme has not pulled follows the good one, and then the bad extreme is looked at once more. In the bar in
 *   which it was placed it has merely begun by then: it fills where it stood first, or at the bad extreme where that is not so far.
 * - A limit order that comes while a bar runs rests, and what lies beyond the whole bar fills at the bar's nearest price.
 */
export class CustomaryPath implements BarWalk {
  readonly restsLate = true
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

  open(market: SimMarket): void {
    this.#acts.release(market)
  }

  close(market: SimMarket, tape: Tape, row: number): void {
    const high = tape.a[row]
    const low = tape.b[row]
    const opened = market.openedBefore(tape, row)
    const placedBefore = market.inTimeUntil(opened)
    this.#stops(market, tape, row, opened, false)
    this.#liquidation?.lookWithin(market, low, high)
    const budget = this.#fills.beyond(market, { side: 1, units: low, placedBefore, worst: high }, this.#fills.budget(tape, row))
    this.#fills.beyond(market, { side: -1, units: high, placedBefore, worst: low }, budget)
    this.#stops(market, tape, row, opened, true)
  }

  #stops(market: SimMarket, tape: Tape, row: number, opened: Micros, areTrailing: boolean): void {
    const { source, type } = this.#orders
    for (let slot = this.#lists.first(market.instrument.index, ListOf.conditional); slot !== noSlot; ) {
      const next = this.#lists.next(slot)
      const isMeant = source[slot] === SourceCode.last && (type[slot] === TypeCode.trailing) === areTrailing
      if (isMeant && this.#lists.isIn(slot, ListOf.conditional)) this.#stop(slot, market, tape, row, opened)
      slot = next
    }
  }

  #stop(slot: number, market: SimMarket, tape: Tape, row: number, opened: Micros): void {
    const { side, placed } = this.#orders
    const [high, low, close] = [tape.a[row], tape.b[row], tape.price[row]]
    const [bad, good] = side[slot] < 0 ? [low, high] : [high, low]
    let stop = this.#triggers.stopUnits(slot)
    if (this.#triggers.isPulledBy(slot, bad)) {
      if ((good - stop) * side[slot] > 0) stop = market.isBarOpen ? market.barOpenUnits : good
    } else {
      const first = this.#triggers.firstStopUnits(slot) || bad
      this.#triggers.follow(slot, good)
      if (!this.#triggers.isPulledBy(slot, bad)) return
      stop = placed[slot] >= opened ? first : this.#triggers.stopUnits(slot)
    }
    const isLate = placed[slot] > market.inTimeUntil(opened)
    if (isLate && (close - stop) * side[slot] > 0) stop = close
    const within = Math.min(high, Math.max(low, stop))
    this.#acts.pull(slot, within)
    this.#acts.act(slot, market, within)
  }
}
