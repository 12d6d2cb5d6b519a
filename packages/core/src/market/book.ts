import { Kind } from '../engine/tape-kinds.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { Book, MarketState } from '../ports/market.ts'
import type { Memory } from '../ports/memory.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import { type BookSize, HalfBook } from './half-book.ts'

const { clear, level, quote } = Kind

/**
 * The book of one instrument. `apply` takes the rows of a message and `settle` shows the result: the plain fields stay as they were
 * until then, so a reader never sees half a message. Nothing allocates after construction.
 */
export class LadderBook implements Book {
  readonly instrument: Instrument
  readonly key: string
  /** @internal */
  readonly bids: HalfBook
  /** @internal */
  readonly asks: HalfBook
  /** When the message that was settled last was received. */
  time: Micros = 0
  state: MarketState = 'warming'
  bid = Number.NaN
  ask = Number.NaN
  bidQuantity = 0
  askQuantity = 0
  mid = Number.NaN
  /** The middle, for indicators. */
  value = Number.NaN
  /** Best prices in units, 0 on an empty side. */
  bidUnits = 0
  askUnits = 0
  bidLots = 0
  askLots = 0
  /** The state that was set, which is shown while the book is not crossed. */
  #set: MarketState = 'warming'
  /** By side, to choose one without a branch: the sides of a message come in no order. */
  readonly #halves: readonly HalfBook[]
  readonly #priceScale: number
  readonly #lotScale: number

  constructor(instrument: Instrument, memory: Memory, size: BookSize = {}) {
    this.instrument = instrument
    this.key = `book:${instrument.symbol}`
    this.bids = new HalfBook(memory, `${this.key}.bids`, 1, size)
    this.asks = new HalfBook(memory, `${this.key}.asks`, -1, size)
    this.#halves = [this.asks, this.bids]
    this.#priceScale = instrument.priceScale
    this.#lotScale = instrument.lotScale
  }

  /** Levels that found no place since their side was last cleared; when it is not 0, the book may lack some that are far from the best. */
  get dropped(): number {
    return this.bids.far.dropped + this.asks.far.dropped
  }

  /**
   * Takes a row of kind clear, level or quote; others are ignored. A quote stands for its whole side, because what has quotes has
   * no depth: the price before it goes.
   */
  apply(tape: Tape, row: number): void {
    const side = tape.side[row]
    switch (tape.kind[row]) {
      case level:
        this.#halves[(side + 1) >> 1].apply(tape, row)
        break
      case quote: {
        const half = side > 0 ? this.bids : this.asks
        half.clear()
        half.apply(tape, row)
        break
      }
      case clear:
        if (side >= 0) this.bids.clear()
        if (side <= 0) this.asks.clear()
        break
    }
  }

  /** Shows what the rows of a message have made of the book; `row` is any row of it. Call it once per message. */
  settle(tape: Tape, row: number): void {
    this.time = tape.receivedTime[row]
    this.bids.settle()
    this.asks.settle()
    const { bestUnits: bidUnits, bestLots: bidLots } = this.bids
    const { bestUnits: askUnits, bestLots: askLots } = this.asks
    if (bidLots !== this.bidLots) this.bidQuantity = (this.bidLots = bidLots) / this.#lotScale
    if (askLots !== this.askLots) this.askQuantity = (this.askLots = askLots) / this.#lotScale
    if (bidUnits === this.bidUnits && askUnits === this.askUnits) return
    const isOneSided = bidUnits === 0 || askUnits === 0
    this.bidUnits = bidUnits
    this.askUnits = askUnits
    this.bid = bidUnits === 0 ? Number.NaN : bidUnits / this.#priceScale
    this.ask = askUnits === 0 ? Number.NaN : askUnits / this.#priceScale
    this.mid = isOneSided ? Number.NaN : (bidUnits + askUnits) / (2 * this.#priceScale)
    this.value = this.mid
    this.state = !isOneSided && bidUnits >= askUnits ? 'crossed' : this.#set
  }

  /** Says whether the market can be traded. A crossed book stays 'crossed' and shows the new state once it is so no longer. */
  setState(state: Exclude<MarketState, 'crossed'>): void {
    this.#set = state
    if (this.state !== 'crossed') this.state = state
  }

  copy(side: Side, prices: Float64Array, quantities: Float64Array): number {
    const n = (side === 1 ? this.bids : this.asks).copy(prices, quantities)
    for (let i = 0; i < n; i++) {
      prices[i] /= this.#priceScale
      quantities[i] /= this.#lotScale
    }
    return n
  }

  /** The same as `copy` in price units and lots. */
  copyUnits(side: Side, units: Int32Array, lots: Float64Array): number {
    return (side === 1 ? this.bids : this.asks).copy(units, lots)
  }

  /** Lots at a price in units, 0 when nothing is there. */
  lotsAt(side: Side, units: number): number {
    return (side === 1 ? this.bids : this.asks).lotsAt(units)
  }
}
