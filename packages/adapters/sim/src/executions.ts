import type { Memory } from '@botyard/core'
import type { Answers } from './answers.ts'
import type { LiquidationFill } from './liquidation-fill.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import { SimRefusal } from './refusals.ts'
import type { Columns } from './saved-columns.ts'
import { noSlot, Phase, type SimOrders, Trait } from './sim-orders.ts'

/**
 * What a fill brings with it, all at the time of the fill: the position moves, linked orders are cancelled or cut, and reduce-only
 * orders are cut to what is left to reduce. Orders also end here, so that none stays in a list, a ring or a count.
 */
export class Executions {
  /** Net position by instrument, in lots with its sign, from our own fills. */
  readonly netLots: Float64Array
  readonly #orders: SimOrders
  readonly #lists: OrderLists
  readonly #answers: Answers
  /** Whether a fill of an order is certain already, so that what it is linked to takes nothing from it any more. */
  isHeld: (slot: number) => boolean = () => false
  /** Working reduce-only orders by instrument. */
  readonly #reducers: Int32Array

  constructor(memory: Memory, orders: SimOrders, lists: OrderLists, answers: Answers, instrumentsMax: number) {
    this.netLots = memory.column('f64', instrumentsMax, 'sim.netLots')
    this.#reducers = memory.column('i32', instrumentsMax, 'sim.reducers')
    this.#orders = orders
    this.#lists = lists
    this.#answers = answers
  }

  /** All that is counted by instrument. */
  get columns(): Columns {
    return { netLots: this.netLots, reducers: this.#reducers }
  }

  /** The order begins to work. */
  begin(slot: number): void {
    this.#orders.phase[slot] = Phase.working
    if (this.#orders.has(slot, Trait.reduceOnly)) this.#reducers[this.#orders.instrument[slot]]++
  }

  /** Lots that a reduce-only order of this side could close now. */
  reducibleLots(slot: number): number {
    return Math.max(0, -this.netLots[this.#orders.instrument[slot]] * this.#orders.side[slot])
  }

  /** Cuts a reduce-only order to what it can close now; others are left alone. */
  cutToReducible(slot: number): void {
    if (!this.#orders.has(slot, Trait.reduceOnly)) return
    const reducible = this.reducibleLots(slot)
    if (this.#orders.leftLots(slot) > reducible) this.#cutTo(slot, reducible)
  }

  /** Fills part or all of a working order at a price, and does everything that follows from it. */
  fill(slot: number, units: number, lots: number, isMaker: boolean): void {
    const orders = this.#orders
    const instrument = orders.instrument[slot]
    orders.filledLots[slot] += lots
    this.netLots[instrument] += lots * orders.side[slot]
    this.#answers.fill(slot, units, lots, isMaker)
    if (orders.leftLots(slot) > 0) this.#cutLinked(slot, lots)
    else {
      if (orders.has(slot, Trait.leaving)) this.#answers.cancelRefused(slot, orders.handle[slot], SimRefusal.alreadyDone)
      this.#cancelLinked(slot)
      this.#end(slot)
    }
    if (this.#reducers[instrument] > 0) this.#cutReducers(instrument)
  }

  /** Closes a position that no order of ours has closed. */
  liquidate(instrument: number, at: LiquidationFill): void {
    const lots = this.netLots[instrument]
    this.netLots[instrument] = 0
    this.#answers.liquidated(instrument, -Math.sign(lots), Math.abs(lots), at)
  }

  cancel(slot: number): void {
    this.#answers.cancelled(slot)
    this.#end(slot)
  }

  expire(slot: number): void {
    this.#answers.expired(slot)
    this.#end(slot)
  }

  /** Joins the ring of another working order. */
  link(slot: number, other: number): void {
    const { ring } = this.#orders
    ring[slot] = ring[other] === noSlot ? other : ring[other]
    ring[other] = slot
  }

  #end(slot: number): void {
    const orders = this.#orders
    this.#lists.remove(slot)
    if (orders.has(slot, Trait.reduceOnly)) this.#reducers[orders.instrument[slot]]--
    orders.phase[slot] = Phase.done
    if (orders.ring[slot] === noSlot) return
    const { ring } = orders
    let before = ring[slot]
    while (ring[before] !== slot) before = ring[before]
    ring[before] = ring[slot] === before ? noSlot : ring[slot]
    ring[slot] = noSlot
  }

  #cancelLinked(slot: number): void {
    const { ring } = this.#orders
    for (let other = ring[slot]; other !== noSlot && other !== slot; ) {
      const next = ring[other]
      if (!this.isHeld(other)) this.cancel(other)
      other = next
    }
  }

  /** Whether an order is linked to one whose fill is certain. */
  isLinkedToHeld(slot: number): boolean {
    const { ring } = this.#orders
    for (let other = ring[slot]; other !== noSlot && other !== slot; other = ring[other]) if (this.isHeld(other)) return true
    return false
  }

  #cutLinked(slot: number, lots: number): void {
    const { ring } = this.#orders
    for (let other = ring[slot]; other !== noSlot && other !== slot; ) {
      const next = ring[other]
      if (!this.isHeld(other)) this.#cutTo(other, this.#orders.leftLots(other) - lots)
      other = next
    }
  }

  #cutReducers(instrument: number): void {
    for (let which = 0; which <= ListOf.waiting; which++) {
      let slot = this.#lists.first(instrument, which as ListOf)
      while (slot !== noSlot) {
        const next = this.#lists.next(slot)
        this.cutToReducible(slot)
        slot = next
      }
    }
  }

  /** Leaves an order this much to fill, or cancels it when that is nothing. */
  #cutTo(slot: number, leftLots: number): void {
    if (leftLots <= 0) this.cancel(slot)
    else {
      this.#orders.lots[slot] = this.#orders.filledLots[slot] + leftLots
      this.#answers.amended(slot)
    }
  }
}
