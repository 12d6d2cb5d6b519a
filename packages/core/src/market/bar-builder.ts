import { Flag } from '../engine/tape-kinds.ts'
import { assert } from '../errors/assert.ts'
import type { Keep } from '../ports/signal.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { BarSeries } from './bar-series.ts'

const { flat } = Flag

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
 * Bars of the same interval are shown as they come. One made from smaller bars closes with the inner bar that ends where it ends or, after
 * a gap, when a later one arrives; one made from trades closes by `close`. Inner bars that are missing are missing, and a bar in which
 * nothing traded is flat: all its prices repeat the last close, and there is none before the first price. Inner bars that are flat say
 * nothing about open, high and low, so bars from bars equal bars from the same trades. What begins with the first row heard, or with
 * `start`, in the middle of an interval is partial and is dropped.
 */
export class BarBuilder {
  readonly #series: BarSeries
  readonly #fromMicros: Micros
  readonly #interval: Micros
  /** Whether it is made from bars of its own interval. */
  readonly #isVenues: boolean
  readonly #forming: FormingBar
  /** Bars that end at or before this are to be closed. */
  #closeUntil: Micros = Number.NEGATIVE_INFINITY
  /** A row after bars that are still to be closed; `step` comes to it after them. */
  #tape: Tape | undefined
  #row = 0
  /** Whether the series shows a bar that no step has told of. */
  #isShown = false

  /** @param fromMillis length of the bars it is made from, 0 for trades; it divides the interval of the series. */
  constructor(series: BarSeries, fromMillis: number, remember: Keep) {
    this.#series = series
    this.#fromMicros = fromMillis * 1000
    this.#interval = series.intervalMicros
    this.#isVenues = this.#fromMicros === this.#interval
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

  /** An open row of the bars it is made from. One that is older than the newest bar is ignored, as such bars are. */
  onOpen(tape: Tape, row: number): void {
    const forming = this.#forming
    const time = tape.exchangeTime[row]
    if (time < forming.heard) return
    forming.toldUnits = tape.price[row]
    const begins = time < forming.end ? time === forming.end - this.#interval : time % this.#interval === 0
    if (begins) this.#series.opened(forming.toldUnits)
  }

  /** A bar row of those it is made from. One that is not newer than the last is ignored: history and feed may overlap. */
  onBar(tape: Tape, row: number): void {
    const forming = this.#forming
    const close = tape.exchangeTime[row]
    if (close <= forming.heard) return
    assert(!this.#isShown && this.#tape === undefined, 'step is called until it says false')
    forming.heard = close
    if (this.#isVenues) this.#pass(tape, row)
    else {
      const start = close - this.#fromMicros
      if (start < forming.end && start >= forming.end - this.#interval) this.#addBar(tape, row)
      else this.#jump(tape, row, start)
    }
  }

  onTrade(tape: Tape, row: number): void {
    const forming = this.#forming
    const time = tape.receivedTime[row]
    if (time < forming.end && time >= forming.end - this.#interval) this.#addTrade(tape, row)
    else this.#jump(tape, row, time)
  }

  /** Everything that ends at or before `time` closes, traded or not. For bars made from trades: a timer calls it at each boundary. */
  close(time: Micros): void {
    this.#closeUntil = time
  }

  /** Shows the next bar that closed; false when there is none. */
  step(): boolean {
    if (this.#isShown) {
      this.#isShown = false
      return true
    }
    return (this.#tape !== undefined || this.#forming.end <= this.#closeUntil) && this.#next()
  }

  /** Closes the next bar of which there is something to show, and comes to the row in hand after those that end before it. */
  #next(): boolean {
    for (;;) {
      if (this.#forming.end <= this.#closeUntil) {
        if (this.#finish()) return true
      } else if (this.#tape === undefined) return false
      else {
        if (this.#fromMicros > 0) this.#addBar(this.#tape, this.#row)
        else this.#addTrade(this.#tape, this.#row)
        this.#tape = undefined
      }
    }
  }

  /** Keeps a row that does not start in the forming bar until `step` has closed those that end before it. */
  #jump(tape: Tape, row: number, start: Micros): void {
    const forming = this.#forming
    const into = start % this.#interval
    const end = start - into + this.#interval
    this.#tape = tape
    this.#row = row
    if (Number.isNaN(forming.end)) {
      forming.end = end
      forming.partial = into !== 0
    } else this.#closeUntil = end - this.#interval
  }

  /**
   * Shows a bar of the venue's as it comes. One that the venue leaves out, as a market does that is closed at night, is not made up.
   * Without a word on the open the last close stands in, which cannot be outside of what traded.
   */
  #pass(tape: Tape, row: number): void {
    const forming = this.#forming
    const units = tape.price[row]
    const standIn = forming.closeUnits > 0 ? Math.max(Math.min(forming.closeUnits, tape.a[row]), tape.b[row]) : units
    this.#series.takeRow(tape, row, forming.toldUnits > 0 ? forming.toldUnits : standIn)
    forming.toldUnits = 0
    forming.closeUnits = units
    forming.end = forming.heard + this.#interval
    this.#isShown = true
  }

  #addTrade(tape: Tape, row: number): void {
    const forming = this.#forming
    const units = tape.price[row]
    if (!forming.filled) {
      forming.openUnits = units
      forming.highUnits = units
      forming.lowUnits = units
      forming.lots = 0
      forming.filled = true
      if (!forming.partial) this.#series.opened(units)
    } else if (units > forming.highUnits) forming.highUnits = units
    else if (units < forming.lowUnits) forming.lowUnits = units
    forming.closeUnits = units
    forming.lots += tape.quantity[row]
  }

  #addBar(tape: Tape, row: number): void {
    const forming = this.#forming
    const closes = tape.exchangeTime[row] === forming.end
    const { toldUnits, closeUnits: lastUnits } = forming
    const units = tape.price[row]
    forming.toldUnits = 0
    if (closes) this.#closeUntil = forming.end
    if ((tape.flags[row] & flat) !== 0) {
      if (forming.filled) return
      forming.closeUnits = units
      this.#series.opened(0)
      return
    }
    let high = tape.a[row]
    let low = tape.b[row]
    if (toldUnits > 0) {
      if (toldUnits > high) high = toldUnits
      if (toldUnits < low) low = toldUnits
    }
    if (!forming.filled) {
      const standIn = lastUnits > 0 ? lastUnits : units
      forming.openUnits = toldUnits > 0 ? toldUnits : standIn < low ? low : standIn > high ? high : standIn
      forming.highUnits = high
      forming.lowUnits = low
      forming.lots = 0
      forming.filled = true
      if (!closes && !forming.partial) this.#series.opened(forming.openUnits)
    } else {
      if (high > forming.highUnits) forming.highUnits = high
      if (low < forming.lowUnits) forming.lowUnits = low
    }
    forming.closeUnits = units
    forming.lots += tape.quantity[row]
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
