import { Flag } from '../engine/tape-kinds.ts'
import { assert } from '../errors/assert.ts'
import type { Keep } from '../ports/signal.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { BarSeries } from './bar-series.ts'

/** The bar in the making, in integers; a restart restores it. */
export interface FormingBar {
  /** When it closes; NaN before the first row. */
  end: Micros
  /** Whether anything has traded in it. */
  filled: boolean
  /** A bar whose beginning was missed is not shown. */
  partial: boolean
  openUnits: number
  highUnits: number
  lowUnits: number
  /** The newest price there is, also while nothing has traded in this bar; 0 before the first. */
  closeUnits: number
  lots: number
  flat: boolean
  /** Open that was told for the next inner bar, 0 when none was. */
  toldUnits: number
  /** Close of the newest inner bar; NaN before the first. */
  heard: Micros
  [field: string]: number | boolean
}

/**
 * Makes the bars of one series: from the venue's bars of the same interval, from smaller ones, or from trades cut by the tape's time.
 * After each call `step` is called until it says false; each time it says true the series shows one more closed bar.
 *
 * A bar made from bars closes with the one that ends where it ends or, after a gap, when a later one arrives; made from trades it closes
 * by `close`. Inner bars that are missing are missing. A bar in which nothing traded is flat: all its prices repeat the last close, and
 * there is none before the first price. Inner bars that are flat say nothing about open, high and low, so bars from bars equal bars from
 * the same trades. What begins with the first row heard, or with `start`, in the middle of an interval is partial and is dropped.
 */
