import type { Instrument } from '../ports/instrument.ts'
import type { OrderPool, OrderSlot, SavedSlots } from './order-pool.ts'
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
  'worthUnits',
  'wantedWorthUnits',
  'reducesOwn',
  'closes',
  'stage',
  'reached',
  'held',
  'ending',
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

/** All orders of a bot as plain data. */
export interface SavedOrders extends SavedSlots {
  readonly live: readonly SavedOrder[]
}

/** Writes down every live order that has left; the others will be wished for anew, because no venue knows of them. */
export function saveOrders(pool: OrderPool, ownerNames: readonly string[]): SavedOrders {
  const live = pool.live
    .filter(({ state }) => state !== 'new')
    .map((slot) => ({
      ...(Object.fromEntries(fields.map((field) => [field, slot[field]])) as Pick<OrderSlot, (typeof fields)[number]>),
      slot: slot.slot,
      owner: ownerNames[slot.owner] ?? 'external',
      symbol: slot.instrument.symbol,
    }))
  return { live, ...pool.save() }
}

/**
 * Puts saved orders back into the very slots they had, because the venue's answers name them by handle. Returns what is wrong where that
 * cannot be done, and nothing is put back then.
 */
export function restoreOrders(
  pool: OrderPool,
  saved: SavedOrders,
  ownerNames: readonly string[],
  find: (symbol: string) => Instrument,
): string | undefined {
  const beyond = saved.live.find(({ slot }) => slot >= pool.slots.length)
  if (beyond !== undefined)
    return `order ${beyond.handle} stands in slot ${beyond.slot}, and capacity.orders is ${pool.slots.length}`
  const slots = pool.restore(
    saved,
    saved.live.map(({ slot }) => slot),
  )
  for (const [i, order] of saved.live.entries()) {
    const slot = slots[i]!
    for (const field of fields) Object.assign(slot, { [field]: order[field] })
    slot.owner = Math.max(0, ownerNames.indexOf(order.owner))
    slot.instrument = find(order.symbol)
  }
  recountReservations(pool)
  return undefined
}
