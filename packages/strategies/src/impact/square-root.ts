/** An order and the market it goes to. Size and volume are in one unit; volatility and volume are of one span of time, mostly a day. */
export interface SquareRootOrder {
  readonly size: number
  readonly volume: number
  /** As a share of the price: 0.02 is two percent. */
  readonly volatility: number
  /** Of the market, near 1. Default: 1. */
  readonly factor?: number
}

/**
 * Impact of an order by the square-root law, as a share of the price: `factor * volatility * sqrt(size / volume)`. Four times the size moves
 * the price twice as far. No number without a volume.
 *
 * @example
 * squareRootImpact({ size: 10_000, volume: 1_000_000, volatility: 0.02 }) // 0.002: 20 basis points
 */
export function squareRootImpact({ size, volume, volatility, factor = 1 }: SquareRootOrder): number {
  return volume > 0 ? factor * volatility * Math.sqrt(Math.abs(size) / volume) : Number.NaN
}
