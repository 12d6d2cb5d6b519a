import type { Instrument, Side } from '../ports/instrument.ts'
import type { Lifetime, Order, OrderHandle, OrderState, OrderType, TriggerPrice } from '../ports/orders.ts'
import type { OrderSlot } from './order-pool.ts'

/**
 * An order as its strategy sees it: a window on its slot, made once with it. Whoever writes to it is told so by the language, because what
 * stands in the slot is what the exchange is asked for and what the risk is reckoned with.
 */
export class OrderView implements Order {
  readonly #slot: OrderSlot

  constructor(slot: OrderSlot) {
    this.#slot = slot
    Object.freeze(this)
  }

  get handle(): OrderHandle {
    return this.#slot.handle
  }

  get id(): string {
    return this.#slot.id
  }

  get parent(): OrderHandle {
    return this.#slot.parent
  }

  get instrument(): Instrument {
    return this.#slot.instrument
  }

  get side(): Side {
    return this.#slot.side
  }

  get type(): OrderType {
    return this.#slot.type
  }

  get state(): OrderState {
    return this.#slot.state
  }

  get quantity(): number {
    return this.#slot.quantity
  }

  get filled(): number {
    return this.#slot.filled
  }

  get price(): number | undefined {
    return this.#slot.price
  }

  get trigger(): number | undefined {
    return this.#slot.trigger
  }

  get by(): TriggerPrice {
    return this.#slot.by
  }

  get trail(): number {
    return this.#slot.trail
  }

  get distance(): number | undefined {
    return this.#slot.distance
  }

  get lifetime(): Lifetime {
    return this.#slot.lifetime
  }

  get postOnly(): boolean {
    return this.#slot.postOnly
  }

  get reduceOnly(): boolean {
    return this.#slot.reduceOnly
  }

  get link(): OrderHandle {
    return this.#slot.link
  }

  get reason(): string {
    return this.#slot.reason
  }
}
