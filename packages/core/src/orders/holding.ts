import type { Market } from '../market/market.ts'
import { readShare } from '../options/percent-text.ts'
import type { Side } from '../ports/instrument.ts'
import type { OrderHandle, Refusal } from '../ports/orders.ts'
import type { Size } from '../ports/strategy.ts'
import type { Percent } from '../ports/time.ts'
import { rootOf } from './children.ts'
import { HaltedExit, type SavedHaltedExit } from './halted-exit.ts'
import type { Intent } from './intent.ts'
import type { OrderIntake } from './order-intake.ts'
import type { OrderSlot } from './order-pool.ts'
import { isLive } from './order-states.ts'
import { Refuse } from './refusals.ts'
import { exitFault, sizeFault } from './size-fault.ts'
import { quantityOf } from './sizing.ts'
import { isAmount, snapPrice, wholeLots } from './snap.ts'
import type { TradingFloor } from './trading-floor.ts'

/** Which orders are the newest entry and the newest exit; plain data for a restart. */
export interface SavedHolding {
  readonly entry: OrderHandle
  readonly leaving: OrderHandle
  readonly halted: SavedHaltedExit
}

/**
 * What one strategy holds at one instrument and how it gets from there to what it wants. What is on its way counts as if it had come, so
 * that a wish may be repeated, or changed, while its order is under way: the position ends at the newest one.
 */
export class Holding {
  readonly #owner: number
  readonly #market: Market
  readonly #floor: TradingFloor
  readonly #intake: OrderIntake
  readonly #intent: Intent
  #entry: OrderHandle = 0
  #leaving: OrderHandle = 0
  readonly #haltedExit = new HaltedExit()

  constructor(owner: number, market: Market, floor: TradingFloor, intake: OrderIntake, intent: Intent) {
    this.#owner = owner
    this.#market = market
    this.#floor = floor
    this.#intake = intake
    this.#intent = intent
  }

