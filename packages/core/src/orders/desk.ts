import type { Market } from '../market/market.ts'
import type { Account, Position } from '../ports/account.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { Logger } from '../ports/logger.ts'
import type { Bars, Book, Ticker, Trades } from '../ports/market.ts'
import type { Order, OrderHandle, Refusal, Ticket } from '../ports/orders.ts'
import type { Asked } from '../ports/question.ts'
import type { Use } from '../ports/signal.ts'
import type { Kept, KeptRecord } from '../ports/state.ts'
import type { BarsOptions, BotDesk, Desk, Protection, Size } from '../ports/strategy.ts'
import type { Clock, Duration, Percent } from '../ports/time.ts'
import { quantityWorth } from './contract-value.ts'
import { Holding, type SavedHolding } from './holding.ts'
import { Intent } from './intent.ts'
import { Ladder, type SavedLadder } from './ladder.ts'
import type { OrderIntake } from './order-intake.ts'
import { ProtectionKeeper, type SavedProtection } from './protection.ts'
import { Refuse } from './refusals.ts'
import { amountFault } from './size-fault.ts'
import { isAmount } from './snap.ts'
import { isBadPrice } from './ticket-check.ts'
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
export interface SavedDesk extends SavedHolding {
  readonly bids: SavedLadder
  readonly asks: SavedLadder
  readonly protection: SavedProtection
}

const noLevels = new Float64Array(0)

/** One strategy at one instrument. Every command is turned into an intent and goes through the intake. */
export class InstrumentDesk implements Desk {
  readonly instrument: Instrument
  readonly position: Position
  readonly clock: Clock
  readonly log: Logger
  readonly #needs: DeskNeeds
  readonly #intent = new Intent()
  readonly #holding: Holding
  readonly #bids: Ladder
  readonly #asks: Ladder
  readonly protection: ProtectionKeeper

