import type { SimAccount } from './account.ts'
import type { Executions } from './executions.ts'
import { liquidationOf } from './liquidation-fill.ts'
import type { MarginTerms } from './margin.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import type { SimMarket } from './sim-market.ts'
import { noSlot } from './sim-orders.ts'

/** What liquidating takes. */
interface LiquidationNeeds {
  readonly account: SimAccount
  readonly margin: MarginTerms
  readonly markets: readonly (SimMarket | undefined)[]
  readonly lists: OrderLists
  readonly executions: Executions
}

/**
 * Closes what no longer has its maintenance margin. Isolated: the position alone. Cross: every contract of the account at once. Its orders
 * there are cancelled first. The exchange takes the position over at the price at which its margin is gone, so a liquidation leaves nothing
 * of the margin, and what the market has moved beyond it is not ours to lose.
 */
export class Liquidation {
  readonly #needs: LiquidationNeeds

  constructor(needs: LiquidationNeeds) {
    this.#needs = needs
  }

  /** A price by which a market's position is to be judged. */
  look(market: SimMarket, units: number): void {
    const { account, margin, executions } = this.#needs
    const { index, kind } = market.instrument
    account.ledger.mark(index, units)
    if (kind === 'spot' || units === 0 || executions.netLots[index] === 0) return
    if (margin.mode === 'isolated') this.#judge(market, units)
    else this.#judgeAll()
  }

  /** The same by the price of now, the mark while it is fresh. */
  lookNow(market: SimMarket): void {
    this.look(market, this.#needs.account.priceOf(market))
  }

  /** The same by the extreme of a bar that is against the position, where no mark price says better. */
  lookWithin(market: SimMarket, low: number, high: number): void {
    const { account, executions } = this.#needs
    const net = executions.netLots[market.instrument.index]
    if (net !== 0 && account.priceOf(market) === market.lastUnits) this.look(market, net > 0 ? low : high)
  }

  #judge(market: SimMarket, units: number): void {
    const { account } = this.#needs
    const left = account.ownMargin(market) + account.openProfit(market)
    if (left > account.maintenanceOf(market, units)) return
    this.#cancelAll(market)
    this.#close(market, account.ownMarginUnits(market))
  }

  #judgeAll(): void {
    const { account, markets } = this.#needs
    const { ledger } = account
    let needed = 0
    for (const market of markets)
      if (market !== undefined && market.instrument.kind !== 'spot')
        needed += account.maintenanceOf(market, ledger.marks[market.instrument.index]) * account.rateOf(market)
    // Read as a field, because a double that a call returns may be boxed, and this is asked at every message.
    ledger.valuation.update()
    const left = ledger.valuation.equity
    // Written so that nothing is liquidated while a price is missing that values something.
    if (!(left <= needed) || !ledger.equityKnown) return
    for (const market of markets) if (market !== undefined) this.#cancelAll(market)
    const held = markets.filter((market) => market !== undefined && this.#isHeld(market)) as SimMarket[]
    for (const [at, market] of held.entries()) {
      const units = ledger.marks[market.instrument.index]
      const rate = account.rateOf(market)
      // Without any maintenance each has the same share of a loss that nobody covers.
      const share = needed > 0 ? (account.maintenanceOf(market, units) * rate) / needed : 1 / held.length
      const lost = account.unitsOf(market, (left * share) / rate - account.openProfit(market))
      // The last one has what rounding left, unless there is other money that answers too.
      const isRest = at === held.length - 1 && account.hasOnly(market)
      this.#close(market, isRest ? account.balanceUnits(market) : lost)
    }
  }

  #isHeld({ instrument: { index, kind } }: SimMarket): boolean {
    return kind !== 'spot' && this.#needs.executions.netLots[index] !== 0
  }

  /** Closes a position so that the account has this much less than is booked. */
  #close({ instrument: { index } }: SimMarket, lostUnits: bigint): void {
    const { account, executions } = this.#needs
    executions.liquidate(index, liquidationOf(account.ledger, index, lostUnits))
  }

  #cancelAll({ instrument: { index } }: SimMarket): void {
    const { lists, executions } = this.#needs
    for (let which = 0; which <= ListOf.waiting; which++)
      for (let slot = lists.first(index, which as ListOf); slot !== noSlot; slot = lists.first(index, which as ListOf))
        executions.cancel(slot)
  }
}
