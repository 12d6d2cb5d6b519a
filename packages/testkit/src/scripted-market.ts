import type {
  BotSpec,
  Desk,
  Duration,
  Fill,
  InstrumentRules,
  Micros,
  Notice,
  Order,
  Refused,
  SavedSession,
  Side,
  StrategySpec,
} from '@botyard/core'
import {
  BotyardError,
  defineBot,
  Kind,
  MemoryLane,
  planBot,
  type RunResult,
  resultOf,
  Session,
  saveSession,
  toMicros,
  wire,
} from '@botyard/core'
import { sim } from '@botyard/sim'
import { type Level, type ScriptedBar, ScriptLane } from './script-lane.ts'
import { ScriptLine } from './script-line.ts'
import { rulesOf, type ScriptedInstrument, ScriptedRecording } from './scripted-recording.ts'

/** What a scripted market is made with; everything has a default that suits a small test. */
export interface ScriptOptions extends Partial<Omit<BotSpec, 'strategies'>> {
  /** Symbols, or instruments with rules of their own. Default: 'BTCUSDT'. */
  readonly instruments?: readonly (string | ScriptedInstrument)[]
  /** Bars that the market sends by itself. Default: none, so bars are made from trades. */
  readonly bars?: readonly Duration[]
  /** Default: true. */
  readonly hasBook?: boolean
  /** When it begins. Default: 2024-01-01 UTC. */
  readonly from?: Micros
}

const laneRows = 1 << 14

/**
 * A market that does what a test says, row by row, with the simulated exchange behind it. Everything a strategy does happens before the
 * call returns; only answers of questions need an `await market.wait(…)`.
 *
 * With a book, which is the default, the market is ready when the first book came. Over bars alone an order fills at the next price, the
 * open of the next bar, so the script has a bar after the one that decides.
 *
 * @example
 * const market = scriptedMarket(myStrategy(), { bars: ['1m'], hasBook: false })
 * market.bar('BTCUSDT', '1m', { open: 100, high: 102, low: 99, close: 101 })
 * market.bar('BTCUSDT', '1m', { open: 101, high: 103, low: 100, close: 102 })
 * expect(market.desk().position.side).toBe(1)
 */
export function scriptedMarket(strategies: StrategySpec | readonly StrategySpec[], options: ScriptOptions = {}): ScriptedMarket {
  return new ScriptedMarket(Array.isArray(strategies) ? strategies : [strategies as StrategySpec], options)
}

/** A market under a test's command. */
export class ScriptedMarket {
  readonly fills: Fill[] = []
  /** Every state of every order, as it was told. */
  readonly orders: Order[] = []
  readonly refused: Refused[] = []
  /** What people were told of. */
  readonly notices: Notice[] = []
  time: Micros
  readonly #spec: BotSpec
  readonly #recording: ScriptedRecording
  readonly #from: Micros
  readonly #line = new ScriptLine()
  readonly #books = new Map<string, readonly [bids: readonly Level[], asks: readonly Level[]]>()
  #session: Session
  #script!: ScriptLane
  #lane!: MemoryLane

  constructor(strategies: readonly StrategySpec[], options: ScriptOptions) {
    const { instruments = ['BTCUSDT'], bars = [], hasBook = true, from = Date.UTC(2024, 0, 1) * 1000, ...spec } = options
    const rules = instruments.map((one) => rulesOf(typeof one === 'string' ? { symbol: one } : one))
    const symbols = instruments.map((one) => (typeof one === 'string' ? one : one.symbol))
    const venues = [...new Set(rules.map(({ venue }) => venue))]
    const venue = venues.length === 1 ? { venue: sim() } : { venues: Object.fromEntries(venues.map((name) => [name, sim()])) }
    const plain = { taker: '0%', maker: '0%', slippage: '0bp' } as const
    this.#spec = {
      name: 'script',
      symbols,
      account: { start: 10_000, quote: 'USDT' },
      costs: plain,
      latency: { entry: '0ms', response: '0ms' },
      ...venue,
      ...spec,
      plugins: [...(spec.plugins ?? []), this.#line.plugin],
      strategies,
    }
    this.#from = from
    this.time = from
    this.#recording = new ScriptedRecording(rules, from, bars, hasBook)
    this.#session = this.#open(undefined, undefined)
    this.#session.start(from)
  }

  /** The desk of the first strategy at a symbol; of the first symbol when left out. */
  desk(symbol?: string, strategy = 0): Desk {
    const { desks } = this.#session.strategies[strategy]
    const found = symbol === undefined ? desks[0] : desks.find(({ instrument }) => instrument.symbol.endsWith(symbol))
    if (found === undefined)
      return this.#session.strategies
        .flatMap((one) => one.desks)
        .find(({ instrument }) => instrument.symbol.endsWith(symbol ?? ''))!
    return found
  }

  get equity(): number {
    return this.#session.trading.floor.ledger.equity
  }

  /** The whole book, best first on each side. */
  book(symbol: string, bids: readonly Level[], asks: readonly Level[]): void {
    this.#books.set(symbol, [bids, asks])
    this.#write((script) => script.book(this.desk(symbol).instrument, bids, asks))
  }

