import type { TapeClock } from '../engine/clock.ts'
import { MemoryLane } from '../engine/lane.ts'
import { StateRecords } from '../engine/state.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import { rootOf } from '../orders/children.ts'
import { DecisionLog } from '../orders/decision-log.ts'
import { Exposure } from '../orders/exposure.ts'
import { Ledger } from '../orders/ledger.ts'
import { LedgerAccount } from '../orders/ledger-account.ts'
import { restoreLedger } from '../orders/ledger-record.ts'
import { OrderAnswers } from '../orders/order-answers.ts'
import { OrderIds } from '../orders/order-ids.ts'
import { OrderIntake } from '../orders/order-intake.ts'
import { OrderPool, slotsMax } from '../orders/order-pool.ts'
import { Outbox } from '../orders/outbox.ts'
import { Reconciliation } from '../orders/reconciliation.ts'
import { RefusalLog } from '../orders/refusal-log.ts'
import { Refusals } from '../orders/refusals.ts'
import { RiskChain } from '../orders/risk-chain.ts'
import { restoreOrders } from '../orders/saved-orders.ts'
import { moveToStages, namesOf } from '../orders/saved-stages.ts'
import { Stages } from '../orders/stages.ts'
import { takeStep } from '../orders/take-step.ts'
import { TradeTally } from '../orders/trade-tally.ts'
import type { TradingFloor } from '../orders/trading-floor.ts'
import { Unanswered } from '../orders/unanswered.ts'
import type { Journal } from '../ports/journal.ts'
import type { Memory } from '../ports/memory.ts'
import { type MakeGateway, OrderGateway } from '../ports/venue.ts'
import { answerTimeout, gatewayNeeds } from './gateway-needs.ts'
import type { MarketList } from './market-list.ts'
import type { Notices } from './notices.ts'
import { lastStage, plannedStages, rulesOf } from './order-plugins.ts'
import { tellRisk } from './risk-notice.ts'
import type { SavedSession } from './saved-session.ts'
import type { MadeStrategy, Place } from './strategies.ts'
import { Telling } from './telling.ts'
import type { Wired } from './wire.ts'

type Gateway = ReturnType<MakeGateway>

/** What the trading side of a session is made from. */
export interface TradingNeeds {
  readonly memory: Memory
  readonly wired: Wired
  readonly places: readonly Place[]
  readonly seed: number
  readonly clock: TapeClock
  readonly list: MarketList
  readonly notices: Notices
  readonly journal: Journal
  readonly gateway: Gateway | undefined
  readonly saved: SavedSession | undefined
}

/** Everything between a strategy's wish and the venue's answer. */
export interface Trading {
  readonly floor: TradingFloor
  readonly intake: OrderIntake
  readonly answers: OrderAnswers
  readonly unanswered: Unanswered
  readonly reconciliation: Reconciliation
  readonly telling: Telling
  readonly gateway: Gateway
  readonly tally: TradeTally
  readonly journal: Journal
  /** What the risk rules remember. */
  readonly riskRecords: StateRecords
  /** The plugins of the stages, in their order, what they remember, and the lane in which they answer for orders that they hold. */
  readonly stageNames: readonly string[]
  readonly stageRecords: StateRecords
  readonly stageLane: MemoryLane
  /** What rules and stages remember. */
  readonly pluginRecords: readonly StateRecords[]
  /** Lets the gateway begin; it answers in this lane from now on, and what it has to say first has come when `started` resolves. */
  startGateway(lane: MemoryLane): void
  started: Promise<void>
  /** Tells what the risk rules decided for the bot as a whole, and cancels everything where they have halted it. */
  riskChanged(strategies: readonly MadeStrategy[]): void
}

type MadeFloor = Pick<TradingFloor, 'pool' | 'ids' | 'ledger' | 'exposure' | 'outbox' | 'ownerNames' | 'risk' | 'refusals'>

/** What can be said at one instant of an order that a stage holds: it is open, amended, not cancelled after all, over. */
const rowsPerOrder = 4

