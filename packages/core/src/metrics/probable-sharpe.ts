import type { Moments } from './moments.ts'
import { normalAt, normalBelow } from './normal.ts'
import { sharpeError } from './sharpe.ts'

/** A Sharpe ratio of one period and the shape of the returns it is of; for a yearly ratio divide it by the root of periods a year. */
export interface SharpeSample extends Pick<Moments, 'count' | 'skew' | 'kurtosis'> {
  readonly ratio: number
}

/** The trials that the best one was chosen from. */
export interface Trials {
  /** How many there were, thought of as independent. */
  readonly count: number
  /** Variance of their Sharpe ratios, each of one period. */
  readonly variance: number
}

/** Euler's and Mascheroni's constant. */
const euler = 0.5772156649015329

/**
 * Probabilistic Sharpe ratio: how probable it is, from 0 to 1, that the true ratio lies above a benchmark. Bailey and López de Prado, *The
 * Sharpe Ratio Efficient Frontier* (2012).
 *
 * @example
 * probabilisticSharpe({ ratio: 0.458, count: 24, skew: -2.448, kurtosis: 10.164 }) // 0.913...
 */
export function probabilisticSharpe(sample: SharpeSample, benchmark = 0): number {
  return normalBelow((sample.ratio - benchmark) / sharpeError(sample.ratio, sample))
}

/**
 * The Sharpe ratio of one period that the best of so many trials is expected to show although none of them earns anything; 0 for a
 * single one. It grows with their number and with how far they lie apart.
 *
 * @example
 * luckiestSharpe({ count: 100, variance: 0.5 / 250 }) // 0.1131...
 */
export function luckiestSharpe({ count, variance }: Trials): number {
  if (count <= 1) return 0
  const best = (1 - euler) * normalAt(1 - 1 / count) + euler * normalAt(1 - 1 / (count * Math.E))
  return Math.sqrt(variance) * best
}

/**
 * Deflated Sharpe ratio: how probable it is, from 0 to 1, that the best of many trials is better than the luckiest of as many that earn
 * nothing. Under 0.95 it may well have been luck. Bailey and López de Prado, *The Deflated Sharpe Ratio* (2014).
 *
 * @example
 * deflatedSharpe({ ratio: 2.5 / Math.sqrt(250), count: 1250, skew: -3, kurtosis: 10 }, { count: 100, variance: 0.5 / 250 }) // 0.9004...
 */
export function deflatedSharpe(sample: SharpeSample, trials: Trials): number {
  return probabilisticSharpe(sample, luckiestSharpe(trials))
}

/**
 * How many periods it takes until a Sharpe ratio of one period is above a benchmark with a confidence, when it and the shape of the
 * returns stay as they are. Null when it is not above the benchmark: then no time is long enough.
 *
 * @example
 * trackRecordMin({ ratio: 0.458, skew: -2.448, kurtosis: 10.164 }) // 34.55... periods for 95 %
 */
export function trackRecordMin(
  { ratio, skew, kurtosis }: Omit<SharpeSample, 'count'>,
  { benchmark = 0, confidence = 0.95 }: { readonly benchmark?: number; readonly confidence?: number } = {},
): number | null {
  if (!(ratio > benchmark)) return null
  const error = sharpeError(ratio, { count: 2, skew, kurtosis })
  return 1 + ((error * normalAt(confidence)) / (ratio - benchmark)) ** 2
}
