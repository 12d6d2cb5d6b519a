import { sumOf } from './moments.ts'

/**
 * Covariance of two lists of one length, of the sample, divided by count - 1.
 *
 * @example
 * covarianceOf([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) // 2
 */
export function covarianceOf(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const count = first.length
  const means = [sumOf(first) / count, sumOf(second) / second.length]
  let sum = 0
  for (let at = 0; at < count; at++) sum += (first[at] - means[0]) * (second[at] - means[1])
  return sum / (count - 1)
}

/**
 * Correlation of two lists of one length by Pearson, -1 to 1. Null where one of them does not change.
 *
 * @example
 * correlationOf([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) // 0.8
 */
export function correlationOf(first: ArrayLike<number>, second: ArrayLike<number>): number | null {
  const spread = Math.sqrt(covarianceOf(first, first) * covarianceOf(second, second))
  return spread > 0 ? covarianceOf(first, second) / spread : null
}

/**
 * Deviation of a sum of positions from their own deviations, as amounts with the sign of the position, and the correlation between each
 * two of them.
 *
 * @example
 * portfolioDeviation([200_000, 50_000], [[1, 0.3], [0.3, 1]]) // 220,227
 */
export function portfolioDeviation(deviations: readonly number[], correlations: readonly (readonly number[])[]): number {
  let variance = 0
  for (const [row, own] of deviations.entries())
    for (const [column, other] of deviations.entries()) variance += own * other * correlations[row][column]
  return Math.sqrt(variance)
}
