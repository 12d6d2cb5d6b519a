import { assert } from '../errors/assert.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { OrderPool, OrderSlot } from './order-pool.ts'
import { recountReservations } from './reservation.ts'

/** Fields of an order that a restart restores; the instrument goes by its symbol. */
const fields = [
  'handle',
  'generation',
  'parent',
  'side',
  'type',
  'priceUnits',
  'lots',
  'triggerUnits',
  'by',
  'trail',
  'distanceUnits',
  'lifetime',
  'postOnly',
  'reduceOnly',
  'link',
  'reason',
  'sequence',
  'epoch',
  'firstOwner',
  'state',
  'filledLots',
  'wantedPriceUnits',
  'wantedLots',
  'sentTime',
  'group',
  'cancelAsked',
  'cancelsRefused',
  'replaced',
] as const satisfies readonly (keyof OrderSlot)[]

/** A live order as plain data; owner and instrument by name, because their numbers may change between starts. */
export type SavedOrder = Readonly<Pick<OrderSlot, (typeof fields)[number]>> & {
  readonly slot: number
  readonly owner: string
  readonly symbol: string
}

/** Writes down every live order that has left; the others will be wished for anew, because no venue knows of them. */
export function saveOrders(pool: OrderPool, ownerNames: readonly string[]): SavedOrder[] {
  const inOrder = pool.live.filter(({ state }) => state !== 'new').sort((a, b) => a.slot - b.slot)
  return inOrder.map((slot) => ({
    ...(Object.fromEntries(fields.map((field) => [field, slot[field]])) as Pick<OrderSlot, (typeof fields)[number]>),
    slot: slot.slot,
    owner: ownerNames[slot.owner] ?? 'external',
    symbol: slot.instrument.symbol,
  }))
}

/** Puts saved orders back into the very slots they had, because the venue's answers name them by handle. */
export function restoreOrders(
  pool: OrderPool,
  saved: readonly SavedOrder[],
  ownerNames: readonly string[],
  find: (symbol: string) => Instrument,
): void {
  for (const order of saved) {
    const slot = pool.takeSlot(order.slot)
    assert(slot !== undefined, `order slot ${order.slot} is free in an empty pool`)
    for (const field of fields) Object.assign(slot, { [field]: order[field] })
    slot.owner = Math.max(0, ownerNames.indexOf(order.owner))
    slot.instrument = find(order.symbol)
  }
  recountReservations(pool)
}
