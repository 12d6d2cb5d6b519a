/** A sum of weights that lies this close below a share is meant to reach it. */
const noise = 1e-12

/** What the worst losses of a list come to. */
export interface TailRisk {
  /** The smallest loss of the tail, in the unit of the losses. */
  readonly valueAtRisk: number
  /** Mean of the tail, of which the last loss counts as far as it is needed. */
  readonly shortfall: number
}

/**
 * Value at risk and expected shortfall by order: the worst losses are gone through until their weights make up the share that is left by
 * the confidence. Without weights all count the same, so at 99 % the fifth of 500 losses is the value at risk. Losses are positive.
 * Null without a loss in the list.
 *
 * @example
 * tailRisk(losses, { confidence: 0.99, weights: decayWeights(losses.length, 0.995) })
 */
export function tailRisk(
  losses: ArrayLike<number>,
  { confidence, weights }: { readonly confidence: number; readonly weights?: ArrayLike<number> },
): TailRisk | null {
  const share = 1 - confidence
  const order = Array.from(losses, (_, at) => at).sort((a, b) => losses[b] - losses[a])
  let left = share
  let sum = 0
  for (const at of order) {
    const weight = weights === undefined ? 1 / losses.length : weights[at]
    const isLast = weight >= left - noise
    sum += losses[at] * (isLast ? left : weight)
    if (isLast) return { valueAtRisk: losses[at], shortfall: sum / share }
    left -= weight
  }
  return null
}

/**
 * Weights that fall by a factor from each value to the one before it and sum up to 1; the newest stands last and weighs most.
 *
 * @example
 * decayWeights(3, 0.5) // 1/7, 2/7, 4/7
 */
export function decayWeights(count: number, factor: number): Float64Array {
  const whole = factor === 1 ? count : (1 - factor ** count) / (1 - factor)
  return Float64Array.from({ length: count }, (_, at) => factor ** (count - 1 - at) / whole)
}
