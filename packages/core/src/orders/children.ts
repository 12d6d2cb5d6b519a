import type { OrderPool, OrderSlot } from './order-pool.ts'

/** Lots that an order could still fill. While an amend is unanswered both versions count, so the larger one does. */
export function leftLots({ lots, wantedLots, filledLots }: OrderSlot): number {
  return Math.max(0, Math.max(lots, wantedLots) - filledLots)
}

/** Lots that the live children of an order could still fill, and theirs. */
export function childLots(pool: OrderPool, parent: OrderSlot): number {
  if (!parent.held) return 0
  let lots = 0
  for (let i = 0; i < pool.live.length; i++) {
    const one = pool.live[i]
    if (one.parent === parent.handle) lots += Math.max(leftLots(one), childLots(pool, one))
  }
  return lots
}

/** Lots of an order that its stage may still make children of; while an amend is unanswered the smaller version counts. */
export function uncutLots(pool: OrderPool, order: OrderSlot): number {
  return Math.max(0, Math.min(order.lots, order.wantedLots) - order.filledLots - childLots(pool, order))
}

/** Whether an order has a child that can still change at the venue. */
export function hasChild(pool: OrderPool, { held, handle }: OrderSlot): boolean {
  if (!held) return false
  for (let i = 0; i < pool.live.length; i++) if (pool.live[i].parent === handle) return true
  return false
}

/** The order that a strategy has wished for, of which this is a part; itself when it is whole. */
export function rootOf(pool: OrderPool, order: OrderSlot): OrderSlot {
  let root = order
  for (let above = pool.find(root.parent); above !== undefined; above = pool.find(root.parent)) root = above
  return root
}
