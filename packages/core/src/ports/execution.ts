import type { Instrument, Side } from './instrument.ts'
import type { Book } from './market.ts'
import type { Fill, Lifetime, Order, OrderHandle, OrderType, TriggerPrice } from './orders.ts'
import type { Clock } from './time.ts'
import { token } from './token.ts'

/**
 * An order on its way out, in the integers of its instrument. One object per order slot, refilled: never kept past the call.
 * A price of 0 units means there is none; only `type` makes a market order.
 */
export interface Draft {
  readonly handle: OrderHandle
  readonly slot: number
  readonly parent: OrderHandle
  /** Number of the strategy at its instrument. */
  readonly owner: number
  readonly instrument: Instrument
  readonly side: Side
  readonly type: OrderType
  readonly priceUnits: number
  readonly lots: number
  readonly triggerUnits: number
  readonly by: TriggerPrice
  /** Trailing distance as a share, or 0. */
  readonly trail: number
  readonly distanceUnits: number
  readonly lifetime: Lifetime
  readonly postOnly: boolean
  readonly reduceOnly: boolean
  readonly link: OrderHandle
  /** Client id, unique for ever on the account. Building it allocates; only what sends it reads it. */
  readonly id: string
}

/** A stage between desk and gateway. What it does not understand it passes on. It returns at once; outcomes come back as rows. */
export interface Executor {
  submit(draft: Draft): void
  /** The draft carries the new total and price. */
  amend(draft: Draft): void
  cancel(order: OrderHandle): void
  onOrder?(order: Order): void
  onFill?(fill: Fill): void
}
export const Executor = token<Executor>('Executor')

/** What a stage is given when it is made. */
export interface ExecutorNeeds {
  readonly next: Executor
  readonly clock: Clock
  book(instrument: number): Book
}
