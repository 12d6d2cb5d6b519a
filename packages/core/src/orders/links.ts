import type { Exposure } from './exposure.ts'
import type { OrderPool, OrderSlot } from './order-pool.ts'
import { settleReservation } from './reservation.ts'

/** States in which the venue has surely taken an order. */
const taken = new Set(['open', 'partial'])

/** Puts an order among those that its partner is linked with. */
export function joinGroup(pool: OrderPool, slot: OrderSlot): void {
  const partner = pool.find(slot.link)
  if (partner === undefined) return
  if (partner.group === 0) partner.group = partner.handle
  slot.group = partner.group
}

/**
 * An order has ended without being filled, or nobody knows of it. The venue links an order to one that works there when it arrives; so those
 * that named this one stand alone, each with those that named it, unless the venue took them while it worked. A rejected one never did.
 */
export function loosen(pool: OrderPool, exposure: Exposure, ended: OrderSlot): void {
  const { group, handle, state } = ended
  if (group === 0) return
  const isVoid = (one: OrderSlot) => one.group === group && one.link === handle && (state === 'rejected' || !taken.has(one.state))
  for (const head of pool.live.filter(isVoid)) {
    const all = pool.live.filter((one) => one.group === group)
    const moved = [head, ...followersOf(pool, head)]
    for (const one of all) {
      exposure.reserve(one, -one.reservedLots, -one.reservedWorth)
      one.reservedLots = 0
      one.reservedWorth = 0
    }
    for (const one of moved) one.group = moved.length === 1 ? 0 : head.handle
    for (const one of all) settleReservation(pool, exposure, one)
  }
}

/** Those that named an order, and those that named them. */
function followersOf(pool: OrderPool, head: OrderSlot): OrderSlot[] {
  const named = pool.live.filter((one) => one.group === head.group && one.link === head.handle)
  return named.flatMap((one) => [one, ...followersOf(pool, one)])
}
