import type { Side } from '@botyard/core'
import { Kind } from '@botyard/core'
import type { Wish } from './driver.ts'
import type { MarketStep } from './market-step.ts'
import { isOfBook, PlainMarket } from './plain-market.oracle.ts'
import { isMarket, isNow, left, newOrder, type PlainOrder, PlainOrders, type Said } from './plain-orders.oracle.ts'
import { PlainResting } from './plain-resting.oracle.ts'
import { type PlainRules, PlainSelfTrade } from './plain-self-trade.oracle.ts'
import { follow, isPulled, nextStop, stopOf } from './plain-triggers.oracle.ts'

const day = 86_400_000_000

/** The exchange as its rules are told, slow and plain: every question is asked anew of all orders and all levels. */
export class PlainExchange {
  readonly #market: PlainMarket
  readonly #entryMicros: number
  readonly #share: number
  readonly #orders = new PlainOrders()
  readonly #own: PlainSelfTrade
  readonly #resting: PlainResting
  #requests: { readonly arrival: number; decide(): void }[] = []
  #dayEnds = Number.POSITIVE_INFINITY

  constructor({ entryMicros, share, selfTrade, slipBps }: PlainRules) {
    this.#market = new PlainMarket(slipBps)
    this.#resting = new PlainResting(this.#market, this.#orders)
    this.#entryMicros = entryMicros
    this.#share = share
    this.#own = new PlainSelfTrade(this.#market, this.#orders, selfTrade)
  }

  get said(): readonly Said[] {
    return this.#orders.said
  }

  send(ref: number, wish: Wish, link: number, now: number): void {
    const { news } = this.#market
    this.#request(now, () => this.#submit(ref, wish, link, news))
  }

  amend(ref: number, lots: number, price: number, now: number): void {
    const { news } = this.#market
    this.#request(now, () => this.#amend(ref, lots, price, news))
  }

  cancel(ref: number, now: number): void {
    const { news } = this.#market
    this.#request(now, () => {
      const order = this.#orders.all.get(ref)
      if (order === undefined || order.state === 'gone' || this.#market.holds(order)) this.#orders.say(Kind.cancelRefused, ref)
      else if (this.#market.mayHave(order, news)) order.isLeaving = true
      else this.#orders.end(order, Kind.cancelled)
    })
  }

