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

/** A way in which a wish contradicts itself. */
interface TicketFault {
  readonly code: Refusal
  readonly text: string
}

const bad = (text: string): TicketFault => ({ code: Refuse.badTicket, text })

// Made once, so that refusing allocates nothing.
const faults = {
  type: bad(`its type is none of ${[...takes.keys()].join(', ')}`),
  side: bad('its side is neither 1 nor -1'),
  lifetime: bad(`its lifetime is none of ${lifetimes.join(', ')}`),
  by: bad(`what pulls its trigger is none of ${triggerPrices.join(', ')}`),
  noPrice: { code: Refuse.badPrice, text: 'its type needs a price' },
  noTrigger: { code: Refuse.badPrice, text: 'its type needs a trigger' },
  price: bad('its type takes no price'),
  trigger: bad('its type takes no trigger'),
  trailOfOther: bad('only a trailing stop takes a trail or a distance'),
  trailOrDistance: bad('a trailing stop takes either a trail or a distance'),
  trail: bad("its trail is not a share between 0 and 1, such as '1%'"),
  postOnly: bad('only a limit order that may rest can be post-only'),
} as const satisfies Record<string, TicketFault>

/** What of a wish contradicts itself: a market order with a price, a limit without one, a stop without a trigger. 0 is nothing. */
export function ticketRefusal(intent: Intent): Refusal {
  return ticketFault(intent)?.code ?? 0
}

/** The same in words; undefined is nothing. */
export function ticketFault(intent: Intent): TicketFault | undefined {
  const { type, side, price, trigger, trail, distance, lifetime } = intent
  const taken = takes.get(type)
  if (taken === undefined) return faults.type
  if (side !== 1 && side !== -1) return faults.side
  if (!lifetimes.includes(lifetime)) return faults.lifetime
  if (!triggerPrices.includes(intent.by)) return faults.by
  const hasPrice = !Number.isNaN(price)
  const hasTrigger = !Number.isNaN(trigger)
  if (taken.price && !hasPrice) return faults.noPrice
  if (taken.trigger === 'needed' && !hasTrigger) return faults.noTrigger
  if (hasPrice && !taken.price) return faults.price
  if (hasTrigger && taken.trigger === 'none') return faults.trigger
  const hasTrail = trail !== 0
  const hasDistance = !Number.isNaN(distance)
  if (type !== 'trailing') {
    if (hasTrail || hasDistance) return faults.trailOfOther
  } else if (hasTrail && !(trail > 0 && trail < 1)) return faults.trail
  else if (hasTrail === hasDistance) return faults.trailOrDistance
  if (intent.postOnly && (type !== 'limit' || lifetime === 'ioc' || lifetime === 'fok')) return faults.postOnly
  return undefined
}

/** Whether a price was written, but as something that is none: it is refused as that, never taken for one that was left out. */
export function isBadPrice(instrument: ListedInstrument, price: number | undefined): boolean {
  return price !== undefined && !isPrice(instrument, price)
}
