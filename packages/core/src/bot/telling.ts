import type { Bus } from '../events/bus.ts'
import type { InstrumentDesk } from '../orders/desk.ts'
import type { OrderSlot } from '../orders/order-pool.ts'
import type { RefusalLog } from '../orders/refusal-log.ts'
import type { Refusals } from '../orders/refusals.ts'
import type { Fill, Order, Refused } from '../ports/orders.ts'
import type { MadeStrategy } from './strategies.ts'

/** Tells strategies what became of their orders, and the bus after that. A fill of nobody reaches the bus only. */
export class Telling {
  /** Strategies by owner number less one; set once they are made. */
  strategies: readonly MadeStrategy[] = []
  /** Whether anything was filled since the last look; whoever looks sets it back. */
  filled = false
  readonly #bus: Bus
  readonly #refusals: Refusals
  readonly #log: RefusalLog
  readonly #ownerNames: readonly string[]
  readonly #unsettled: InstrumentDesk[] = []

  constructor(bus: Bus, refusals: Refusals, log: RefusalLog, ownerNames: readonly string[]) {
    this.#bus = bus
    this.#refusals = refusals
    this.#log = log
    this.#ownerNames = ownerNames
  }

  /** The parts that a stage makes of an order are told on the bus, with their parent; a strategy hears of what it has wished for. */
  order(slot: OrderSlot): void {
    if (this.#bus.isHeard('order')) this.#bus.tell('order', copyOrder(slot))
    if (slot.parent !== 0) return
    const strategy = this.strategies[slot.owner - 1]
    if (strategy === undefined) return
    this.#follow(strategy, slot.instrument.index)
    if (strategy.seat.strategy.onOrder !== undefined) strategy.seat.tell('onOrder', slot.view)
  }

  fill(owner: number, fill: Fill): void {
    this.filled = true
    if (this.#bus.isHeard('fill')) this.#bus.tell('fill', { ...fill })
    const strategy = this.strategies[owner - 1]
    if (strategy === undefined) return
    this.#follow(strategy, fill.instrument.index)
    if (strategy.seat.strategy.onFill !== undefined) strategy.seat.tell('onFill', fill)
  }

  /** `whole` is the order that a strategy knows, where a part of it was refused. */
  refused(slot: OrderSlot, code: number, whole: OrderSlot): void {
    const { text } = this.#refusals.of(code)
    this.#log.add(
      slot.owner,
      this.#ownerNames[slot.owner] ?? '',
      slot.instrument,
      code,
      whole.handle,
      () => `${slot.type} order: ${text}`,
    )
  }

  /** After a message: protective orders follow positions, and refusals are told. */
  settle(): void {
    if (this.#unsettled.length > 0) this.#followAll()
    if (this.#log.waiting > 0) this.#log.tell((owner, refused) => this.#tellRefused(owner, refused))
  }

  #followAll(): void {
    for (let i = 0; i < this.#unsettled.length; i++) this.#unsettled[i].follow()
    this.#unsettled.length = 0
  }

  #tellRefused(owner: number, refused: Refused): void {
    if (this.#bus.isHeard('refused')) this.#bus.tell('refused', { ...refused })
    const seat = this.strategies[owner - 1]?.seat
    if (seat?.strategy.onRefused !== undefined) seat.tell('onRefused', refused)
  }

  #follow(strategy: MadeStrategy, instrument: number): void {
    const desk = strategy.desks.length === 1 ? strategy.desks[0] : strategy.desks[instrument]
    if (!this.#unsettled.includes(desk)) this.#unsettled.push(desk)
  }
}

function copyOrder(slot: OrderSlot): Order {
  const { handle, id, instrument, side, type, quantity, filled, state, parent, reason, lifetime, postOnly, reduceOnly } = slot
  const prices = {
    ...(slot.price === undefined ? {} : { price: slot.price }),
    ...(slot.trigger === undefined ? {} : { trigger: slot.trigger }),
  }
  return {
    handle,
    id,
    instrument,
    side,
    type,
    quantity,
    filled,
    state,
    parent,
    reason,
    lifetime,
    postOnly,
    reduceOnly,
    ...prices,
  }
}
