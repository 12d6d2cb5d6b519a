/** A price and the quantity at it. */
export type PlainLevel = [price: number, quantity: number]

/**
 * A book in the few lines that people write: an array of levels a side, searched by halves and spliced. The best level stands last,
 * because most changes are near it and then move little; the other way round takes about twice as long.
 */
export class PlainBook {
  readonly bids: PlainLevel[] = []
  readonly asks: PlainLevel[] = []

  set(side: number, price: number, quantity: number): void {
    const levels = side === 1 ? this.bids : this.asks
    let low = 0
    let high = levels.length
    while (low < high) {
      const half = (low + high) >> 1
      if ((levels[half][0] - price) * side < 0) low = half + 1
      else high = half
    }
    const isThere = low < levels.length && levels[low][0] === price
    if (quantity === 0) {
      if (isThere) levels.splice(low, 1)
    } else if (isThere) levels[low][1] = quantity
    else levels.splice(low, 0, [price, quantity])
  }
}
