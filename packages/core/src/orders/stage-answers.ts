import { Kind } from '../engine/tape-kinds.ts'
import type { Refusal } from '../ports/orders.ts'
import type { Tape } from '../ports/tape.ts'
import type { Clock } from '../ports/time.ts'
import type { OrderSlot } from './order-pool.ts'

/**
 * What stages say of the orders they hold, as rows of a lane of their own: so an order that is held is answered in the way of all others, is
 * in the journal, and no strategy is called while orders leave. A row that finds the lane full is dropped and counted by it.
 */
export class StageAnswers {
  readonly #tape: Tape
  readonly #clock: Pick<Clock, 'now'>

  constructor(tape: Tape, clock: Pick<Clock, 'now'>) {
    this.#tape = tape
    this.#clock = clock
  }

  accepted(order: OrderSlot): void {
    this.#say(Kind.accepted, order, order.lots)
  }

  amended(order: OrderSlot): void {
    this.#say(Kind.amended, order, order.wantedLots, order.wantedPriceUnits)
  }

  amendRefused(order: OrderSlot, refusal: Refusal): void {
    this.#say(Kind.amendRefused, order, order.lots, order.priceUnits, refusal)
  }

  cancelRefused(order: OrderSlot, refusal: Refusal): void {
    this.#say(Kind.cancelRefused, order, order.lots, order.priceUnits, refusal)
  }

  /** The order is over. One that has all it wanted is filled, whatever was asked meanwhile. */
  ended(order: OrderSlot, as: 'cancelled' | 'expired'): void {
    const { lots, filledLots } = order
    if (filledLots >= lots) this.#say(Kind.found, order, lots, order.priceUnits, lots)
    else this.#say(as === 'cancelled' ? Kind.cancelled : Kind.expired, order, filledLots)
  }

  #say(kind: number, { handle, instrument, side, priceUnits }: OrderSlot, quantity: number, price = priceUnits, a = 0): void {
    const tape = this.#tape
    const now = this.#clock.now()
    tape.open()
    const row = tape.next(kind)
    if (row < 0) {
      tape.discard()
      return
    }
    tape.instrument[row] = instrument.index
    tape.side[row] = side
    tape.price[row] = price
    tape.quantity[row] = quantity
    tape.a[row] = a
    tape.b[row] = 0
    tape.ref[row] = handle
    tape.exchangeTime[row] = now
    tape.receivedTime[row] = now
    tape.sequence[row] = 0
    tape.close()
  }
}