/** Makes ledger, orders, rules and gateway of a session, and restores them where something was saved. */
export function openTrading(needs: TradingNeeds): Trading {
  const { memory, wired, clock, list, notices, journal, saved, places } = needs
  // Before the gateway is made, for it takes the same record over and may rely on it.
  const ledger = ledgerOf(needs)
  const ownerNames = ['external', ...places.map((place) => place.name)]
  const ids = new OrderIds((saved?.orders.epoch ?? 0) + 1)
  const pool = new OrderPool(ids, Math.min(slotsMax, wired.plan.spec.capacity?.orders ?? 1024))
  const exposure = new Exposure(memory, ledger.owners)
  const refusals = new Refusals()
  const riskRecords = new StateRecords('risk', saved?.risk.rules)
  const refusalLog = new RefusalLog(refusals)
  const log = new DecisionLog(journal, clock)
  const telling = new Telling(wired.bus, refusals, refusalLog, ownerNames)
  const gateway = needs.gateway ?? wired.parts.get(OrderGateway)(gatewayNeeds(needs, ledger, pool.slots.length, ids.epoch))
  const planned = plannedStages(wired)
  const stageNames = namesOf(planned)
  const unanswered = watchOver(needs, pool, gateway)
  const outbox = new Outbox({
    log,
    journal,
    gateways: [gateway],
    executorOf: (slot) => stages.entryOf(slot),
    left(slot, what) {
      unanswered.sent(slot)
      if (what === 'new' || what === 'reduce') takeStep(slot, 'send')
    },
  })
  const risk = new RiskChain(rulesOf(wired, refusals, riskRecords))
  const floor = floorOf(needs, { pool, ids, ledger, exposure, outbox, ownerNames, risk, refusals: refusalLog })
  if (saved !== undefined) restoreFloor(floor, saved, stageNames, list)
  if (saved !== undefined) unanswered.begin()
  const intake = new OrderIntake(floor)
  const stageLane = new MemoryLane(memory, 'stages', stageNames.length === 0 ? 1 : pool.slots.length * rowsPerOrder)
  const stageRecords = new StateRecords('stages', saved?.stages.records)
  const stages: Stages = new Stages({
    planned,
    gateway: lastStage(wired, gateway),
    floor,
    intake,
    tape: stageLane,
    records: stageRecords,
    clock: () => clock.of({ lastDaily: new Map(), run: (wake) => wake() }),
  })
  const tally = tallyOf(ledger, saved)
  const answers = answersOf(floor, log, tally, { unanswered, stages, telling }, saved)
  return {
    floor,
    intake,
    answers,
    unanswered,
    reconciliation: new Reconciliation(ledger, log, (problem) => notices.problem('account', 'alarm', problem)),
    telling,
    gateway,
    journal,
    tally,
    riskRecords,
    stageNames,
    stageRecords,
    stageLane,
    pluginRecords: [riskRecords, stageRecords],
    started: Promise.resolve(),
    startGateway(lane) {
      this.started = gateway.start(lane, saved?.time ?? 0, () => clock.time)
      // Whoever drives the session awaits it; until then it is no unhandled failure.
      this.started.catch(() => {})
    },
    riskChanged: (strategies) => tellRisk(floor, intake, notices, strategies),
  }
}

function ledgerOf({ memory, wired, list, saved, places }: TradingNeeds): Ledger {
  const { name, account } = wired.plan.spec
  const ledger = new Ledger({ memory, instruments: list.instruments.listed, account: { name, ...account }, owners: places })
  if (saved !== undefined) refuseWrong(restoreLedger(ledger, saved.ledger))
  return ledger
}

function tallyOf(ledger: Ledger, saved: SavedSession | undefined): TradeTally {
  const tally = new TradeTally(ledger)
  if (saved !== undefined) tally.restore(saved.trades ?? [])
  return tally
}

function refuseWrong(reason: string | undefined): void {
  if (reason !== undefined) throw new BotyardError('BY9004', { reason })
}

/** What all desks share, of what was made for it. */
function floorOf({ wired, clock, list, places }: TradingNeeds, made: MadeFloor): TradingFloor {
  const { spec } = wired.plan
  return {
    ...made,
    clock,
    markets: list.markets,
    account: new LedgerAccount(spec.name, spec.account.quote, made.ledger, made.exposure),
    rounding: spec.orders?.rounding ?? 'refuse',
    soleOwner: list.instruments.listed.map(
      (_, index) => places.filter((place) => place.instrument === undefined || place.instrument === index).length === 1,
    ),
    warmUntil: Number.NEGATIVE_INFINITY,
    stopping: false,
  }
}

/** Puts orders, rules and exposure back as they were saved; the ledger was before. */
function restoreFloor(floor: TradingFloor, saved: SavedSession, stageNames: readonly string[], list: MarketList): void {
  const { pool, ids, ownerNames, risk, exposure } = floor
  refuseWrong(restoreOrders(pool, saved.orders, ownerNames, (symbol) => list.instruments.find(symbol)))
  refuseWrong(moveToStages(pool, saved.stages.names, stageNames))
  ids.sequence = saved.orders.sequence
  risk.restore(saved.risk)
  for (const slot of pool.live) exposure.reserve(slot, slot.reservedLots, slot.reservedWorth)
}

function watchOver({ memory, clock, wired, notices }: TradingNeeds, pool: OrderPool, gateway: Gateway): Unanswered {
  const timeout = answerTimeout(wired.plan.spec.latency ?? {})
  const problem = (what: BotyardError) => notices.problem('orders', 'warn', what)
  return new Unanswered({ memory, pool, clock, gateway, timeout, problem })
}

/** Who hears what becomes of orders, in the order in which they do. */
interface Listeners {
  readonly unanswered: Unanswered
  readonly stages: Stages
  readonly telling: Telling
}

function answersOf(
  floor: TradingFloor,
  log: DecisionLog,
  tally: TradeTally,
  { unanswered, stages, telling }: Listeners,
  saved: SavedSession | undefined,
): OrderAnswers {
  const answers = new OrderAnswers(floor, log, tally, {
    order(slot) {
      unanswered.changed(slot)
      stages.order(slot)
      telling.order(slot)
    },
    part: (slot, fill) => stages.fill(slot, fill),
    returned: (child) => stages.returned(child),
    fill: (owner, fill) => telling.fill(owner, fill),
    refused: (slot, code) => telling.refused(slot, code, rootOf(floor.pool, slot)),
  })
  for (const execution of saved?.executions ?? []) answers.seen.add(execution)
  return answers
}
