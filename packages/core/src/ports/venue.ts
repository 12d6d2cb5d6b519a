import type { AccountTerms } from './account.ts'
import type { Executor } from './execution.ts'
import type { Instrument, InstrumentRules } from './instrument.ts'
import type { Memory } from './memory.ts'
import type { OrderHandle } from './orders.ts'
import type { Tape, TapeReader } from './tape.ts'
import type { Duration, Micros, Percent } from './time.ts'
import { token } from './token.ts'

/** What somebody wants to hear of an instrument. */
export interface Interest {
  /** What it is about. */
  readonly instrument: Instrument
  /** Which sort of rows. */
  readonly kind: 'book' | 'trades' | 'bars' | 'ticker' | 'data'
  /** For bars. */
  readonly interval?: Duration
  /** Levels a side, for books. */
  readonly depth?: number
}

/** A producer that works ahead of the tape, such as timers or a simulated exchange. */
export interface Waiter {
  /** When it next has something to do; Infinity for never. Read before every message, so it is a plain field. */
  readonly due: Micros
  /** True when it cannot be woken yet, because an answer from outside is missing: the engine then stops at `due`. */
  readonly isBlocked?: boolean
  /** Called once the tape reaches `due` and before any later row; it may write rows to its own lane. */
  wake(): void
}

/** A lane that can be read. `refill` brings the next rows when all were read, and says false at the end for good. */
export interface Lane extends Tape {
  /** The next row to read, and the first that is not there yet. */
  head: number
  /** The first row that is not there yet. */
  readonly tail: number
  /** Called when every row was read. */
  refill?(): boolean
}

/** A market that was written down: what a backtest reads. */
export interface Recording {
  /** What it calls itself in messages and reports. */
  readonly name: string
  /** True when no market ever traded like this; every report says so. */
  readonly synthetic: boolean
  /** Over every byte that counts; part of the hash of a run. */
  readonly checksum: string
  /** What it has rows of; rows name them by their place. */
  readonly instruments: readonly InstrumentRules[]
  /** Rules that came into force on the way; rows of kind `instrument` name them by their place. None when left out. */
  readonly rules?: readonly InstrumentRules[]
  /** What rows of kind `data` are called, by the number in their `ref`. None when left out. */
  readonly dataNames?: readonly string[]
  /** Every row is at or after this ... */
  readonly from: Micros
  /** ... and before this. */
  readonly to: Micros
  /** Whether rows of this sort are in it. */
  offers(instrument: InstrumentRules, kind: Interest['kind'], interval?: Duration): boolean
  /** Intervals of the recorded bars. */
  intervals(instrument: InstrumentRules): readonly Duration[]
  /** A lane over the rows of a half-open time range; `numbers[i]` is the tape's number of `instruments[i]`, or -1 to leave it out. */
  open(numbers: readonly number[], from: Micros, to: Micros): Lane
}

/** The market side of a venue. */
export interface MarketFeed {
  /** Rules of the symbols asked for; unknown ones are BY3001 with the nearest names. */
  instruments(names: readonly string[]): Promise<InstrumentRules[]>
  /** Whether the venue sends rows of this sort by itself. */
  offers(instrument: InstrumentRules, kind: Interest['kind'], interval?: Duration): boolean
  /** Writes past rows, oldest first. */
  history(tape: Tape, interest: Interest, from: Micros, to: Micros): Promise<void>
  /** Decodes once and writes to every lane. Resolves when all subscriptions are confirmed. */
  start(lanes: readonly Tape[], interests: readonly Interest[]): Promise<void>
  /** May be called twice, also when `start` failed. */
  stop(): Promise<void>
}
/** The market side of a venue, for `provides`. */
export const MarketFeed = token<MarketFeed>('MarketFeed')

/** What a gateway can do. What it claims is tested; what it denies is tested to be refused. */
export interface Supports {
  /** Whether an order can be changed without losing its handle. */
  readonly amend: boolean
  /** Orders in one message; 1 is none. */
  readonly batch: number
  /** Whether an order can be kept from taking. */
  readonly postOnly: boolean
  /** Whether an order can be kept from turning the position. */
  readonly reduceOnly: boolean
  /** Whether it keeps stops itself. */
  readonly stop: boolean
  /** Whether it moves trailing stops itself. */
  readonly trailing: boolean
  /** Whether it cancels all orders when the line is lost. */
  readonly cancelOnDisconnect: boolean
  /** Whether a long and a short position can stand side by side. */
  readonly hedge: boolean
}

