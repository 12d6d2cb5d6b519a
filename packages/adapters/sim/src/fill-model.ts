/** How much of a resting order the market fills when it goes through the order's price. */
export interface FillModel {
  /** Lots filled of `leftLots` when `lots` were traded strictly beyond the price; `lots` is Infinity when the opposite best came to it. */
  throughLots(leftLots: number, lots: number): number
}

/**
 * A market that went through a price has filled everything that rested there: nobody sells lower while a better bid stands.
 * It holds while our orders are small beside the market.
 */
export class FullThrough implements FillModel {
  throughLots(leftLots: number): number {
    return leftLots
  }
}
