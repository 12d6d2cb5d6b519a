import type { Side } from '@botyard/core'
import type { Wish } from './driver.ts'

/** What of an order its trigger needs. */
export interface Triggered {
  readonly wish: Wish
  readonly side: Side
  peak: number
}

/** The price that pulls an order, 0 while it trails nothing. */
export function stopOf({ wish, side, peak }: Triggered): number {
  if (wish.type !== 'trailing') return wish.triggerUnits ?? 0
  if (peak === 0) return 0
  if (wish.distanceUnits !== undefined) return peak + side * wish.distanceUnits
  const exact = (peak * (1_000_000 + side * Math.round(wish.trail! * 1e6))) / 1_000_000
  return side > 0 ? Math.ceil(exact) : Math.floor(exact)
}

export function isPulled(order: Triggered, price: number): boolean {
  const stop = stopOf(order)
  return stop !== 0 && (price - stop) * order.side >= 0
}

/** A trailing stop starts at its activation and then keeps to the best price it has seen. */
export function follow(order: Triggered, price: number): void {
  const { wish, side, peak } = order
  if (wish.type !== 'trailing') return
  const activation = wish.triggerUnits ?? 0
  const starts = peak === 0 && (activation === 0 || (activation - price) * side >= 0)
  if (starts || (peak !== 0 && (peak - price) * side > 0)) order.peak = price
}

/** The stop by the last price that a bar pulls next: on the side of the oldest that it reaches, the one that a price comes by first. */
export function nextStop<T extends Triggered>(orders: readonly T[], low: number, high: number): T | undefined {
  const reached = orders.filter((order) => order.wish.by !== 'mark' && isPulled(order, order.side < 0 ? low : high))
  return reached.filter(({ side }) => side === reached[0].side).sort((a, b) => (stopOf(a) - stopOf(b)) * a.side)[0]
}
