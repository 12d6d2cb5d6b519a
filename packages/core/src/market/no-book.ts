import type { Instrument } from '../ports/instrument.ts'
import type { Book, MarketState } from '../ports/market.ts'

/** The book of an instrument for which no depth and no quotes are heard: empty for ever, but its state is the market's. */
export class NoBook implements Book {
  readonly instrument: Instrument
  readonly key: string
  state: MarketState = 'warming'
  readonly bid = Number.NaN
  readonly ask = Number.NaN
  readonly bidQuantity = 0
  readonly askQuantity = 0
  readonly mid = Number.NaN
  readonly value = Number.NaN

  constructor(instrument: Instrument) {
    this.instrument = instrument
    this.key = `book:${instrument.symbol}`
  }

  setState(state: Exclude<MarketState, 'crossed'>): void {
    this.state = state
  }

  copy(): number {
    return 0
  }
}
