import type { Bar, Bars, Duration, Instrument, Kept, Updating, Use } from '@botyard/core'

/** Bars whose numbers a test sets itself; `value` is the close, as in the engine's. */
export class FakeBars implements Bars {
  readonly key = 'bars'
  readonly interval: Duration = '1m'
  readonly instrument = { symbol: 'test:linear:BTCUSDT' } as Instrument
  readonly nextOpen = Number.NaN
  readonly flat = false
  time = 0
  count = 0
  open = Number.NaN
  high = Number.NaN
  low = Number.NaN
  close = Number.NaN
  volume = Number.NaN

  get value(): number {
    return this.close
  }

  back(): Bar {
    return this
  }
}

/** Columns of bars, oldest first. */
export interface Series {
  readonly high: ArrayLike<number>
  readonly low: ArrayLike<number>
  readonly close: ArrayLike<number>
  readonly volume: ArrayLike<number>
}

/** Sets the bars to one row of a series, as if that bar had closed. */
export function close(bars: FakeBars, series: Series, row: number): void {
  bars.time += 60_000_000
  bars.count++
  bars.open = bars.close
  bars.high = series.high[row]
  bars.low = series.low[row]
  bars.close = series.close[row]
  bars.volume = series.volume[row]
}

/** An indicator as the engine would make it, together with the records it keeps. */
export interface Driven<V> {
  readonly made: Updating<V>
  readonly kept: Kept[]
}

/** Makes an indicator without an engine. Records of an earlier one are filled in where it asks for its own, as on a restart. */
export function make<V>(wish: Use<V>, saved: readonly Kept[] = []): Driven<V> {
  const kept: Kept[] = []
  const made = wish.make(
    (first) => {
      for (const [name, value] of Object.entries(saved[kept.length] ?? {})) {
        const place = first[name]
        if (place instanceof Float64Array) place.set(value as Float64Array)
        else Object.assign(first, { [name]: value })
      }
      kept.push(first)
      return first as never
    },
    () => 0,
  )
  return { made, kept }
}

/** Runs an indicator over a series and collects one of its numbers at every bar. */
export function collect<V extends object>(wish: (bars: FakeBars) => Use<V>, series: Series, field = 'value'): number[] {
  const bars = new FakeBars()
  const { made } = make(wish(bars))
  return Array.from(series.close, (_, row) => {
    close(bars, series, row)
    made.update()
    return (made as Record<string, unknown>)[field] as number
  })
}
