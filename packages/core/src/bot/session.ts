import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryJournal } from '../defaults/memory-journal.ts'
import { CallbackTable, type Listened, type Timeframe } from '../engine/callback-table.ts'
import { Callbacks } from '../engine/callbacks.ts'
import { TapeClock } from '../engine/clock.ts'
import { Engine } from '../engine/engine.ts'
import { MemoryLane } from '../engine/lane.ts'
import { type AnswerTime, Questions } from '../engine/questions.ts'
import { StateRecords } from '../engine/state.ts'
import { toMicros } from '../options/duration-text.ts'
import { Env } from '../ports/env.ts'
import { Logger } from '../ports/logger.ts'
import type { Memory } from '../ports/memory.ts'
import { TapeReaders } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { OrderGateway as Gateway, Lane, Recording } from '../ports/venue.ts'
import { AfterMessage } from './after-message.ts'
import { EquityCurve } from './equity-curve.ts'
import { listMarkets, type MarketList } from './market-list.ts'
import type { SavedSession } from './saved-session.ts'
import { SessionView } from './session-view.ts'
import { type MadeStrategy, makeStrategies, placesOf } from './strategies.ts'
import { Timeframes } from './timeframes.ts'
import { openTrading, type Trading } from './trading.ts'
import type { Wired } from './wire.ts'
import { MadeWishes } from './wishes.ts'

/** Rows of the lane in which a venue answers. */
const answerRows = 1 << 14

/** What differs between backtest, paper and live: who writes the lanes. */
export interface SessionNeeds {
  readonly wired: Wired
  /** What there is to hear of: instruments and sorts of rows. */
  readonly recording: Recording
  /** The lanes of market rows, once the instruments have their numbers. */
  market(list: MarketList, memory: Memory): readonly Lane[]
  readonly answers: AnswerTime
  readonly seed: number
  /** Rows before this time are history: indicators hear them, orders are refused. */
  readonly from: Micros
  /** A gateway that outlives the session, as a venue outlives a restart of the bot. */
  readonly gateway?: Gateway
  readonly saved?: SavedSession
}

/** One run of one bot: everything made, connected and ready to drain. */
export class Session {
  readonly engine: Engine
  readonly clock: TapeClock
  readonly questions: Questions
  readonly curve: EquityCurve
  readonly trading: Trading
  readonly strategies: readonly MadeStrategy[]
  readonly list: MarketList
  readonly lanes: readonly Lane[]
  readonly wired: Wired
  readonly shared: StateRecords
  /** First price of the first symbol; NaN until there is one. */
  firstPrice = Number.NaN
  /** The first symbol bought at its first price and held; undefined until there is a price. */
  hold: EquityCurve | undefined
  /** Bars that closed. */
  bars = 0
  readonly #after: AfterMessage
  readonly #fromTrades: Timeframe[] = []
  readonly #isRestored: boolean

