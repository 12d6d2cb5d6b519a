import type { Draft, InstrumentRules, Lifetime, OrderHandle, OrderType, Side, Tape, TriggerPrice } from '@botyard/core'
import { HeapMemory, Ledger, ListedInstrument, MemoryLane } from '@botyard/core'
import { SimGateway } from '../src/gateway.ts'
import type { SimNeeds, SimOptions } from '../src/options.ts'

/** A midnight, in microseconds. */
export const midnight = 1_700_006_400_000_000

/** Prices of one decimal, whole quantities. */
export const plainRules: InstrumentRules = {
  venue: 'sim',
  kind: 'linear',
  name: 'BTCUSDT',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  contractSize: 1,
  priceScale: 10,
  lotScale: 1,
  tick: 0.1,
  lot: 1,
  minQuantity: 1,
  minNotional: 0,
}

/** An order as a test writes it, in units and lots. */
export interface Wish {
  readonly side: Side
  readonly lots: number
  readonly type?: OrderType
  readonly priceUnits?: number
  readonly triggerUnits?: number
  readonly by?: TriggerPrice
  readonly trail?: number
  readonly distanceUnits?: number
  readonly lifetime?: Lifetime
  readonly postOnly?: boolean
  readonly reduceOnly?: boolean
  readonly link?: OrderHandle
}

/** What a driver is made with. */
export interface DriverSetup {
  readonly rules?: readonly InstrumentRules[]
  /** Default: book and trades. */
  readonly hears?: readonly ('book' | 'trades')[]
  readonly ordersMax?: number
  readonly options?: SimOptions
  /** Rows that the lanes have room for. Default: 4,096. */
  readonly rowsMax?: number
  /** What the account starts with, where the exchange keeps books of it. */
  readonly money?: number
  /** Hears each row that comes back, at the time it is heard. */
  readonly hear?: (tape: Tape, row: number) => void
}

function listedIn({ rules = [plainRules] }: DriverSetup): ListedInstrument[] {
  return rules.map((rule, index) => new ListedInstrument(rule, index, 'main'))
}

/** What a gateway is given in a test, with memory of its own. */
export function needsOf(setup: DriverSetup): SimNeeds {
  const { hears = ['book', 'trades'], ordersMax = 256, money } = setup
  const instruments = listedIn(setup)
  const memory = new HeapMemory()
  const account = { name: 'main', start: money ?? 0, quote: instruments[0].settle }
  return {
    instruments,
    memory,
    ...(money !== undefined && { ledger: new Ledger({ memory, instruments, account, owners: [] }) }),
    slotOf: (order) => order - 1,
    feeCurrency: () => ({ index: 0, digits: 8 }),
    hasBook: () => hears.includes('book'),
    hasTrades: () => hears.includes('trades'),
    ordersMax,
  }
}

/**
 * Plays a market and orders through a gateway as the engine does: before each message everything that is due is decided and heard in
 * the order of time, then the reader sees the message. Handles are slots plus one.
 */
export class Driver {
  readonly instruments: readonly ListedInstrument[]
  gateway: SimGateway
  answers: MemoryLane
  /** The exchange's own books, where it keeps any. */
  ledger: Ledger | undefined
  now = midnight
  readonly #setup: DriverSetup
  readonly #market: MemoryLane
  readonly #hear: (tape: Tape, row: number) => void
  #slots = 0

  constructor(setup: DriverSetup = {}) {
    this.#setup = setup
    this.instruments = listedIn(setup)
    this.#market = new MemoryLane(new HeapMemory(), 'market', setup.rowsMax ?? 4096)
    this.#hear = setup.hear ?? (() => {})
    this.gateway = this.#fresh()
    this.answers = this.#start()
  }

  /** Saves the exchange as text, and goes on with a new one that was restored from it. */
  restart(): void {
    const saved = JSON.stringify(this.gateway.save())
    this.gateway = this.#fresh()
    const wrong = this.gateway.restore(JSON.parse(saved))
    if (wrong !== undefined) throw new RangeError(wrong)
    this.answers = this.#start()
  }

  #fresh(): SimGateway {
    const size = { levelsMax: 512, book: { windowUnits: 1024, farLevelsMax: 64 } }
    const needs = needsOf(this.#setup)
    this.ledger = needs.ledger
    return new SimGateway(needs, { ...size, ...this.#setup.options })
  }

  #start(): MemoryLane {
    const lane = new MemoryLane(new HeapMemory(), 'answers', this.#setup.rowsMax ?? 4096)
    void this.gateway.start(lane, 0, () => this.now)
    return lane
  }

  /** Lets time pass up to `time`: what is due is decided, what was decided is heard. */
  passTo(time: number): void {
    for (;;) {
      const { due } = this.gateway.waiter
      const heard =
        this.answers.head < this.answers.tail ? this.answers.receivedTime[this.answers.head] : Number.POSITIVE_INFINITY
      if (Math.min(due, heard) > time) break
      if (due <= heard) this.gateway.waiter.wake()
      else {
        this.now = heard
        this.#hear(this.answers, this.answers.head++)
      }
    }
    this.now = time
  }

  /** Plays one message, received now. `write` fills its rows. */
  message(write: (tape: Tape) => void): void {
    this.passTo(this.now)
    const tape = this.#market
    tape.open()
    write(tape)
    const from = tape.head
    tape.exchangeTime[from] = this.now
    tape.receivedTime[from] = this.now
    tape.close()
    this.gateway.reader.message(tape, from, tape.tail)
    tape.head = tape.tail
  }

  /** Sends an order now; returns its handle. */
  send(wish: Wish, instrument = 0): OrderHandle {
    const draft = this.draft(++this.#slots, wish, instrument)
    this.gateway.submit(draft)
    return draft.handle
  }

  /** A draft of a handle, also for amends. */
  draft(handle: OrderHandle, wish: Wish, instrument = 0): Draft {
    return {
      handle,
      slot: handle - 1,
      parent: 0,
      owner: 0,
      instrument: this.instruments[instrument],
      type: wish.priceUnits === undefined ? 'market' : 'limit',
      priceUnits: 0,
      triggerUnits: 0,
      by: 'last',
      trail: 0,
      distanceUnits: 0,
      lifetime: 'gtc',
      postOnly: false,
      reduceOnly: false,
      link: 0,
      id: `t${handle}`,
      ...wish,
    }
  }
}

/** Writes one row; columns that are left out are zero. */
export function writeRow(
  tape: Tape,
  kind: number,
  columns: Partial<Record<'instrument' | 'side' | 'price' | 'quantity' | 'a' | 'b' | 'ref', number>>,
): void {
  const row = tape.next(kind)
  tape.instrument[row] = columns.instrument ?? 0
  tape.side[row] = columns.side ?? 0
  tape.price[row] = columns.price ?? 0
  tape.quantity[row] = columns.quantity ?? 0
  tape.a[row] = columns.a ?? 0
  tape.b[row] = columns.b ?? 0
  tape.ref[row] = columns.ref ?? 0
}
