import { dailyReturns } from './growth.ts'
import { type Moments, momentsOf, varies } from './moments.ts'
import { normalAt } from './normal.ts'

/** Trading never closes, so a year has this many daily returns. */
const daysAYear = 365

/** Under this many days a Sharpe ratio says nothing. */
const sharpeDaysMin = 20

/** Standard deviations from the middle of a normal distribution to the ends of its middle 95 %. */
const z95 = normalAt(0.975)

/**
 * Sharpe ratio of returns: their mean above a rate over their standard deviation of the sample, times the root of `perYear`, which is how
 * many of them a year has; left out, the ratio is that of one return. `rate` is per return. Null when returns are fewer than two or equal.
 *
 * @example
 * sharpeRatio(returnsOf(days), { perYear: 365 })
 */
export function sharpeRatio(
  returns: ArrayLike<number>,
  { perYear = 1, rate = 0 }: { readonly perYear?: number; readonly rate?: number } = {},
): number | null {
  const moments = momentsOf(returns)
  return varies(moments) ? ((moments.mean - rate) / moments.deviation) * Math.sqrt(perYear) : null
}

/**
 * Yearly Sharpe ratio of daily equity: mean over standard deviation of the daily returns, times the root of 365, against a rate of 0.
 * Null under 20 days, when all returns are equal, and when equity was not above zero all along.
 *
 * @example
 * yearlySharpe(result.initialEquity, result.dailyEquity) // as result.sharpe
 */
export function yearlySharpe(initial: number, days: Float64Array): number | null {
  const moments = judgeable(initial, days)
  return moments && (moments.mean / moments.deviation) * Math.sqrt(daysAYear)
}

/**
 * Ends of the 95 % interval of the yearly Sharpe ratio, for returns that do not depend on each other: the daily ratio plus and minus 1.96
 * of its standard errors, both times the root of 365. Null when the ratio is.
 *
 * @example
 * sharpeInterval(result.initialEquity, result.dailyEquity) // as result.sharpeInterval
 */
export function sharpeInterval(initial: number, days: Float64Array): readonly [low: number, high: number] | null {
  const moments = judgeable(initial, days)
  if (moments === null) return null
  const daily = moments.mean / moments.deviation
  const margin = z95 * sharpeError(daily, moments)
  return [(daily - margin) * Math.sqrt(daysAYear), (daily + margin) * Math.sqrt(daysAYear)]
}

/**
 * Standard error of a Sharpe ratio of one period: the root of (1 - skew * S + (kurtosis - 1) / 4 * S^2) / (count - 1), Mertens' form for
 * returns of any shape. For normal returns it is Lo's root of (1 + S^2 / 2) / (count - 1).
 *
 * @example
 * sharpeError(0.1, { count: 250, skew: 0, kurtosis: 3 }) // 0.0635...
 */
export function sharpeError(ratio: number, { count, skew, kurtosis }: Pick<Moments, 'count' | 'skew' | 'kurtosis'>): number {
  return Math.sqrt((1 - skew * ratio + ((kurtosis - 1) / 4) * ratio * ratio) / (count - 1))
}

function judgeable(initial: number, days: Float64Array): Moments | null {
  if (days.length < sharpeDaysMin) return null
  if (!(initial > 0) || days.some((value) => !(value > 0))) return null
  const moments = momentsOf(dailyReturns(initial, days))
  return varies(moments) ? moments : null
}
