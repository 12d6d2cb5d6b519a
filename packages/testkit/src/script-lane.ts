import type { Duration, Instrument, MarketState, MemoryLane, Micros, Side } from '@botyard/core'
import { Flag, Kind, marketStates, TickerField, toMicros } from '@botyard/core'

/** Price and quantity of one level. */
export type Level = readonly [price: number, quantity: number]

/** Prices and volume of one bar: a volume of 1 where none is given, and a flat bar where it is 0. */
export interface ScriptedBar {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume?: number
}

/** Columns of one row in the units of the tape: price units, lots, limbs. */
export interface RawColumns {
  readonly side?: Side | 0
  readonly price?: number
  readonly quantity?: number
  readonly a?: number
  readonly b?: number
  readonly ref?: number
}

/** Writes rows of a script in the units of their instrument. Each call is one message, heard at once. */
export class ScriptLane {
  readonly #lane: MemoryLane
  #time: Micros = 0

  constructor(lane: MemoryLane) {
    this.#lane = lane
  }

  /** Sets the time of the messages that follow. */
  at(time: Micros): void {
    this.#time = time
  }

  /** The whole book: what stood before is forgotten. */
  book(instrument: Instrument, bids: readonly Level[], asks: readonly Level[]): void {
    this.#lane.open()
    this.#row(Kind.clear, instrument, this.#time)
    for (const level of bids) this.#level(instrument, 1, level)
    for (const level of asks) this.#level(instrument, -1, level)
    this.#lane.close()
  }

  /** One trade; `side` is the taker's. */
  trade(instrument: Instrument, side: Side, price: number, quantity: number): void {
    this.#lane.open()
    const row = this.#row(Kind.trade, instrument, this.#time)
    this.#lane.side[row] = side
    this.#lane.price[row] = units(instrument, price)
    this.#lane.quantity[row] = lots(instrument, quantity)
    this.#lane.close()
  }

  /** The open of a bar at its beginning. */
  open(instrument: Instrument, interval: Duration, price: number): void {
    this.#lane.open()
    const row = this.#row(Kind.open, instrument, this.#time)
    this.#lane.price[row] = units(instrument, price)
    this.#lane.ref[row] = toMicros(interval) / 1000
    this.#lane.close()
  }

  /** The rest of a bar at its close. */
  bar(instrument: Instrument, interval: Duration, { high, low, close, volume = 1 }: ScriptedBar): void {
    this.#lane.open()
    const row = this.#row(Kind.bar, instrument, this.#time)
    if (volume === 0) this.#lane.flags[row] = Flag.flat
    this.#lane.price[row] = units(instrument, close)
    this.#lane.a[row] = units(instrument, high)
    this.#lane.b[row] = units(instrument, low)
    this.#lane.quantity[row] = lots(instrument, volume)
    this.#lane.ref[row] = toMicros(interval) / 1000
    this.#lane.close()
  }

  /** One number beside the trades, with the next funding time where there is one. */
  ticker(instrument: Instrument, field: keyof typeof TickerField, value: number, nextFunding: Micros): void {
    this.#lane.open()
    const row = this.#row(Kind.ticker, instrument, this.#time)
    this.#lane.ref[row] = TickerField[field]
    this.#lane.a[row] = value
    this.#lane.b[row] = nextFunding
    this.#lane.close()
  }

  /** Numbers under a name of the recording's `dataNames`, by its place there. */
  data(instrument: Instrument, name: number, values: readonly number[]): void {
    this.#lane.open()
    for (let i = 0; i < values.length; i += 2) {
      const row = this.#row(Kind.data, instrument, this.#time)
      this.#lane.ref[row] = name
      this.#lane.a[row] = values[i]
      this.#lane.b[row] = values[i + 1] ?? Number.NaN
    }
    this.#lane.close()
  }

  /** Whether a market can be traded: what its feed says of it. */
  market(instrument: Instrument, state: Exclude<MarketState, 'crossed'>): void {
    this.row(Kind.market, instrument, { ref: marketStates.indexOf(state) })
  }

  /** One row of any kind as a message, with its columns as they are; those left out are 0. */
  row(kind: number, instrument: Instrument, columns: RawColumns = {}): void {
    const { side = 0, price = 0, quantity = 0, a = 0, b = 0, ref = 0 } = columns
    this.#lane.open()
    const row = this.#row(kind, instrument, this.#time)
    this.#lane.side[row] = side
    this.#lane.price[row] = price
    this.#lane.quantity[row] = quantity
    this.#lane.a[row] = a
    this.#lane.b[row] = b
    this.#lane.ref[row] = ref
    this.#lane.close()
  }

  /** A row that changes nothing, so that the clock moves on where nothing happens. */
  pulse(): void {
    this.#lane.open()
    const row = this.#lane.next(Kind.connection)
    this.#lane.ref[row] = 0
    this.#lane.a[row] = 1
    this.#stamp(row, this.#time)
    this.#lane.close()
  }

  #level(instrument: Instrument, side: Side, [price, quantity]: Level): void {
    const row = this.#row(Kind.level, instrument, this.#time)
    this.#lane.side[row] = side
    this.#lane.price[row] = units(instrument, price)
    this.#lane.quantity[row] = lots(instrument, quantity)
  }

  #row(kind: number, instrument: Instrument, time: Micros): number {
    const row = this.#lane.next(kind)
    this.#lane.instrument[row] = instrument.index
    this.#lane.side[row] = 0
    this.#stamp(row, time)
    return row
  }

  #stamp(row: number, time: Micros): void {
    this.#lane.exchangeTime[row] = time
    this.#lane.receivedTime[row] = time
    this.#lane.sequence[row] = 0
  }
}

function units(instrument: Instrument, price: number): number {
  return Math.round(price * instrument.priceScale)
}

function lots(instrument: Instrument, quantity: number): number {
  return Math.round(quantity * instrument.lotScale)
}
