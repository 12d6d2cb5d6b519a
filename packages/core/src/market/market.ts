import type { Side } from '../ports/instrument.ts'
import type { MarketState } from '../ports/market.ts'
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
