/** Mean, standard deviation and shape of a sample. */
export interface Moments {
  readonly count: number
  /** In the unit of the values. */
  readonly mean: number
  /** Of the sample, divided by count - 1; in the unit of the values. */
  readonly deviation: number
  /** Of the population: 0 when symmetric. */
  readonly skew: number
  /** Of the population and not in excess: 3 for a normal distribution. */
  readonly kurtosis: number
}

/** Values that differ by less, as a share of the largest, cannot be told from equal ones: each was rounded when it was computed. */
const noise = 1e-15

/**
 * Moments of a sample. Skew and kurtosis are no number when all values are equal, and the deviation is none for a single one.
 *
 * @example
 * momentsOf([0.01, -0.02, 0.03]).deviation // 0.02516...
 */
export function momentsOf(values: ArrayLike<number>): Moments {
  const count = values.length
  const mean = sumOf(values) / count
  const power = (exponent: number): number => {
    let sum = 0
    for (let at = 0; at < count; at++) sum += (values[at] - mean) ** exponent
    return sum / count
  }
  const variance = power(2)
  const deviation = Math.sqrt((variance * count) / (count - 1))
  return { count, mean, deviation, skew: power(3) / variance ** 1.5, kurtosis: power(4) / variance ** 2 }
}

/** Whether values vary by more than what rounding makes of equal ones, so that a ratio to their deviation says something. */
export function varies({ mean, deviation }: Pick<Moments, 'mean' | 'deviation'>): boolean {
  return deviation > noise * Math.max(1, Math.abs(mean))
}

/** The sum of a list, from its first value to its last. */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]
  return sum
}
