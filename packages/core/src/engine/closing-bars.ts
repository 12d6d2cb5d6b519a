import type { BarSeries } from '../market/bar-series.ts'
import type { Micros } from '../ports/time.ts'
import { update } from './callbacks.ts'
import type { BarGathering, Timeframe } from './timeframe.ts'

/** What is told of every bar that closes. */
export type BarClosed = (bar: BarSeries) => void

/**
 * Shows bars that a row has closed. First everything that stands on them is brought up to date, whatever its interval, and only then
 * callbacks are called, so that none of them sees an older hour beside a newer minute.
 */
export class ClosingBars {
  readonly #barClosed: BarClosed
  readonly #gatherings: readonly BarGathering[]
  /** Rows of bars with one to show; counted apart, because emptying an array gives its memory away. */
  readonly #shown: Timeframe[] = []
  #shownCount = 0
  #isAnyGathered = false

  constructor(barClosed: BarClosed, gatherings: readonly BarGathering[]) {
    this.#barClosed = barClosed
    this.#gatherings = gatherings
  }

  /** Brings bars that are made from this source up to date, one of each row of bars; the rest is for `tell`. */
  advance(frames: readonly Timeframe[], fromMillis: number): void {
    this.#shownCount = 0
    for (let i = 0; i < frames.length; i++) {
      const frame = frames[i]
      if (frame.fromMillis !== fromMillis || !frame.builder.step()) continue
      this.#barClosed(frame.series)
      update(frame.updates)
      this.#shown[this.#shownCount++] = frame
    }
  }

  /** Calls who hears of what `advance` has shown, and goes on as long as one row has closed several bars, as after a gap. */
  tell(frames: readonly Timeframe[], fromMillis: number): void {
    while (this.#shownCount > 0) {
      for (let i = 0; i < this.#shownCount; i++) {
        const { series, onBar, onBars } = this.#shown[i]
        for (let g = 0; g < onBars.length; g++) {
          onBars[g].add(series)
          this.#isAnyGathered = true
        }
        for (let s = 0; s < onBar.length; s++) onBar[s].tell('onBar', series)
      }
      this.advance(frames, fromMillis)
    }
  }

  /** Tells every strategy of all its bars that closed at one instant; false when there were none. */
  endOfInstant(): boolean {
    if (!this.#isAnyGathered) return false
    this.#isAnyGathered = false
    for (const gathering of this.#gatherings) gathering.tell()
    return true
  }
}

/** The open of a bar that has begun, once: not for one that began while it was told already, and not for one that is over. */
export function tellOpen(frame: Timeframe, time: Micros): void {
  const { series, onOpen } = frame
  if (!(series.nextOpen > 0) || time === frame.told || time < series.time || time % series.intervalMicros !== 0) return
  frame.told = time
  for (let i = 0; i < onOpen.length; i++) onOpen[i].tell('onOpen', series)
}
