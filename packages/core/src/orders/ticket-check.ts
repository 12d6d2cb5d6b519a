import type { ListedInstrument } from '../market/listed-instrument.ts'
import type { Lifetime, OrderType, Refusal, TriggerPrice } from '../ports/orders.ts'
import type { Intent } from './intent.ts'
import { Refuse } from './refusals.ts'
import { isPrice } from './snap.ts'

/** What a type of order takes of price and trigger. */
interface Takes {
  readonly price: boolean
  readonly trigger: 'needed' | 'taken' | 'none'
}

const takes = new Map<OrderType, Takes>([
  ['market', { price: false, trigger: 'none' }],
  ['limit', { price: true, trigger: 'none' }],
  ['stop', { price: false, trigger: 'needed' }],
  ['stop-limit', { price: true, trigger: 'needed' }],
  ['trailing', { price: false, trigger: 'taken' }],
])
const lifetimes: readonly Lifetime[] = ['gtc', 'ioc', 'fok', 'day']
/** The prices that can pull a trigger. */
export const triggerPrices: readonly TriggerPrice[] = ['last', 'mark', 'index']

/** What of a wish contradicts itself: a market order with a price, a limit without one, a stop without a trigger. 0 is nothing. */
export function ticketRefusal(intent: Intent): Refusal {
  const { type, side, price, trigger, trail, distance, lifetime } = intent
  const taken = takes.get(type)
  if (taken === undefined || (side !== 1 && side !== -1)) return Refuse.badTicket
  if (!lifetimes.includes(lifetime) || !triggerPrices.includes(intent.by)) return Refuse.badTicket
  const hasPrice = !Number.isNaN(price)
  const hasTrigger = !Number.isNaN(trigger)
  if (taken.price && !hasPrice) return Refuse.badPrice
  if (taken.trigger === 'needed' && !hasTrigger) return Refuse.badPrice
  if ((hasPrice && !taken.price) || (hasTrigger && taken.trigger === 'none')) return Refuse.badTicket
  const hasTrail = trail !== 0
  const hasDistance = !Number.isNaN(distance)
  if (type !== 'trailing') {
    if (hasTrail || hasDistance) return Refuse.badTicket
  } else if (hasTrail === hasDistance || (hasTrail && !(trail > 0 && trail < 1))) return Refuse.badTicket
  if (intent.postOnly && (type !== 'limit' || lifetime === 'ioc' || lifetime === 'fok')) return Refuse.badTicket
  return 0
}

/** Whether a price was written, but as something that is none: it is refused as that, never taken for one that was left out. */
export function isBadPrice(instrument: ListedInstrument, price: number | undefined): boolean {
  return price !== undefined && !isPrice(instrument, price)
}
