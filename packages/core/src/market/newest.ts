import { TickerField } from '../engine/tape-kinds.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { Ticker, Trades } from '../ports/market.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'

/** The newest trade of an instrument; one object, refilled. */
export class NewestTrade implements Trades {
  readonly instrument: Instrument
  readonly key: string
  time: Micros = 0
  side: Side = 1
  price = Number.NaN
  quantity = 0
  value = Number.NaN

  constructor(instrument: Instrument) {
    this.instrument = instrument
    this.key = `trades:${instrument.symbol}`
  }

  apply(tape: Tape, row: number): void {
    this.time = tape.receivedTime[row]
    this.side = tape.side[row] as Side
    this.price = tape.price[row] / this.instrument.priceScale
    this.quantity = tape.quantity[row] / this.instrument.lotScale
    this.value = this.price
  }
}

/** What was last heard beside the trades; one object, refilled. */
export class NewestTicker implements Ticker {
  readonly instrument: Instrument
  mark = Number.NaN
  index = Number.NaN
  fundingRate = Number.NaN
  nextFunding: Micros = Number.NaN
  openInterest = Number.NaN

  constructor(instrument: Instrument) {
    this.instrument = instrument
  }

  apply(tape: Tape, row: number): void {
    const value = tape.a[row]
    switch (tape.ref[row]) {
      case TickerField.mark:
        this.mark = value
        break
      case TickerField.index:
        this.index = value
        break
      case TickerField.fundingRate:
        this.fundingRate = value
        this.nextFunding = tape.b[row]
        break
      case TickerField.openInterest:
        this.openInterest = value
        break
    }
  }
}
