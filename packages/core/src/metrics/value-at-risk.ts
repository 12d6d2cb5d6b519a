import { momentsOf } from './moments.ts'
import { normalAt, normalDensity } from './normal.ts'
import { quantileOf } from './quantile.ts'

/** Mean and standard deviation of a distribution that is taken for normal; returns as shares, or amounts. */
export interface NormalShape {
  readonly mean: number
  readonly deviation: number
}

/**
 * Value at risk by history: the loss that so large a share of the returns did not exceed, positive for a loss, as a share as returns
 * are. Between two returns it lies on the line (quantile of type 7).
 *
 * @example
 * historicalValueAtRisk(returns, 0.95) // 0.0274: on one day of twenty more than 2.74 % was lost
 */
export function historicalValueAtRisk(returns: ArrayLike<number>, confidence: number): number {
  return -quantileOf(returns, 1 - confidence)
}

/**
 * Expected shortfall by history: the mean of the returns that lost the value at risk or more, positive for a loss.
 *
 * @example
 * historicalShortfall(returns, 0.95) // 0.035
 */
export function historicalShortfall(returns: ArrayLike<number>, confidence: number): number {
  const limit = quantileOf(returns, 1 - confidence)
  return -momentsOf(Array.from(returns).filter((one) => one <= limit)).mean
}

/**
 * Value at risk of a normal distribution, positive for a loss, in the unit of the deviation. Over several periods that do not depend on
 * each other, the mean grows with their number and the deviation with its root.
 *
 * @example
 * normalValueAtRisk({ mean: 0, deviation: 220_227 }, 0.99) // 512,324
 */
export function normalValueAtRisk({ mean, deviation }: NormalShape, confidence: number): number {
  return -mean - deviation * normalAt(1 - confidence)
}

/**
 * Expected shortfall of a normal distribution: the mean of the losses beyond its value at risk, positive for a loss.
 *
 * @example
 * normalShortfall({ mean: 0, deviation: 1 }, 0.975) // 2.3378
 */
export function normalShortfall({ mean, deviation }: NormalShape, confidence: number): number {
  return -mean + (deviation * normalDensity(normalAt(1 - confidence))) / (1 - confidence)
}

/**
 * A quantile of the normal distribution bent to a skew and a kurtosis in EXCESS of the normal 3, in deviations: the expansion of Cornish
 * and Fisher.
 *
 * @example
 * cornishFisher(normalAt(0.05), { skew: -0.5, excess: 1 }) // -1.7621
 */
export function cornishFisher(z: number, { skew, excess }: { readonly skew: number; readonly excess: number }): number {
  return z + ((z * z - 1) * skew) / 6 + ((z ** 3 - 3 * z) * excess) / 24 - ((2 * z ** 3 - 5 * z) * skew * skew) / 36
}

/**
 * Value at risk of returns by their mean, deviation, skew and kurtosis, positive for a loss: the normal one where they have a normal
 * shape.
 *
 * @example
 * modifiedValueAtRisk(returns, 0.95) // 0.0291
 */
export function modifiedValueAtRisk(returns: ArrayLike<number>, confidence: number): number {
  const { mean, deviation, skew, kurtosis } = momentsOf(returns)
  return -mean - deviation * cornishFisher(normalAt(1 - confidence), { skew, excess: kurtosis - 3 })
}