  constructor(needs: DeskNeeds) {
    const { owner, market, floor, intake, whole, canAmend } = needs
    this.#needs = needs
    this.instrument = market.instrument
    this.position = floor.ledger.positionOf(owner, market.instrument.index)
    this.clock = whole.clock
    this.log = whole.log
    const quoting = { owner, market, intake, pool: floor.pool, rounding: floor.rounding, canAmend, intent: this.#intent }
    this.#bids = new Ladder(quoting, 1)
    this.#asks = new Ladder(quoting, -1)
    this.#holding = new Holding(owner, market, floor, intake, this.#intent)
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

  state<K extends Kept>(name: string, first: K): KeptRecord<K> {
    return this.#needs.whole.state(name, first)
  }

  bars(interval: Duration, options: BarsOptions = {}): Bars {
    return this.#needs.bars(interval, options)
  }

  enter(side: Side, size: Size): OrderHandle {
    if (!isThing(size)) return this.#refuseNothing(side, 'the size')
    return this.#holding.enter(side, size)
  }

  exit(reason: string, share: Percent = 1): OrderHandle {
    return this.#holding.exit(reason, share, this.protection.standing)
  }

  buy(quantity: number, price?: number): OrderHandle {
    return this.#plain(1, quantity, price)
  }

  sell(quantity: number, price?: number): OrderHandle {
    return this.#plain(-1, quantity, price)
  }

  buyFor(amount: number, price?: number): OrderHandle {
    const { owner, market, intake } = this.#needs
    const at = price ?? market.farPrice(1)
    if (!isAmount(amount)) {
      const intent = this.#intent.begin(1, Number.NaN, price === undefined ? 'market' : 'limit')
      return intake.refuse(owner, market, Refuse.badQuantity, intent, -Refuse.badQuantity, () => amountFault(amount))
    }
    const quantity = isAmount(at) ? quantityWorth(this.instrument, amount, at) : Number.NaN
    if (price === undefined && !isAmount(at))
      return intake.refuse(owner, market, Refuse.noPrice, this.#intent.begin(1, quantity, 'market'))
    return this.#plain(1, quantity, price)
  }

  send(ticket: Ticket): OrderHandle {
    if (!isThing(ticket)) return this.#refuseNothing(1, 'the ticket')
    const { owner, market, intake } = this.#needs
    const intent = this.#intent.read(ticket)
    const { instrument } = market
    const isBad = isBadPrice(instrument, ticket.price) || isBadPrice(instrument, ticket.trigger)
    if (isBad || isBadPrice(instrument, ticket.distance)) return intake.refuse(owner, market, Refuse.badPrice, intent)
    return intake.submit(owner, market, intent)
  }

  amend(order: OrderHandle, quantity: number, price: number): Refusal {
    const { owner, market, intake, floor, canAmend } = this.#needs
    const slot = floor.pool.find(order)
    const intent = this.#intent.begin(slot?.side ?? 1, quantity, slot?.type ?? 'limit')
    intent.price = price
    if (canAmend) return intake.amend(owner, market, order, intent)
    intake.refuse(owner, market, Refuse.notSupported, intent, order)
    return Refuse.notSupported
  }

  cancel(order: OrderHandle): void {
    this.#needs.intake.cancel(this.#needs.owner, order)
  }

  cancelAll(): void {
    this.#needs.intake.cancelAll(this.#needs.owner, this.instrument.index)
  }

  order(handle: OrderHandle): Order | undefined {
    const slot = this.#needs.floor.pool.find(handle)
    return slot !== undefined && slot.owner === this.#needs.owner ? slot.view : undefined
  }

  quotes(side: Side, prices: Float64Array, quantities: Float64Array, n: number, minMove = 0): void {
    const { owner, market, intake } = this.#needs
    if (!isThing(prices) || !isThing(quantities)) this.#refuseNothing(side, 'the list of prices or quantities')
    else if (side === 1) this.#bids.want(prices, quantities, n, minMove)
    else if (side === -1) this.#asks.want(prices, quantities, n, minMove)
    else intake.refuse(owner, market, Refuse.badTicket, this.#intent.begin(side, Number.NaN, 'limit'))
  }

  /** Takes back every quote, because the market they were made from cannot be trusted. */
  pullQuotes(): void {
    this.#bids.want(noLevels, noLevels, 0, 0)
    this.#asks.want(noLevels, noLevels, 0, 0)
  }

  protect(wanted: Protection): void {
    if (isThing(wanted)) this.protection.want(wanted)
    else this.#refuseNothing(1, 'the protection')
  }

  /** Which orders are its entry, exit, quotes and protection; plain data for a restart. */
  save(): SavedDesk {
    return {
      ...this.#holding.save(),
      bids: this.#bids.save(),
      asks: this.#asks.save(),
      protection: this.protection.save(),
    }
  }

  restore({ bids, asks, protection, ...holding }: SavedDesk): void {
    this.#holding.restore(holding)
    this.#bids.restore(bids)
    this.#asks.restore(asks)
    this.protection.restore(protection)
  }

  /** After fills and changes of this desk's orders: protective orders follow the position, and quotes that waited for an answer go on. */
  follow(): void {
    this.#holding.follow(this.protection.standing)
    this.#bids.follow()
    this.#asks.follow()
    this.protection.keep()
  }

  /** Gets a halted bot out of what it holds here. */
  leave(): void {
    this.#holding.leave(this.protection.standing)
  }

  /** What TypeScript rules out comes from plain JavaScript all the same. */
  #refuseNothing(side: Side, what: string): OrderHandle {
    const { owner, market, intake } = this.#needs
    const intent = this.#intent.begin(side, Number.NaN, 'market')
    return intake.refuse(owner, market, Refuse.badTicket, intent, -Refuse.badTicket, () => `${what} is no object`)
  }

  #plain(side: Side, quantity: number, price: number | undefined): OrderHandle {
    const { owner, market, intake } = this.#needs
    const intent = this.#intent.begin(side, quantity, price === undefined ? 'market' : 'limit')
    if (price !== undefined) intent.price = price
    return intake.submit(owner, market, intent)
  }
}

function isThing(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
