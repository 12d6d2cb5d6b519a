import type { Memory } from '@botyard/core'
import { assert } from '@botyard/core'
import { noSlot, type SimOrders } from './sim-orders.ts'

/** The lists that each instrument has. An order is in one of them or in none. */
export const ListOf = {
  /** Resting buys, best price first, then by time. */
  bids: 0,
  /** Resting sells, best price first, then by time. */
  asks: 1,
  /** What waits for its trigger, by time. */
  conditional: 2,
  /** What acts as soon as there is a price to act on, by time. */
  waiting: 3,
} as const
export type ListOf = (typeof ListOf)[keyof typeof ListOf]

const listsEach = 4

/**
 * Orders of each instrument as lists threaded through columns. An order that was taken out still knows who stood behind it, so a walk
 * that has just lost the order it stands on goes on from there; `isIn` tells it which orders to pass over.
 */
export class OrderLists {
  readonly #orders: SimOrders
  readonly #first: Int32Array
  readonly #last: Int32Array
  readonly #list: Int32Array
  readonly #next: Int32Array
  readonly #previous: Int32Array

  constructor(memory: Memory, orders: SimOrders, instrumentsMax: number) {
    this.#orders = orders
    this.#first = memory.column('i32', instrumentsMax * listsEach, 'sim.first').fill(noSlot)
    this.#last = memory.column('i32', instrumentsMax * listsEach, 'sim.last').fill(noSlot)
    this.#list = memory.column('i32', orders.ordersMax, 'sim.list').fill(noSlot)
    this.#next = memory.column('i32', orders.ordersMax, 'sim.next').fill(noSlot)
    this.#previous = memory.column('i32', orders.ordersMax, 'sim.previous').fill(noSlot)
  }

  /** The first slot of a list, or -1. */
  first(instrument: number, which: ListOf): number {
    return this.#first[instrument * listsEach + which]
  }

  /** Who stands behind a slot, or stood behind it when it was taken out; -1 at the end. */
  next(slot: number): number {
    return this.#next[slot]
  }

  isIn(slot: number, which: ListOf): boolean {
    return this.#list[slot] === this.#orders.instrument[slot] * listsEach + which
  }

  isInAny(slot: number): boolean {
    return this.#list[slot] !== noSlot
  }

  /** Puts an order at the end of a list. Resting ones have a place by their price and take it by `rest`. */
  append(slot: number, which: ListOf): void {
    const list = this.#orders.instrument[slot] * listsEach + which
    this.#insert(slot, list, this.#last[list])
  }

  /** Puts a limit order among those of its side, behind all of its price. */
  rest(slot: number): void {
    const { side, priceUnits, instrument } = this.#orders
    const sign = side[slot]
    const list = instrument[slot] * listsEach + (sign > 0 ? ListOf.bids : ListOf.asks)
    let before = this.#last[list]
    while (before !== noSlot && (priceUnits[slot] - priceUnits[before]) * sign > 0) before = this.#previous[before]
    this.#insert(slot, list, before)
  }

  /** Takes an order out of its list; one that is in none is left alone. */
  remove(slot: number): void {
    const list = this.#list[slot]
    if (list === noSlot) return
    const next = this.#next[slot]
    const previous = this.#previous[slot]
    if (previous === noSlot) this.#first[list] = next
    else this.#next[previous] = next
    if (next === noSlot) this.#last[list] = previous
    else this.#previous[next] = previous
    this.#list[slot] = noSlot
  }

  /** The slots of an instrument's lists, each in its order. */
  save(instrument: number): number[][] {
    return Object.values(ListOf).map((which) => {
      const slots: number[] = []
      for (let slot = this.first(instrument, which); slot !== noSlot; slot = this.#next[slot]) slots.push(slot)
      return slots
    })
  }

  restore(lists: readonly (readonly number[])[]): void {
    for (const which of Object.values(ListOf)) for (const slot of lists[which]) this.append(slot, which)
  }

  #insert(slot: number, list: number, before: number): void {
    assert(this.#list[slot] === noSlot, 'an order is in one list at a time')
    const next = before === noSlot ? this.#first[list] : this.#next[before]
    this.#list[slot] = list
    this.#previous[slot] = before
    this.#next[slot] = next
    if (before === noSlot) this.#first[list] = slot
    else this.#next[before] = slot
    if (next === noSlot) this.#last[list] = slot
    else this.#previous[next] = slot
  }
}
