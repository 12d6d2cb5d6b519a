import { digestOf } from '../defaults/digest.ts'
import { netReturn } from '../metrics/growth.ts'
import { sharpeInterval, yearlySharpe } from '../metrics/sharpe.ts'
import { ledgerLines } from '../orders/ledger-record.ts'
import type { Check, ClosedTrade, OwnerResult, RunData, RunResult } from '../ports/report.ts'
import type { Micros } from '../ports/time.ts'
import type { Recording } from '../ports/venue.ts'
import { runChecks } from './run-checks.ts'
import type { Session } from './session.ts'
import { tradesCheck } from './trades-check.ts'

/** What is known about a run besides the session itself. */
export interface RunFacts {
  readonly mode: RunResult['mode']
  readonly recording: Recording
  readonly seed: number
  readonly from: Micros
  readonly to: Micros
  readonly seconds: number
  readonly checks: readonly Check[]
}

/**
 * The hash of a run: sha256 over every decision and answer, the whole ledger and the data's checksum. Two runs with one hash did the same
 * on the same market.
 */
export function runHash(session: Session, recording: Recording): string {
  const { journal, floor } = session.trading
  return digestOf(['botyard run 1', journal.digest(), ...ledgerLines(floor.ledger), recording.checksum])
}

/** Everything a finished run says of itself. */
export function resultOf(session: Session, facts: RunFacts): RunResult {
  session.sample()
  const { trading, curve, hold, wired } = session
  const { ledger, refusals } = trading.floor
  const { plan } = wired
  const daily = curve.days()
  const trades = trading.tally.trades()
  return {
    bot: plan.spec.name,
    mode: facts.mode,
    strategies: plan.strategies.map(({ name }) => name),
    symbols: session.list.instruments.listed.map(({ symbol }) => symbol),
    seed: facts.seed,
    synthetic: facts.recording.synthetic,
    data: dataOf(session, facts),
    hash: runHash(session, facts.recording),
    currency: plan.spec.account.quote,
    initialEquity: curve.initial,
    finalEquity: ledger.equity,
    netReturn: netReturn(curve.initial, ledger.equity),
    maxDrawdown: curve.maxDrawdown,
    longestUnderWaterMicros: curve.longestUnderWaterMicros,
    sharpe: yearlySharpe(curve.initial, daily),
    sharpeInterval: sharpeInterval(curve.initial, daily),
    exposure: facts.to > facts.from ? trading.tally.held.between(facts.from, facts.to) / (facts.to - facts.from) : 0,
    fees: ledger.feesPaid,
    funding: ledger.fundingReceived,
    turnover: trading.tally.turnover,
    buyAndHold: hold.result(),
    orders: trading.floor.ids.sequence,
    fills: trading.answers.fills,
    bars: session.bars,
    events: session.engine.rows,
    owners: ownersOf(session, trades),
    trades,
    open: trading.tally.open(),
    refusals: refusals.counts(),
    checks: [
      ...runChecks(session),
      ...tradesCheck(trading.tally.count, trades.length),
      session.warmUp.check(),
      session.gaps.check(facts.to),
      ...facts.checks,
    ],
    equity: curve.points(),
    dailyEquity: daily,
    seconds: facts.seconds,
  }
}

/** Strategies by their places, and before them whoever else traded on the account. */
function ownersOf({ strategies, trading }: Session, trades: readonly ClosedTrade[]): OwnerResult[] {
  const { ledger } = trading.floor
  const { valuation, owners, fees, funding } = ledger
  const closed = new Map<string, number>()
  for (const { owner } of trades) closed.set(owner, (closed.get(owner) ?? 0) + 1)
  const all = owners.names.map((name, owner): OwnerResult => {
    const symbol = strategies[owner - 1]?.desks.find(({ instrument }) => name.endsWith(`@${instrument.symbol}`))?.instrument
      .symbol
    return {
      owner: name,
      strategy: symbol === undefined ? name : name.slice(0, -symbol.length - 1),
      symbol: symbol ?? null,
      net: valuation.ownerNet(owner),
      fees: valuation.sum(fees, owner),
      funding: valuation.sum(funding, owner),
      trades: closed.get(name) ?? 0,
    }
  })
  return all.filter((one, owner) => owner > 0 || one.net !== 0 || one.fees !== 0 || one.funding !== 0)
}

function dataOf({ recorded }: Session, { recording: { name, checksum }, from, to }: RunFacts): RunData {
  return { name, checksum, from, to, rows: recorded.rows, bars: recorded.bars() }
}
