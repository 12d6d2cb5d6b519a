import { digestOf } from '../defaults/digest.ts'
import { netReturn } from '../metrics/growth.ts'
import { sharpeInterval, yearlySharpe } from '../metrics/sharpe.ts'
import { ledgerLines, saveLedger } from '../orders/ledger-record.ts'
import { saveOrders } from '../orders/saved-orders.ts'
import type { Check, RunData, RunResult } from '../ports/report.ts'
import type { Micros } from '../ports/time.ts'
import type { Recording } from '../ports/venue.ts'
import { type SavedSession, savedVersion } from './saved-session.ts'
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
    buyAndHold:
      hold === undefined
        ? null
        : {
            netReturn: netReturn(session.firstPrice, hold.last),
            maxDrawdown: hold.maxDrawdown,
            longestUnderWaterMicros: hold.longestUnderWaterMicros,
            sharpe: yearlySharpe(session.firstPrice, hold.days()),
            netReturnFromClose: Number.isNaN(session.firstClose) ? null : netReturn(session.firstClose, hold.last),
          },
    orders: trading.floor.ids.sequence,
    fills: trading.answers.fills,
    bars: session.bars,
    events: session.engine.rows,
    trades,
    open: trading.tally.open(),
    refusals: refusals.counts(),
    checks: [...ownChecks(session), ...tradesCheck(trading.tally.count, trades.length), session.warmUp.check(), ...facts.checks],
    equity: curve.points(),
    dailyEquity: daily,
    seconds: facts.seconds,
  }
}

function dataOf({ recorded }: Session, { recording: { name, checksum }, from, to }: RunFacts): RunData {
  return { name, checksum, from, to, rows: recorded.rows, bars: recorded.bars() }
}

/** What is looked at after every run, whether it was asked for or not. */
function ownChecks({ strategies, trading, curve, unheard }: Session): Check[] {
  const { ledger, markets, ownerNames } = trading.floor
  const isSolvent = curve.maxDrawdown < 1 && ledger.equity > 0
  const threw = strategies.filter(({ seat }) => seat.failures > 0)
  const apart = markets.filter(({ instrument: { index } }) => {
    const owned = ownerNames.reduce((sum, _, owner) => sum + ledger.ownerLots(owner, index), 0)
    return owned !== ledger.netLots(index)
  })
  return [
    {
      name: 'strategies',
      passed: threw.length === 0,
      text:
        threw.map(({ seat }) => `${seat.name} threw ${seat.failures} times: ${String(seat.firstFailure)}`).join('; ') ||
        'no callback threw',
    },
    {
      name: 'ledger',
      passed: apart.length === 0,
      text:
        apart.map(({ instrument }) => `positions in ${instrument.symbol} do not add up`).join('; ') ||
        'positions of all strategies add up to the account',
    },
    ...accountCheck(trading),
    ...silentCheck(unheard, trading.floor.ids.sequence),
    liquidationCheck(trading.answers.liquidations),
    {
      name: 'solvent',
      passed: isSolvent,
      text: isSolvent
        ? 'equity stayed above zero'
        : 'equity fell to zero or below it: more was lost than there was, so nothing after that is worth anything',
    },
  ]
}

function liquidationCheck(liquidations: number): Check {
  const text =
    liquidations === 0
      ? 'no position was liquidated'
      : `the venue liquidated ${liquidations} ${liquidations === 1 ? 'position' : 'positions'}: what was left of the margin is lost`
  return { name: 'liquidation', passed: liquidations === 0, text }
}

/** Only a venue that tells of its own account can be agreed with. */
function accountCheck({ reconciliation: { compared, differences } }: Session['trading']): Check[] {
  if (compared === 0) return []
  const text =
    differences === 0
      ? 'the ledger agrees with what the venue told of balances and positions'
      : `${differences} of ${compared} balances and positions that the venue told differ from the ledger`
  return [{ name: 'account', passed: differences === 0, text }]
}

/** A strategy that could hear nothing and did nothing has shown nothing, whatever the figures look like. */
function silentCheck(unheard: Session['unheard'], orders: number): Check[] {
  const silent = orders > 0 ? [] : unheard.filter(({ isAll }) => isAll)
  if (silent.length === 0) return []
  const text = silent.map(({ strategy, reasons }) => `${strategy} was never called: ${reasons.join('; ')}`).join('; ')
  return [{ name: 'silent', passed: false, text }]
}

/** Writes down a session so that another one goes on where it stopped. */
export function saveSession(session: Session): SavedSession {
  const { floor } = session.trading
  return {
    version: savedVersion,
    strategies: Object.fromEntries(session.strategies.map(({ seat, records }) => [seat.name, records.save()])),
    desks: Object.fromEntries(
      session.strategies.map(({ seat, desks }) => [
        seat.name,
        Object.fromEntries(desks.map((desk) => [desk.instrument.symbol, desk.save()])),
      ]),
    ),
    indicators: session.shared.save(),
    daily: Object.fromEntries(session.strategies.map(({ seat }) => [seat.name, Object.fromEntries(seat.lastDaily)])),
    ledger: saveLedger(floor.ledger),
    trades: session.trading.tally.save(),
    risk: { ...floor.risk.save(), rules: session.trading.riskRecords.save() },
    stages: { names: session.trading.stageNames, records: session.trading.stageRecords.save() },
    nextLook: session.nextLook,
    orders: { sequence: floor.ids.sequence, epoch: floor.ids.epoch, ...saveOrders(floor.pool, floor.ownerNames) },
    executions: session.trading.answers.seen.save(),
  }
}
