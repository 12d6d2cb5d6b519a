import { sumOf } from './moments.ts'

/** What ratios of returns are counted with. */
export interface RatioOptions {
  /** How many of the returns a year has: 365 for days, as trading never closes. Default: 1, so the ratio is that of one return. */
  readonly perYear?: number
  /** Return of one period that counts as neither gain nor loss. Default: 0. */
  readonly target?: number
}

/**
 * The root of the mean square of what returns fell short of the target. All returns are counted, also those above it: dividing by the
 * number of losses alone would call a strategy that loses once as risky as one that always loses.
 *
 * @example
 * downsideDeviation([0.17, 0.15, -0.05, -0.04]) // 0.0320...
 */
export function downsideDeviation(returns: ArrayLike<number>, target = 0): number {
  const squares = Float64Array.from(returns, (one) => Math.min(0, one - target) ** 2)
  return Math.sqrt(sumOf(squares) / returns.length)
}

/**
 * Sortino ratio: the mean above the target over the downside deviation, times the root of `perYear`. Null without a return and where
 * none fell short.
 *
 * @example
 * sortinoRatio([0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04]) // 4.417...
 */
export function sortinoRatio(returns: ArrayLike<number>, { perYear = 1, target = 0 }: RatioOptions = {}): number | null {
  const deviation = downsideDeviation(returns, target)
  return deviation > 0 ? ((sumOf(returns) / returns.length - target) / deviation) * Math.sqrt(perYear) : null
}

/**
 * Omega ratio: all that returns brought above the target over all they fell short of it. 1 is break even. Null where none fell short.
 *
 * @example
 * omegaRatio([0.03, -0.01, -0.01]) // 1.5
 */
export function omegaRatio(returns: ArrayLike<number>, target = 0): number | null {
  const above = Float64Array.from(returns, (one) => Math.max(0, one - target))
  const below = Float64Array.from(returns, (one) => Math.max(0, target - one))
  const lost = sumOf(below)
  return lost > 0 ? sumOf(above) / lost : null
}
