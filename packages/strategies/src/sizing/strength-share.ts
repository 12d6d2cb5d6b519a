/** How the strength of a signal turns into the size of a position. */
export interface StrengthScale {
  /** Strength that gets the smallest share; below it there is none. */
  readonly from: number
  /** Strength from which on the largest share is given. */
  readonly full: number
  /** Shares of equity at both ends. */
  readonly least: number
  readonly most: number
}

/** The share of equity for a signal: on a straight line between both ends, 0 below the lower one. */
export function strengthShare(strength: number, { from, full, least, most }: StrengthScale): number {
  if (!(strength >= from)) return 0
  if (strength >= full) return most
  return least + ((most - least) * (strength - from)) / (full - from)
}
