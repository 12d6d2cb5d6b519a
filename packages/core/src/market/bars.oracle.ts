import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryLane } from '../engine/lane.ts'
import { Flag, Kind } from '../engine/tape-kinds.ts'
import { toMicros } from '../options/duration-text.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Keep } from '../ports/signal.ts'
import type { Kept } from '../ports/state.ts'
import type { Duration, Micros } from '../ports/time.ts'
import { BarBuilder } from './bar-builder.ts'
import { BarSeries } from './bar-series.ts'

/** A trade in price units and lots. */
export interface PlainTrade {
  readonly time: Micros
  readonly units: number
  readonly lots: number
}

/** A bar in price units and lots. */
export interface PlainBar {
  readonly end: Micros
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly lots: number
  readonly flat: boolean
}

const scales = { priceScale: 100, lotScale: 1000 }

/** A `keep` whose records can be taken out, and put into the one of a second life. */
export function keeping(before: readonly Kept[] = []): { readonly keep: Keep; readonly records: Kept[] } {
  const records: Kept[] = []
  const keep: Keep = (first) => {
    Object.assign(first, structuredClone(before[records.length] ?? {}))
    records.push(first)
    return first as never
  }
  return { keep, records }
}

/** One series of bars with its builder and the lane that feeds it; `shown` has every bar it has shown. */
export class BarScene {
  readonly series: BarSeries
  readonly builder: BarBuilder
  readonly shown: PlainBar[] = []
  readonly #fromMillis: number
  readonly #lane = new MemoryLane(new HeapMemory(), 'lane', 64)

  /** `from` is the interval of the bars it is made from; left out, it is made from trades. */
  constructor(interval: Duration, from?: Duration, keep = 1, remember: Keep = keeping().keep) {
    this.#fromMillis = from === undefined ? 0 : toMicros(from) / 1000
    const instrument = { symbol: 'sim:spot:BTCUSDT', ...scales } as Instrument
    this.series = new BarSeries(instrument, interval, from ?? 'trades')
    this.series.reach(keep)
    this.series.lay(new HeapMemory(), remember)
    this.builder = new BarBuilder(this.series, this.#fromMillis, remember)
  }

  trade({ time, units, lots }: PlainTrade): this {
    const row = this.#row(Kind.trade, time)
    this.#lane.price[row] = units
    this.#lane.quantity[row] = lots
    this.builder.onTrade(this.#lane, row)
    return this.#step()
  }

  /** Tells the open of the bar that begins at `time`. */
  open(time: Micros, units: number): this {
    const row = this.#row(Kind.open, time)
    this.#lane.price[row] = units
    this.#lane.ref[row] = this.#fromMillis
    this.builder.onOpen(this.#lane, row)
    return this.#step()
  }

  /** A bar without its open. */
  barRow({ end, high, low, close, lots, flat }: Omit<PlainBar, 'open'>): this {
    const lane = this.#lane
    const row = this.#row(Kind.bar, end)
    lane.price[row] = close
    lane.a[row] = high
    lane.b[row] = low
    lane.quantity[row] = lots
    lane.ref[row] = this.#fromMillis
    if (flat) lane.flags[row] |= Flag.flat
    this.builder.onBar(lane, row)
    return this.#step()
  }

  bar(bar: PlainBar): this {
    return this.open(bar.end - this.#fromMillis * 1000, bar.open).barRow(bar)
  }

  close(time: Micros): this {
    this.builder.close(time)
    return this.#step()
  }

  #row(kind: number, time: Micros): number {
    const lane = this.#lane
    lane.head = lane.tail
    lane.open()
    const row = lane.next(kind)
    lane.exchangeTime[row] = time
    lane.receivedTime[row] = time
    lane.close()
    return row
  }

  #step(): this {
    while (this.builder.step()) {
      const { time: end, open, high, low, close, volume, flat } = this.series
      const units = (price: number) => Math.round(price * scales.priceScale)
      const prices = { open: units(open), high: units(high), low: units(low), close: units(close) }
      this.shown.push({ end, ...prices, lots: Math.round(volume * scales.lotScale), flat })
    }
    return this
  }
}

/** The bars of trades or of smaller bars as one would reckon them by hand: grouped by their end, flat where nothing traded. */
export function plainBars(
  parts: readonly (PlainBar & { readonly begin: Micros })[],
  interval: Micros,
  until: Micros,
): PlainBar[] {
  const bars: PlainBar[] = []
  if (parts.length === 0) return bars
  let last = 0
  for (let end = endOf(parts[0].begin, interval); end <= until; end += interval) {
    const own = parts.filter((part) => endOf(part.begin, interval) === end)
    const traded = own.filter((part) => !part.flat)
    last = traded.at(-1)?.close ?? own.at(-1)?.close ?? last
    if (traded.length === 0) bars.push({ end, open: last, high: last, low: last, close: last, lots: 0, flat: true })
    else {
      const high = Math.max(...traded.map((part) => part.high))
      const low = Math.min(...traded.map((part) => part.low))
      const lots = traded.reduce((sum, part) => sum + part.lots, 0)
      bars.push({ end, open: traded[0].open, high, low, close: last, lots, flat: false })
    }
  }
  return bars
}

/** A trade as the smallest bar there is. */
export function asPart({ time, units, lots }: PlainTrade): PlainBar & { readonly begin: Micros } {
  return { begin: time, end: time, open: units, high: units, low: units, close: units, lots, flat: false }
}

/** The end of the interval in which a time lies. */
export function endOf(time: Micros, interval: Micros): Micros {
  return Math.floor(time / interval) * interval + interval
}
