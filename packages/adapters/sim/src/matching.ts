import type { Tape } from '@botyard/core'
import { Kind } from '@botyard/core'
import type { SimAccount } from './account.ts'
import type { Answers } from './answers.ts'
import type { BarActs, BarFills, BarWalk } from './bar-fills.ts'
import { BarPath } from './bar-path.ts'
import { CustomaryPath } from './customary-path.ts'
import type { Executions } from './executions.ts'
import type { Funding } from './funding.ts'
import type { Liquidation } from './liquidation.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import type { Resting } from './resting.ts'
import type { SelfTrade } from './self-trade.ts'
import { Grain, type SimMarket } from './sim-market.ts'
import { LifetimeCode, noSlot, type SimOrders, SourceCode, Trait } from './sim-orders.ts'
import type { Taking } from './taking.ts'
import type { Triggers } from './triggers.ts'

/** The parts of the exchange that matching puts to work. */
export interface MatchingNeeds {
  readonly orders: SimOrders
  readonly lists: OrderLists
  readonly answers: Answers
  readonly executions: Executions
  readonly taking: Taking
  readonly resting: Resting
  readonly triggers: Triggers
  /** By the number of the instrument; absent ones are not listed here. */
  readonly markets: readonly (SimMarket | undefined)[]
  readonly selfTrade: SelfTrade
  readonly barFills: BarFills
  readonly volumeShare: number
  readonly barPath: 'against-you' | 'customary'
  /** There where the exchange keeps books of the account; without them every order is paid for and nothing is ever liquidated. */
  readonly account: SimAccount | undefined
  readonly liquidation: Liquidation | undefined
  readonly funding: Funding | undefined
}

/**
 * What the market does to the orders. A message is walked twice: first the market takes it over and triggers are pulled, then, with the
 * book settled, what was pulled acts, and only after that resting orders are filled. So within one message a stop comes before a target.
 */
export class Matching implements BarActs {
  readonly #needs: MatchingNeeds
  readonly #orders: SimOrders
  readonly #lists: OrderLists
  readonly #bars: BarWalk
  readonly #barFills: BarFills
  readonly #touched: SimMarket[] = []
  #touchedCount = 0
  #messages = 0

  constructor(needs: MatchingNeeds) {
    this.#needs = needs
    this.#orders = needs.orders
    this.#lists = needs.lists
    const ofBars = { ...needs, acts: this }
    this.#bars = needs.barPath === 'customary' ? new CustomaryPath(ofBars) : new BarPath(ofBars)
    this.#barFills = needs.barFills
  }

  /** Sees one message of the market. */
  message(tape: Tape, from: number, to: number): void {
    const { answers, markets, resting } = this.#needs
    answers.decide(tape.receivedTime[from])
    this.#needs.funding?.begin()
    this.#messages++
    this.#touchedCount = 0
    const rankMax = this.#orders.lastRank
    for (let row = from; row < to; row++) {
      const market = markets[tape.instrument[row]]
      if (market !== undefined) this.#apply(market, tape, row)
    }
    const { liquidation } = this.#needs
    let isAnyResting = false
    for (let i = 0; i < this.#touchedCount; i++) {
      const market = this.#touched[i]
      this.#settle(market, tape, from)
      liquidation?.lookNow(market)
      if (resting.isAnyIn(market)) isAnyResting = true
      else market.isBookNew = false
    }
    if (!isAnyResting) return
    for (let row = from; row < to; row++) {
      const market = markets[tape.instrument[row]]
      if (market !== undefined) this.#rest(market, tape, row, rankMax)
    }
    for (let i = 0; i < this.#touchedCount; i++) {
      const market = this.#touched[i]
      if (market.grain === Grain.book) resting.crossed(market)
      // What has rested fills at its own price, however far the market is beyond it.
      liquidation?.lookNow(market)
    }
  }

