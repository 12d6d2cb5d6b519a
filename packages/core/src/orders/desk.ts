import type { Market } from '../market/market.ts'
import { toShare } from '../options/percent-text.ts'
import type { Account, Position } from '../ports/account.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { Logger } from '../ports/logger.ts'
import type { Bars, Book, Ticker, Trades } from '../ports/market.ts'
import type { Order, OrderHandle, Refusal, Ticket } from '../ports/orders.ts'
import type { Asked } from '../ports/question.ts'
import type { Use } from '../ports/signal.ts'
import type { Kept } from '../ports/state.ts'
import type { BarsOptions, BotDesk, Desk, Protection, Size } from '../ports/strategy.ts'
import type { Clock, Duration, Percent } from '../ports/time.ts'
import { Intent } from './intent.ts'
import { Ladder } from './ladder.ts'
import type { OrderIntake } from './order-intake.ts'
import { isLive } from './order-states.ts'
import { ProtectionKeeper, type SavedProtection } from './protection.ts'
import { Refuse } from './refusals.ts'
import { quantityOf } from './sizing.ts'
import { hasBadNumber } from './snap.ts'
import type { TradingFloor } from './trading-floor.ts'

/** What a desk takes from the strategy's own bot-wide desk and from the market side of the engine. */
export interface DeskNeeds {
  readonly owner: number
  readonly market: Market
  readonly floor: TradingFloor
  readonly intake: OrderIntake
  readonly canAmend: boolean
  /** Clock, log, state, questions and the list of desks, shared by all desks of the strategy. */
  readonly whole: BotDesk
  bars(interval: Duration, options: BarsOptions): Bars
}

/** What a desk remembers about its own orders. */
export interface SavedDesk {
  readonly entry: OrderHandle
  readonly leaving: OrderHandle
  readonly bids: readonly OrderHandle[]
  readonly asks: readonly OrderHandle[]
  readonly protection: SavedProtection
}

/** One strategy at one instrument. Every command is turned into an intent and goes through the intake. */
export class InstrumentDesk implements Desk {
  readonly instrument: Instrument
  readonly position: Position
  readonly clock: Clock
  readonly log: Logger
  readonly #needs: DeskNeeds
  readonly #intent = new Intent()
  readonly #bids: Ladder
  readonly #asks: Ladder
  readonly protection: ProtectionKeeper
  /** The newest entry and the newest exit; a second exit while one is under way would turn the position. */
  #entry: OrderHandle = 0
  #leaving: OrderHandle = 0

