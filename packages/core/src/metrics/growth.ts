/**
 * What was made as a share of the start: 0.02 is two percent.
 *
 * @example
 * netReturn(100.34, 806.19) // 7.0346: buying at the first close and holding to the last
 */
export function netReturn(initial: number, final: number): number {
  return final / initial - 1
}

/** Returns from day to day, as shares; the first is from the initial value to the end of the first day. */
export function dailyReturns(initial: number, days: Float64Array): Float64Array {
  return days.map((value, day) => netReturn(day === 0 ? initial : days[day - 1], value))
}

/**
 * Returns from each value to the next, as shares: one fewer than there are values.
 *
 * @example
 * returnsOf([100, 110, 99]) // 0.1, -0.1
 */
export function returnsOf(values: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: Math.max(0, values.length - 1) }, (_, at) => netReturn(values[at], values[at + 1]))
}

/**
 * What a start becomes by returns that are reinvested, beginning with the start itself: one more value than there are returns.
 *
 * @example
 * grownBy([0.1, -0.1], 100) // 100, 110, 99
 */
export function grownBy(returns: ArrayLike<number>, start = 1): Float64Array {
  const values = new Float64Array(returns.length + 1)
  values[0] = start
  for (let at = 0; at < returns.length; at++) values[at + 1] = values[at] * (1 + returns[at])
  return values
}

/**
 * Growth a year, as a share, that brings the same as these returns when it is reinvested. `perYear` is how many of them a year has. Null
 * without a return and when nothing was left.
 *
 * @example
 * yearlyGrowth([0.1, 0.1], { perYear: 1 }) // 0.1
 */
export function yearlyGrowth(returns: ArrayLike<number>, { perYear = 1 }: { readonly perYear?: number } = {}): number | null {
  const final = grownBy(returns)[returns.length]
  return returns.length === 0 || !(final > 0) ? null : final ** (perYear / returns.length) - 1
}
