import type { Env, Instrument, InstrumentRules, Interest, MarketFeed, Side, Tape, Wire } from '@botyard/core'
import { BotyardError, closestWord, Kind, unitsOf } from '@botyard/core'
import { type BookMessage, type MarketMessage, readInstruments, readMarket, type TradesMessage } from './read-market.ts'
import { writeSubscribe } from './write-orders.ts'

const text = new TextDecoder()
const bytes = new TextEncoder()

/** A row before it is counted in units: price and quantity as plain numbers. */
type Row = readonly [kind: number, side: Side | 0, price: number, quantity: number]

/** When Acme said something, and as which message of its line. */
interface Moment {
  readonly micros: number
  readonly sequence: number
}

/** The market side of Acme: one line for all topics, decoded once and written to every lane. */
export class AcmeFeed implements MarketFeed {
  /** Frames that could not be read, and changes of a book whose predecessor is missing. */
  unread = 0
  gaps = 0
  readonly #env: Env
  readonly #host: string
  readonly #instruments = new Map<string, Instrument>()
  /** Sequence of the newest message of each book; without an entry its whole book is still to come. */
  readonly #sequences = new Map<string, number>()
  #lanes: readonly Tape[] = []
  #line: Wire | undefined

  constructor(env: Env, host: string) {
    this.#env = env
    this.#host = host
  }

  async instruments(names: readonly string[]): Promise<InstrumentRules[]> {
    const answer = await this.#env.request({ method: 'GET', url: `https://${this.#host}/v1/instruments`, headers: {} })
    const listed = readInstruments(text.decode(answer.body))
    return names.map((symbol) => {
      const found = listed.find(({ name }) => name === symbol)
      if (found !== undefined) return found
      const closest =
        closestWord(
          symbol,
          listed.map(({ name }) => name),
        ) ?? 'none'
      throw new BotyardError('BY3001', { venue: 'Acme', symbol, closest })
    })
  }

  offers(_instrument: InstrumentRules, kind: Interest['kind']): boolean {
    return kind === 'book' || kind === 'trades'
  }

  /** Acme hands out no past rows, so there are none. */
  async history(): Promise<void> {}

  start(lanes: readonly Tape[], interests: readonly Interest[]): Promise<void> {
    this.#lanes = lanes
    for (const { instrument } of interests) this.#instruments.set(instrument.name, instrument)
    const topics = interests.map(({ kind, instrument }) => `${kind}.${instrument.name}`)
    return new Promise((resolve, reject) => {
      const missing = new Set(topics)
      this.#line = this.#env.connect(`wss://${this.#host}/v1/market`, {
        open: () => this.#subscribe(topics),
        bytes: (frame) => {
          const message = readMarket(text.decode(frame))
          this.#hear(message)
          if (message?.kind === 'subscribed') for (const topic of message.topics) missing.delete(topic)
          if (missing.size === 0) resolve()
        },
        close: (reason) => {
          this.#isDown()
          reject(new BotyardError('BY2005', { plugin: 'acme', step: 'start', reason }))
        },
      })
    })
  }

  async stop(): Promise<void> {
    this.#line?.close('the bot stops')
    this.#line = undefined
  }

  #subscribe(topics: readonly string[]): void {
    this.#line?.bytes(bytes.encode(writeSubscribe(topics)))
  }

  #hear(message: MarketMessage | undefined): void {
    if (message === undefined) this.unread++
    else if (message.kind !== 'subscribed') {
      const instrument = this.#instruments.get(message.name)
      if (instrument === undefined) this.unread++
      else if (message.kind === 'trades') this.#trades(message, instrument)
      else if (this.#isNext(message, instrument)) this.#book(message, instrument)
    }
  }

  /** Whether a message follows the one before. After a gap the book is unknown: it is cleared, and Acme is asked for the whole of it. */
  #isNext({ name, isWhole, sequence }: BookMessage, instrument: Instrument): boolean {
    const last = this.#sequences.get(name)
    if (isWhole || sequence === (last ?? Number.NaN) + 1) {
      this.#sequences.set(name, sequence)
      return true
    }
    if (last !== undefined) {
      this.gaps++
      this.#sequences.delete(name)
      this.#write(instrument, { micros: this.#env.wall(), sequence: 0 }, [[Kind.clear, 0, 0, 0]])
      this.#subscribe([`book.${name}`])
    }
    return false
  }

  #book({ isWhole, bids, asks, micros, sequence }: BookMessage, instrument: Instrument): void {
    const cleared: Row[] = isWhole ? [[Kind.clear, 0, 0, 0]] : []
    const bidRows = bids.map(([price, quantity]): Row => [Kind.level, 1, price, quantity])
    const askRows = asks.map(([price, quantity]): Row => [Kind.level, -1, price, quantity])
    this.#write(instrument, { micros, sequence }, [...cleared, ...bidRows, ...askRows])
  }

  #trades({ trades, micros, sequence }: TradesMessage, instrument: Instrument): void {
    for (const { side, price, quantity } of trades)
      this.#write(instrument, { micros, sequence }, [[Kind.trade, side, price, quantity]])
  }

  /** One message on every lane. When one price or quantity is no whole number of units, all of it is worthless and none is written. */
  #write(instrument: Instrument, { micros, sequence }: Moment, rows: readonly Row[]): void {
    const counted = rows.map(([kind, side, price, quantity]) => {
      return { kind, side, units: unitsOf(instrument, price), lots: Math.round(quantity * instrument.lotScale) }
    })
    if (counted.some(({ units, lots }) => Number.isNaN(units) || Number.isNaN(lots))) {
      this.unread++
      return
    }
    const received = this.#env.wall()
    for (const lane of this.#lanes) {
      lane.open()
      const isWritten = counted.every(({ kind, side, units, lots }) => {
        const at = lane.next(kind)
        if (at < 0) return false
        lane.instrument[at] = instrument.index
        lane.side[at] = side
        lane.price[at] = units
        lane.quantity[at] = lots
        lane.exchangeTime[at] = micros
        lane.receivedTime[at] = received
        lane.sequence[at] = sequence
        return true
      })
      // A full lane counts for itself what it had no room for.
      if (isWritten) lane.close()
      else lane.discard()
    }
  }

  /** Says that nothing more comes. Opening the line again is not part of this skeleton. */
  #isDown(): void {
    for (const lane of this.#lanes) {
      lane.open()
      const at = lane.next(Kind.connection)
      if (at < 0) {
        lane.discard()
        continue
      }
      lane.a[at] = 0
      lane.ref[at] = 0
      lane.exchangeTime[at] = this.#env.wall()
      lane.receivedTime[at] = this.#env.wall()
      lane.sequence[at] = 0
      lane.close()
    }
  }
}
