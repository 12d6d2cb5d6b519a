import type { Draft } from '../ports/execution.ts'
import type { OrderSlot } from './order-pool.ts'

/** An order as it should become: the terms that an amend asks for in place of those in force. One object, refilled for every amend. */
export class AmendedDraft implements Draft {
  #order!: OrderSlot

  of(order: OrderSlot): this {
    this.#order = order
    return this
  }

  get priceUnits() {
    return this.#order.wantedPriceUnits
  }

  get lots() {
    return this.#order.wantedLots
  }

  get handle() {
    return this.#order.handle
  }

  get slot() {
    return this.#order.slot
  }

  get parent() {
    return this.#order.parent
  }

  get owner() {
    return this.#order.owner
  }

  get instrument() {
    return this.#order.instrument
  }

  get side() {
    return this.#order.side
  }

  get type() {
    return this.#order.type
  }

  get triggerUnits() {
    return this.#order.triggerUnits
  }

  get by() {
    return this.#order.by
  }

  get trail() {
    return this.#order.trail
  }

  get distanceUnits() {
    return this.#order.distanceUnits
  }

  get lifetime() {
    return this.#order.lifetime
  }

  get postOnly() {
    return this.#order.postOnly
  }

  get reduceOnly() {
    return this.#order.reduceOnly
  }

  get link() {
    return this.#order.link
  }

  get id() {
    return this.#order.id
  }
}
