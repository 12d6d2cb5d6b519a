import type { Market } from '../market/market.ts'
import type { OrderHandle, Refusal } from '../ports/orders.ts'
import { rootOf, uncutLots } from './children.ts'
import { Intent } from './intent.ts'
import type { OrderIntake } from './order-intake.ts'
import type { OrderSlot } from './order-pool.ts'
import { onlyReduces, refusalOf } from './permission.ts'
import { Refuse } from './refusals.ts'
import { settleReservation } from './reservation.ts'
import { takeStep } from './take-step.ts'
import type { TradingFloor } from './trading-floor.ts'
import { worthUnits } from './worth.ts'

/**
 * Makes orders out of parts of others. The order of the strategy counts as exposure, once and whole, and its children do not; but the rules are
 * asked about every child, because that is what leaves, and at what it costs now.
 */
export class ChildIntake {
  readonly #floor: TradingFloor
  readonly #intake: OrderIntake
  readonly #intent = new Intent()

  constructor(floor: TradingFloor, intake: OrderIntake) {
    this.#floor = floor
    this.#intake = intake
  }

  /** The handle of a new child of a live order, or minus the refusal, which is told. `stage` is the number of the stage that it goes to. */
  make(stage: number, parent: OrderSlot, lots: number, priceUnits: number): OrderHandle {
    const { pool, markets, outbox, ids } = this.#floor
    const market = markets[parent.instrument.index]
    const wrong = this.#refusalOf(market, parent, lots, priceUnits)
    // Whoever is ending an order knows why it gets nothing more.
    if (wrong === Refuse.alreadyDone) return -wrong
    if (wrong !== 0) return this.#refuse(market, parent, wrong, lots, priceUnits)
    const child = pool.take()
    if (child === undefined) return this.#refuse(market, parent, Refuse.poolFull, lots, priceUnits)
    child.cutFrom(parent, lots, priceUnits, stage)
    child.worthUnits = worthUnits(market, child)
    child.wantedWorthUnits = child.worthUnits
    const reduces = child.closes || child.reducesOwn || onlyReduces(this.#floor, child)
    const no = this.#permission(market, child, reduces)
    if (no !== 0) {
      takeStep(child, 'refuse')
      pool.putBack(child)
      return this.#refuse(market, parent, no, lots, priceUnits)
    }
    child.sequence = ids.next()
    child.epoch = ids.epoch
    child.firstOwner = child.owner
    outbox.park(child, reduces ? 'reduce' : 'new')
    return child.handle
  }

  /** Asks whether a child may leave. The whole order counts from then on at what its dearest child costs, if that is more. */
  #permission(market: Market, child: OrderSlot, reduces: boolean): Refusal {
    const { pool, exposure } = this.#floor
    const root = rootOf(pool, child)
    const { worthUnits: before, wantedWorthUnits: wantedBefore } = root
    root.worthUnits = Math.max(before, child.worthUnits)
    root.wantedWorthUnits = Math.max(wantedBefore, child.worthUnits)
    settleReservation(pool, exposure, root)
    const no = refusalOf(this.#floor, market, child, reduces ? 'reduces' : 'grows')
    if (no === 0) return 0
    root.worthUnits = before
    root.wantedWorthUnits = wantedBefore
    settleReservation(pool, exposure, root)
    return no
  }

  #refusalOf({ instrument }: Market, parent: OrderSlot, lots: number, priceUnits: number): Refusal {
    if (parent.cancelAsked || parent.ending !== '') return Refuse.alreadyDone
    const { lotLots, minLots, tickUnits } = instrument
    if (!(Number.isSafeInteger(lots) && lots > 0 && lots % lotLots === 0)) return Refuse.badQuantity
    if (lots < minLots) return Refuse.belowMinQuantity
    if (lots > uncutLots(this.#floor.pool, parent)) return Refuse.badQuantity
    if (!(Number.isSafeInteger(priceUnits) && priceUnits >= 0)) return Refuse.badPrice
    if (priceUnits % tickUnits !== 0) return Refuse.offTick
    return isWithin(parent, priceUnits) ? 0 : Refuse.badPrice
  }

  #refuse(market: Market, parent: OrderSlot, code: Refusal, lots: number, priceUnits: number): OrderHandle {
    const { lotScale, priceScale } = market.instrument
    const intent = this.#intent.begin(parent.side, lots / lotScale, priceUnits === 0 ? 'market' : 'limit')
    if (priceUnits !== 0) intent.price = priceUnits / priceScale
    const { handle } = rootOf(this.#floor.pool, parent)
    return this.#intake.refuse(parent.owner, market, code, intent, handle)
  }
}

/** Whether a price is no worse than an order's limit, for both versions of it while an amend is unanswered. */
export function isWithin({ side, priceUnits: limit, wantedPriceUnits }: OrderSlot, priceUnits: number): boolean {
  if (limit === 0) return true
  return priceUnits > 0 && side * priceUnits <= side * limit && side * priceUnits <= side * wantedPriceUnits
}
