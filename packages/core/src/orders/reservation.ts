import type { Exposure } from './exposure.ts'
import type { OrderPool, OrderSlot } from './order-pool.ts'

/**
 * Lots that an order could still fill. While an amend is unanswered both versions count, so the larger one does. An order that is done
 * counts nothing, nor does one that only reduces, because the venue never lets it make a position larger.
 */
function openLotsOf(order: OrderSlot): number {
  if (order.reduceOnly || order.liveAt < 0) return 0
  return Math.max(order.lots, order.wantedLots) - order.filledLots
}

/** Lots by which the open exposure would change if it were brought in step with this order now. */
export function reservationGrowth(pool: OrderPool, order: OrderSlot): number {
  if (order.group === 0) return openLotsOf(order) - order.reservedLots
  const largest = largestOf(pool, order)
  let counted = order.liveAt < 0 ? order.reservedLots : 0
  for (let i = 0; i < pool.live.length; i++) if (countsWith(pool.live[i], order)) counted += pool.live[i].reservedLots
  return (largest === undefined ? 0 : openLotsOf(largest)) - counted
}

/**
 * Brings the open exposure in step with what an order could fill: called after everything that changes it. Of linked orders of one side
 * only the largest counts, because one of them can fill; when it ends, the next largest counts in its place.
 */
export function settleReservation(pool: OrderPool, exposure: Exposure, order: OrderSlot): void {
  const growth = reservationGrowth(pool, order)
  if (order.group === 0) order.reservedLots += growth
  else {
    order.reservedLots = 0
    for (let i = 0; i < pool.live.length; i++) if (countsWith(pool.live[i], order)) pool.live[i].reservedLots = 0
    const largest = largestOf(pool, order)
    if (largest !== undefined) largest.reservedLots = openLotsOf(largest)
  }
  exposure.reserve(order.instrument.index, order.side, growth)
}

/** Finds out anew what every live order counts for; the open exposure is not told. */
export function recountReservations(pool: OrderPool): void {
  for (const order of pool.live) order.reservedLots = 0
  for (const order of pool.live) {
    const isCounted = order.group === 0 || largestOf(pool, order) === order
    if (isCounted) order.reservedLots = openLotsOf(order)
  }
}

function largestOf(pool: OrderPool, order: OrderSlot): OrderSlot | undefined {
  let largest: OrderSlot | undefined
  for (let i = 0; i < pool.live.length; i++) {
    const one = pool.live[i]
    if (countsWith(one, order) && (largest === undefined || openLotsOf(one) > openLotsOf(largest))) largest = one
  }
  return largest
}

function countsWith(one: OrderSlot, order: OrderSlot): boolean {
  return one.group === order.group && one.side === order.side && one.instrument === order.instrument
}
