import type { Instrument, Side } from './instrument.ts'
import type { Micros, Percent } from './time.ts'

/** Names an order of this run. Positive: a slot and its generation. Negative: minus the refusal. Never zero. */
export type OrderHandle = number

/** Why something was not done; 0 is nothing wrong. Core and plugins register their numbers at wiring. */
export type Refusal = number

/** Where an order stands. The last five never change again, but a late fill is still booked. */
export type OrderState =
  | 'new'
  | 'sent'
  | 'open'
  | 'partial'
  | 'amending'
  | 'cancelling'
  | 'unknown'
  | 'filled'
  | 'cancelled'
  | 'rejected'
  | 'expired'
  | 'refused'

/** 'market' takes what is there; the rest wait for their price or trigger. */
export type OrderType = 'market' | 'limit' | 'stop' | 'stop-limit' | 'trailing'

/** How long an order lives: until cancelled, now or never, all now or nothing, until the day ends (UTC). */
export type Lifetime = 'gtc' | 'ioc' | 'fok' | 'day'

/** Which price pulls a trigger. */
export type TriggerPrice = 'last' | 'mark' | 'index'

/** Everything that can be said about an order. What is left out has the default named here. */
export interface Ticket {
  /** 1 buys, -1 sells. */
  readonly side: Side
  /** Units of base (contracts for inverse); positive. */
  readonly quantity: number
  /** What sort of order it is. */
  readonly type: OrderType
  /** Needed by 'limit' and 'stop-limit', refused by the others. */
  readonly price?: number
  /** Needed by 'stop' and 'stop-limit'; for 'trailing' the price that starts the trailing, at once when left out. */
  readonly trigger?: number
  /** Default 'last'. */
  readonly by?: TriggerPrice
  /** Distance of a trailing stop, as a share of the best price since it started. */
  readonly trail?: Percent
  /** Distance of a trailing stop as a price; instead of `trail`. */
  readonly distance?: number
  /** Default 'gtc'. */
  readonly lifetime?: Lifetime
  /** Refused or expired by the venue rather than taking liquidity. */
  readonly postOnly?: boolean
  /** Never makes the position larger or turns it. */
  readonly reduceOnly?: boolean
  /** An own order that is cancelled when this one fills, and the other way round. */
  readonly link?: OrderHandle
  /** Printed with the order in reports. */
  readonly reason?: string
}

/** An order as the desk knows it. Borrowed: valid inside the callback. */
export interface Order extends Ticket {
  /** Names it within the run; what the command returned. */
  readonly handle: OrderHandle
  /** Client id: unique for ever on its account. */
  readonly id: string
  /** What is traded. */
  readonly instrument: Instrument
  /** Where it stands. */
  readonly state: OrderState
  /** Filled so far: units of base, contracts for inverse. */
  readonly filled: number
  /** The order this one was cut from, or 0. */
  readonly parent: OrderHandle
}

/** One execution of one own order. Borrowed. */
export interface Fill {
  /** The order that filled. */
  readonly order: OrderHandle
  /** The venue's id of the execution; a second row with the same id changes nothing. */
  readonly execution: string
  /** What was traded. */
  readonly instrument: Instrument
  /** 1 bought, -1 sold. */
  readonly side: Side
  /** In quote currency. */
  readonly price: number
  /** Units of base, contracts for inverse. */
  readonly quantity: number
  /** Positive when paid. */
  readonly fee: number
  /** What the fee was paid in. */
  readonly feeCurrency: string
  /** Whether the order rested and was taken. */
  readonly maker: boolean
  /** That of the order. */
  readonly reason: string
  /** When we heard of it. */
  readonly time: Micros
}

/** A wish that was not carried out, by the desk, a rule or the venue. Borrowed. */
export interface Refused {
  /** What it would have traded. */
  readonly instrument: Instrument
  /** The number of the refusal, as a negative handle has it. */
  readonly code: Refusal
  /** The catalogue's code: 'BY4102'. */
  readonly error: string
  /** One line with the numbers behind it. */
  readonly reason: string
  /** The order it concerns, or the negative handle the command returned. */
  readonly order: OrderHandle
}
