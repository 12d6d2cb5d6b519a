import type { BarBuilder } from '../market/bar-builder.ts'
import type { BarSeries } from '../market/bar-series.ts'
import type { Bar } from '../ports/market.ts'
import type { Micros } from '../ports/time.ts'
import type { Follower } from './callbacks.ts'
import type { Seat } from './seat.ts'

/** One row of bars of one interval: what makes them, and who hears of them. */
export interface Timeframe {
  readonly series: BarSeries
  readonly builder: BarBuilder
  /** The source it is made from: the venue's bars of this many milliseconds, or trades when 0. */
  readonly fromMillis: number
  readonly updates: Follower[]
  readonly onBar: Seat[]
  readonly onOpen: Seat[]
  readonly onBars: BarGathering[]
  /** When the bar began whose open was told last. */
  told: Micros
}

/** The bars of one strategy that closed at the instant in hand. */
export class BarGathering {
  readonly seat: Seat
  readonly #bars: Bar[] = []

  constructor(seat: Seat) {
    this.seat = seat
  }

  /** A bar that closed twice at one instant, as after a gap, is one bar with its newest numbers. */
  add(bar: Bar): void {
    if (!this.#bars.includes(bar)) this.#bars.push(bar)
  }

  /** Tells of them, if there are any, and begins anew. */
  tell(): void {
    if (this.#bars.length === 0) return
    this.seat.tell('onBars', this.#bars)
    this.#bars.length = 0
  }
}