export class BarBuilder {
  readonly #series: BarSeries
  readonly #fromMicros: Micros
  readonly #interval: Micros
  readonly #forming: FormingBar
  /** Bars that end at or before this are to be closed. */
  #closeUntil: Micros = Number.NEGATIVE_INFINITY
  /** The row in hand, which may belong to a bar after those that are still to be closed. */
  readonly #next = {
    waits: false,
    openUnits: 0,
    highUnits: 0,
    lowUnits: 0,
    closeUnits: 0,
    lots: 0,
    flat: false,
    start: Number.NaN,
    end: Number.NaN,
  }

  /** @param fromMillis length of the bars it is made from, 0 for trades; it divides the interval of the series. */
  constructor(series: BarSeries, fromMillis: number, remember: Keep) {
    this.#series = series
    this.#fromMicros = fromMillis * 1000
    this.#interval = series.intervalMicros
    assert(
      fromMillis === 0 || this.#interval % this.#fromMicros === 0,
      `bars of ${fromMillis} ms do not make bars of ${series.interval}`,
    )
    this.#forming = remember({
      end: Number.NaN,
      filled: false,
      partial: false,
      openUnits: 0,
      highUnits: 0,
      lowUnits: 0,
      closeUnits: 0,
      lots: 0,
      flat: false,
      toldUnits: 0,
      heard: Number.NaN,
    })
  }

  /**
   * Says that from this time on nothing is missed, which without it is assumed from the first row on. What was in the making has a hole
   * and is dropped; the time between is not made up by flat bars.
   */
  start(from: Micros): void {
    const forming = this.#forming
    const into = from % this.#interval
    forming.end = from - into + this.#interval
    forming.partial = into !== 0
    forming.filled = false
    forming.toldUnits = 0
    this.#series.opened(0)
  }

  /** An open row of the bars it is made from. */
  onOpen(tape: Tape, row: number): void {
    const forming = this.#forming
    const time = tape.exchangeTime[row]
    forming.toldUnits = tape.price[row]
    if (!forming.filled && (time === forming.end - this.#interval || time % this.#interval === 0))
      this.#series.opened(forming.toldUnits)
  }

  /** A bar row of those it is made from. One that is not newer than the last is ignored: history and feed may overlap. */
  onBar(tape: Tape, row: number): void {
    const next = this.#next
    const forming = this.#forming
    const close = tape.exchangeTime[row]
    if (close <= forming.heard) return
    assert(!next.waits, 'step is called until it says false')
    forming.heard = close
    next.highUnits = tape.a[row]
    next.lowUnits = tape.b[row]
    next.closeUnits = tape.price[row]
    next.lots = tape.quantity[row]
    next.flat = (tape.flags[row] & Flag.flat) !== 0
    this.#findOpen()
    next.start = close - this.#fromMicros
    this.#place()
  }

  onTrade(tape: Tape, row: number): void {
    const next = this.#next
    const units = tape.price[row]
    assert(!next.waits, 'step is called until it says false')
    next.openUnits = units
    next.highUnits = units
    next.lowUnits = units
    next.closeUnits = units
    next.lots = tape.quantity[row]
    next.flat = false
    next.start = tape.receivedTime[row]
    this.#place()
  }

  /** Everything that ends at or before `time` closes, traded or not. For bars made from trades: a timer calls it at each boundary. */
  close(time: Micros): void {
    this.#closeUntil = Math.max(this.#closeUntil, time)
  }

  /** Shows the next bar that closed; false when there is none. */
  step(): boolean {
    for (;;) {
      if (this.#forming.end <= this.#closeUntil) {
        if (this.#finish()) return true
      } else if (this.#next.waits) this.#add()
      else return false
    }
  }

  /** The open that was told; without one the last close stands in, which cannot be outside of what traded. */
  #findOpen(): void {
    const next = this.#next
    const { toldUnits, closeUnits } = this.#forming
    if (toldUnits > 0) {
      next.openUnits = toldUnits
      if (toldUnits > next.highUnits) next.highUnits = toldUnits
      if (toldUnits < next.lowUnits) next.lowUnits = toldUnits
    } else {
      const standIn = closeUnits > 0 ? closeUnits : next.closeUnits
      next.openUnits = Math.min(Math.max(standIn, next.lowUnits), next.highUnits)
    }
    this.#forming.toldUnits = 0
  }

  /**
   * Finds the bar of the row in hand by where the row starts; bars that end before it are closed first. The venue's own bars are shown as
   * they come: one that it leaves out, as a market does that is closed at night, is not made up.
   */
  #place(): void {
    const next = this.#next
    const forming = this.#forming
    const { start } = next
    next.waits = true
    next.end = forming.end
    if (start < forming.end && start >= forming.end - this.#interval) return
    const into = start % this.#interval
    next.end = start - into + this.#interval
    if (Number.isNaN(forming.end)) {
      forming.end = next.end
      forming.partial = into !== 0
    } else if (this.#fromMicros === this.#interval) forming.end = next.end
    else if (next.end > forming.end) this.#closeUntil = next.end - this.#interval
  }

  #add(): void {
    const next = this.#next
    const forming = this.#forming
    const closes = this.#fromMicros > 0 && next.start + this.#fromMicros === forming.end
    next.waits = false
    if (closes) this.#closeUntil = forming.end
    if (next.flat) {
      if (forming.filled) return
      forming.closeUnits = next.closeUnits
      this.#series.opened(0)
      return
    }
    if (!forming.filled) {
      forming.filled = true
      forming.openUnits = next.openUnits
      forming.highUnits = next.highUnits
      forming.lowUnits = next.lowUnits
      forming.lots = next.lots
      if (!closes && !forming.partial) this.#series.opened(next.openUnits)
    } else {
      if (next.highUnits > forming.highUnits) forming.highUnits = next.highUnits
      if (next.lowUnits < forming.lowUnits) forming.lowUnits = next.lowUnits
      forming.lots += next.lots
    }
    forming.closeUnits = next.closeUnits
  }

  /** Closes the forming bar; true when there was something to show. */
  #finish(): boolean {
    const forming = this.#forming
    forming.flat = !forming.filled
    if (forming.flat) {
      forming.openUnits = forming.closeUnits
      forming.highUnits = forming.closeUnits
      forming.lowUnits = forming.closeUnits
      forming.lots = 0
    }
    const isShown = !forming.partial && forming.closeUnits > 0
    if (isShown) this.#series.take(forming)
    forming.partial = false
    forming.filled = false
    forming.end += this.#interval
    return isShown
  }
}
