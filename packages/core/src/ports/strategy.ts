import type { Account, Position } from './account.ts'
import type { Instrument, Side } from './instrument.ts'
import type { Logger } from './logger.ts'
import type { Bar, Bars, Book, Data, Funding, MarketState, Ticker, Trade, Trades } from './market.ts'
import type { Fill, Order, OrderHandle, Refusal, Refused, Ticket } from './orders.ts'
import type { Answer, Asked } from './question.ts'
import type { Use } from './signal.ts'
import type { Kept, KeptRecord } from './state.ts'
import type { Clock, Duration, Percent, Unawaited } from './time.ts'

/**
 * What a strategy does. A callback that exists is a subscription; one that is left out costs nothing.
 * None may block, await, throw for control flow, or keep a view. One that throws is counted, and after a few times put out of the game.
 */
export interface Strategy {
  /** Once, after warm-up and before the first row that counts. */
  onStart?(): Unawaited
  /** Once, also after a failure elsewhere; orders are still possible. */
  onStop?(): Unawaited
  /** Once per message that changed the book. */
  onBook?(book: Book): Unawaited
  /** Once per trade of the public. */
  onTrade?(trade: Trade): Unawaited
  /** Once per closed bar of an interval asked for with `desk.bars`. */
  onBar?(bar: Bar): Unawaited
  /** When a bar of such an interval begins and its open, `bars.nextOpen`, is known; not for bars made from trades. */
  onOpen?(bars: Bars): Unawaited
  /** All bars that closed at one time, after all of them were applied. The list is refilled. */
  onBars?(bars: readonly Bar[]): Unawaited
  /** Once per number beside the trades: mark, index, funding rate, open interest. */
  onTicker?(ticker: Ticker): Unawaited
  /** When a funding payment has been booked. */
  onFunding?(funding: Funding): Unawaited
  /** When numbers under a name came: columns of a recording or of a plugin that are no prices. */
  onData?(data: Data): Unawaited
  /** When the answer to `ask` is there, or has failed. */
  onAnswer?(answer: Answer): Unawaited
  /** When a market becomes ready, or ceases to be. */
  onMarket?(instrument: Instrument, state: MarketState): Unawaited
  /** Every change of an own order's state. */
  onOrder?(order: Order): Unawaited
  /** Every execution of an own order; the position has changed already. */
  onFill?(fill: Fill): Unawaited
  /** Every own wish that was not carried out, told after the message in hand. */
  onRefused?(refused: Refused): Unawaited
}

/** How large a position should be: exactly one of the first four, and `risk` needs `stop`. */
export interface Size {
  /** Share of the strategy's equity. */
  readonly equity?: Percent
  /** Units of base, contracts for inverse. */
  readonly quantity?: number
  /** Amount of quote currency. */
  readonly amount?: number
  /** Share of equity lost if `stop` is reached. */
  readonly risk?: Percent
  /** Limit price; market when left out. */
  readonly limit?: number
  /** Price of the stop that `risk` reckons with. It places no order: `protect` does. */
  readonly stop?: number
  /** Printed with the order in reports. */
  readonly reason?: string
}

/** The stop and target that a position should have. */
export interface Protection {
  /** Price that closes the position at a loss or to keep a gain; a market order once it is reached. */
  readonly stop?: number
  /** Price that closes it with a gain; a limit order. */
  readonly target?: number
  /** A stop that follows the best price at this distance. */
  readonly trail?: Percent
  /** Which price pulls the stop; 'last' when left out. */
  readonly by?: 'last' | 'mark' | 'index'
}

/** What belongs to a strategy as a whole. */
export interface BotDesk {
  /** The time of the tape, and timers in it. */
  readonly clock: Clock
  /** Lines for the log, stamped with the time of the tape. */
  readonly log: Logger
  /** One desk per symbol of the bot, in the order of `symbols`. */
  readonly desks: readonly Desk[]
  /** The desk of a symbol, by full name or any part that is unique. Unknown ones throw in `create`, where you can read it. */
  at(symbol: string): Desk
  /** The account the bot trades on. */
  account(name?: string): Account
  /** The instance behind a wish; call it in `create`. Its number is up to date in every callback. */
  use<V>(wish: Use<V>): V
  /** Asks after this drain; false when the same question is already under way. The features are copied. */
  ask(question: Asked, features: Float64Array): boolean
  /** A record that survives a restart when name and shape agree with what was saved. Call it in `create`. */
  state<K extends Kept>(name: string, first: K): KeptRecord<K>
}

/**
 * One strategy at one instrument: it sees its own position and its own orders. Commands return at once and outcomes come back as
 * callbacks; a refused command returns a negative number and reaches `onRefused`.
 */
export interface Desk extends BotDesk {
  /** What is traded here, and its rules. */
  readonly instrument: Instrument
  /** Best prices and depth; empty where no book is recorded. */
  readonly book: Book
  /** The newest trade of the public. */
  readonly trades: Trades
  /** Mark, index and funding rate. */
  readonly ticker: Ticker
  /** Of this strategy alone; `account().position()` is the net. */
  readonly position: Position
  /** Bars of any interval, from the venue's own, from smaller ones, or from trades; `keep` says how many can be looked back on. */
  bars(interval: Duration, options?: BarsOptions): Bars
  /** Goes to a position of that size on that side, from whatever there is now. Its earlier entry, if still open, is cancelled. */
  enter(side: Side, size: Size): OrderHandle
  /** Leaves, wholly or by a share, at the market, never turning the position. */
  exit(reason: string, share?: Percent): OrderHandle
  /** Price left out is a market order; a price that is not finite is refused. */
  buy(quantity: number, price?: number): OrderHandle
  /** Like `buy`, on the other side. */
  sell(quantity: number, price?: number): OrderHandle
  /** Buys for an amount of quote currency, fee not included. */
  buyFor(amount: number, price?: number): OrderHandle
  /** An order that says everything itself: stops, trailing, post-only, links. */
  send(ticket: Ticket): OrderHandle
  /** `quantity` is the total, the filled part included. Both versions count as exposure until the venue answers. */
  amend(order: OrderHandle, quantity: number, price: number): Refusal
  /** Asks for a cancel; twice is once, and an order that is done or not its own is left alone. */
  cancel(order: OrderHandle): void
  /** Cancels every own order at this instrument; protection that is still wanted comes back. */
  cancelAll(): void
  /** Valid while the order lives and a while after; borrowed. */
  order(handle: OrderHandle): Order | undefined
  /**
   * The ladder wanted on one side, best first; only the difference is sent. A quantity of 0 pulls a level, n = 0 the whole side.
   * Moves smaller than `minMove` (a price) are not worth a message.
   */
  quotes(side: Side, prices: Float64Array, quantities: Float64Array, n: number, minMove?: number): void
  /**
   * The stop and target wanted for the position; they follow its size, cancel each other, and go when it is flat. Their prices need not be
   * on the tick: they are moved to it so that the stop lies no further away than was asked.
   */
  protect(wanted: Protection): void
}

/** How bars are made. */
export interface BarsOptions {
  /** 'auto' takes the venue's bars of that interval, else smaller ones, else trades; the same choice in every mode. */
  readonly from?: 'auto' | 'venue' | 'trades'
  /** Closed bars that `back` can reach; 1 when left out. */
  readonly keep?: number
}
