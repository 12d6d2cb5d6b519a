import type { RunResult } from '@botyard/core'
import { isoTime } from './format.ts'

/** The document that `--json` prints and `result.json` keeps. Times are ISO 8601, shares are fractions, amounts are in `currency`. */
interface ResultDocument {
  readonly bot: string
  readonly mode: RunResult['mode']
  readonly strategies: readonly string[]
  readonly symbols: readonly string[]
  readonly seed: number
  readonly currency: string
  readonly from: string
  readonly to: string
  readonly data: { readonly name: string; readonly checksum: string }
  readonly synthetic: boolean
  readonly hash: string
  readonly initialEquity: number
  readonly finalEquity: number
  readonly netReturn: number
  readonly maxDrawdown: number
  readonly longestUnderWaterSeconds: number
  readonly sharpe: number | null
  readonly sharpeInterval: readonly [number, number] | null
  readonly exposure: number
  readonly buyAndHold: RunResult['buyAndHold']
  readonly fees: number
  readonly funding: number
  readonly turnover: number
  /** How many were closed; each of them stands in trades.csv. */
  readonly trades: number
  readonly orders: number
  readonly fills: number
  readonly bars: number
  readonly events: number
  readonly open: RunResult['open']
  readonly refusals: RunResult['refusals']
  readonly checks: RunResult['checks']
  readonly seconds: number
  /** Path of the HTML report. */
  readonly report: string
}

/** Makes the document of a finished run. */
export function resultDocument(result: RunResult, report: string): ResultDocument {
  return {
    bot: result.bot,
    mode: result.mode,
    strategies: result.strategies,
    symbols: result.symbols,
    seed: result.seed,
    currency: result.currency,
    from: isoTime(result.data.from),
    to: isoTime(result.data.to),
    data: { name: result.data.name, checksum: result.data.checksum },
    synthetic: result.synthetic,
    hash: result.hash,
    initialEquity: result.initialEquity,
    finalEquity: result.finalEquity,
    netReturn: result.netReturn,
    maxDrawdown: result.maxDrawdown,
    longestUnderWaterSeconds: result.longestUnderWaterMicros / 1_000_000,
    sharpe: result.sharpe,
    sharpeInterval: result.sharpeInterval,
    exposure: result.exposure,
    buyAndHold: result.buyAndHold,
    fees: result.fees,
    funding: result.funding,
    turnover: result.turnover,
    trades: result.trades.length,
    orders: result.orders,
    fills: result.fills,
    bars: result.bars,
    events: result.events,
    open: result.open,
    refusals: result.refusals,
    checks: result.checks,
    seconds: result.seconds,
    report,
  }
}
