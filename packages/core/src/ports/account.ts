import type { Instrument, Side } from './instrument.ts'
import type { LedgerRecord } from './ledger-record.ts'
import type { Micros } from './time.ts'

/** A holding in one instrument. `quantity` is never negative; `side` says which way. */
export interface Position {
  /** How much is held, units of base, contracts for inverse; never negative. */
  readonly quantity: number
  /** 1 long, -1 short, 0 flat. */
  readonly side: Side | 0
  /** Whether nothing is held. */
  readonly flat: boolean
  /** Whether something is held. */
  readonly open: boolean
  /** Average entry price of what is open; NaN when flat. */
  readonly averagePrice: number
  /** Profit booked so far in the settle currency, before fees and funding. */
  readonly realized: number
  /** Profit of what is open at the last price, in the settle currency. */
  readonly unrealized: number
  /** When it last was opened, turned to the other side or became flat, microseconds; 0 before the first fill. */
  readonly since: Micros
}

/** An amount of one currency. */
export interface Balance {
  /** All there is of it, what is spoken for included. */
  readonly total: number
  /** What open spot orders have not spoken for. What positions and orders of contracts take as margin is the venue's to say, and still in it. */
  readonly available: number
}

/** The account of the bot at one venue. Reading never allocates; every number is as of the last message. */
export interface Account {
  /** The name of the bot that trades on it. */
  readonly name: string
  /** The currency in which equity is told. */
  readonly currency: string
  /** Balances and open profit, valued by the stated routes; NaN while something that is held has no price, as after a restart. */
  readonly equity: number
  /** What open spot orders have not spoken for of that currency. */
  readonly available: number
  /** What the account has of a currency; nothing of one it cannot hold. */
  balance(currency: string): Balance
  /** Net over all strategies and foreign orders. */
  position(instrument: Instrument): Position
  /** Quantity on one side if every open and unknown order of that side filled; never negative. */
  worstCase(instrument: Instrument, side: Side): number
}

/** An amount as people write it: 10_000, or '0.1' where the last digit must be as written. */
export type StartAmount = number | string

/** What an account begins with: an amount of its own currency, or amounts by currency. */
export type StartAmounts = StartAmount | Readonly<Record<string, StartAmount>>

/** The account that orders are for, by what is agreed about it. */
export interface AccountTerms {
  /** The name of the bot that trades on it. */
  readonly name: string
  /** The currency in which equity is told. */
  readonly quote: string
  /** What it began with. */
  readonly start: StartAmounts
  /** What it had come to when the bot stopped; left out at a first start. */
  readonly record?: LedgerRecord
}