  constructor(needs: SessionNeeds) {
    const { wired, recording, saved, seed } = needs
    const { plan, parts } = wired
    const memory = new HeapMemory()
    this.wired = wired
    this.clock = new TapeClock(memory, plan.spec.capacity?.timers ?? 1024)
    this.questions = new Questions(memory, this.clock, parts.get(Env), needs.answers)
    this.list = listMarkets(plan, recording, memory)
    const places = placesOf(plan, this.list.instruments)
    const orderLane = new MemoryLane(memory, 'orders', answerRows)
    const trading = openTrading({
      memory,
      wired,
      places,
      seed,
      clock: this.clock,
      list: this.list,
      journal: new MemoryJournal(),
      gateway: needs.gateway,
      saved,
    })
    this.trading = trading
    trading.floor.warmUntil = needs.from
    trading.startGateway(orderLane)

    const listened: Listened[] = this.list.markets.map((market) => ({ market, callbacks: new Callbacks(), frames: [] }))
    this.shared = new StateRecords('indicators', saved?.indicators)
    const wishes = new MadeWishes(this.shared, () => this.clock.time)
    for (const { market, callbacks } of listened) wishes.addMarket(market.book, market.trades, callbacks)
    this.#isRestored = saved !== undefined
    const timeframes = new Timeframes(memory, sourcesOf(recording, this.list), listened, this.shared, (frame) => {
      wishes.addBars(frame)
      if (frame.fromMillis === 0) this.#fromTrades.push(frame)
    })
    this.strategies = makeStrategies(places, {
      listened,
      wishes,
      timeframes,
      instruments: this.list.instruments,
      floor: trading.floor,
      intake: trading.intake,
      clock: this.clock,
      log: parts.get(Logger),
      questions: this.questions,
      canAmend: trading.gateway.supports.amend,
      saved: saved?.strategies ?? {},
      quarantined: (seat) => trading.intake.cancelAll(seat.owner),
    })
    trading.telling.strategies = this.strategies
    if (saved !== undefined) restoreStrategies(this.strategies, saved)

    const table: CallbackTable = new CallbackTable({
      listened,
      clock: this.clock,
      ledger: trading.floor.ledger,
      answers: trading.answers,
      questions: this.questions,
      onBars: this.strategies.map(({ seat }) => seat).filter(({ strategy }) => strategy.onBars !== undefined),
      barClosed: () => {
        this.bars++
        after.barClosed = true
      },
    })
    const { equity, equityKnown } = trading.floor.ledger
    this.curve = new EquityCurve(equityKnown ? equity : Number.NaN)
    const after = new AfterMessage({
      table,
      clock: this.clock,
      telling: trading.telling,
      outbox: trading.floor.outbox,
      questions: this.questions,
      bus: wired.bus,
      risk: trading.floor.risk,
      account: trading.floor.account,
      ledger: trading.floor.ledger,
      curve: this.curve,
      intake: trading.intake,
      riskChanged: () => trading.riskChanged(this.strategies),
      looked: () => this.#holdOn(),
    })
    after.from = needs.from
    this.#after = after
    this.lanes = needs.market(this.list, memory)
    const waiters = [...(trading.gateway.waiter === undefined ? [] : [trading.gateway.waiter]), this.clock, this.questions]
    const readers = [...wired.list(TapeReaders), ...(trading.gateway.reader === undefined ? [] : [trading.gateway.reader])]
    const lanes = [orderLane, this.clock.lane, this.questions.lane, ...this.lanes]
    this.engine = new Engine(lanes, waiters, readers, this.clock, after)
    this.#startTimers(table)
    memory.seal()
    wired.show(new SessionView(trading.floor))
  }

  /** From here on strategies are called, `onStart` first. The clock stands at the start of the run; what came before was history. */
  start(from: Micros): void {
    this.clock.time = from
    // Whoever hears from the beginning has whole bars from the beginning; after history, or a restart, bars are in the making already.
    if (!this.#isRestored && this.engine.rows === 0) for (const { builder } of this.#fromTrades) builder.start(from)
    for (const { seat } of this.strategies) seat.active = true
    for (const { seat } of this.strategies) seat.run(() => seat.strategy.onStart?.())
  }

  /** Sends what was wished for from outside a callback, as a test or a command of a person does. */
  settle(): void {
    this.#after.settle()
  }

  /** Calls `onStop` of every strategy; from here on only what reduces passes. */
  stop(): void {
    for (const { seat } of this.strategies) seat.run(() => seat.strategy.onStop?.())
    this.trading.floor.stopping = true
  }

  #holdOn(): void {
    const price = this.list.markets[0].lastPrice()
    if (Number.isNaN(price)) return
    if (this.hold === undefined) this.firstPrice = price
    this.hold ??= new EquityCurve(price)
    this.hold.time = this.clock.time
    this.hold.value = price
    this.hold.sample()
  }

  #startTimers(table: CallbackTable): void {
    const seat = { lastDaily: new Map<string, Micros>(), run: (wake: () => void) => wake() }
    const clock = this.clock.of(seat)
    for (const frame of this.#fromTrades) clock.every(frame.series.interval, () => table.closeBars(frame, this.clock.time))
  }
}

function restoreStrategies(strategies: readonly MadeStrategy[], saved: SavedSession): void {
  for (const { seat, desks } of strategies) {
    for (const [key, time] of Object.entries(saved.daily[seat.name] ?? {})) seat.lastDaily.set(key, time)
    for (const desk of desks) {
      const kept = saved.desks[seat.name]?.[desk.instrument.symbol]
      if (kept !== undefined) desk.restore(kept)
    }
  }
}

function sourcesOf(recording: Recording, list: MarketList) {
  const rulesOf = (instrument: number) => recording.instruments[list.numbers.indexOf(instrument)]
  return {
    name: recording.name,
    intervalsMillis: (instrument: number) =>
      recording.intervals(rulesOf(instrument)).map((interval) => toMicros(interval) / 1000),
    hasTrades: (instrument: number) => recording.offers(rulesOf(instrument), 'trades'),
  }
}
