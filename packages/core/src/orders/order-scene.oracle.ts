import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryLane } from '../engine/lane.ts'
import { StateRecords } from '../engine/state.ts'
import { Kind } from '../engine/tape-kinds.ts'
import { InstrumentTable } from '../market/instrument-table.ts'
import { Market } from '../market/market.ts'
import { NoBook } from '../market/no-book.ts'
import type { StartAmounts } from '../ports/account.ts'
import type { InstrumentRules } from '../ports/instrument.ts'
import type { Fill, Order, OrderHandle, OrderState, Refused } from '../ports/orders.ts'
import type { RiskRule } from '../ports/risk.ts'
import type { BotDesk } from '../ports/strategy.ts'
import type { Clock } from '../ports/time.ts'
import { DecisionLog } from './decision-log.ts'
import { InstrumentDesk } from './desk.ts'
import { Exposure } from './exposure.ts'
import { LateJournal } from './late-journal.oracle.ts'
import { Ledger } from './ledger.ts'
import { LedgerAccount } from './ledger-account.ts'
import { ModelVenue, type Said } from './model-venue.oracle.ts'
import { OrderAnswers } from './order-answers.ts'
import { OrderIds } from './order-ids.ts'
import { OrderIntake } from './order-intake.ts'
import { OrderPool } from './order-pool.ts'
import { Outbox } from './outbox.ts'
import type { OwnerSpec } from './owner-rows.ts'
import { RefusalLog } from './refusal-log.ts'
import { Refusals } from './refusals.ts'
import { RiskChain } from './risk-chain.ts'
import type { PriceRounding } from './snap.ts'
import { type PlannedStage, Stages } from './stages.ts'
import { takeStep } from './take-step.ts'
import { TradeTally } from './trade-tally.ts'
import type { TradingFloor } from './trading-floor.ts'

/** An instrument with a tick of five units, lots of ten and minimums, so that every rule of the desk has something to catch. */
export const sceneRules: InstrumentRules = {
  venue: 'sim',
  kind: 'linear',
  name: 'BTCUSDT',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  contractSize: 1,
  priceScale: 100,
  lotScale: 1000,
  tick: 0.05,
  lot: 0.01,
  minQuantity: 0.02,
  minNotional: 0,
}

/** What a scene is made of; everything has a default. */
interface SceneOptions {
  readonly instruments?: readonly Partial<InstrumentRules>[]
  readonly owners?: readonly OwnerSpec[]
  readonly start?: StartAmounts
  readonly quote?: string
  readonly rounding?: PriceRounding
  readonly canAmend?: boolean
  readonly ordersMax?: number
  readonly stages?: readonly PlannedStage[]
  rules?(refusals: Refusals): readonly RiskRule[]
}

/**
 * Real desks on a real floor before a venue under a test's command. `settle` does what follows a message: desks follow, refusals are told,
 * wishes leave. Prices are those of the last trade; the market is ready from the start at 100.
 */
export class OrderScene {
  readonly floor: TradingFloor
  readonly intake: OrderIntake
  readonly answers: OrderAnswers
  readonly venue: ModelVenue
  readonly journal = new LateJournal()
  readonly markets: readonly Market[]
  readonly desks: readonly InstrumentDesk[]
  readonly told: Refused[] = []
  readonly fills: Fill[] = []
  readonly states: { readonly order: OrderHandle; readonly state: OrderState }[] = []
  readonly stages: Stages
  /** What stages say of the orders that they hold. */
  readonly stageLane = new MemoryLane(new HeapMemory(), 'stages', 1024)
  /** Rows of the message in hand, which is never closed, so that a fee can follow its fill. */
  readonly tape = new MemoryLane(new HeapMemory(), 'scene', 8)
  now = 1_000_000
  /** Called with every change, as a strategy is. */
  onOrder: (order: Order) => void = () => {}
  readonly #seats: { readonly owner: number; readonly instrument: number; readonly desk: InstrumentDesk }[] = []
  readonly #touched = new Set<InstrumentDesk>()

