import type { SimMarket } from './sim-market.ts'
import { type SimOrders, TypeCode } from './sim-orders.ts'

const millionths = 1_000_000

/**
 * When stops and trailing stops are pulled. A stop sells when its price falls to the trigger and buys when it rises to it.
 * A trailing stop starts at the first price at or beyond its activation, on the favourable side, and follows the best price since at its
 * distance; its stop never steps back.
 */
export class Triggers {
  readonly #orders: SimOrders

  constructor(orders: SimOrders) {
    this.#orders = orders
  }

  /** Starts with the price that is known on arrival; says whether that already pulls it. */
  arrive(slot: number, market: SimMarket): boolean {
    const units = market.triggerPrice(this.#orders.source[slot], this.#orders.side[slot])
    if (units === 0) return false
    const isPulled = this.isPulledBy(slot, units)
    if (!isPulled) this.follow(slot, units)
    return isPulled
  }

  /** The price that pulls the order now, 0 while a trailing stop has not started. */
  stopUnits(slot: number): number {
    const orders = this.#orders
    if (orders.type[slot] !== TypeCode.trailing) return orders.triggerUnits[slot]
    return this.#stopBehind(slot, orders.peakUnits[slot])
  }

  /** The same for a trailing stop that has not started: where it will stand when it does; 0 where any price starts it. */
  firstStopUnits(slot: number): number {
    const { peakUnits, triggerUnits, type } = this.#orders
    if (type[slot] !== TypeCode.trailing) return triggerUnits[slot]
    return this.#stopBehind(slot, peakUnits[slot] || triggerUnits[slot])
  }

  isPulledBy(slot: number, units: number): boolean {
    const stop = this.stopUnits(slot)
    return stop !== 0 && (units - stop) * this.#orders.side[slot] >= 0
  }

  /** Lets a trailing stop see a price that did not pull it. */
  follow(slot: number, units: number): void {
    const orders = this.#orders
    if (orders.type[slot] !== TypeCode.trailing) return
    const side = orders.side[slot]
    const peak = orders.peakUnits[slot]
    if (peak === 0) {
      const activation = orders.triggerUnits[slot]
      if (activation !== 0 && (activation - units) * side < 0) return
    } else if ((peak - units) * side <= 0) return
    orders.peakUnits[slot] = units
  }

  #stopBehind(slot: number, peak: number): number {
    const orders = this.#orders
    if (peak === 0) return 0
    const side = orders.side[slot]
    const distance = orders.distanceUnits[slot]
    if (distance > 0) return Math.max(1, peak + side * distance)
    // Prices are whole units, so the stop is the nearest one that a price at the exact distance would have reached.
    const exact = (peak * (millionths + side * orders.trailPpm[slot])) / millionths
    return Math.max(1, side > 0 ? Math.ceil(exact) : Math.floor(exact))
  }
}
