import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryJournal } from '../defaults/memory-journal.ts'
import { CallbackTable, type Listened } from '../engine/callback-table.ts'
import { Callbacks } from '../engine/callbacks.ts'
import { TapeClock } from '../engine/clock.ts'
import { Engine } from '../engine/engine.ts'
import { MemoryLane } from '../engine/lane.ts'
import { MarketStanding } from '../engine/market-standing.ts'
import { Questions } from '../engine/questions.ts'
import { StateRecords } from '../engine/state.ts'
import type { Timeframe } from '../engine/timeframe.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import { RuleHistory } from '../market/rule-history.ts'
import { Env } from '../ports/env.ts'
import { Logger } from '../ports/logger.ts'
import { Memory } from '../ports/memory.ts'
import { TapeReaders } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { Lane, Recording } from '../ports/venue.ts'
import { AfterMessage } from './after-message.ts'
import { barSourcesOf } from './bar-sources.ts'
import { BuyAndHold } from './buy-and-hold.ts'
import { EquityCurve } from './equity-curve.ts'
import { Gaps } from './gaps.ts'
import { listMarkets, type MarketList } from './market-list.ts'
import { Notices } from './notices.ts'
import { namedReader } from './plugin-blame.ts'
import { RecordedRows } from './recorded-rows.ts'
import { savedVersion } from './saved-session.ts'
import type { SessionNeeds } from './session-needs.ts'
import { SessionView } from './session-view.ts'
import { type MadeStrategy, makeStrategies, placesOf } from './strategies.ts'
import { Timeframes } from './timeframes.ts'
import { openTrading, type Trading } from './trading.ts'
import { type Unheard, unheardBy } from './unheard.ts'
import { WarmUp } from './warm-up.ts'
import type { Wired } from './wire.ts'
import { MadeWishes } from './wishes.ts'

/** Rows of the lane in which a venue answers: at least, and for each order that can live at a time. */
const answerRowsLeast = 1 << 14
const answerRowsPerOrder = 4

/** One run of one bot: everything made, connected and ready to drain. */
export class Session {
  /** @internal */
  readonly engine: Engine
  /** @internal */
  readonly clock: TapeClock
  /** @internal */
  readonly questions: Questions
  /** @internal */
  readonly curve: EquityCurve
  /** @internal */
  readonly trading: Trading
  /** @internal */
  readonly strategies: readonly MadeStrategy[]
  readonly list: MarketList
  readonly lanes: readonly Lane[]
  readonly wired: Wired
  /** @internal */
  readonly shared: StateRecords
  /** @internal */
  readonly unheard: readonly Unheard[]
  /** What the venue answers comes by this lane. */
  readonly answerLane: MemoryLane
  /** @internal */
  readonly warmUp: WarmUp
  /** @internal */
  readonly gaps: Gaps
  /** @internal */
  readonly hold: BuyAndHold
  /** Rows that the market's lanes brought since the start. @internal */
  readonly recorded: RecordedRows
  /** Bars that closed since the start. */
  bars = 0
  /** When its strategies were told to stop: what was decided from then on the end of the run has caused. Infinity until then. */
  stoppedAt: Micros = Number.POSITIVE_INFINITY
  readonly #after: AfterMessage
  readonly #fromTrades: Timeframe[] = []

