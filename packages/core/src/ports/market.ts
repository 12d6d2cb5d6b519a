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
  /** Whose book it is. */
  readonly instrument: Instrument
  /** Whether it can be traded on. */
  readonly state: MarketState
  /** Best prices; NaN on an empty side. */
  readonly bid: number
  /** The lowest price that somebody sells at; NaN when nobody does. */
  readonly ask: number
  /** Units of base shown at the bid; contracts for inverse. */
  readonly bidQuantity: number
  /** Units of base shown at the ask; contracts for inverse. */
  readonly askQuantity: number
  /** The middle between both; NaN while either is missing. */
  readonly mid: number
  /** Writes levels best first and returns how many there were. Reads in one pass and never allocates. */
  copy(side: Side, prices: Float64Array, quantities: Float64Array): number
}

/** One trade of the public; `side` is the taker's. */
export interface Trade {
  /** What was traded. */
  readonly instrument: Instrument
  /** When it was received. */
  readonly time: Micros
  /** 1 when the taker bought, -1 when the taker sold. */
  readonly side: Side
  /** In quote currency. */
  readonly price: number
  /** Units of base, contracts for inverse. */
  readonly quantity: number
}

/** The newest trade as a source: `value` is its price. */
export interface Trades extends Source, Trade {}

/** One bar that has closed. */
export interface Bar {
  /** What was traded. */
  readonly instrument: Instrument
  /** How long it is: '15m'. */
  readonly interval: Duration
  /** Time of the close, UTC-aligned. */
  readonly time: Micros
  /** The first price. */
  readonly open: number
  /** The highest price. */
  readonly high: number
  /** The lowest price. */
  readonly low: number
  /** The last price. */
  readonly close: number
  /** Units of base that were traded, contracts for inverse. */
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
  /** `back(0)` is the newest closed bar. Only as many as asked for by `keep` are there; beyond it every number is NaN, and a warning says so once. */
  back(bars: number): Bar
}

/** Prices and rates beside the trades. A field is NaN until it was heard. */
export interface Ticker {
  /** What it is told of. */
  readonly instrument: Instrument
  /** The price that the venue reckons margin and funding with. */
  readonly mark: number
  /** The price of the underlying on other venues. */
  readonly index: number
  /** The rate of the next payment as a share: 0.0001 is a basis point that longs pay. */
  readonly fundingRate: number
  /** When that payment is due. */
  readonly nextFunding: Micros
  /** Units of base that are held by all, contracts for inverse. */
  readonly openInterest: number
}

/** A funding payment that has been booked; `paid` is positive when we paid. */
export interface Funding {
  /** What was held. */
  readonly instrument: Instrument
  /** As a share: 0.0001 is a basis point that longs pay. */
  readonly rate: number
  /** Positive when we paid, in `currency`. */
  readonly paid: number
  /** The settle currency of the instrument. */
  readonly currency: string
  /** When it was booked. */
  readonly time: Micros
}

/** Numbers a plugin put on the tape under a name. */
export interface Data {
  /** What it is called. */
  readonly name: string
  /** What it is about. */
  readonly instrument: Instrument
  /** When it was received. */
  readonly time: Micros
  /** Refilled for the next row: copy what you keep. */
  readonly values: Float64Array
}
