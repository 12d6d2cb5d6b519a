import type { Instrument, Side } from './instrument.ts'
import type { Duration, Micros } from './time.ts'

// Everything in this file is a borrowed view: it is refilled for the next row. Keep numbers, never the view.

/** Why a market can or cannot be traded now. Only 'ready' accepts entries; the others still accept what reduces. */
export type MarketState = 'warming' | 'ready' | 'stale' | 'crossed' | 'halted' | 'quarantined'

/** Something that moves with the tape and that an indicator can listen to. */
export interface Source {
  /** Names it within the bot; equal keys are the same source. */
  readonly key: string
  /** Its newest number: the close of bars, the price of trades, the middle of a book, the value of an indicator. */
  readonly value: number
}

/** Best prices and depth of one instrument, as of the last whole message. */
export interface Book extends Source {
  readonly instrument: Instrument
  readonly state: MarketState
  /** Best prices; NaN on an empty side. */
  readonly bid: number
  readonly ask: number
  readonly bidQuantity: number
  readonly askQuantity: number
  readonly mid: number
  /** Writes levels best first and returns how many there were. Reads in one pass and never allocates. */
  copy(side: Side, prices: Float64Array, quantities: Float64Array): number
}

/** One trade of the public; `side` is the taker's. */
export interface Trade {
  readonly instrument: Instrument
  readonly time: Micros
  readonly side: Side
  readonly price: number
  readonly quantity: number
}

/** The newest trade as a source: `value` is its price. */
export interface Trades extends Source, Trade {}

/** One bar that has closed. */
export interface Bar {
  readonly instrument: Instrument
  readonly interval: Duration
  /** Time of the close, UTC-aligned. */
  readonly time: Micros
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  /** True when nothing traded: all four prices repeat the last close. */
  readonly flat: boolean
}

/** The newest closed bar and the ones before it. */
export interface Bars extends Bar, Source {
  /** Bars closed so far, warm-up included. */
  readonly count: number
  /** Open of the bar that is forming, known before the rest of it; NaN until it is. */
  readonly nextOpen: number
  /** `back(0)` is the newest closed bar. Only as many as asked for by `keep` are there; beyond it every number is NaN. */
  back(bars: number): Bar
}

/** Prices and rates beside the trades. A field is NaN until it was heard. */
export interface Ticker {
  readonly instrument: Instrument
  readonly mark: number
  readonly index: number
  readonly fundingRate: number
  readonly nextFunding: Micros
  readonly openInterest: number
}

/** A funding payment that has been booked; `paid` is positive when we paid. */
export interface Funding {
  readonly instrument: Instrument
  readonly rate: number
  readonly paid: number
  readonly currency: string
  readonly time: Micros
}

/** Numbers a plugin put on the tape under a name. */
export interface Data {
  readonly name: string
  readonly instrument: Instrument
  readonly time: Micros
  /** Refilled for the next row: copy what you keep. */
  readonly values: Float64Array
}
