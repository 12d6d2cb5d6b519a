import type { CallSite } from '../errors/call-site.ts'
import { callSite } from '../errors/call-site.ts'
import type { StartAmounts } from '../ports/account.ts'
import type { CostsSpec, LatencySpec } from '../ports/venue.ts'
import type { PluginSpec, StrategySpec } from './spec.ts'

/** A list of wishes in which falsy entries are ignored, so `debug && thing()` works. */
export type Wishes<S> = readonly (S | false | null | undefined)[]

/** What the account starts with in backtest and paper, and how equity is told. */
export interface AccountSpec {
  /** Amount of `quote`, or an amount per currency; '0.1' as a text where the last digit must be as written. */
  readonly start: StartAmounts
  /** Currency in which equity is told. */
  readonly quote: string
}

/** How many of everything the bot keeps ready; beyond it a coded refusal. */
export interface CapacitySpec {
  /** Orders that can live at a time; 1024 when left out. */
  readonly orders?: number
  /** Price units around the best prices that a book keeps at hand; a power of two from 1024. */
  readonly windowUnits?: number
  /** Timers that can wait at a time; 1024 when left out. */
  readonly timers?: number
}

/** Everything a bot is. The same object serves backtest, paper and live. */
export interface BotSpec {
  /** Names runs and reports. */
  readonly name: string
  /** Where it trades. In backtest and paper the simulated exchange stands in for any venue. */
  readonly venue?: PluginSpec
  /** Several venues by name; symbols then say which: 'a:BTCUSDT'. */
  readonly venues?: Readonly<Record<string, PluginSpec>>
  /** What it trades: 'BTCUSDT', or 'linear:BTCUSDT' where that could be several. */
  readonly symbols: readonly string[]
  /** What it starts with. */
  readonly account: AccountSpec
  /** What decides; each has positions and orders of its own. */
  readonly strategies: Wishes<StrategySpec>
  /** Rules that every order which could make a position larger is asked against. */
  readonly risk?: Wishes<PluginSpec>
  /** Whatever else belongs to it: stores, notifiers, stages. */
  readonly plugins?: Wishes<PluginSpec>
  /** Fees, slippage and funding in backtest and paper; those of a beginner at a large venue when left out. */
  readonly costs?: CostsSpec
  /** Delays of the wire in backtest and paper; 10 ms each way when left out. */
  readonly latency?: LatencySpec
  /** 'refuse' (the default) refuses a price off the tick; 'passive' moves it away from the market. */
  readonly orders?: { readonly rounding?: 'refuse' | 'passive' }
  /** What a backtest reads when nothing else is said: a file, a folder, or the samples 'sample:bars' and 'sample:book'. */
  readonly data?: string
  /** Sizes of what the bot keeps ready. */
  readonly capacity?: CapacitySpec
  /**
   * Changes by name, taken with `--profile`: single values of `account`, `costs`, `latency`, `orders` and `capacity`, and risk rules by their
   * name, so that none is lost. Other lists, of symbols, strategies and plugins, stand instead of those of the bot.
   */
  readonly profiles?: Readonly<Record<string, Partial<Omit<BotSpec, 'name' | 'profiles'>>>>
}

/** A bot as defined: inert until something runs it. */
export interface Bot {
  /** Tells it from wishes for strategies and plugins. */
  readonly sort: 'bot'
  /** As it was given. */
  readonly spec: BotSpec
  /** Where it was written; undefined where the stack did not tell. */
  readonly site: CallSite | undefined
}

/**
 * Defines a bot. Nothing is checked, opened or started here; `main(bot)` and the command line do that.
 *
 * @example
 * const bot = defineBot({
 *   name: 'my-bot',
 *   venue: sim(),
 *   symbols: ['BTCUSDT'],
 *   account: { start: 10_000, quote: 'USDT' },
 *   strategies: [momentum({ fast: 20, slow: 120 })],
 * })
 * export default bot
 */
export function defineBot(spec: BotSpec): Bot {
  return { sort: 'bot', spec, site: callSite() }
}
