import type { OrderHandle } from '../ports/orders.ts'
import type { Urgency } from './decision-log.ts'
import type { OrderSlot } from './order-pool.ts'

/** A recorded wish as it was decided: by the time it may leave, the slot can have another order, or the order other terms. */
export interface RecordedWish {
  readonly slot: OrderSlot
  readonly handle: OrderHandle
  readonly what: Urgency
  readonly priceUnits: number
  readonly lots: number
  readonly record: number
}

type Refilled = { -readonly [K in keyof RecordedWish]: RecordedWish[K] }

/** Wishes between their record and their leaving, oldest first. The objects are used again, so that a wish costs no memory. */
export class WishQueue {
  length = 0
  #ring: Refilled[] = []
  #head = 0

  push(slot: OrderSlot, what: Urgency, record: number): void {
    if (this.length === this.#ring.length) this.#grow()
    const wish = this.#ring[(this.#head + this.length++) % this.#ring.length]
    wish.slot = slot
    wish.handle = slot.handle
    wish.what = what
    wish.priceUnits = slot.wantedPriceUnits
    wish.lots = slot.wantedLots
    wish.record = record
  }

  /** The oldest one; there must be one. It is readable until the next `push`. */
  get first(): RecordedWish {
    return this.#ring[this.#head]
  }

  shift(): RecordedWish {
    const wish = this.first
    this.#head = (this.#head + 1) % this.#ring.length
    this.length--
    return wish
  }

  /** Doubles the room. There are never many more wishes than orders, which are limited. */
  #grow(): void {
    const kept = [...this.#ring.slice(this.#head), ...this.#ring.slice(0, this.#head)]
    const added = Array.from({ length: Math.max(16, kept.length) }, () => ({}) as Refilled)
    this.#ring = [...kept, ...added]
    this.#head = 0
  }
}
