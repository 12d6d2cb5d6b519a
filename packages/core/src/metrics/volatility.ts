/**
 * Volatility as an exponentially weighted mean of squared returns, in the unit of the returns: after each of them `decay` of the variance
 * stays and the rest is the new square. `start` is the volatility before the first return.
 *
 * @example
 * decayingVolatility([0.02], { decay: 0.9, start: 0.01 }) // 0.0114
 */
export function decayingVolatility(
  returns: ArrayLike<number>,
  { decay, start }: { readonly decay: number; readonly start: number },
): Float64Array {
  let variance = start * start
  return Float64Array.from(returns, (one) => Math.sqrt((variance = decay * variance + (1 - decay) * one * one)))
}

/**
 * How many periods it takes until so little of a weight is left: 74 days for 1 % at a decay of 0.94.
 *
 * @example
 * decayPeriods(0.94, 0.01) // 74.4
 */
export function decayPeriods(decay: number, left: number): number {
  return Math.log(left) / Math.log(decay)
}

/**
 * Volatility by GARCH(1,1), in the unit of the returns: after each of them the variance is `floor + reaction * return^2 + memory *
 * variance`. `start` is the volatility before the first return.
 *
 * @example
 * garchVolatility([0.01], { floor: 2e-6, reaction: 0.13, memory: 0.86, start: 0.016 }) // 0.0153
 */
export function garchVolatility(
  returns: ArrayLike<number>,
  {
    floor,
    reaction,
    memory,
    start,
  }: { readonly floor: number; readonly reaction: number; readonly memory: number; readonly start: number },
): Float64Array {
  let variance = start * start
  return Float64Array.from(returns, (one) => Math.sqrt((variance = floor + reaction * one * one + memory * variance)))
}
