import type { Market } from '../market/market.ts'
import type { Side } from '../ports/instrument.ts'
import type { OrderHandle, Refusal } from '../ports/orders.ts'
import type { Intent } from './intent.ts'
import type { OrderIntake } from './order-intake.ts'
import type { OrderPool, OrderSlot } from './order-pool.ts'
import { cancelsRefusedMax, isLive } from './order-states.ts'
import { Refuse } from './refusals.ts'
import { type PriceRounding, snapPrice, snapQuantity } from './snap.ts'

/** Levels a side; more are refused as a bad ticket. */
const levelsMax = 64

/** What the ladders of a desk work with. */
export interface Quoting {
  readonly owner: number
  readonly market: Market
  readonly intake: OrderIntake
  readonly pool: OrderPool
  readonly rounding: PriceRounding
  readonly canAmend: boolean
  readonly intent: Intent
}

/** The orders of the levels, and of those that wait what they are to become; plain data for a restart. */
export interface SavedLadder {
  readonly levels: readonly OrderHandle[]
  readonly units: readonly number[]
  readonly lots: readonly number[]
  readonly filled: readonly number[]
}

/**
 * The orders of one quoted side, level by level, and the smallest set of messages that turns them into what is wanted: a level that is
 * near enough is left alone, one that moved is amended, or replaced where its order cannot be amended, and one too many is cancelled.
 * A level never has two orders: while the venue owes an answer about one, the newest wish waits for it. A level that cannot be as wanted
 * is pulled, because its old quote is not wanted any more.
 */
export class Ladder {
  readonly #of: Quoting
  readonly #side: Side
  readonly #levels: OrderHandle[] = []
  /** Of levels whose order is marked as `replaced`: what they are to become, and how much that order had filled when this was wished. */
  readonly #waitingUnits: number[] = []
  readonly #waitingLots: number[] = []
  readonly #waitingFilled: number[] = []

  constructor(of: Quoting, side: Side) {
    this.#of = of
    this.#side = side
  }

  save(): SavedLadder {
    const [units, lots, filled] = [this.#waitingUnits, this.#waitingLots, this.#waitingFilled].map((numbers) => [...numbers])
    return { levels: [...this.#levels], units, lots, filled }
  }

  restore({ levels, units, lots, filled }: SavedLadder): void {
    this.#levels.splice(0, this.#levels.length, ...levels)
    this.#waitingUnits.splice(0, this.#waitingUnits.length, ...units)
    this.#waitingLots.splice(0, this.#waitingLots.length, ...lots)
    this.#waitingFilled.splice(0, this.#waitingFilled.length, ...filled)
  }

  /** Prices and quantities are read up to `n`. A quantity of 0 pulls the level, and so does one that is refused. */
  want(prices: Float64Array, quantities: Float64Array, n: number, minMove: number): void {
    if (!(Number.isInteger(n) && n >= 0 && n <= Math.min(levelsMax, prices.length, quantities.length))) {
      this.#refuse(Refuse.badTicket, Number.NaN, Number.NaN)
      return
    }
    for (let i = 0; i < n; i++) {
      if (quantities[i] === 0) this.#pull(i)
      else this.#want(i, prices[i], quantities[i], minMove)
    }
    for (let i = n; i < this.#levels.length; i++) this.#pull(i)
  }

  /** After answers: levels whose order is out of the way become what was wanted meanwhile, less what filled since. */
  follow(): void {
    for (let i = 0; i < this.#levels.length; i++) {
      const order = this.#of.pool.find(this.#levels[i])
      if (order === undefined || !order.replaced || isBusy(order)) continue
      order.replaced = false
      // A venue that does not let an order go is not asked about it without end.
      if (isLive(order.state) && order.cancelsRefused >= cancelsRefusedMax) continue
      const lots = this.#waitingLots[i] - (order.filledLots - this.#waitingFilled[i])
      if (lots > 0) this.#set(i, order, this.#waitingUnits[i], lots)
      else this.#pull(i)
    }
  }

  #want(level: number, price: number, quantity: number, minMove: number): void {
    const { pool, rounding } = this.#of
    const { instrument } = this.#of.market
    const units = snapPrice(instrument, price, this.#side, rounding)
    const lots = snapQuantity(instrument, quantity)
    if (units < 0 || lots < 0) {
      this.#refuse(units < 0 ? -units : -lots, price, quantity)
      this.#pull(level)
      return
    }
    const order = pool.find(this.#levels[level] ?? 0)
    const isStanding = order !== undefined && isLive(order.state) && !order.cancelAsked && order.state !== 'unknown'
    if (isStanding && order.wantedLots - order.filledLots === lots) {
      const move = Math.abs(units - order.wantedPriceUnits)
      if (move === 0 || move / instrument.priceScale < minMove) {
        order.replaced = false
        return
      }
    }
    this.#set(level, order, units, lots)
  }

  /** Makes a level this, or as soon as the order that is there lets it. */
  #set(level: number, order: OrderSlot | undefined, units: number, lots: number): void {
    if (order === undefined || !isLive(order.state)) this.#place(level, units, lots)
    else if (isBusy(order)) this.#wait(level, order, units, lots)
    else if (this.#of.canAmend) this.#amend(order, units, lots)
    else {
      this.#of.intake.cancel(this.#of.owner, order.handle)
      if (isLive(order.state)) this.#wait(level, order, units, lots)
      else this.#place(level, units, lots)
    }
  }

  #wait(level: number, order: OrderSlot, units: number, lots: number): void {
    order.replaced = true
    this.#waitingUnits[level] = units
    this.#waitingLots[level] = lots
    this.#waitingFilled[level] = order.filledLots
  }

  #amend(order: OrderSlot, units: number, lots: number): void {
    const { owner, market, intake } = this.#of
    const refusal = intake.amend(owner, market, order.handle, this.#begin(units, lots + order.filledLots))
    if (refusal !== 0) intake.cancel(owner, order.handle)
  }

  #place(level: number, units: number, lots: number): void {
    const { owner, market, intake } = this.#of
    const intent = this.#begin(units, lots)
    intent.postOnly = true
    intent.reason = 'quote'
    this.#keep(level, Math.max(0, intake.submit(owner, market, intent)))
  }

  #pull(level: number): void {
    const handle = this.#levels[level] ?? 0
    this.#keep(level, handle)
    if (handle > 0) this.#of.intake.cancel(this.#of.owner, handle)
  }

  /** Notes the order of a level; a new level begins with numbers of its own, so that no array ever has a hole. */
  #keep(level: number, handle: OrderHandle): void {
    if (level === this.#levels.length) {
      this.#waitingUnits[level] = 0
      this.#waitingLots[level] = 0
      this.#waitingFilled[level] = 0
    }
    this.#levels[level] = handle
  }

  #begin(units: number, lots: number): Intent {
    const { priceScale, lotScale } = this.#of.market.instrument
    const intent = this.#of.intent.begin(this.#side, lots / lotScale, 'limit')
    intent.price = units / priceScale
    return intent
  }

  #refuse(code: Refusal, price: number, quantity: number): void {
    const { owner, market, intake, intent } = this.#of
    intent.begin(this.#side, quantity, 'limit').price = price
    intake.refuse(owner, market, code, intent)
  }
}

/** Whether the venue owes an answer about an order, without which nothing new can be asked of it. */
function isBusy(order: OrderSlot): boolean {
  return order.state === 'amending' || order.state === 'cancelling' || order.state === 'unknown'
}
