import type { Side } from '@botyard/core'
import { Kind } from '@botyard/core'
import type { Wish } from './driver.ts'

/** One thing the exchange said of an order. */
export interface Said {
  readonly kind: number
  readonly ref: number
  readonly price: number
  readonly quantity: number
  readonly isMaker: boolean
  readonly time: number
}

/** An order, and where it stands. */
export interface PlainOrder {
  readonly ref: number
  readonly wish: Wish
  readonly side: Side
  state: 'gone' | 'conditional' | 'waiting' | 'resting'
  price: number
  lots: number
  filled: number
  isConditional: boolean
  peak: number
  placed: number
  rank: number
  ahead: number
  /** When its owner had heard of the market last. */
  news: number
  /** To be cancelled when the bar closes. */
  isLeaving: boolean
  /** Orders that end or shrink with this one, itself included. */
  ring: Set<PlainOrder>
}

/** Lots that are not filled yet. */
export const left = (order: PlainOrder) => order.lots - order.filled

/** Whether an order takes at any price. */
export const isMarket = ({ wish }: PlainOrder) => wish.type !== 'stop-limit' && wish.priceUnits === undefined

/** Whether an order never rests. */
export const isNow = (order: PlainOrder) => isMarket(order) || order.wish.lifetime === 'ioc' || order.wish.lifetime === 'fok'

/** An order that nobody has decided about. */
export function newOrder(ref: number, wish: Wish): PlainOrder {
  const { side, lots, type, priceUnits: price = 0 } = wish
  const isConditional = type === 'stop' || type === 'stop-limit' || type === 'trailing'
  const nothing = { filled: 0, peak: 0, placed: 0, rank: 0, ahead: 0, news: 0, isLeaving: false }
  return { ref, wish, side, state: 'gone', price, lots, isConditional, ...nothing, ring: new Set() }
}

/** The orders of a plain exchange, and what a fill brings with it. */
export class PlainOrders {
  readonly said: Said[] = []
  readonly all = new Map<number, PlainOrder>()
  now = 0
  /** How many places were taken. */
  ranks = 0
  #net = 0

  say(kind: number, ref: number, more: { price?: number; quantity?: number; isMaker?: boolean } = {}): void {
    this.said.push({ kind, ref, price: 0, quantity: 0, isMaker: false, ...more, time: this.now })
  }

  terms(kind: number, { ref, price, lots }: PlainOrder): void {
    this.say(kind, ref, { price, quantity: lots })
  }

  working(): PlainOrder[] {
    return [...this.all.values()].filter(({ state }) => state !== 'gone')
  }

  /** Those that rest: buys before sells, better prices first, then by time. */
  resting(): PlainOrder[] {
    const all = this.working().filter(({ state }) => state === 'resting')
    return all.sort((a, b) => b.side - a.side || (b.price - a.price) * a.side || a.rank - b.rank)
  }

  waiting(state: 'conditional' | 'waiting'): PlainOrder[] {
    return this.working()
      .filter((order) => order.state === state)
      .sort((a, b) => a.rank - b.rank)
  }

  /** Ties an order to one that works, and to all that this one is tied to. */
  link(order: PlainOrder, partner: PlainOrder | undefined): void {
    if (partner !== undefined && partner.state !== 'gone') order.ring = partner.ring
    order.ring.add(order)
  }

  reducible(side: Side): number {
    return Math.max(0, -this.#net * side)
  }

  place(order: PlainOrder): void {
    order.placed = this.now
    order.rank = ++this.ranks
  }

  fill(order: PlainOrder, price: number, lots: number, isMaker: boolean): void {
    order.filled += lots
    this.#net += lots * order.side
    this.say(Kind.fill, order.ref, { price, quantity: lots, isMaker })
    const others = [...order.ring].filter((other) => other !== order)
    if (left(order) === 0) {
      if (order.isLeaving) this.say(Kind.cancelRefused, order.ref)
      for (const other of others) this.end(other, Kind.cancelled)
      this.#forget(order)
    } else for (const other of others) this.#cutTo(other, left(other) - lots)
    for (const other of this.working()) this.cutReducing(other)
  }

  cutReducing(order: PlainOrder): void {
    const reducible = this.reducible(order.side)
    if (order.wish.reduceOnly && left(order) > reducible) this.#cutTo(order, reducible)
  }

  #cutTo(order: PlainOrder, lots: number): void {
    if (lots <= 0) {
      this.end(order, Kind.cancelled)
      return
    }
    order.lots = order.filled + lots
    this.terms(Kind.amended, order)
  }

  /** Lets those go that were to be cancelled while a bar ran. */
  letGo(): void {
    for (const order of this.working()) if (order.isLeaving) this.end(order, Kind.cancelled)
  }

  end(order: PlainOrder, kind: number): void {
    this.say(kind, order.ref, { quantity: order.filled })
    this.#forget(order)
  }

  #forget(order: PlainOrder): void {
    order.state = 'gone'
    order.ring.delete(order)
  }
}