  /** Decides about all that arrives, and all that ends with its day, up to a time. */
  passTo(time: number): void {
    for (;;) {
      const next = Math.min(this.#requests[0]?.arrival ?? Number.POSITIVE_INFINITY, this.#dayEnds)
      if (next > time) return
      this.#orders.now = next
      if (this.#dayEnds <= next) {
        this.#dayEnds = Number.POSITIVE_INFINITY
        for (const order of this.#orders.working()) if (order.wish.lifetime === 'day') this.#orders.end(order, Kind.expired)
      } else this.#requests.shift()!.decide()
    }
  }

  /** One message of the market: first all of it is taken over, then what it pulled acts, then what rests is filled. */
  market(rows: readonly MarketStep[], now: number): void {
    this.#orders.now = now
    const market = this.#market
    const before = this.#orders.ranks
    for (const row of rows) this.#apply(row)
    if (rows.every(({ does }) => does === 'open' || does === 'bar')) return
    if (market.sort === 'trades' || market.sort === 'book') {
      this.#orders.letGo()
      this.#release()
    }
    for (const row of rows) {
      if (row.does === 'trade') this.#resting.trade(row, before)
      if (isOfBook(row)) this.#resting.shown(row)
    }
    if (market.sort === 'book') for (const order of this.#orders.resting()) this.#resting.meet(order)
  }

  #apply(row: MarketStep): void {
    const market = this.#market
    if (row.does === 'bar') {
      if (market.sort === 'none' || market.sort === 'bars') this.#closeBar(row)
      market.closeBar(row.price, this.#orders.now)
      return
    }
    market.apply(row, this.#orders.now)
    const opens = row.does === 'open' && market.sort === 'bars'
    if (row.does === 'trade' || opens) this.#pull('last', row.price)
    if (row.does === 'mark') this.#pull('mark', row.price)
    if (opens) this.#release()
  }

  #request(now: number, decide: () => void): void {
    const arrival = Math.max(now + this.#entryMicros, this.#requests.at(-1)?.arrival ?? 0)
    this.#requests.push({ arrival, decide })
  }

  #submit(ref: number, wish: Wish, link: number, news: number): void {
    const partner = this.#orders.all.get(link)
    const order = newOrder(ref, wish)
    order.news = news
    this.#orders.all.set(ref, order)
    if (this.#isRefused(order, partner)) {
      this.#orders.say(Kind.rejected, ref)
      return
    }
    this.#orders.link(order, partner)
    if (wish.lifetime === 'day') this.#dayEnds = (Math.floor(this.#orders.now / day) + 1) * day
    order.state = order.isConditional ? 'conditional' : 'waiting'
    this.#orders.place(order)
    this.#orders.terms(Kind.accepted, order)
    this.#orders.cutReducing(order)
    if (order.isConditional) this.#showTo(order, this.#market.known(order.wish), true)
    else this.#act(order)
  }

  #isRefused(order: PlainOrder, partner: PlainOrder | undefined): boolean {
    const { wish, side } = order
    if (wish.reduceOnly && this.#orders.reducible(side) === 0) return true
    if (partner !== undefined && partner.state === 'gone' && left(partner) === 0) return true
    if (order.isConditional) return wish.by === 'mark' && this.#market.mark === 0
    if (isMarket(order) && this.#market.sort === 'none') return true
    if (wish.postOnly) return this.#market.wouldTake(order, this.#orders.now) || this.#own.inWay(order, order.price).length > 0
    if (wish.lifetime !== 'fok' || !this.#market.hasPrice(this.#orders.now)) return false
    return (
      this.#market.canHave(order, this.#orders.now) <
      (wish.reduceOnly ? Math.min(wish.lots, this.#orders.reducible(side)) : wish.lots)
    )
  }

  #amend(ref: number, lots: number, price: number, news: number): void {
    const order = this.#orders.all.get(ref)
    const isAlive =
      order !== undefined && order.state !== 'gone' && !this.#market.holds(order) && !this.#market.mayHave(order, news)
    if (!isAlive || isMarket(order) || lots <= order.filled) {
      this.#orders.say(Kind.amendRefused, ref)
      return
    }
    const old = order.price
    const oldNews = order.news
    order.news = news
    order.price = price
    const crosses = this.#market.wouldTake(order, this.#orders.now) || this.#own.inWay(order, price).length > 0
    if (order.wish.postOnly && !order.isConditional && price !== old && crosses) {
      order.price = old
      order.news = oldNews
      this.#orders.say(Kind.amendRefused, ref)
      return
    }
    const keepsPlace = price === old && lots <= order.lots
    order.lots = order.wish.reduceOnly ? Math.min(lots, order.filled + this.#orders.reducible(order.side)) : lots
    this.#orders.terms(Kind.amended, order)
    if (order.isConditional) this.#showTo(order, this.#market.known(order.wish), true)
    else if (!keepsPlace) this.#act(order)
  }

  /** An order does what it came for, at a price that a bar has shown or at those of the market. */
  #act(order: PlainOrder, at = 0): void {
    const { lifetime, postOnly } = order.wish
    if (at === 0 && [...order.ring].some((other) => other !== order && this.#market.holds(other))) {
      order.state = 'waiting'
      this.#orders.place(order)
      return
    }
    if (postOnly) {
      const crosses = at === 0 ? this.#market.wouldTake(order, this.#orders.now) : this.#market.isBeyond(order, at)
      if (crosses || this.#own.inWay(order, order.price).length > 0) this.#orders.end(order, Kind.expired)
      else this.#rest(order)
      return
    }
    if (at === 0 && !this.#market.hasPrice(this.#orders.now)) {
      if (!isNow(order) && this.#market.isBarOpen && !this.#market.wouldTake(order, this.#orders.now)) this.#rest(order)
      else {
        order.state = 'waiting'
        this.#orders.place(order)
      }
      return
    }
    const isWhole =
      lifetime !== 'fok' ||
      at !== 0 ||
      (this.#market.canHave(order, this.#orders.now) >= left(order) && !this.#own.breaksWhole(order, this.#orders.now))
    const goesOn = !isWhole || this.#take(order, at)
    if (order.state === 'gone' || left(order) === 0) return
    if (isNow(order) || !goesOn) this.#orders.end(order, Kind.expired)
    else this.#rest(order)
  }

  #rest(order: PlainOrder): void {
    if (!this.#own.giveWay(this.#own.inWay(order, order.price))) {
      this.#orders.end(order, Kind.expired)
      return
    }
    order.state = 'resting'
    const isKept = this.#market.sort === 'bars' && !order.wish.postOnly && this.#market.wouldTake(order, this.#orders.now)
    this.#orders.place(order)
    if (isKept) order.placed = Math.max(order.placed, this.#market.lateAfterOpen)
    order.ahead = this.#market.ahead(order.side, order.price)
  }

  /** Takes what can be had; false when an own order has ended it. */
  #take(order: PlainOrder, at: number): boolean {
    const other = -order.side as Side
    if (this.#market.sort !== 'book') {
      const price = at || this.#market.reference(this.#orders.now, order.side)
      if (!this.#market.takesAt(order, price)) return true
      const paid = this.#market.paid(order.side, price)
      if (at === 0 && !this.#own.giveWay(this.#own.inWay(order, paid))) return false
      this.#orders.fill(order, paid, left(order), false)
      return true
    }
    for (const { price, lots } of this.#market.within(other, order.price)) {
      if (left(order) === 0) return true
      const part = Math.min(lots, left(order))
      if (!this.#own.giveWay(this.#own.inWay(order, price).filter((one) => one.price !== price))) return false
      const before = this.#own.lotsBefore(order, price, part)
      if (before > 0) {
        this.#market.take(other, price, before)
        this.#orders.fill(order, price, before, false)
      }
      if (before < part) return false
    }
    return true
  }

  #pull(source: 'last' | 'mark', price: number): void {
    for (const order of this.#orders.waiting('conditional'))
      if ((order.wish.by ?? 'last') === source) this.#showTo(order, price, false)
  }

  /** Shows a price to a trigger; one that is pulled on arrival acts at once. */
  #showTo(order: PlainOrder, price: number, onArrival: boolean): void {
    if (price === 0) return
    if (!isPulled(order, price)) follow(order, price)
    else {
      this.#trigger(order, price)
      if (onArrival) this.#act(order)
    }
  }

  #trigger(order: PlainOrder, price: number): void {
    order.isConditional = false
    order.state = 'waiting'
    this.#orders.place(order)
    this.#orders.say(Kind.triggered, order.ref, { price })
  }

  #release(): void {
    for (const order of this.#orders.waiting('waiting')) if (order.state === 'waiting') this.#act(order)
  }

  /** A bar is over: what its open jumped over, then stops, then what it went through. */
  #closeBar({ high, low, lots, price }: MarketStep & { readonly does: 'bar' }): void {
    const { barOpen, barOpened, isBarOpen } = this.#market
    const inTime = this.#market.inTimeUntil(this.#orders.now)
    let budget = lots === 0 ? Number.POSITIVE_INFINITY : Math.floor(lots * this.#share)
    const through = (buys: number, sells: number, until: number) => {
      for (const order of this.#orders.resting()) {
        const isReached = order.side > 0 ? order.price > buys : order.price < sells
        const part = Math.min(left(order), budget)
        if (order.state !== 'resting' || !isReached || order.placed > until || part === 0) continue
        budget -= part
        this.#orders.fill(order, order.price, part, true)
      }
    }
    if (isBarOpen) through(barOpen, barOpen, barOpened)
    const stops = () => nextStop(this.#orders.waiting('conditional'), low, high)
    for (let next = stops(); next !== undefined; next = stops()) {
      const within = Math.min(high, Math.max(low, stopOf(next)))
      const worse = next.side < 0 ? Math.min(within, price) : Math.max(within, price)
      const stop = next.placed > inTime ? worse : within
      this.#trigger(next, stop)
      this.#act(next, stop)
    }
    for (const order of this.#orders.waiting('conditional'))
      if (order.wish.by !== 'mark') follow(order, order.side < 0 ? high : low)
    through(low, high, inTime)
    this.#orders.letGo()
  }
}
