/**
 * The share of what one has that a bet deserves by Kelly, for a chance to win and what a win pays for each unit staked. Negative where the
 * other side should be taken: for a bet that can only be made or left, take `Math.max(0, share)`.
 *
 * @example
 * kellyShare({ chance: 0.6, payoff: 2 }) // 0.4
 */
export function kellyShare({ chance, payoff }: { readonly chance: number; readonly payoff: number }): number {
  return chance - (1 - chance) / payoff
}

/** Return, rate and volatility of one span of time, a year or a day, as shares. */
export interface KellyReturns {
  readonly mean: number
  readonly rate: number
  readonly deviation: number
}

/**
 * How many times its equity an account should hold by Kelly, of something whose returns are continuous: (mean - rate) / deviation^2.
 *
 * @example
 * kellyLeverage({ mean: 0.1123, rate: 0.04, deviation: 0.1691 }) // 2.528
 */
export function kellyLeverage({ mean, rate, deviation }: KellyReturns): number {
  return (mean - rate) / (deviation * deviation)
}

/**
 * The growth that this leverage brings in the same span of time, as a share: the rate and half the square of the Sharpe ratio.
 *
 * @example
 * kellyGrowth({ mean: 0.1123, rate: 0.04, deviation: 0.1691 }) // 0.1314
 */
export function kellyGrowth({ mean, rate, deviation }: KellyReturns): number {
  return rate + ((mean - rate) / deviation) ** 2 / 2
}
