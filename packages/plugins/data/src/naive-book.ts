/** Prices and lots of both sides in two maps: slow, and too simple to be wrong. For checks only. */
export class NaiveBook {
  readonly bids = new Map<number, number>()
  readonly asks = new Map<number, number>()
  /** Best prices in units; infinite on an empty side. */
  bid = Number.NEGATIVE_INFINITY
  ask = Number.POSITIVE_INFINITY

  /** Forgets one side, or both for 0. */
  clear(side: number): void {
    if (side >= 0) this.bids.clear()
    if (side <= 0) this.asks.clear()
    this.#findBest()
  }

  /** Sets the lots at a price; 0 removes it. */
  set(side: number, units: number, lots: number): void {
    const levels = side === 1 ? this.bids : this.asks
    if (lots > 0) levels.set(units, lots)
    else levels.delete(units)
    if (lots === 0 && (units === this.bid || units === this.ask)) this.#findBest()
    else if (lots > 0 && side === 1) this.bid = Math.max(this.bid, units)
    else if (lots > 0) this.ask = Math.min(this.ask, units)
  }

  #findBest(): void {
    this.bid = Number.NEGATIVE_INFINITY
    this.ask = Number.POSITIVE_INFINITY
    for (const units of this.bids.keys()) if (units > this.bid) this.bid = units
    for (const units of this.asks.keys()) if (units < this.ask) this.ask = units
  }
}