  save(): SavedHolding {
    return { entry: this.#entry, leaving: this.#leaving, halted: this.#haltedExit.save() }
  }

  restore({ entry, leaving, halted }: SavedHolding): void {
    this.#entry = entry
    this.#leaving = leaving
    this.#haltedExit.restore(halted)
  }

  enter(side: Side, size: Size): OrderHandle {
    const { instrument } = this.#market
    const { limit } = size
    const intent = this.#intent.begin(side, size.quantity ?? Number.NaN, limit === undefined ? 'market' : 'limit')
    if (limit !== undefined) intent.price = limit
    const price = limit ?? this.#market.farPrice(side)
    const wrong = this.#entryRefusal(side, limit, price)
    if (wrong !== 0) return this.#refuse(wrong)
    const equity = this.#floor.ledger.ownerEquity(this.#owner)
    const wanted = quantityOf(size, instrument, side, price, equity)
    if (wanted < 0) return this.#refuse(-wanted, () => sizeFault(size, side, price, equity))
    intent.quantity = wanted
    const wantedLots = wholeLots(instrument, wanted)
    if (Number.isNaN(wantedLots)) return this.#refuse(Refuse.badQuantity)
    if (wantedLots === 0) return this.#refuse(Refuse.belowMinQuantity)
    this.#dropEntry(false)
    const missing = side * wantedLots - (this.#lots() + this.#lotsOnTheWay(1) - this.#lotsOnTheWay(-1))
    if (Math.abs(missing) < instrument.lotLots) return this.#alreadyThere(this.#entry)
    intent.side = missing < 0 ? -1 : 1
    intent.quantity = Math.abs(missing) / instrument.lotScale
    intent.reason = size.reason ?? 'enter'
    this.#entry = this.#intake.submit(this.#owner, this.#market, intent)
    return this.#entry
  }

  /** `standing` is an order that protects the position, or 0. */
  exit(reason: string, share: Percent, standing: OrderHandle): OrderHandle {
    const { instrument } = this.#market
    const part = readShare(share)
    const lots = this.#lots()
    const side = lots > 0 ? -1 : 1
    const intent = this.#intent.begin(side, (Math.abs(lots) * part) / instrument.lotScale, 'market')
    if (!(part > 0 && part <= 1)) return this.#refuse(Refuse.badQuantity, () => exitFault(share))
    this.#dropEntry(true)
    if (lots === 0) return this.#refuse(Refuse.nothingToReduce)
    // What leaves already must not leave twice, or the position would turn.
    const leaving = this.#lotsOnTheWay(side)
    const missing = Math.abs(lots) * part - leaving
    if (leaving > 0 && missing < instrument.lotLots) return this.#alreadyThere(this.#leaving)
    intent.quantity = missing / instrument.lotScale
    intent.reduceOnly = this.#floor.soleOwner[instrument.index]
    // Where the venue cannot see that it only reduces, it must not fill beside a stop that is pulled at the same time.
    if (!intent.reduceOnly) intent.link = standing
    intent.closes = true
    intent.reason = reason
    this.#leaving = this.#intake.submit(this.#owner, this.#market, intent)
    return this.#leaving
  }

  /** After fills and changes: what no longer fits the position is taken back, and what comes in although the bot is halted goes out again. */
  follow(standing: OrderHandle): void {
    if (!this.#floor.soleOwner[this.#market.instrument.index]) this.#dropTooLarge()
    this.leave(standing)
  }

  /** Gets a halted bot out of what it holds. */
  leave(standing: OrderHandle): void {
    const { risk, clock } = this.#floor
    const lots = risk.state === 'halted' ? this.#lots() : 0
    if (this.#haltedExit.isDue(lots, clock.now())) this.exit(`risk: ${risk.stateRule?.name ?? 'halted'}`, 1, standing)
  }

  #lots(): number {
    return this.#floor.ledger.ownerLots(this.#owner, this.#market.instrument.index)
  }

  #refuse(refusal: Refusal, fault?: () => string): OrderHandle {
    return this.#intake.refuse(this.#owner, this.#market, refusal, this.#intent, -refusal, fault)
  }

  /** Why an entry cannot be sized, or 0. Looked at before anything is cancelled, so that a refused wish changes nothing. */
  #entryRefusal(side: Side, limit: number | undefined, price: number): Refusal {
    if (side !== 1 && side !== -1) return Refuse.badTicket
    if (limit !== undefined) return Math.max(0, -snapPrice(this.#market.instrument, limit, side, this.#floor.rounding))
    return isAmount(price) ? 0 : Refuse.noPrice
  }

  /**
   * Cancels the earlier entry, if it can still be caught: a market order that has left cannot, so it counts as on its way. One that a stage
   * holds can; but only who wants out stops it, because what is wished for again while it is being carried out must not begin anew.
   */
  #dropEntry(isLeaving: boolean): void {
    const entry = this.#floor.pool.find(this.#entry)
    if (entry === undefined) return
    if (entry.type === 'market' && entry.state !== 'new' && !(entry.held && isLeaving)) return
    this.#intake.cancel(this.#owner, this.#entry)
  }

  /** Cancels what was to reduce the position only, and could now turn it, because the venue does not see whose position it is. */
  #dropTooLarge(): void {
    const { live } = this.#floor.pool
    const lots = this.#lots()
    for (let i = live.length - 1; i >= 0; i--) {
      const order = live[i]
      if (order.owner !== this.#owner || order.instrument !== this.#market.instrument || !order.reducesOwn || order.parent !== 0)
        continue
      if (order.wantedLots - order.filledLots > -order.side * lots) this.#intake.cancel(this.#owner, order.handle)
    }
  }

  /** Lots of one side that will come, or must be feared to: market orders under way, and an entry whose outcome is unknown. */
  #lotsOnTheWay(side: Side): number {
    const { live } = this.#floor.pool
    let lots = 0
    for (let i = 0; i < live.length; i++) {
      const order = live[i]
      if (order.owner !== this.#owner || order.side !== side || order.instrument !== this.#market.instrument) continue
      if (this.#isComing(order)) lots += order.lots - order.filledLots
    }
    return lots
  }

  /** A market order that a stage holds comes as a whole until it is cancelled; then only those of its parts come that are under way. */
  #isComing(order: OrderSlot): boolean {
    const root = rootOf(this.#floor.pool, order)
    const isWhole = root.type === 'market' && !(root.held && root.cancelAsked)
    if (order === root && isWhole) return true
    if (order !== root && (isWhole || order.held)) return false
    const isPart = order !== root && order.type === 'market'
    return isPart || (order.state === 'unknown' && root.handle === this.#entry)
  }

  /** Nothing is refused, and nobody told, where nothing is missing: the wish is fulfilled, or the order that does it is under way. */
  #alreadyThere(order: OrderHandle): OrderHandle {
    const slot = this.#floor.pool.find(order)
    return slot !== undefined && isLive(slot.state) ? order : -Refuse.alreadyThere
  }
}