  constructor(needs: SessionNeeds) {
    const { wired, recording, saved, seed, since = needs.from } = needs
    const { plan, parts } = wired
    if (saved !== undefined && saved.version !== savedVersion)
      throw new BotyardError('BY9003', { version: String(saved.version), newest: savedVersion })
    const memory = plan.plugins.providers.has(Memory.name) ? parts.get(Memory) : new HeapMemory()
    this.wired = wired
    this.clock = new TapeClock(memory, plan.spec.capacity?.timers ?? 1024)
    // What strategies set and read while they are made belongs to the start of the run, whatever history comes before it.
    this.clock.time = needs.from
    this.questions = new Questions(memory, this.clock, parts.get(Env), needs.answers)
    this.list = listMarkets(plan, recording, memory)
    const places = placesOf(plan, this.list.instruments)
    const rows = Math.max(answerRowsLeast, answerRowsPerOrder * (plan.spec.capacity?.orders ?? 0))
    this.answerLane = new MemoryLane(memory, 'orders', rows)
    const notices = new Notices(wired.bus, this.clock)
    const trading = openTrading({
      memory,
      wired,
      places,
      seed,
      clock: this.clock,
      list: this.list,
      notices,
      journal: needs.journal ?? new MemoryJournal(),
      gateway: needs.gateway,
      saved,
    })
    this.trading = trading
    trading.floor.warmUntil = needs.from
    trading.startGateway(this.answerLane)

    const listened: Listened[] = this.list.markets.map((market) => ({ market, callbacks: new Callbacks(), frames: [] }))
    this.shared = new StateRecords('indicators', saved?.indicators)
    const wishes = new MadeWishes(this.shared, () => this.clock.time)
    for (const { market, callbacks } of listened) wishes.addMarket(market.book, market.trades, callbacks)
    this.gaps = new Gaps(this.list.instruments.listed)
    this.warmUp = new WarmUp(wishes, this.list.markets, since < needs.from)
    const barsMade = (frame: Timeframe) => {
      wishes.addBars(frame)
      if (frame.fromMillis === 0) this.#fromTrades.push(frame)
    }
    const warn = (problem: BotyardError) => notices.problem('strategy', 'warn', problem)
    const timeframes = new Timeframes(memory, barSourcesOf(recording, this.list), listened, this.shared, barsMade, warn)
    this.strategies = makeStrategies(places, { listened, wishes, timeframes, saved, ...this.#given(notices) })
    trading.telling.strategies = this.strategies
    timeframes.lay()
    // Whoever hears from the beginning has whole bars from the beginning; after a restart bars are in the making already.
    if (saved === undefined) for (const { builder } of this.#fromTrades) builder.start(since)
    notices.changed([this.shared, ...trading.pluginRecords, ...this.strategies.map(({ records }) => records)])
    this.unheard = unheardBy(this.strategies, recording, this.list)
    for (const { problem } of this.unheard) notices.problem('strategy', 'warn', problem)

    const table = this.#tableOf(listened, recording, notices)
    const { equity, equityKnown } = trading.floor.ledger
    this.curve = new EquityCurve(equityKnown ? equity : Number.NaN)
    const after = this.#afterOf(table)
    after.from = needs.from
    if (saved !== undefined) after.nextLook = saved.nextLook
    this.#after = after
    this.lanes = needs.market(this.list, memory)
    this.recorded = new RecordedRows(this.lanes)
    this.hold = new BuyAndHold(this.lanes, () => this.list.markets[0].lastPrice())
    this.engine = this.#engineOf(after)
    this.#startTimers(table, listened)
    memory.seal()
    wired.show(new SessionView(trading.floor))
  }

  /** From here on strategies are called, `onStart` first. The clock stands at the start of the run; what came before was history. */
  start(from: Micros): void {
    this.clock.time = from
    this.curve.begin(from)
    this.hold.begin(from)
    this.bars = 0
    this.recorded.clear()
    this.warmUp.started()
    this.gaps.started(from)
    for (const { seat } of this.strategies) seat.start()
    for (const { seat } of this.strategies) seat.run(() => seat.strategy.onStart?.(), 'onStart')
    this.#after.release()
  }

  /** When equity is looked at again, whatever happens until then. */
  get nextLook(): Micros {
    return this.#after.nextLook
  }

  /** Sends what was wished for from outside a callback, as a test or a command of a person does. */
  settle(): void {
    this.#after.settle()
  }

  /** Takes the equity of now into the curve, so that its end is where the account stands. */
  sample(): void {
    this.#after.sample()
  }

  /** Calls `onStop` of every strategy, once; from here on only what reduces passes. */
  stop(): void {
    if (this.trading.floor.stopping) return
    this.stoppedAt = this.clock.time
    for (const { seat } of this.strategies) seat.run(() => seat.strategy.onStop?.(), 'onStop')
    this.trading.floor.stopping = true
    this.#after.release()
  }

  /** What strategies are made with beside what they wish for. */
  #given(notices: Notices) {
    const { trading } = this
    return {
      instruments: this.list.instruments,
      floor: trading.floor,
      intake: trading.intake,
      clock: this.clock,
      log: this.wired.parts.get(Logger),
      questions: this.questions,
      canAmend: trading.gateway.supports.amend,
      quarantined: (seat: MadeStrategy['seat']) => {
        this.clock.forget(seat)
        trading.intake.cancelAll(seat.owner)
        const text = `${seat.name} was put out after ${seat.failures} failures, and its orders were cancelled`
        notices.tell('strategy', 'alarm', text)
      },
    }
  }

  #tableOf(listened: readonly Listened[], recording: Recording, notices: Notices): CallbackTable {
    const { trading } = this
    return new CallbackTable({
      listened,
      clock: this.clock,
      ledger: trading.floor.ledger,
      answers: trading.answers,
      questions: this.questions,
      onBars: this.strategies.flatMap(({ gathering }) => gathering ?? []),
      barClosed: ({ instrument, time, close }) => {
        this.bars++
        this.#after.barClosed = true
        if (instrument.index === 0) this.hold.closed(time, close)
      },
      dataNames: recording.dataNames ?? [],
      standing: new MarketStanding({
        listened,
        rules: new RuleHistory(recording.rules ?? [], this.list.instruments),
        venues: this.wired.plan.venues,
        orderLane: this.answerLane,
        orderLine: (venue, isUp) => trading.unanswered.line(venue, isUp),
        pullQuotes: (instrument) => this.#pullQuotes(instrument),
        problem: (problem) => notices.problem('market', 'warn', problem),
      }),
      reconciliation: trading.reconciliation,
    })
  }

  #afterOf(table: CallbackTable): AfterMessage {
    const { trading } = this
    return new AfterMessage({
      table,
      clock: this.clock,
      answerLane: this.answerLane,
      telling: trading.telling,
      unanswered: trading.unanswered,
      questions: this.questions,
      bus: this.wired.bus,
      curve: this.curve,
      floor: trading.floor,
      riskChanged: () => trading.riskChanged(this.strategies),
      halted: () => {
        for (const { desks } of this.strategies) for (const desk of desks) desk.leave()
      },
    })
  }