/** The order side of a venue: one account. It answers on its tape only, and never sends anything twice. */
export interface OrderGateway extends Executor {
  /** By what it says here the desk amends, or cancels and sends anew. Everything else that it denies it refuses itself. */
  readonly supports: Supports
  /**
   * Writes balances, positions, open orders and fills missed since `since`, 0 for a first start; resolves after that. `now` tells the time of the row in hand;
   * a gateway that outlives its session is started again with those of the next one.
   */
  start(tape: Tape, since: Micros, now: () => Micros): Promise<void>
  /** After the drain: everything submitted goes out, in one batch where the venue takes batches. */
  flush(): void
  /** Looks for evidence about an order whose outcome is unknown; it comes as a row. */
  ask(order: OrderHandle): void
  /** Lets go of the line; may be called twice, also when `start` failed. */
  stop(): Promise<void>
  /**
   * How much later than its way there and back an answer may come without anything being wrong, as of now: a simulated gateway decides some
   * cancels at the close of a bar only. Nothing when left out.
   */
  readonly patience?: Micros
  /** A simulated gateway knows when its next answer is due ... */
  readonly waiter?: Waiter
  /** ... and watches the market before the engine does. */
  readonly reader?: TapeReader
}

/** What a gateway is made with. */
export interface GatewayNeeds {
  /** Where columns come from. */
  readonly memory: Memory
  /** All of the bot, by their number. */
  readonly instruments: readonly Instrument[]
  /** Number that fee and funding rows carry for a currency. */
  currency(name: string): number
  /** Decimals of a currency's unit: limbs of fees count 10^-digits of it. */
  digits(currency: number): number
  /** Slots of orders; the slot in a handle is found by `slotOf`. */
  readonly ordersMax: number
  /** The slot in a handle. */
  slotOf(order: OrderHandle): number
  /** Whether rows of a book can come for an instrument. */
  hasBook(instrument: Instrument): boolean
  /** Whether trades can come for it; without them a book's best prices pull triggers. */
  hasTrades(instrument: Instrument): boolean
  /** What a simulation draws its chance from. */
  readonly seed: number
  /** Which start of the bot this is, from 1: a simulated venue numbers its executions apart by it. */
  readonly epoch: number
  /** A simulated venue keeps books of its own by it, because it knows of fills before the bot hears of them. */
  readonly account: AccountTerms
  /** Of the bot, for gateways that only simulate; `symbols` by the full names of the instruments. */
  readonly costs: CostsSpec
  /** Of the bot, for gateways that only simulate. */
  readonly latency: LatencySpec
}

/** Fees as shares of the value of a fill. */
export interface FeesSpec {
  /** From 0 to 10 %. */
  readonly taker?: Percent
  /** From -1 % to 10 %; below zero it is paid to you. */
  readonly maker?: Percent
}

/** What trading costs in backtest and paper. Live, the venue charges what it charges. */
export interface CostsSpec extends FeesSpec {
  /** Fees of single symbols, as they are written in `symbols` of the bot; what is left out there is that of all. */
  readonly symbols?: Readonly<Record<string, FeesSpec>>
  /** Added against orders that take where no depth is recorded: '2bp' of the price, 1000 at most; 'book' walks the recorded depth. */
  readonly slippage?: 'book' | `${number}bp`
  /** What perpetual contracts pay every eight hours: the rates that are recorded, or one rate; '0%' for none. */
  readonly funding?: 'recorded' | Percent
}

/**
 * One way of the wire: always equally long; or half of the messages under the median and one in a hundred over `p99`, none over ten times
 * that; or as often as was measured.
 *
 * @example
 * latency: { entry: { median: '8ms', p99: '60ms' }, response: '5ms' }
 */
export type DelaySpec =
  | Duration
  | { readonly median: Duration; readonly p99: Duration }
  | { readonly samples: readonly Duration[] }

/** How long the wire takes in backtest and paper, each way. */
export interface LatencySpec {
  /** From our send to the venue's matching. */
  readonly entry?: DelaySpec
  /** From the venue's decision to us hearing of it. */
  readonly response?: DelaySpec
}

/** Makes the gateway of a bot; a venue provides this, and a simulated one may take its place. */
export type MakeGateway = (needs: GatewayNeeds) => OrderGateway
/** The order side of a venue, for `provides`. */
export const OrderGateway = token<MakeGateway>('OrderGateway')
