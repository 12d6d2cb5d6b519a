import type { Side } from '@botyard/core'
import type { Wish } from './driver.ts'
import type { MarketStep } from './market-step.ts'
import { isMarket, type PlainOrder } from './plain-orders.oracle.ts'

/** A level and the lots of it that can still be had. */
interface Level {
  readonly price: number
  lots: number
}

const barMicros = 60_000
const bookSilenceMax = 60_000_000

/** Whether a row changes what the book shows. */
export function isOfBook(step: MarketStep): step is MarketStep & { readonly does: 'level' | 'quote' | 'clear' } {
  return step.does === 'level' || step.does === 'quote' || step.does === 'clear'
}

/**
 * One market as the rules tell it, in plain lists that are searched from end to end: what is shown, what our fills took of it, and the
 * prices known beside it.
 */
export class PlainMarket {
  sort: 'none' | 'bars' | 'trades' | 'book' = 'none'
  /** The book is believed since the message in hand. */
  isBookNew = false
  /** When a row came last that was none of a bar. */
  news = Number.NEGATIVE_INFINITY
  last = 0
  mark = 0
  /** The newest print of each side, of those since trades are believed. */
  #prints: { side: Side; price: number }[] = []
  barOpen = 0
  barOpened = 0
  isBarOpen = false
  readonly #slipBps: number
  #shown: { side: Side; price: number; lots: number; taken: number }[] = []
  #bookTime = Number.NEGATIVE_INFINITY
  #tradeTime = Number.NEGATIVE_INFINITY
  /** When trades and marks came since the book was last heard. */
  #missed: number[] = []

  constructor(slipBps: number) {
    this.#slipBps = slipBps
  }

  /** Takes over a row. A quote stands for its whole side. */
  apply(step: MarketStep, now: number): void {
    if (step.does !== 'open') this.news = now
    if (step.does === 'quote') this.#shown = this.#shown.filter(({ side }) => side !== step.side)
    if (step.does === 'level' || step.does === 'quote') {
      this.#shown = this.#shown.filter(({ side, price }) => side !== step.side || price !== step.price)
      if (step.lots > 0) this.#shown.push({ side: step.side, price: step.price, lots: step.lots, taken: 0 })
    } else if (step.does === 'clear') this.#shown = this.#shown.filter(({ side }) => side !== step.side)
    if (isOfBook(step)) {
      if (this.sort !== 'book') this.isBookNew = true
      this.sort = 'book'
      this.#bookTime = now
      this.#missed = []
    }
    if (step.does === 'trade') {
      this.last = step.price
      this.#tradeTime = now
      this.#prints = [step, ...this.#prints]
    }
    if (step.does === 'trade' || step.does === 'mark') {
      this.#missed.push(now)
      const isOver = this.sort === 'book' && now - this.#missed[0] > bookSilenceMax
      if (isOver) this.sort = this.#tradeTime > this.#bookTime ? 'trades' : 'none'
    }
    if (step.does === 'trade' && this.sort !== 'book') this.sort = 'trades'
    if (step.does === 'mark') this.mark = step.price
    if (step.does === 'open') {
      this.barOpen = step.price
      this.barOpened = now
      this.isBarOpen = true
      if (this.sort === 'none') this.sort = 'bars'
      if (this.sort === 'bars') this.last = step.price
    }
  }

  /** The price that the trigger of an order listens to, 0 where it was never heard. */
  known({ by }: Wish): number {
    return by === 'mark' ? this.mark : this.last
  }

  /** Whether an order rests where the open of the bar that runs has jumped over it. */
  holds({ state, side, price, placed }: PlainOrder): boolean {
    const isReached = this.isBarOpen && (price - this.barOpen) * side > 0
    return this.sort === 'bars' && state === 'resting' && isReached && placed <= this.barOpened
  }

  /** Whether the bar that runs may have filled an order, as somebody knows who has heard news then. */
  mayHave({ state, wish, placed }: PlainOrder, news: number): boolean {
    if (this.sort !== 'bars' || !this.isBarOpen || news <= this.barOpened) return false
    return state === 'conditional' ? wish.by !== 'mark' : state === 'resting' && placed < this.lateAfterOpen
  }

