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
  /** A new order goes on its way. The draft is borrowed. */
  submit(draft: Draft): void
  /** The draft carries the new total and price. */
  amend(draft: Draft): void
  /** Asks for a cancel; the venue may answer that it is too late. */
  cancel(order: OrderHandle): void
  /** Hears what becomes of the orders that passed. */
  onOrder?(order: Order): void
  /** Hears the fills of the orders that passed. */
  onFill?(fill: Fill): void
}
/** The way from desk to gateway, for `wrap`. */
export const Executor = token<Executor>('Executor')

/** What a stage is given when it is made. */
export interface ExecutorNeeds {
  readonly next: Executor
  readonly clock: Clock
  /** The book of an instrument by its number; borrowed. */
  book(instrument: number): Book
}