  /** One trade; `side` is the taker's. */
  trade(symbol: string, side: Side, price: number, quantity: number): void {
    this.#write((script) => script.trade(this.desk(symbol).instrument, side, price, quantity))
  }

  /** A whole bar: its open now, the rest at its close, which becomes the time. */
  bar(symbol: string, interval: Duration, bar: ScriptedBar): void {
    const { instrument } = this.desk(symbol)
    this.#write((script) => script.open(instrument, interval, bar.open))
    this.time += toMicros(interval)
    this.#write((script) => script.bar(instrument, interval, bar))
  }

  /** A funding rate with its next payment, or another number beside the trades. */
  ticker(
    symbol: string,
    field: 'mark' | 'index' | 'fundingRate' | 'openInterest',
    value: number,
    nextFunding: Micros = Number.NaN,
  ): void {
    this.#write((script) => script.ticker(this.desk(symbol).instrument, field, value, nextFunding))
  }

  /** Numbers that a plugin or a recording puts on the tape under a name. */
  data(symbol: string, name: string, values: readonly number[]): void {
    const number = this.#recording.dataName(name)
    this.#write((script) => script.data(this.desk(symbol).instrument, number, values))
  }

  /** Whether the market can be traded, as its feed says. */
  state(symbol: string, state: 'warming' | 'ready' | 'stale' | 'halted' | 'quarantined'): void {
    this.#write((script) => script.market(this.desk(symbol).instrument, state))
  }

  /** The venue changes tick, lot or minimums of an instrument. */
  rules(symbol: string, changes: Partial<InstrumentRules>): void {
    const { instrument } = this.desk(symbol)
    const number = this.#recording.rules.push({ ...instrument, ...changes }) - 1
    this.#write((script) => script.row(Kind.instrument, instrument, { ref: number }))
  }

  /** So many requests of the bot will not reach the venue. */
  loseRequests(count: number): void {
    this.#line.requestsLost = count
  }

  /** So many answers of the venue will not reach the bot. */
  loseAnswers(count: number): void {
    this.#line.answersLost = count
  }

  /** The line for orders falls; answers that were on their way are lost, and so is everything sent until `reconnect`. */
  disconnect(): void {
    this.#line.turn(false, this.time)
    this.#session.engine.drain(this.time)
  }

  /** The line for orders is back; what was sent meanwhile is asked about. */
  reconnect(): void {
    this.#line.turn(true, this.time)
    this.#session.engine.drain(this.time)
  }

  /** Sends what the test has ordered at a desk, and lets time pass: timers fire, orders and answers arrive. */
  async wait(duration: Duration): Promise<void> {
    this.#session.settle()
    this.time += toMicros(duration)
    this.#script.at(this.time)
    this.#script.pulse()
    while (this.#session.engine.drain(this.time) === 'blocked') await this.#session.questions.settled()
  }

  /** Stops the bot without touching its orders and starts it again from what it saved; the venue has gone on all the while and sends its books first. */
  restart(downFor: Duration = '1s'): SavedSession {
    const saved: SavedSession = JSON.parse(JSON.stringify(saveSession(this.#session)))
    const { gateway } = this.#session.trading
    this.time += toMicros(downFor)
    this.#session = this.#open(saved, gateway)
    for (const [symbol, [bids, asks]] of this.#books) this.book(symbol, bids, asks)
    this.#session.start(this.time)
    return saved
  }

  /** What the run would say of itself now. */
  result(): RunResult {
    const facts = {
      mode: 'backtest',
      recording: this.#recording,
      seed: 1,
      from: this.#from,
      to: this.time,
      seconds: 0,
      checks: [],
    } as const
    return resultOf(this.#session, facts)
  }

  #write(write: (script: ScriptLane) => void): void {
    this.#script.at(this.time)
    write(this.#script)
    if (this.#lane.dropped > 0)
      throw new BotyardError('BY1104', {
        what: 'rows of one message',
        got: laneRows + this.#lane.dropped,
        range: `at most ${laneRows} in a scripted market`,
      })
    this.#session.engine.drain(this.time)
  }

  #open(saved: SavedSession | undefined, gateway: Session['trading']['gateway'] | undefined): Session {
    const wired = wire(planBot(defineBot(this.#spec)), { seed: 1 })
    wired.bus.on('fill', 'script', (fill) => this.fills.push(fill))
    wired.bus.on('order', 'script', (order) => this.orders.push(order))
    wired.bus.on('refused', 'script', (refused) => this.refused.push(refused))
    wired.bus.on('notice', 'script', (notice) => this.notices.push(notice))
    const session = new Session({
      wired,
      recording: this.#recording,
      answers: 'modelled',
      seed: 1,
      from: this.time,
      market: (_, memory) => {
        this.#lane = new MemoryLane(memory, 'script', laneRows)
        this.#script = new ScriptLane(this.#lane)
        return [this.#lane]
      },
      ...(saved === undefined ? {} : { saved }),
      ...(gateway === undefined ? {} : { gateway }),
    })
    const tape = this.#line.tapeTo(session.answerLane)
    void session.trading.gateway.start(tape, 0, () => session.clock.time)
    return session
  }
}
