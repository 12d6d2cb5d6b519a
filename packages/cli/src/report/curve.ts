/** A line to be drawn: times in microseconds and values, equally many. */
export interface Curve {
  readonly times: readonly number[]
  readonly values: readonly number[]
}

/** The points of a recording that can be drawn; what is not finite is left out. */
export function curveOf(times: ArrayLike<number>, values: ArrayLike<number>): Curve {
  const keptTimes: number[] = []
  const keptValues: number[] = []
  for (let at = 0; at < Math.min(times.length, values.length); at++) {
    const time = times[at] ?? Number.NaN
    const value = values[at] ?? Number.NaN
    if (!Number.isFinite(time) || !Number.isFinite(value)) continue
    keptTimes.push(time)
    keptValues.push(value)
  }
  return { times: keptTimes, values: keptValues }
}

/** How far each point lies below the highest before it, as a share: 0 at a peak, -0.05 five percent below. */
export function drawdownOf(curve: Curve): Curve {
  let peak = Number.NEGATIVE_INFINITY
  const values = curve.values.map((value) => {
    peak = Math.max(peak, value)
    return peak > 0 ? value / peak - 1 : 0
  })
  return { times: curve.times, values }
}

function columnOf(curve: Curve, at: number, columns: number): number {
  const start = curve.times[0] ?? 0
  const size = (curve.times.at(-1) ?? start) - start
  return size === 0 ? 0 : Math.floor((((curve.times[at] ?? start) - start) / size) * columns)
}

/**
 * A curve with at most four points for each column of the drawing: its first, lowest, highest and last. It looks the same as the
 * whole one, because no more than these can be seen in a column.
 */
export function thinned(curve: Curve, columns: number): Curve {
  if (curve.values.length <= columns * 2) return curve
  const times: number[] = []
  const values: number[] = []
  let at = 0
  while (at < curve.values.length) {
    const column = columnOf(curve, at, columns)
    const picked = { first: at, low: at, high: at, last: at }
    for (; at < curve.values.length && columnOf(curve, at, columns) === column; at++) {
      if ((curve.values[at] ?? 0) < (curve.values[picked.low] ?? 0)) picked.low = at
      if ((curve.values[at] ?? 0) > (curve.values[picked.high] ?? 0)) picked.high = at
      picked.last = at
    }
    for (const one of new Set(Object.values(picked).sort((a, b) => a - b))) {
      times.push(curve.times[one] ?? 0)
      values.push(curve.values[one] ?? 0)
    }
  }
  return { times, values }
}