  #engineOf(after: AfterMessage): Engine {
    const { trading } = this
    const { waiter, reader } = trading.gateway
    const waiters = [waiter ?? [], trading.unanswered, this.clock, this.questions].flat()
    const readers = [
      this.recorded,
      this.hold,
      this.wired.list(TapeReaders).map(({ plugin, item }) => namedReader(plugin, item)),
      this.gaps,
      reader ?? [],
    ]
    const own = [trading.stageLane, this.answerLane, trading.unanswered.lane, this.clock.lane, this.questions.lane]
    return new Engine([...own, ...this.lanes], waiters, readers.flat(), this.clock, after)
  }

  #pullQuotes(instrument: number): void {
    for (const { desks } of this.strategies) for (const desk of desks) if (desk.instrument.index === instrument) desk.pullQuotes()
  }

  /** Bars from trades close by timers, from the first row on that is there to be heard. */
  #startTimers(table: CallbackTable, listened: readonly Listened[]): void {
    const from = this.clock.time
    for (const lane of this.lanes)
      if (lane.head < lane.tail || lane.refill?.() === true)
        this.clock.time = Math.min(this.clock.time, lane.receivedTime[lane.head])
    const clock = this.clock.of({ lastDaily: new Map(), run: (wake) => wake(), isEngine: true })
    for (const { series } of this.#fromTrades) {
      const one = listened[series.instrument.index]
      clock.every(series.interval, () => table.closeBars(one, this.clock.time))
    }
    this.clock.time = from
  }
}
