/** A place that lies this close to a whole one is meant to be it: 1 - 0.9 is a little less than a tenth in binary. */
const noise = 1e-9

/**
 * The value that a share of all lies below, on the line between its neighbours in order: type 7 of Hyndman and Fan, as most statistics
 * programs do. No number of an empty list.
 *
 * @example
 * quantileOf([4, 1, 3, 2], 0.5) // 2.5
 */
export function quantileOf(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  const exact = (sorted.length - 1) * share
  const place = Math.abs(exact - Math.round(exact)) < noise ? Math.round(exact) : exact
  const below = Math.floor(place)
  const lower = sorted[below] ?? Number.NaN
  return place === below ? lower : lower + (place - below) * (sorted[below + 1] - lower)
}