  /**
   * An order that has been accepted, or taken from its place, does what it came for. `reference` is a price to act at, or 0.
   * Without a price it waits for one, but for a limit order that comes while a bar runs and would take nothing at the last price known:
   * that one rests, because to fill it at a better open than its price would pay us for not knowing.
   */
  act(slot: number, market: SimMarket, reference = 0): void {
    const { executions, taking, answers, selfTrade } = this.#needs
    const lifetime = this.#orders.lifetime[slot]
    this.#lists.remove(slot)
    // The other one is as good as filled, and with that this one as good as cancelled, or cut.
    if (reference === 0 && executions.isLinkedToHeld(slot)) {
      this.#orders.place(slot, answers.decided)
      this.#lists.append(slot, ListOf.waiting)
      return
    }
    if ((this.#needs.account?.shortage(slot, market) ?? 0) !== 0) {
      executions.expire(slot)
      return
    }
    if (this.#orders.has(slot, Trait.postOnly)) {
      if (taking.crosses(slot, market, reference) || selfTrade.isMet(slot, market)) executions.expire(slot)
      else this.#rests(slot, market)
      return
    }
    const isNow = lifetime === LifetimeCode.ioc || lifetime === LifetimeCode.fok || this.#orders.has(slot, Trait.market)
    if (reference === 0 && !taking.canAct(slot, market)) {
      if (!isNow && market.isBarOpen && (this.#bars.restsLate || !taking.crosses(slot, market))) {
        this.#rests(slot, market)
        return
      }
      this.#orders.place(slot, answers.decided)
      this.#lists.append(slot, ListOf.waiting)
      return
    }
    const isWhole = lifetime !== LifetimeCode.fok || this.#canTakeWhole(slot, market, reference)
    const goesOn = !isWhole || taking.take(slot, market, reference)
    if (this.#orders.leftLots(slot) === 0) return
    if (isNow || !goesOn) executions.expire(slot)
    else this.#rests(slot, market)
  }

  /** Whether a fill of the order is certain already, so that it is too late to change or to cancel it. */
  holds(slot: number, market: SimMarket): boolean {
    return this.#barFills.holds(slot, market)
  }

  /** The trigger of an order is pulled: it waits to act as what it is then. */
  pull(slot: number, units: number): void {
    this.#lists.remove(slot)
    this.#orders.traits[slot] &= ~Trait.conditional
    // A mark that has pulled it is news, also to an order that was sent before.
    const { source, instrument, news } = this.#orders
    if (source[slot] !== SourceCode.last) news[slot] = Math.max(news[slot], this.#needs.markets[instrument[slot]]!.fineTime)
    this.#needs.answers.triggered(slot, units)
    this.#orders.place(slot, this.#needs.answers.decided)
    this.#lists.append(slot, ListOf.waiting)
  }

  /** Everything that waits acts, by time. What has no price yet goes back to wait, behind the last one that was there. */
  release(market: SimMarket): void {
    const instrument = market.instrument.index
    const rankMax = this.#orders.lastRank
    let slot = this.#lists.first(instrument, ListOf.waiting)
    while (slot !== noSlot && this.#orders.rank[slot] <= rankMax) {
      this.act(slot, market)
      slot = this.#lists.first(instrument, ListOf.waiting)
    }
  }

  #canTakeWhole(slot: number, market: SimMarket, reference: number): boolean {
    const { taking, selfTrade } = this.#needs
    if (!taking.canTakeWhole(slot, market, reference)) return false
    return reference !== 0 || !selfTrade.breaksWhole(slot, market, taking.lastUnits(slot, market))
  }

  /** Takes its place in the queue at its price, where no own order stands against it. */
  #rests(slot: number, market: SimMarket): void {
    const { selfTrade, executions } = this.#needs
    if (!selfTrade.passes(slot, market, this.#orders.priceUnits[slot], true)) {
      executions.expire(slot)
      return
    }
    const { answers, resting, taking } = this.#needs
    // What only the slippage keeps from taking has no fill of the bar whose price it would have had to pay.
    const isKept = market.grain === Grain.bars && !this.#orders.has(slot, Trait.postOnly) && taking.crosses(slot, market)
    const { decided } = answers
    this.#orders.place(slot, isKept ? market.lateTime(decided) : market.placeTime(decided, this.#orders.news[slot]))
    resting.rest(slot, market)
  }

  #apply(market: SimMarket, tape: Tape, row: number): void {
    switch (tape.kind[row]) {
      case Kind.level:
      case Kind.quote:
      case Kind.clear:
        if (market.applyBook(tape, row)) this.#touch(market)
        break
      case Kind.trade:
        market.applyTrade(tape, row)
        this.#touch(market)
        this.#pullAll(market, SourceCode.last, tape.price[row])
        break
      case Kind.ticker: {
        const source = market.applyTicker(tape, row)
        this.#needs.funding?.heard(market)
        if (source < 0) break
        this.#touch(market)
        this.#pullAll(market, source, market.triggerPrice(source, 0))
        break
      }
      case Kind.open:
        if (!market.takesBar(tape.ref[row])) break
        market.openBar(tape, row)
        if (market.grain === Grain.bars) {
          this.#needs.liquidation?.lookNow(market)
          this.#bars.open(market, tape.price[row])
        }
        break
      case Kind.bar:
        if (!market.takesBar(tape.ref[row])) break
        if (market.grain <= Grain.bars) this.#closeBar(market, tape, row)
        market.closeBar(tape, row)
        if (market.grain === Grain.bars) this.#needs.liquidation?.lookNow(market)
        break
      case Kind.market:
        market.applyState(tape, row)
        break
    }
  }

  #closeBar(market: SimMarket, tape: Tape, row: number): void {
    market.isClosing = true
    this.#bars.close(market, tape, row)
    market.isClosing = false
    this.#barFills.letGo(market)
  }

  #touch(market: SimMarket): void {
    if (market.message === this.#messages) return
    market.message = this.#messages
    this.#touched[this.#touchedCount++] = market
  }

  /** The message is in: the book shows it, and what was pulled or waited acts. */
  #settle(market: SimMarket, tape: Tape, row: number): void {
    if (market.grain === Grain.book) {
      market.book?.settle(tape, row)
      if (!market.hasTrades) this.#pullByBook(market)
    }
    if (market.grain < Grain.trades) return
    this.#barFills.letGo(market)
    this.release(market)
  }