  /** The bar is over. */
  closeBar(price: number, now: number): void {
    const opened = this.openedBefore(now)
    if (this.sort === 'book' && this.#bookTime < opened) this.sort = 'trades'
    if (this.#bookTime < opened && this.#tradeTime < opened) this.sort = 'bars'
    this.isBarOpen = false
    if (this.sort !== 'bars') return
    this.last = price
    this.#prints = []
  }

  openedBefore(now: number): number {
    return this.isBarOpen ? this.barOpened : now - barMicros
  }

  /** The first moment at which an order is late for the bar that runs. */
  get lateAfterOpen(): number {
    return this.barOpened + barMicros / 100 + 1
  }

  inTimeUntil(now: number): number {
    return this.openedBefore(now) + barMicros / 100
  }

  /** The only price of a market without a book, 0 where there is none to act at now. */
  reference(now: number, side: Side): number {
    if (this.sort === 'trades') {
      const own = this.#prints.find((print) => print.side === side)?.price ?? this.last
      return side > 0 ? Math.max(own, this.last) : Math.min(own, this.last)
    }
    return this.sort === 'bars' && this.isBarOpen && now <= this.barOpened + barMicros / 100 ? this.barOpen : 0
  }

  /** Prices a side shows, best first. */
  prices(side: Side): number[] {
    const prices = this.#shown.filter((level) => level.side === side).map(({ price }) => price)
    return prices.sort((a, b) => (b - a) * side)
  }

  /** What can be had of a side within a limit, best first; a limit of 0 is none. */
  within(side: Side, limit: number): Level[] {
    const levels = this.#shown.filter((level) => level.side === side && level.lots > level.taken)
    return levels
      .filter(({ price }) => limit === 0 || (price - limit) * side >= 0)
      .sort((a, b) => (b.price - a.price) * side)
      .map(({ price, lots, taken }) => ({ price, lots: lots - taken }))
  }

  hasPrice(now: number): boolean {
    return this.sort === 'book' || this.reference(now, 1) !== 0
  }

  /** Whether an order is on the other side of the price that is known. */
  isBeyond(order: PlainOrder, price: number): boolean {
    return price !== 0 && (isMarket(order) || (order.price - price) * order.side > 0)
  }

  /** What an order pays where the market stands at a price. */
  paid(side: Side, price: number): number {
    return price + side * Math.ceil((price * this.#slipBps) / 10_000)
  }

  /** Whether an order takes at a price: not when what it pays is beyond its limit. */
  takesAt(order: PlainOrder, price: number): boolean {
    return this.isBeyond(order, price) && (isMarket(order) || (order.price - this.paid(order.side, price)) * order.side >= 0)
  }

  wouldTake(order: PlainOrder, now: number): boolean {
    if (this.sort === 'book') return this.canHave(order, now) > 0
    return this.isBeyond(order, this.reference(now, order.side) || this.last)
  }

  canHave(order: PlainOrder, now: number): number {
    if (this.sort !== 'book') return this.takesAt(order, this.reference(now, order.side)) ? Number.POSITIVE_INFINITY : 0
    return this.within(-order.side as Side, order.price).reduce((sum, { lots }) => sum + lots, 0)
  }

  take(side: Side, price: number, lots: number): void {
    const level = this.#shown.find((one) => one.side === side && one.price === price)
    if (level === undefined || level.taken + lots > level.lots) throw new RangeError('more is taken than is shown')
    level.taken += lots
  }

  /** Lots of others before an order that joins a price now. */
  ahead(side: Side, price: number): number {
    if (this.sort !== 'book') return Number.POSITIVE_INFINITY
    const level = this.#shown.find((one) => one.side === side && one.price === price)
    if (level !== undefined) return level.lots
    const worst = this.prices(side).at(-1)
    return worst !== undefined && (price - worst) * side > 0 ? 0 : Number.POSITIVE_INFINITY
  }
}
