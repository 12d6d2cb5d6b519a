import { childLots, leftLots } from './children.ts'
import type { Exposure } from './exposure.ts'
import type { OrderPool, OrderSlot } from './order-pool.ts'

/**
 * Whether an order counts at all: not one that is done, nor one that only reduces, because the venue never lets it make a position larger, nor
 * a child, because the order that it was cut from counts for it.
 */
function isCounted({ reduceOnly, liveAt, parent }: OrderSlot): boolean {
  return !reduceOnly && liveAt >= 0 && parent === 0
}

/** Lots that an order could still fill, itself or by its children, which may have more than is left of it when a fill came late. */
function openLotsOf(pool: OrderPool, order: OrderSlot): number {
  return isCounted(order) ? Math.max(leftLots(order), childLots(pool, order)) : 0
}

/** What those lots are worth: that of the dearer version. */
function openWorthOf(pool: OrderPool, order: OrderSlot): number {
  if (!isCounted(order)) return 0
  const { lots, wantedLots, filledLots, worthUnits, wantedWorthUnits } = order
  const worth = Math.max(0, (lots - filledLots) * worthUnits, (wantedLots - filledLots) * wantedWorthUnits)
  return order.held ? Math.max(worth, childLots(pool, order) * Math.max(worthUnits, wantedWorthUnits)) : worth
}

/**
 * Brings the open exposure in step with what an order could fill: called after everything that changes it. Of linked orders of one side
 * only the largest counts, and is worth what the dearest is, because one of them can fill; when it ends, the next one counts in its place.
 * Says whether more could fill than before, or at more.
 */
export function settleReservation(pool: OrderPool, exposure: Exposure, order: OrderSlot): 'grows' | 'stays' {
  let lots = -order.reservedLots
  let worth = -order.reservedWorth
  count(order, 0, 0)
  if (order.group !== 0) {
    for (let i = 0; i < pool.live.length; i++) {
      const one = pool.live[i]
      if (!countsWith(one, order)) continue
      lots -= one.reservedLots
      worth -= one.reservedWorth
      count(one, 0, 0)
    }
  }
  const counted = order.group === 0 ? order : largestOf(pool, order)
  if (counted !== undefined) {
    take(pool, counted)
    lots += counted.reservedLots
    worth += counted.reservedWorth
  }
  exposure.reserve(order, lots, worth)
  return lots > 0 || worth > 0 ? 'grows' : 'stays'
}

/** Finds out anew what every live order counts for; the open exposure is not told. */
export function recountReservations(pool: OrderPool): void {
  for (const order of pool.live) count(order, 0, 0)
  for (const order of pool.live) {
    if (order.group === 0 || largestOf(pool, order) === order) take(pool, order)
  }
}

/** Makes an order count for itself and those it is linked with. */
function take(pool: OrderPool, order: OrderSlot): void {
  let worth = openWorthOf(pool, order)
  if (order.group !== 0)
    for (let i = 0; i < pool.live.length; i++)
      if (countsWith(pool.live[i], order)) worth = Math.max(worth, openWorthOf(pool, pool.live[i]))
  count(order, openLotsOf(pool, order), worth)
}

function count(order: OrderSlot, lots: number, worth: number): void {
  order.reservedLots = lots
  order.reservedWorth = worth
}

function largestOf(pool: OrderPool, order: OrderSlot): OrderSlot | undefined {
  let largest: OrderSlot | undefined
  for (let i = 0; i < pool.live.length; i++) {
    const one = pool.live[i]
    if (countsWith(one, order) && (largest === undefined || openLotsOf(pool, one) > openLotsOf(pool, largest))) largest = one
  }
  return largest
}

function countsWith(one: OrderSlot, order: OrderSlot): boolean {
  return one.group === order.group && one.side === order.side && one.instrument === order.instrument
}
