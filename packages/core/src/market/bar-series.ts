import { Flag } from '../engine/tape-kinds.ts'
import { toMicros } from '../options/duration-text.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Bar, Bars } from '../ports/market.ts'
import type { Memory } from '../ports/memory.ts'
import type { Keep } from '../ports/signal.ts'
import type { Tape } from '../ports/tape.ts'
import type { Duration, Micros } from '../ports/time.ts'
import type { FormingBar } from './bar-builder.ts'

/** Columns of the ring of closed bars, in this order. */
const fields = 7

/** A bar that closed earlier; one object per series, refilled by `back`. */
class PastBar implements Bar {
  readonly instrument: Instrument
  readonly interval: Duration
  time: Micros = Number.NaN
  open = Number.NaN
  high = Number.NaN
  low = Number.NaN
  close = Number.NaN
  volume = Number.NaN
  flat = false

  constructor(instrument: Instrument, interval: Duration) {
    this.instrument = instrument
    this.interval = interval
  }
}

/** The closed bars of one instrument and interval: the newest one in plain fields, older ones in a ring. */
export class BarSeries implements Bars {
  readonly instrument: Instrument
  readonly interval: Duration
  readonly intervalMicros: Micros
  readonly key: string
  time: Micros = Number.NaN
  open = Number.NaN
  high = Number.NaN
  low = Number.NaN
  close = Number.NaN
  volume = Number.NaN
  flat = false
  value = Number.NaN
  count = 0
  nextOpen = Number.NaN
  /** Hears of the first look that reaches behind what is kept, and so can never be answered, however many bars come. */
  beyond: ((bars: number) => void) | undefined
  #keep = 1
  #ring: Float64Array = new Float64Array(fields)
  /** Where the next bar goes in the ring. */
  #at = 0
  readonly #past: PastBar
  #kept: { count: number; nextOpen: number; ring: Float64Array } = { count: 0, nextOpen: Number.NaN, ring: this.#ring }

  /** `from` names what the bars are made from: bars of one interval but of two sources differ. */
  constructor(instrument: Instrument, interval: Duration, from: string) {
    this.instrument = instrument
    this.interval = interval
    this.intervalMicros = toMicros(interval)
    this.key = `bars:${instrument.symbol}:${interval}:${from}`
    this.#past = new PastBar(instrument, interval)
  }

  /** Closed bars that `back` can reach. */
  get keep(): number {
    return this.#keep
  }

  /** Somebody wants to look back so far; of several wishes the largest counts. Before `lay` only. */
  reach(keep: number): void {
    this.#keep = Math.max(this.#keep, keep)
  }

  /** Lays out the bars that are kept, once all wishes are known; `remember` gives the record that a restart restores. */
  lay(memory: Memory, remember: Keep): void {
    this.#kept = remember({ count: 0, nextOpen: Number.NaN, ring: memory.column('f64', this.#keep * fields, `${this.key}.ring`) })
    this.#ring = this.#kept.ring
    this.count = this.#kept.count
    this.#at = (this.count % this.#keep) * fields
    this.nextOpen = this.#kept.nextOpen
    if (this.count > 0) this.#show(this, 0)
  }

  back(bars: number): Bar {
    const isKept = Number.isInteger(bars) && bars >= 0 && bars < this.#keep
    if (!isKept && this.beyond !== undefined) this.#tellBeyond(bars)
    if (isKept && bars < this.count) this.#show(this.#past, bars)
    else Object.assign(this.#past, nothing)
    return this.#past
  }

  #tellBeyond(bars: number): void {
    this.beyond?.(bars)
    this.beyond = undefined
  }

  /** Takes over a bar that closed; its numbers are read from the builder, because doubles are not passed. */
  take(forming: FormingBar): void {
    const { priceScale, lotScale } = this.instrument
    this.time = forming.end
    this.open = forming.openUnits / priceScale
    this.high = forming.highUnits / priceScale
    this.low = forming.lowUnits / priceScale
    this.close = forming.closeUnits / priceScale
    this.volume = forming.lots / lotScale
    this.flat = forming.flat
    this.#remember()
  }

  /** Takes over a bar as it stands in a row, with an open that widens it when it is outside. */
  takeRow(tape: Tape, row: number, openUnits: number): void {
    const { priceScale, lotScale } = this.instrument
    this.time = tape.exchangeTime[row]
    this.open = openUnits / priceScale
    this.high = Math.max(tape.a[row], openUnits) / priceScale
    this.low = Math.min(tape.b[row], openUnits) / priceScale
    this.close = tape.price[row] / priceScale
    this.volume = tape.quantity[row] / lotScale
    this.flat = (tape.flags[row] & Flag.flat) !== 0
    this.#remember()
  }

  /** Puts the bar that is shown into the ring. */
  #remember(): void {
    const ring = this.#ring
    const at = this.#at
    this.#at = at + fields === ring.length ? 0 : at + fields
    ring[at] = this.time
    ring[at + 1] = this.open
    ring[at + 2] = this.high
    ring[at + 3] = this.low
    ring[at + 4] = this.close
    ring[at + 5] = this.volume
    ring[at + 6] = this.flat ? 1 : 0
    this.value = this.close
    this.nextOpen = Number.NaN
    this.count++
    this.#kept.count = this.count
    this.#kept.nextOpen = Number.NaN
  }

  /** The open of the bar that has begun, in units; 0 when it turned out not to be known. */
  opened(units: number): void {
    this.nextOpen = units > 0 ? units / this.instrument.priceScale : Number.NaN
    this.#kept.nextOpen = this.nextOpen
  }

  #show(bar: PastBar | this, bars: number): void {
    const at = ((this.count - 1 - bars) % this.#keep) * fields
    const ring = this.#ring
    bar.time = ring[at]
    bar.open = ring[at + 1]
    bar.high = ring[at + 2]
    bar.low = ring[at + 3]
    bar.close = ring[at + 4]
    bar.volume = ring[at + 5]
    bar.flat = ring[at + 6] === 1
    if (bar === this) this.value = this.close
  }
}

const nothing = {
  time: Number.NaN,
  open: Number.NaN,
  high: Number.NaN,
  low: Number.NaN,
  close: Number.NaN,
  volume: Number.NaN,
  flat: false,
}