  #rest(market: SimMarket, tape: Tape, row: number, rankMax: number): void {
    const kind = tape.kind[row]
    if (kind === Kind.trade) this.#needs.resting.tradeRow(market, tape, row, rankMax)
    else if (market.book === undefined) return
    else if (kind === Kind.level || kind === Kind.quote || kind === Kind.clear) this.#needs.resting.bookRow(market, tape, row)
  }

  /** Shows a price to all that listen to its source. */
  #pullAll(market: SimMarket, source: number, units: number): void {
    for (let slot = this.#lists.first(market.instrument.index, ListOf.conditional); slot !== noSlot; ) {
      const next = this.#lists.next(slot)
      if (this.#orders.source[slot] === source) this.#show(slot, units)
      slot = next
    }
  }

  /** Where no trades are recorded, the last price of an order is the one it would fill at. */
  #pullByBook(market: SimMarket): void {
    for (let slot = this.#lists.first(market.instrument.index, ListOf.conditional); slot !== noSlot; ) {
      const next = this.#lists.next(slot)
      const units = market.triggerPrice(SourceCode.last, this.#orders.side[slot])
      if (this.#orders.source[slot] === SourceCode.last && units !== 0) this.#show(slot, units)
      slot = next
    }
  }

  #show(slot: number, units: number): void {
    const { triggers } = this.#needs
    if (triggers.isPulledBy(slot, units)) this.pull(slot, units)
    else triggers.follow(slot, units)
  }
}