  constructor(needs: DeskNeeds) {
    const { owner, market, floor, intake, whole, canAmend } = needs
    this.#needs = needs
    this.instrument = market.instrument
    this.position = floor.ledger.positionOf(owner, market.instrument.index)
    this.clock = whole.clock
    this.log = whole.log
    this.#bids = new Ladder(owner, market, intake, floor.pool, 1, canAmend)
    this.#asks = new Ladder(owner, market, intake, floor.pool, -1, canAmend)
    this.protection = new ProtectionKeeper(owner, market, floor, intake, this.#intent)
  }

  get desks(): readonly Desk[] {
    return this.#needs.whole.desks
  }

  get book(): Book {
    return this.#needs.market.book
  }

  get trades(): Trades {
    return this.#needs.market.trades
  }

  get ticker(): Ticker {
    return this.#needs.market.ticker
  }

  at(symbol: string): Desk {
    return this.#needs.whole.at(symbol)
  }

  account(name?: string): Account {
    return this.#needs.whole.account(name)
  }

  use<V>(wish: Use<V>): V {
    return this.#needs.whole.use(wish)
  }

  ask(question: Asked, features: Float64Array): boolean {
    return this.#needs.whole.ask(question, features)
  }

  state<K extends Kept>(name: string, first: K): K {
    return this.#needs.whole.state(name, first)
  }

  bars(interval: Duration, options: BarsOptions = {}): Bars {
    return this.#needs.bars(interval, options)
  }

  enter(side: Side, size: Size): OrderHandle {
    const { market, floor, owner, intake } = this.#needs
    const onItsWay = this.#replaceEntry()
    const price = size.limit ?? market.farPrice(side)
    const intent = this.#intent.begin(side, Number.NaN, size.limit === undefined ? 'market' : 'limit')
    if (side !== 1 && side !== -1) return intake.refuse(owner, market, Refuse.badTicket, intent)
    if (!(price > 0)) return intake.refuse(owner, market, size.limit === undefined ? Refuse.noPrice : Refuse.badPrice, intent)
    const wanted = quantityOf(size, this.instrument, price, floor.ledger.ownerEquity(owner))
    const heldLots = floor.ledger.ownerLots(owner, this.instrument.index) + onItsWay
    const missing = side * wanted - heldLots / this.instrument.lotScale
    if (Math.abs(missing) * this.instrument.lotScale < market.instrument.lotLots)
      return onItsWay === 0 ? -Refuse.alreadyThere : this.#entry
    if (!Number.isNaN(missing)) intent.side = missing < 0 ? -1 : 1
    intent.quantity = Math.abs(missing)
    if (size.limit !== undefined) intent.price = size.limit
    intent.reason = size.reason ?? 'enter'
    this.#entry = intake.submit(owner, market, intent)
    return this.#entry
  }

  exit(reason: string, share: Percent = 1): OrderHandle {
    const { market, floor, owner, intake } = this.#needs
    this.#replaceEntry()
    if (this.#lives(this.#leaving)) return this.#leaving
    const lots = floor.ledger.ownerLots(owner, this.instrument.index)
    const intent = this.#intent.begin(lots > 0 ? -1 : 1, (Math.abs(lots) * toShare(share)) / this.instrument.lotScale, 'market')
    if (lots === 0) return intake.refuse(owner, market, Refuse.nothingToReduce, intent)
    intent.reduceOnly = floor.soleOwner[this.instrument.index]
    intent.reason = reason
    this.#leaving = intake.submit(owner, market, intent)
    return this.#leaving
  }

  buy(quantity: number, price?: number): OrderHandle {
    return this.#plain(1, quantity, price)
  }

  sell(quantity: number, price?: number): OrderHandle {
    return this.#plain(-1, quantity, price)
  }

  buyFor(amount: number, price?: number): OrderHandle {
    const at = price ?? this.#needs.market.farPrice(1)
    const size = this.instrument.kind === 'inverse' ? this.instrument.contractSize : at * this.instrument.contractSize
    return this.#plain(1, amount / size, price)
  }

  send(ticket: Ticket): OrderHandle {
    const { owner, market, intake } = this.#needs
    const intent = this.#intent.read(ticket, toShare)
    if (hasBadNumber(ticket)) return intake.refuse(owner, market, Refuse.badPrice, intent)
    return intake.submit(owner, market, intent)
  }

  amend(order: OrderHandle, quantity: number, price: number): Refusal {
    const { owner, market, intake, floor } = this.#needs
    const intent = this.#intent.begin(floor.pool.find(order)?.side ?? 1, quantity, 'limit')
    intent.price = price
    return intake.amend(owner, market, order, intent)
  }

  cancel(order: OrderHandle): void {
    this.#needs.intake.cancel(this.#needs.owner, order)
  }

  cancelAll(): void {
    this.#needs.intake.cancelAll(this.#needs.owner, this.instrument.index)
  }

  order(handle: OrderHandle): Order | undefined {
    const slot = this.#needs.floor.pool.find(handle)
    return slot !== undefined && slot.owner === this.#needs.owner ? slot : undefined
  }

  quotes(side: Side, prices: Float64Array, quantities: Float64Array, n: number, minMove = 0): void {
    const ladder = side === 1 ? this.#bids : this.#asks
    ladder.want(prices, quantities, n, minMove, this.#intent)
  }

  protect(wanted: Protection): void {
    this.protection.want(wanted)
  }

  /** Which orders are its entry, exit, quotes and protection; plain data for a restart. */
  save(): SavedDesk {
    return {
      entry: this.#entry,
      leaving: this.#leaving,
      bids: this.#bids.save(),
      asks: this.#asks.save(),
      protection: this.protection.save(),
    }
  }

  restore({ entry, leaving, bids, asks, protection }: SavedDesk): void {
    this.#entry = entry
    this.#leaving = leaving
    this.#bids.restore(bids)
    this.#asks.restore(asks)
    this.protection.restore(protection)
  }

  /** After fills and ended orders of this desk: protective orders follow the position. */
  follow(): void {
    this.protection.keep()
  }

  /** Cancels the earlier entry; lots with their sign that are on their way all the same, because a market order cannot be caught. */
  #replaceEntry(): number {
    const entry = this.#needs.floor.pool.find(this.#entry)
    if (entry === undefined || !isLive(entry.state)) return 0
    this.#needs.intake.cancel(this.#needs.owner, this.#entry)
    return isLive(entry.state) && entry.type === 'market' ? entry.side * (entry.lots - entry.filledLots) : 0
  }

  #lives(handle: OrderHandle): boolean {
    const order = this.#needs.floor.pool.find(handle)
    return order !== undefined && isLive(order.state)
  }

  #plain(side: Side, quantity: number, price: number | undefined): OrderHandle {
    const { owner, market, intake } = this.#needs
    const intent = this.#intent.begin(side, quantity, price === undefined ? 'market' : 'limit')
    if (price !== undefined) intent.price = price
    return intake.submit(owner, market, intent)
  }
}
