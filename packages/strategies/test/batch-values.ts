// Plain references over whole arrays, straight from the definitions: slow, without state, and NaN where nothing is defined yet.
type Values = ArrayLike<number>

/** Applies a function to every full window of `length` defined values, oldest first. */
export function windows(values: Values, length: number, of: (window: number[]) => number): number[] {
  return Array.from(values, (_, row) => {
    const window = Array.from({ length }, (_, i) => values[row - length + 1 + i] ?? Number.NaN)
    return window.some(Number.isNaN) ? Number.NaN : of(window)
  })
}

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
const mean = (values: readonly number[]) => sum(values) / values.length
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((one) => (one - mean(values)) ** 2)))
const aboutLast = (values: readonly number[]) => values.map((one) => one - last(values))
const last = (values: readonly number[]) => values[values.length - 1]

/** Combines columns row by row. */
export function rows(columns: readonly Values[], of: (...numbers: number[]) => number): number[] {
  return Array.from(columns[0], (_, row) => of(...columns.map((column) => column[row])))
}

/** Difference to the value before. */
export const changes = (values: Values) => Array.from(values, (one, row) => (row === 0 ? Number.NaN : one - values[row - 1]))

/** Moves by `part` towards each value, from the mean of the first `seed`. */
function smoothed(values: Values, part: number, seed: number): number[] {
  const start = Array.from(values).findIndex((one) => !Number.isNaN(one)) + seed - 1
  let average = Number.NaN
  return Array.from(values, (one, row) => {
    if (row === start) average = mean(Array.from({ length: seed }, (_, i) => values[row - i]))
    else if (row > start) average = average * (1 - part) + part * one
    return average
  })
}

export const sma = (values: Values, period: number) => windows(values, period, mean)
export const ema = (values: Values, period: number) => smoothed(values, 2 / (period + 1), period)
export const wilder = (values: Values, period: number) => smoothed(values, 1 / period, period)
export const highest = (values: Values, period: number) => windows(values, period, (window) => Math.max(...window))
export const lowest = (values: Values, period: number) => windows(values, period, (window) => Math.min(...window))
export const standardDeviation = (values: Values, period: number) =>
  windows(values, period, (window) => deviation(aboutLast(window)))

export const wma = (values: Values, period: number) =>
  windows(values, period, (window) => sum(window.map((one, i) => one * (i + 1))) / ((period * (period + 1)) / 2))

export function dema(values: Values, period: number): number[] {
  const once = ema(values, period)
  return rows([once, ema(once, period)], (a, b) => 2 * a - b)
}

export function tema(values: Values, period: number): number[] {
  const once = ema(values, period)
  const twice = ema(once, period)
  return rows([once, twice, ema(twice, period)], (a, b, c) => 3 * a - 3 * b + c)
}

export function hma(values: Values, period: number): number[] {
  const gap = rows([wma(values, Math.floor(period / 2)), wma(values, period)], (half, whole) => 2 * half - whole)
  return wma(gap, Math.floor(Math.sqrt(period)))
}

export function kama(values: Values, period: number, fast: number, slow: number): number[] {
  const straight = windows(values, period + 1, (window) => {
    const path = sum(changes(window).slice(1).map(Math.abs))
    return path === 0 ? 1 : Math.abs(window[period] - window[0]) / path
  })
  let average = values[period - 1]
  return straight.map((ratio, row) => {
    if (Number.isNaN(ratio)) return Number.NaN
    const speed = (ratio * (2 / (fast + 1) - 2 / (slow + 1)) + 2 / (slow + 1)) ** 2
    average += speed * (values[row] - average)
    return average
  })
}

function strength(values: Values, period: number): number[] {
  const moves = changes(values)
  const gains = wilder(
    rows([moves], (move) => (Number.isNaN(move) ? move : Math.max(move, 0))),
    period,
  )
  const losses = wilder(
    rows([moves], (move) => (Number.isNaN(move) ? move : Math.max(-move, 0))),
    period,
  )
  return rows([gains, losses], (up, down) => (up + down === 0 ? 0.5 : up / (up + down)))
}

export const rsi = (values: Values, period: number) => strength(values, period).map((share) => 100 * share)

export const stochRsi = (values: Values, period: number, window: number) =>
  windows(strength(values, period), window, (shares) => {
    const low = Math.min(...shares)
    const span = Math.max(...shares) - low
    // A share that should stand still jitters by rounding.
    return span < 1e-12 ? 0.5 : (last(shares) - low) / span
  })

export const cmo = (values: Values, period: number) =>
  windows(changes(values), period, (moves) => {
    const all = sum(moves.map(Math.abs))
    return all === 0 ? 0 : (100 * sum(moves)) / all
  })

export const roc = (values: Values, period: number) =>
  windows(values, period + 1, (window) => 100 * (last(window) / window[0] - 1))

/** End and slope of the line of least squares, by the normal equations about the mean. */
export function line(values: Values, period: number, part: 'end' | 'slope'): number[] {
  const middle = (period - 1) / 2
  return windows(values, period, (window) => {
    const slope = sum(window.map((one, i) => (i - middle) * (one - mean(window)))) / sum(window.map((_, i) => (i - middle) ** 2))
    return part === 'slope' ? slope : mean(window) + slope * middle
  })
}

export const zScore = (values: Values, period: number) =>
  windows(values, period, (window) => {
    const away = aboutLast(window)
    return deviation(away) === 0 ? 0 : -mean(away) / deviation(away)
  })