  constructor(options: SceneOptions = {}) {
    const { instruments = [{}], owners = [{ name: 'a' }], start = 1_000_000, quote = 'USDT', canAmend = true } = options
    const { rounding = 'refuse', ordersMax = 256 } = options
    const memory = new HeapMemory()
    const table = new InstrumentTable()
    for (const rules of instruments) table.add({ ...sceneRules, ...rules }, 'main')
    this.markets = table.listed.map((instrument) => new Market(instrument, new NoBook(instrument)))
    const ledger = new Ledger({ memory, instruments: table.listed, account: { name: 'main', quote, start }, owners })
    const clock = { now: () => this.now }
    const refusals = new Refusals()
    const ids = new OrderIds(1)
    const exposure = new Exposure(memory, ledger.owners)
    const log = new DecisionLog(this.journal, clock)
    this.venue = new ModelVenue(canAmend)
    this.floor = {
      clock,
      markets: this.markets,
      pool: new OrderPool(ids, ordersMax),
      ids,
      ledger,
      exposure,
      account: new LedgerAccount('main', quote, ledger, exposure),
      risk: new RiskChain(options.rules?.(refusals) ?? []),
      outbox: new Outbox({
        log,
        journal: this.journal,
        gateways: [this.venue],
        executorOf: (slot) => this.stages.entryOf(slot),
        left(slot, what) {
          if (what === 'new' || what === 'reduce') takeStep(slot, 'send')
        },
      }),
      refusals: new RefusalLog(refusals),
      rounding,
      ownerNames: ['external', ...owners.map(({ name }) => name)],
      soleOwner: table.listed.map(
        ({ index }) => owners.filter((owner) => owner.instrument === undefined || owner.instrument === index).length === 1,
      ),
      warmUntil: Number.NEGATIVE_INFINITY,
      stopping: false,
    }
    this.intake = new OrderIntake(this.floor)
    this.stages = new Stages({
      planned: options.stages ?? [],
      gateway: this.venue,
      floor: this.floor,
      intake: this.intake,
      tape: this.stageLane,
      records: new StateRecords('stages'),
      clock: () => clock as Clock,
    })
    const whole = { desks: [] as InstrumentDesk[] } as unknown as BotDesk
    const bars = () => {
      throw new TypeError('a scene has no bars')
    }
    const { floor, intake } = this
    for (const [place, { instrument: only }] of owners.entries()) {
      for (const market of this.markets) {
        const { index } = market.instrument
        if ((only ?? index) !== index) continue
        const desk = new InstrumentDesk({ owner: place + 1, market, floor, intake, canAmend, whole, bars })
        this.#seats.push({ owner: place + 1, instrument: index, desk })
      }
    }
    this.desks = this.#seats.map(({ desk }) => desk)
    this.answers = new OrderAnswers(this.floor, log, new TradeTally(ledger), {
      order: (slot) => {
        this.states.push({ order: slot.handle, state: slot.state })
        this.stages.order(slot)
        this.#touch(slot.owner, slot.instrument.index)
        this.onOrder(slot)
      },
      part: (slot, fill) => this.stages.fill(slot, fill),
      returned: (child) => this.stages.returned(child),
      fill: (owner, fill) => {
        this.fills.push({ ...fill, execution: fill.execution })
        this.#touch(owner, fill.instrument.index)
      },
      refused: (slot, code) =>
        this.floor.refusals.add(
          slot.owner,
          this.floor.ownerNames[slot.owner],
          slot.instrument,
          code,
          slot.handle,
          () => slot.type,
        ),
    })
    for (const market of this.markets) this.price(market.instrument.index, 100)
  }

  /** The first owner's desk at the first instrument. */
  get desk(): InstrumentDesk {
    return this.desks[0]
  }

  /** A price at which the market is ready. */
  price(instrument: number, price: number): void {
    const market = this.markets[instrument]
    market.lastUnits = Math.round(price * market.instrument.priceScale)
    market.book.setState('ready')
    this.floor.ledger.mark(instrument, market.lastUnits)
  }

  /** Signed lots of an owner. */
  lots(owner = 1, instrument = 0): number {
    return this.floor.ledger.ownerLots(owner, instrument)
  }

  /** Applies one row, and does what follows a message. */
  hear({ kind, handle, priceUnits = 0, lots = 0, a = 0 }: Said, side = this.floor.pool.find(handle)?.side ?? 1): void {
    const { tape } = this
    tape.discard()
    tape.open()
    const row = tape.next(kind)
    tape.kind[row + 1] = 0
    tape.instrument[row] = this.floor.pool.find(handle)?.instrument.index ?? 0
    tape.side[row] = side
    tape.price[row] = priceUnits
    tape.quantity[row] = lots
    tape.a[row] = a
    tape.b[row] = 0
    tape.ref[row] = handle
    tape.exchangeTime[row] = this.now
    tape.receivedTime[row] = ++this.now
    this.answers.apply(tape, row)
    this.settle()
  }

  settle(): void {
    for (const desk of this.#touched) desk.follow()
    this.#touched.clear()
    this.floor.refusals.tell((_, refused) => this.told.push({ ...refused }))
    if (this.floor.outbox.parked > 0) this.floor.outbox.flush()
    // What stages have said is heard next, each a message of its own.
    const lane = this.stageLane
    if (lane.head === lane.tail) return
    this.answers.apply(lane, lane.head++)
    this.settle()
  }

  /** Everything on the wire arrives, is answered and heard, until nothing moves any more. */
  calm(): void {
    this.settle()
    for (let i = 0; this.venue.asked.length + this.venue.said.length > 0; i++) {
      if (i > 10_000) throw new RangeError('desk and venue answer each other without end')
      this.venue.arrive()
      this.hearNext()
    }
  }

  /** The oldest thing that the venue has said is heard. */
  hearNext(): void {
    const said = this.venue.said.shift()
    if (said !== undefined) this.hear(said)
  }

  /** Fills an order at the venue; heard at once. */
  fill(handle: OrderHandle, lots = Number.POSITIVE_INFINITY, priceUnits?: number): void {
    this.venue.fill(handle, lots, priceUnits)
    while (this.venue.said.length > 0) this.hearNext()
  }

  /** Gives the first owner a position, past every check. */
  hold(lots: number, owner = 1, instrument = 0): void {
    const { tape } = this
    tape.discard()
    tape.open()
    const row = tape.next(Kind.fill)
    tape.instrument[row] = instrument
    tape.side[row] = Math.sign(lots)
    tape.price[row] = 10_000
    tape.quantity[row] = Math.abs(lots)
    tape.b[row] = 0
    tape.receivedTime[row] = this.now
    this.floor.ledger.applyFill(owner, tape, row)
  }

  state(handle: OrderHandle): OrderState | undefined {
    return this.floor.pool.find(handle)?.state
  }

  #touch(owner: number, instrument: number): void {
    const seat = this.#seats.find((one) => one.owner === owner && one.instrument === instrument)
    if (seat !== undefined) this.#touched.add(seat.desk)
  }
}
