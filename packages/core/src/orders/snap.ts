import type { ListedInstrument } from '../market/listed-instrument.ts'
import { unitsOf } from '../market/price-units.ts'
import type { Side } from '../ports/instrument.ts'
import type { OrderType, Refusal, Ticket } from '../ports/orders.ts'
import type { Intent } from './intent.ts'
import { Refuse } from './refusals.ts'

/** How a price that is not on the tick is treated: refused, or moved away from the market. */
export type PriceRounding = 'refuse' | 'passive'

/** How near a quantity must be to a whole lot to count as that lot, as a share of a lot. */
const nearLot = 1e-9

/**
 * A price in units: on the tick, or moved passively (buys down, sells up). Negative is minus the refusal; a price is never guessed,
 * so NaN, infinity, zero and below are refused and can never become a market order.
 */
export function snapPrice(instrument: ListedInstrument, price: number, side: Side, rounding: PriceRounding): number {
  if (!(price > 0 && price < Number.POSITIVE_INFINITY)) return -Refuse.badPrice
  const exact = unitsOf(instrument, price)
  if (exact > 0 && exact % instrument.tickUnits === 0) return exact
  if (rounding === 'refuse') return -Refuse.offTick
  const moved = Math.round((side === 1 ? instrument.floor(price) : instrument.ceil(price)) * instrument.priceScale)
  return moved > 0 && moved < 2 ** 31 ? moved : -Refuse.badPrice
}

/** A quantity in lots that the venue accepts: the nearest step within a billionth of a lot, else the one below; negative is minus the refusal. */
export function snapQuantity(instrument: ListedInstrument, quantity: number): number {
  if (!(quantity > 0 && quantity < Number.POSITIVE_INFINITY)) return -Refuse.badQuantity
  const lots = quantity * instrument.lotScale
  const nearest = Math.round(lots)
  const whole = Math.abs(lots - nearest) <= nearLot * Math.max(1, nearest) ? nearest : Math.floor(lots)
  const stepped = whole - (whole % instrument.lotLots)
  if (stepped <= 0 || stepped < instrument.minLots) return -Refuse.belowMinQuantity
  return stepped
}

const wantsPrice: Readonly<Record<OrderType, boolean>> = {
  market: false,
  limit: true,
  stop: false,
  'stop-limit': true,
  trailing: false,
}
const wantsTrigger: Readonly<Record<OrderType, boolean>> = {
  market: false,
  limit: false,
  stop: true,
  'stop-limit': true,
  trailing: false,
}

/** What of a ticket contradicts itself: a market order with a price, a limit without one, a stop without a trigger. 0 is nothing. */
export function ticketRefusal(intent: Intent): Refusal {
  if (!(intent.type in wantsPrice) || (intent.side !== 1 && intent.side !== -1)) return Refuse.badTicket
  // A price that was given but is NaN must be told as a bad price; only a price left out is none. `read` keeps them apart.
  if (wantsPrice[intent.type] && Number.isNaN(intent.price)) return Refuse.badPrice
  if (!wantsPrice[intent.type] && !Number.isNaN(intent.price)) return Refuse.badTicket
  if (wantsTrigger[intent.type] && Number.isNaN(intent.trigger)) return Refuse.badPrice
  if (intent.type === 'trailing' && !(intent.trail > 0 && intent.trail < 1) && !(intent.distance > 0)) return Refuse.badTicket
  if (intent.postOnly && (intent.type !== 'limit' || intent.lifetime === 'ioc' || intent.lifetime === 'fok'))
    return Refuse.badTicket
  return 0
}

/** Whether a field that a market order must not have was written with a number that is not one: it is refused, never ignored. */
export function hasBadNumber(ticket: Ticket): boolean {
  return bad(ticket.price) || bad(ticket.trigger) || bad(ticket.distance)
}

function bad(number: number | undefined): boolean {
  return number !== undefined && !(number > 0 && number < Number.POSITIVE_INFINITY)
}
