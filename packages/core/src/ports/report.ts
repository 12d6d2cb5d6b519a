import type { Side } from './instrument.ts'
import type { Duration, Micros } from './time.ts'
import { token } from './token.ts'

/** One trip from flat to flat, of one strategy at one instrument. Amounts are in the settle currency of the instrument. */
export interface ClosedTrade {
  /** Who traded: 'crossing@sim:linear:BTCUSDT'. */
  readonly owner: string
  /** The full name of the instrument. */
  readonly symbol: string
  /** 1 long, -1 short. */
  readonly side: Side
  /** All that was opened on the way: units of base, contracts for inverse. */
  readonly quantity: number
  /** When the first fill came. */
  readonly entryTime: Micros
  /** When the last one came. */
  readonly exitTime: Micros
  /** Average price of what was opened. */
  readonly entryPrice: number
  /** Average price of what was closed. */
  readonly exitPrice: number
  /** Before fees and funding. */
  readonly gross: number
  /** Positive when paid. */
  readonly fees: number
  /** Positive when received. */
  readonly funding: number
  /** After fees and funding. */
  readonly net: number
  /** Reason of the last closing order. */
  readonly reason: string
  /** The settle currency, in which the amounts are. */
  readonly currency: string
}

/** A position that was still open at the end, marked at the last price; not a trade. Amounts are in the settle currency of the instrument. */
export interface OpenAtEnd {
  /** Who holds it: 'crossing@sim:linear:BTCUSDT'. */
  readonly owner: string
  /** The full name of the instrument. */
  readonly symbol: string
  /** With its sign. */
  readonly quantity: number
  /** When the first fill came. */
  readonly entryTime: Micros
  /** Average entry price of what is open. */
  readonly averagePrice: number
  /** The last price; NaN where there was none. */
  readonly markPrice: number
  /** Profit of what is open at the last price. */
  readonly unrealized: number
  /** What parts that were closed already made, before fees and funding. */
  readonly gross: number
  /** Positive when paid. */
  readonly fees: number
  /** Positive when received. */
  readonly funding: number
  /** The settle currency, in which the amounts are. */
  readonly currency: string
}

/** What one strategy made, at one instrument or as a whole: from its own part of the ledger, in the currency of the account. */
export interface OwnerResult {
  /** As trades and refusals name it: 'crossing@sim:linear:BTCUSDT'. */
  readonly owner: string
  /** The name of the strategy alone. */
  readonly strategy: string
  /** Where it trades; null for a strategy that is made once for the whole bot. */
  readonly symbol: string | null
  /** After fees and funding, what is open marked at the last price. */
  readonly net: number
  /** Positive when paid. */
  readonly fees: number
  /** Positive when received. */
  readonly funding: number
  /** How many were closed. */
  readonly trades: number
}

/** A wish that was refused, and how often. */
export interface RefusalCount {
  /** Who wished: 'crossing@sim:linear:BTCUSDT'. */
  readonly owner: string
  /** The full name of the instrument. */
  readonly symbol: string
  /** The code of the catalogue: 'BY4203'. */
  readonly error: string
  /** One line with the numbers of the first time. */
  readonly reason: string
  /** How often. */
  readonly count: number
}

/** One thing that was verified about a run. */
export interface Check {
  /** One word: 'ledger'. */
  readonly name: string
  /** Whether all was well. */
  readonly passed: boolean
  /** What was found. */
  readonly text: string
}

/** How many bars of one interval were recorded. */
export interface RecordedBars {
  /** How long each is: '1m'. */
  readonly interval: Duration
  /** How many. */
  readonly count: number
}

/** What a run was made on, from its start to its end. */
export interface RunData {
  /** What the recording calls itself. */
  readonly name: string
  /** Over every byte that counts; part of the hash of the run. */
  readonly checksum: string
  /** Where the run begins. */
  readonly from: Micros
  /** Where it ends; not included. */
  readonly to: Micros
  /** Rows of the recording that were read, without the history before the start. */
  readonly rows: number
  /** Bars among them, the shortest interval first; strategies may have heard other ones that are made of these. */
  readonly bars: readonly RecordedBars[]
}

/** Everything a finished run says of itself. Reports, tables and JSON are made from this and nothing else. */
export interface RunResult {
  /** The name of the bot. */
  readonly bot: string
  /** Who wrote the rows. */
  readonly mode: 'backtest' | 'paper'
  /** Names of the strategies, in the order of the bot. */
  readonly strategies: readonly string[]
  /** Full names of the instruments, in the order of the bot. */
  readonly symbols: readonly string[]
  /** What all chance was drawn from. */
  readonly seed: number
  /** Whether the data was made and never traded. */
  readonly synthetic: boolean
  /** What it was run on. */
  readonly data: RunData
  /** sha256 over decisions, answers, ledger and the data's checksum. */
  readonly hash: string
  /** In which equity and all amounts of the account are told. */
  readonly currency: string
  /** Equity at the start. */
  readonly initialEquity: number
  /** Equity at the end, open positions at the last price. */
  readonly finalEquity: number
  /** Share of the start: 0.02 is two percent. */
  readonly netReturn: number
  /** Deepest fall from a peak as a share of it; never negative. */
  readonly maxDrawdown: number
  /** Longest time below an earlier peak. */
  readonly longestUnderWaterMicros: Micros
  /** Yearly, of daily UTC equity; null under 20 days. */
  readonly sharpe: number | null
  /** Ends of the 95 % interval of `sharpe`. */
  readonly sharpeInterval: readonly [number, number] | null
  /** Share of the run's time with a position, 0 to 1. Those that are still open count, and several at once count once. */
  readonly exposure: number
  /** Positive when paid, in the equity's currency. */
  readonly fees: number
  /** Positive when received. */
  readonly funding: number
  /** Value of everything that traded. */
  readonly turnover: number
  /** What buying at the first price and holding would have done with the same start, without costs. */
  readonly buyAndHold: {
    readonly netReturn: number
    readonly maxDrawdown: number
    readonly longestUnderWaterMicros: Micros
    readonly sharpe: number | null
    /** The return from the close of the first bar on, which other programs print; null when no bar closed. */
    readonly netReturnFromClose: number | null
  } | null
  /** Orders that were sent. */
  readonly orders: number
  /** Executions of them. */
  readonly fills: number
  /** Bars that strategies asked for and that closed since the start, of all intervals. */
  readonly bars: number
  /** Rows of the tape, with those of the history before the start. */
  readonly events: number
  /** Every strategy at every instrument, also one that made nothing; their nets add up to what the account made by trading. */
  readonly owners: readonly OwnerResult[]
  /** Trips from flat to flat, in the order they ended. */
  readonly trades: readonly ClosedTrade[]
  /** What was still open at the end. */
  readonly open: readonly OpenAtEnd[]
  /** What was refused, by owner, instrument and sort. */
  readonly refusals: readonly RefusalCount[]
  /** What was verified. */
  readonly checks: readonly Check[]
  /** Times and values of equity, thinned to what a chart needs; extremes are kept. */
  readonly equity: { readonly times: Float64Array; readonly values: Float64Array }
  /** Equity at the end of every UTC day, the newest one counted although it is not over. */
  readonly dailyEquity: Float64Array
  /** Wall time of the replay. */
  readonly seconds: number
}

/** Turns a result into something to look at; returns the path of what it wrote. */
export interface Report {
  /** Writes into a folder that exists. */
  write(result: RunResult, folder: string): Promise<string>
}
/** What writes reports, for `requires` and `provides`. */
export const Report = token<Report>('Report')
