import { grownBy, yearlyGrowth } from './growth.ts'

/** The deepest fall from a peak, and how long values stayed below their peaks. */
export interface Drawdown {
  /** Of the peak: 0.25 when 120 became 90. Never negative. */
  readonly share: number
  /** Where the peak and the lowest value after it stand; both 0 when nothing was ever lost. */
  readonly peakIndex: number
  readonly troughIndex: number
  /** Values below that peak until it was reached again, or until the end where it was not. */
  readonly underWater: number
  /** The most values in a row below a peak, of this fall or another one. */
  readonly longestUnderWater: number
}

/**
 * The largest loss from a peak, of values such as equity. A share of a peak that is not above zero says nothing, so such peaks are
 * passed over.
 *
 * @example
 * drawdownOf([100, 110, 105, 120, 90, 95, 130]) // { share: 0.25, peakIndex: 3, troughIndex: 4, underWater: 2, longestUnderWater: 2 }
 */
export function drawdownOf(values: ArrayLike<number>): Drawdown {
  let deepest = { share: 0, peakIndex: 0, troughIndex: 0, underWater: 0 }
  let longestUnderWater = 0
  for (let peak = 0; peak < values.length; ) {
    let next = peak + 1
    let low = peak
    for (; next < values.length && values[next] < values[peak]; next++) if (values[next] < values[low]) low = next
    const underWater = next - peak - 1
    longestUnderWater = Math.max(longestUnderWater, underWater)
    const share = (values[peak] - values[low]) / values[peak]
    if (values[peak] > 0 && share > deepest.share) deepest = { share, peakIndex: peak, troughIndex: low, underWater }
    peak = next
  }
  return { ...deepest, longestUnderWater }
}

/**
 * Calmar ratio: growth a year over the largest drawdown, of equity that begins with the first return. `perYear` is how many returns a
 * year has. Null where there was no drawdown, no return, or nothing was left.
 *
 * @example
 * calmarRatio([0.17, 0.15, 0.23, -0.05], { perYear: 1 }) // 2.37...
 */
export function calmarRatio(returns: ArrayLike<number>, options: { readonly perYear?: number } = {}): number | null {
  const growth = yearlyGrowth(returns, options)
  const { share } = drawdownOf(grownBy(returns))
  return growth === null || share === 0 ? null : growth / share
}
