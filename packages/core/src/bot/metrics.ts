/** Trading never closes, so a year has this many daily returns. */
const DAYS_A_YEAR = 365

/** Under this many days a Sharpe ratio says nothing. */
const sharpeDaysMin = 20

/** Returns that differ by less cannot be told from equal ones, because each was rounded when it was computed. */
const NOISE = 1e-15

/** Standard deviations from the middle of a normal distribution to the ends of its middle 95 %. */
const Z_95 = 1.959963984540054

/** What was made as a share of the start: 0.02 is two percent. */
export function netReturn(initial: number, final: number): number {
  return final / initial - 1
}

/** Returns from day to day; the first is from the initial value to the end of the first day. */
export function dailyReturns(initial: number, days: Float64Array): Float64Array {
  return days.map((value, day) => netReturn(day === 0 ? initial : days[day - 1], value))
}

/** Mean, standard deviation and shape of a sample. */
interface Moments {
  readonly count: number
  readonly mean: number
  /** Of the sample, divided by count - 1. */
  readonly deviation: number
  /** Of the population: 0 when symmetric. */
  readonly skew: number
  /** Of the population and not in excess: 3 for a normal distribution. */
  readonly kurtosis: number
}

/** Moments of a sample; skew and kurtosis are no number when all values are equal. */
export function momentsOf(values: Float64Array): Moments {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const power = (exponent: number): number => values.reduce((sum, value) => sum + (value - mean) ** exponent, 0) / count
  const variance = power(2)
  const deviation = Math.sqrt((variance * count) / (count - 1))
  return { count, mean, deviation, skew: power(3) / variance ** 1.5, kurtosis: power(4) / variance ** 2 }
}

/**
 * Yearly Sharpe ratio of daily equity: mean over standard deviation of the daily returns, times the root of 365, against a rate of 0.
 * Null under 20 days, when all returns are equal, and when equity was not above zero all along.
 */
export function sharpe(initial: number, days: Float64Array): number | null {
  const moments = judgeable(initial, days)
  return moments && (moments.mean / moments.deviation) * Math.sqrt(DAYS_A_YEAR)
}

/**
 * Ends of the 95 % interval of the yearly Sharpe ratio, for returns that do not depend on each other: the daily ratio plus and minus 1.96
 * of its standard errors, both times the root of 365. Null when the ratio is.
 */
export function sharpeInterval(initial: number, days: Float64Array): readonly [low: number, high: number] | null {
  const moments = judgeable(initial, days)
  if (moments === null) return null
  const daily = moments.mean / moments.deviation
  const margin = Z_95 * sharpeError(daily, moments)
  return [(daily - margin) * Math.sqrt(DAYS_A_YEAR), (daily + margin) * Math.sqrt(DAYS_A_YEAR)]
}

/**
 * Standard error of a Sharpe ratio of one period: the root of (1 - skew * S + (kurtosis - 1) / 4 * S^2) / (count - 1), Mertens' form for
 * returns of any shape. For normal returns it is Lo's root of (1 + S^2 / 2) / (count - 1).
 */
export function sharpeError(ratio: number, { count, skew, kurtosis }: Pick<Moments, 'count' | 'skew' | 'kurtosis'>): number {
  return Math.sqrt((1 - skew * ratio + ((kurtosis - 1) / 4) * ratio * ratio) / (count - 1))
}

/** The largest loss from a peak as a share of it, of the first value and all that follow. */
export function maxDrawdown(first: number, values: Float64Array): number {
  let peak = first
  let largest = 0
  for (const value of values) {
    if (value > peak) peak = value
    else if (peak > 0) largest = Math.max(largest, (peak - value) / peak)
  }
  return largest
}

function judgeable(initial: number, days: Float64Array): Moments | null {
  if (days.length < sharpeDaysMin) return null
  if (!(initial > 0) || days.some((value) => !(value > 0))) return null
  const moments = momentsOf(dailyReturns(initial, days))
  return moments.deviation > NOISE ? moments : null
}
