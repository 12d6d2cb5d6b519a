import type { Micros, OpenAtEnd, RunResult } from '@botyard/core'
import { averageDigits, isoTime, sumDigits } from './format.ts'

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
  readonly buyAndHold: HeldDocument | null
  readonly fees: number
  readonly funding: number
  readonly turnover: number
  /** How many were closed; each of them stands in trades.csv. */
  readonly trades: number
  /** Every strategy at every symbol. */
  readonly owners: RunResult['owners']
  readonly orders: number
  readonly fills: number
  readonly bars: number
  readonly events: number
  readonly open: readonly OpenDocument[]
  readonly refusals: RunResult['refusals']
  readonly checks: RunResult['checks']
  readonly seconds: number
  /** Path of the HTML report. */
  readonly report: string
}

type Held = NonNullable<RunResult['buyAndHold']>
type OpenDocument = Omit<OpenAtEnd, 'entryTime'> & { readonly entryTime: string }
type HeldDocument = Omit<Held, 'longestUnderWaterMicros'> & { readonly longestUnderWaterSeconds: number }

function heldDocument({ longestUnderWaterMicros, ...held }: Held): HeldDocument {
  return { ...held, longestUnderWaterSeconds: seconds(longestUnderWaterMicros) }
}

function seconds(micros: Micros): number {
  return micros / 1_000_000
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
    finalEquity: sumDigits(result.finalEquity),
    netReturn: result.netReturn,
    maxDrawdown: result.maxDrawdown,
    longestUnderWaterSeconds: seconds(result.longestUnderWaterMicros),
    sharpe: result.sharpe,
    sharpeInterval: result.sharpeInterval,
    exposure: result.exposure,
    buyAndHold: result.buyAndHold && heldDocument(result.buyAndHold),
    fees: sumDigits(result.fees),
    funding: sumDigits(result.funding),
    turnover: averageDigits(result.turnover),
    trades: result.trades.length,
    owners: result.owners.map((one) => ({
      ...one,
      net: sumDigits(one.net),
      fees: sumDigits(one.fees),
      funding: sumDigits(one.funding),
    })),
    orders: result.orders,
    fills: result.fills,
    bars: result.bars,
    events: result.events,
    open: result.open.map((one) => ({
      ...one,
      entryTime: isoTime(one.entryTime),
      averagePrice: averageDigits(one.averagePrice),
    })),
    refusals: result.refusals,
    checks: result.checks,
    seconds: result.seconds,
    report,
  }
}
