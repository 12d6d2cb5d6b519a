import type { Instrument, Side } from './instrument.ts'
import type { Book } from './market.ts'
import type { Fill, Lifetime, OrderHandle, OrderState, OrderType, TriggerPrice } from './orders.ts'
import type { Kept, KeptRecord } from './state.ts'
import type { Clock } from './time.ts'
import { token } from './token.ts'

/**
 * An order on its way out, in the integers of its instrument. One object per order slot, refilled: never kept past the call.
 * A price of 0 units means there is none; only `type` makes a market order.
 */
export interface Draft {
  /** Names the order within the run. */
  readonly handle: OrderHandle
  /** The place of the order in the pool. */
  readonly slot: number
  /** The order that this one was cut from, or 0. */
  readonly parent: OrderHandle
  /** Number of the strategy at its instrument. */
  readonly owner: number
  /** What is traded. */
  readonly instrument: Instrument
  /** 1 buys, -1 sells. */
  readonly side: Side
  /** What sort of order it is. */
  readonly type: OrderType
  /** The limit in price units, or 0. */
  readonly priceUnits: number
  /** The whole quantity, in lots. */
  readonly lots: number
  /** The trigger in price units, or 0. */
  readonly triggerUnits: number
  /** Which price pulls the trigger. */
  readonly by: TriggerPrice
  /** Trailing distance as a share, or 0. */
  readonly trail: number
  /** Trailing distance in price units, or 0. */
  readonly distanceUnits: number
  /** How long it lives. */
  readonly lifetime: Lifetime
  /** Whether it may not take. */
  readonly postOnly: boolean
  /** Whether it may only make the position smaller. */
  readonly reduceOnly: boolean
  /** The order that goes when this one fills, or 0. */
  readonly link: OrderHandle
  /** Client id, unique for ever on the account. Building it allocates; only what sends it reads it. */
  readonly id: string
}

/** An order as a stage follows it: its draft with what became of it. Borrowed. */
export interface PassingOrder extends Draft {
  /** Where it stands. */
  readonly state: OrderState
  /** For an order that was cut, what all its children have filled. */
  readonly filledLots: number
}

/** A stage between desk and gateway. What it does not understand it passes on. It returns at once; outcomes come back as rows. */
export interface Executor {
  /** A new order goes on its way. The draft is borrowed. */
  submit(draft: Draft): void
  /** The draft carries the new total and price. */
  amend(draft: Draft): void
  /** Asks for a cancel; the venue may answer that it is too late. */
  cancel(order: OrderHandle): void
  /** Hears every change of the orders that came here, before strategies do. */
  onOrder?(order: PassingOrder): void
  /** Hears every change of a child that was made here, but for a cancel by this stage before it had left. */
  onChild?(child: PassingOrder, parent: PassingOrder): void
  /** Hears the fills of both. A child's fill names the child here, and the order it was cut from to everybody else. */
  onFill?(fill: Fill): void
}
/** The way from desk to gateway, for `wrap`. */
export const Executor = token<Executor>('Executor')

/** What a stage is given when it is made. */
export interface ExecutorNeeds {
  /**
   * The next stage, or the gateway. Here a stage also cancels its own: a child is asked back, and an order that it holds ends as soon as
   * none of its children live any more. An amend of an order that it holds is refused here.
   */
  readonly next: Executor
  /** The time of the tape, and timers in it. */
  readonly clock: Clock
  /** The book of an instrument by its number; borrowed. */
  book(instrument: number): Book
  /** An order of the bot by its handle, live or just done; borrowed. Undefined when its slot was used again. */
  order(handle: OrderHandle): PassingOrder | undefined
  /**
   * From now on this stage answers for an order that came to it and that it does not pass on: the order is open. False when it is linked
   * with another, which only the venue can look after, was passed on, or has ended: then pass it on. What a stage neither holds nor passes on
   * counts as lost on the way.
   */
  hold(order: OrderHandle): boolean
  /**
   * Makes an order out of a part of one that is held, or takes hold of it first, and returns its handle or minus the refusal. It leaves by
   * the outbox to what comes after this stage. 0 units make a market order; a limit of the parent's is never passed by. All that lives and has
   * filled is never more than the parent. The rules are asked; that they refuse, or the venue rejects, is for the stage to deal with.
   */
  child(parent: OrderHandle, lots: number, priceUnits: number): OrderHandle
  /** Lots of an order that have neither filled nor are with a child: what can still be cut. 0 when it was passed on, is ending or is over. */
  left(order: OrderHandle): number
  /** Says that the amend asked for is in force; it is refused where children of other terms are still about. */
  amended(order: OrderHandle): void
  /** Ends an order that is held, once its children are cancelled or filled. */
  end(order: OrderHandle, as: 'cancelled' | 'expired'): void
  /** The record of something to be remembered, which a restart restores when name and shape agree. Equal names are told apart by their order. */
  keep<K extends Kept>(name: string, first: K): KeptRecord<K>
}
