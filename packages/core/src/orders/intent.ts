import { readShare } from '../options/percent-text.ts'
import type { Side } from '../ports/instrument.ts'
import type { Lifetime, OrderHandle, OrderType, Ticket, TriggerPrice } from '../ports/orders.ts'

/** A wish on its way through the desk. One object per desk, refilled, so that a command allocates nothing. NaN means left out. */
export class Intent {
  side: Side = 1
  quantity = 0
  type: OrderType = 'market'
  price = Number.NaN
  trigger = Number.NaN
  by: TriggerPrice = 'last'
  trail = 0
  distance = Number.NaN
  lifetime: Lifetime = 'gtc'
  postOnly = false
  reduceOnly = false
  link: OrderHandle = 0
  reason = ''
  /** Made by the desk to close what its strategy holds, and no larger than that: it passes whatever state bot and market are in. */
  closes = false

  /** The plainest order there is: the caller changes what differs. */
  begin(side: Side, quantity: number, type: OrderType): this {
    this.side = side
    this.quantity = quantity
    this.type = type
    this.price = Number.NaN
    this.trigger = Number.NaN
    this.by = 'last'
    this.trail = 0
    this.distance = Number.NaN
    this.lifetime = 'gtc'
    this.postOnly = false
    this.reduceOnly = false
    this.link = 0
    this.reason = ''
    this.closes = false
    return this
  }

  /** Takes over a ticket; a field that is there but undefined counts as left out. */
  read(ticket: Ticket): this {
    this.begin(ticket.side, ticket.quantity, ticket.type)
    if (ticket.price !== undefined) this.price = ticket.price
    if (ticket.trigger !== undefined) this.trigger = ticket.trigger
    if (ticket.distance !== undefined) this.distance = ticket.distance
    if (ticket.trail !== undefined) this.trail = readShare(ticket.trail)
    this.by = ticket.by ?? 'last'
    this.lifetime = ticket.lifetime ?? 'gtc'
    this.postOnly = ticket.postOnly ?? false
    this.reduceOnly = ticket.reduceOnly ?? false
    this.link = ticket.link ?? 0
    this.reason = ticket.reason ?? ''
    return this
  }
}
