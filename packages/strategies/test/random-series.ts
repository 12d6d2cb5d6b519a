import type { Series } from './drive.ts'

/** What a made-up market looks like. */
export interface SeriesShape {
  readonly seed: number
  readonly bars: number
  /** First price. */
  readonly level: number
  /** Size of a move, as a share of the price. */
  readonly move: number
  /** Chance that a bar repeats the last close and trades nothing. */
  readonly still: number
}

/** A random walk with still stretches, the same for the same shape. */
export function randomSeries({ seed, bars, level, move, still }: SeriesShape): Series {
  const series = {
    high: new Float64Array(bars),
    low: new Float64Array(bars),
    close: new Float64Array(bars),
    volume: new Float64Array(bars),
  }
  let x = (seed % 2147483646) + 1
  const chance = () => {
    x = (x * 48271) % 2147483647
    return x / 2147483647
  }
  let close = level
  for (let row = 0; row < bars; row++) {
    const open = close
    const rests = chance() < still
    if (!rests) close *= Math.exp(move * (chance() + chance() + chance() - 1.5))
    const reach = rests ? 0 : move * chance()
    series.high[row] = Math.max(open, close) * (1 + reach)
    series.low[row] = Math.min(open, close) * (1 - reach)
    series.close[row] = close
    series.volume[row] = rests ? 0 : 1000 * chance()
  }
  return series
}
