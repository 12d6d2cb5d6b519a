import { changes, ema, highest, lowest, rows, sma, standardDeviation, wilder, windows, zScore } from './batch-values.ts'
import type { Series } from './drive.ts'

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
const typical = ({ high, low, close }: Series) => rows([high, low, close], (h, l, c) => (h + l + c) / 3)
const before = (values: ArrayLike<number>) => Array.from(values, (_, row) => (row === 0 ? Number.NaN : values[row - 1]))

/** Share of one sum in another over a window, or what it is when nothing moved. */
function share(part: readonly number[], whole: readonly number[], period: number, still: number): number[] {
  const total = (column: readonly number[]) => windows(column, period, sum)
  return rows([total(part), total(whole)], (a, b) => (b === 0 ? still : a / b))
}

export const trueRange = ({ high, low, close }: Series) =>
  rows([high, low, before(close)], (h, l, c) => Math.max(h - l, Math.abs(h - c), Math.abs(l - c)))

export const atr = (series: Series, period: number) => wilder(trueRange(series), period)

export const vwma = (series: Series, period: number, price: 'close' | 'typical') => {
  const prices = price === 'close' ? Array.from(series.close) : typical(series)
  const paid = windows(
    rows([prices, series.volume], (p, v) => p * v),
    period,
    sum,
  )
  return rows([paid, windows(series.volume, period, sum), prices], (amount, volume, p) =>
    Number.isNaN(amount) ? amount : volume === 0 ? p : amount / volume,
  )
}

export function vwap(series: Series): number[] {
  let paid = 0
  let volume = 0
  return rows([typical(series), series.volume], (p, v) => {
    paid += p * v
    volume += v
    return volume === 0 ? p : paid / volume
  })
}

export function obv({ close, volume }: Series): number[] {
  let total = 0
  return rows([changes(close), volume], (change, v) => (total += change > 0 ? v : change < 0 ? -v : 0))
}

export function stochastic(series: Series, period: number, smooth: number, signal: number, part: 'k' | 'd'): number[] {
  const fast = rows([series.close, lowest(series.low, period), highest(series.high, period)], (c, low, high) =>
    high === low ? 50 : (100 * (c - low)) / (high - low),
  )
  const k = sma(fast, smooth)
  return part === 'k' ? k : sma(k, signal)
}

export const williamsR = (series: Series, period: number) =>
  rows([series.close, lowest(series.low, period), highest(series.high, period)], (c, low, high) =>
    high === low ? -50 : (-100 * (high - c)) / (high - low),
  )

export const cci = (series: Series, period: number) =>
  windows(typical(series), period, (prices) => {
    const away = prices.map((one) => one - prices[period - 1])
    const mean = sum(away) / period
    const deviation = sum(away.map((one) => Math.abs(one - mean))) / period
    return deviation === 0 ? 0 : -mean / (0.015 * deviation)
  })

export const aroon = (series: Series, period: number, part: 'up' | 'down') =>
  windows(
    part === 'up' ? series.high : rows([series.low], (low) => -low),
    period + 1,
    (values) => (100 * values.lastIndexOf(Math.max(...values))) / period,
  )

export function mfi(series: Series, period: number): number[] {
  const prices = typical(series)
  const flows = rows([changes(prices), prices, series.volume], (change, p, v) =>
    Number.isNaN(change) ? change : Math.sign(change) * p * v,
  )
  const rising = rows([flows], (flow) => (Number.isNaN(flow) ? flow : Math.max(flow, 0)))
  return share(rising, flows.map(Math.abs), period, 0.5).map((one) => 100 * one)
}

export function ultimateOscillator(series: Series, short: number, medium: number, long: number): number[] {
  const pressure = rows([series.close, series.low, before(series.close)], (c, l, earlier) => c - Math.min(l, earlier))
  const range = trueRange(series)
  const parts = [short, medium, long].map((period) => share(pressure, range, period, 0.5))
  return rows(parts, (a, b, c) => (100 * (4 * a + 2 * b + c)) / 7)
}

/** ADX and directional indicators as Wilder's book has them, with sums that start one bar short. */
export function adx(series: Series, period: number, part: 'value' | 'plus' | 'minus'): number[] {
  const up = changes(series.high)
  const down = rows([changes(series.low)], (change) => -change)
  const total = (values: readonly number[]) => {
    let held = 0
    return values.map((one, row) => {
      if (row > 0) held += row < period ? one : one - held / period
      return row < period ? Number.NaN : held
    })
  }
  const range = total(trueRange(series))
  const side = (mine: readonly number[], other: readonly number[]) =>
    rows([total(rows([mine, other], (a, b) => (a > b && a > 0 ? a : 0))), range], (moved, whole) =>
      whole === 0 ? 0 : (100 * moved) / whole,
    )
  const plus = side(up, down)
  const minus = side(down, up)
  if (part !== 'value') return part === 'plus' ? plus : minus
  return wilder(
    rows([plus, minus], (a, b) => (a + b === 0 ? 0 : (100 * Math.abs(a - b)) / (a + b))),
    period,
  )
}

export const keltner = (series: Series, period: number, multiple: number) =>
  rows([ema(series.close, period), atr(series, period)], (middle, range) => middle + multiple * range)

export const bollinger = (series: Series, period: number, deviations: number, part: 'upper' | 'lower' | 'width' | 'percentB') =>
  rows(
    [sma(series.close, period), standardDeviation(series.close, period), zScore(series.close, period)],
    (middle, deviation, score) => {
      const reach = deviations * deviation
      if (part === 'upper') return middle + reach
      if (part === 'lower') return middle - reach
      return part === 'width' ? (2 * reach) / middle : 0.5 + score / (2 * deviations)
    },
  )
