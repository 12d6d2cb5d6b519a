import { Kind } from '../engine/tape-kinds.ts'
import type { Side } from '../ports/instrument.ts'
import type { MarketState } from '../ports/market.ts'
import type { Tape } from '../ports/tape.ts'
import { LadderBook } from './book.ts'
import type { ListedInstrument } from './listed-instrument.ts'
import { NewestTicker, NewestTrade } from './newest.ts'
import type { NoBook } from './no-book.ts'

/** Everything that is known of one instrument's market as of the last whole message. */
export class Market {
  readonly instrument: ListedInstrument
  readonly book: LadderBook | NoBook
  /** The same book when it is one with levels, so that the hot path asks no question. */
  readonly ladder: LadderBook | undefined
  readonly trades: NewestTrade
  readonly ticker: NewestTicker
  /** Price of the newest trade, close or open, in units; 0 before the first. */
  lastUnits = 0
  /** Set while the rows of a message change the book. */
  touched = false
  /** Whether both sides of the book were told whole, by a snapshot or as quotes. Until then there is nothing that could be shown. */
  isWhole = false
  /** Changes of the book that came before a snapshot, and were passed over because nobody knows of what. */
  passedOver = 0
  /** Sides that were told whole: 1 for asks, 2 for bids. */
  #sides = 0

  constructor(instrument: ListedInstrument, book: LadderBook | NoBook) {
    this.instrument = instrument
    this.book = book
    this.ladder = book instanceof LadderBook ? book : undefined
    this.trades = new NewestTrade(instrument)
    this.ticker = new NewestTicker(instrument)
  }

  get state(): MarketState {
    return this.book.state
  }

  /** Whether a row of the book belongs to a side that was told whole; asked until both were. A `clear` begins a snapshot, a quote is one. */
  toldWhole(tape: Tape, row: number): boolean {
    const side = tape.side[row]
    const sides = side > 0 ? 2 : side < 0 ? 1 : 3
    if (tape.kind[row] !== Kind.level) this.#sides |= sides
    else if ((this.#sides & sides) === 0) {
      this.passedOver++
      return false
    }
    this.isWhole = this.#sides === 3
    return true
  }

  /** Middle of the book, else the last price; NaN when neither is known. */
  reference(): number {
    const { mid } = this.book
    return mid > 0 ? mid : this.lastPrice()
  }

  /** The price a market order of that side would begin to trade at, else the last price; NaN when neither is known. */
  farPrice(side: Side): number {
    const best = side === 1 ? this.book.ask : this.book.bid
    return best > 0 ? best : this.lastPrice()
  }

  lastPrice(): number {
    return this.lastUnits > 0 ? this.lastUnits / this.instrument.priceScale : Number.NaN
  }
}
