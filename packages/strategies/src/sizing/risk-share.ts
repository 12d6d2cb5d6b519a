/** What a position may lose and how large it may be. */
export interface RiskBudget {
  /** Share of equity lost when the stop is reached. */
  readonly risk: number
  /** Largest share of equity, whatever the stop allows. */
  readonly cap: number
}

/**
 * The share of equity to hold so that a stop at `distance` from `price` costs the risked share: a wild market gets a small position, a
 * calm one a large one, up to the cap. 0 when there is no distance, as nothing could limit the loss. Costs and gaps come on top.
 */
export function riskShare(price: number, distance: number, { risk, cap }: RiskBudget): number {
  return distance > 0 && price > 0 ? Math.min(cap, (risk * price) / distance) : 0
}
