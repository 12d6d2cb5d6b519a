import type { Instrument, Ledger, Micros, Refusal } from '@botyard/core'
import { MoneyColumn, Rounding, settleValue } from '@botyard/core'
import type { Answers } from './answers.ts'
import type { Executions } from './executions.ts'
import { type MarginTerms, maintenanceOf, valueAt } from './margin.ts'
import { ListOf, type OrderLists } from './order-lists.ts'
import { SimRefusal } from './refusals.ts'
import type { SimMarket } from './sim-market.ts'
import { noSlot, type SimOrders, Trait } from './sim-orders.ts'

/** A mark price older than this says less than the last trade. */
const markStaleMicros: Micros = 60_000_000

/** Leverage is counted to the millionth. */
const leverageScale = 1_000_000

/** Sums of doubles are off by less than this share, and nobody is refused for that. */
const roundingOff = 1e-12

/** Orders that hold money or coins back. What waits for its trigger does not, until it is pulled. */
const holdingBack: readonly ListOf[] = [ListOf.bids, ListOf.asks, ListOf.waiting]

/** What the account is judged by. */
interface AccountNeeds {
  readonly ledger: Ledger
  readonly margin: MarginTerms
  readonly markets: readonly (SimMarket | undefined)[]
  readonly orders: SimOrders
  readonly lists: OrderLists
  readonly executions: Executions
  /** For the time of now, which as an argument would cost an allocation. */
  readonly answers: Answers
}

/**
 * What the exchange knows of our money, from its own books and as of now, not as of when we hear of it: whether an order can be paid for,
 * and whether a position still has the margin that it needs.
 */
export class SimAccount {
  readonly #needs: AccountNeeds

  constructor(needs: AccountNeeds) {
    this.#needs = needs
  }

  get ledger(): Ledger {
    return this.#needs.ledger
  }

  /** The price that positions are valued at: the mark while it is fresh, else the last; 0 when none is known. */
  priceOf(market: SimMarket): number {
    const { markUnits, markHeard, instrument } = market
    if (markUnits > 0 && this.#needs.answers.decided - markHeard <= markStaleMicros) return Math.round(markUnits)
    return market.lastOrBest(this.#needs.executions.netLots[instrument.index])
  }

  /** Values a market's positions at the price of now. */
  mark(market: SimMarket): void {
    this.#needs.ledger.mark(market.instrument.index, this.priceOf(market))
  }

  /** Why an order that arrives or begins to act cannot be paid for, or 0. */
  shortage(slot: number, market: SimMarket): Refusal {
    const { orders } = this.#needs
    if (orders.has(slot, Trait.reduceOnly)) return 0
    return market.instrument.kind === 'spot' ? this.#spotShortage(slot, market) : this.#marginShortage(slot, market)
  }

  /** Of so many lots at a price, those that an order that takes can still pay: spot has no credit. */
  payableLots(slot: number, { instrument }: SimMarket, units: number, lots: number): number {
    const { orders, ledger } = this.#needs
    if (instrument.kind !== 'spot' || orders.side[slot] < 0) return lots
    const money = ledger.total(instrument.quote)
    return Math.min(lots, Math.max(0, Math.floor(money / valueAt(instrument, 1, units) + 1e-9)))
  }

  /** Profit that a position has at the price it was valued at last and has not booked, in the currency that it settles in. */
  openProfit({ instrument }: SimMarket): number {
    return this.#needs.ledger.netPosition(instrument.index).unrealized
  }

  /** What the position of now cost, in the currency that it settles in. */
  costOf({ instrument }: SimMarket): number {
    const { quantity, averagePrice } = this.#needs.ledger.netPosition(instrument.index)
    return quantity === 0 ? 0 : settleValue(instrument, quantity, averagePrice)
  }

  /** Money that must be left to a position, in the currency that it settles in. */
  maintenanceOf(market: SimMarket, units: number): number {
    const { executions, margin } = this.#needs
    const lots = Math.abs(executions.netLots[market.instrument.index])
    if (lots === 0) return 0
    return maintenanceOf(margin, margin.by === 'entry' ? this.costOf(market) : valueAt(market.instrument, lots, units))
  }

  /** The margin that a position has of its own, in whole units rounded against us: no more than there is, where no other money can be changed for it. */
  ownMarginUnits(market: SimMarket): bigint {
    const { ledger, margin } = this.#needs
    const own = MoneyColumn.ofLength(1)
    const scale = Math.round(margin.leverage * leverageScale)
    own.setRate(0, ledger.positions.cost, market.instrument.index, leverageScale, scale, Rounding.up)
    const units = own.toUnits(0)
    const balance = this.balanceUnits(market)
    return balance < units && this.hasOnly(market) ? balance : units
  }

  /** The same in whole currency. */
  ownMargin(market: SimMarket): number {
    const { ledger, margin } = this.#needs
    const units = this.costOf(market) / margin.leverage
    return this.hasOnly(market) ? Math.min(units, ledger.total(market.instrument.settle)) : units
  }

  /** An amount of the currency that a contract settles in, in whole units. */
  unitsOf({ instrument: { index } }: SimMarket, amount: number): bigint {
    const { terms, currencyTable } = this.#needs.ledger
    return BigInt(Math.round(amount * 10 ** currencyTable.digits[terms.currency[index]]))
  }

  /** The balance of the currency that a contract settles in, in whole units. */
  balanceUnits({ instrument: { index } }: SimMarket): bigint {
    const { terms, balances } = this.#needs.ledger
    return balances.toUnits(terms.currency[index])
  }

  /** Whether the account has nothing beside the currency that a contract settles in. */
  hasOnly({ instrument: { index } }: SimMarket): boolean {
    const { terms, currencies, balances } = this.#needs.ledger
    return currencies.every((_, currency) => currency === terms.currency[index] || balances.sign(currency) === 0)
  }

  /** What one of the currency that a contract settles in is worth to the account. */
  rateOf({ instrument: { index } }: SimMarket): number {
    const { ledger } = this.#needs
    return ledger.rate(ledger.settleCurrency(index))
  }

  #spotShortage(slot: number, { instrument }: SimMarket): Refusal {
    const { orders, markets, ledger } = this.#needs
    const currency = orders.side[slot] < 0 ? instrument.base : instrument.quote
    let held = 0
    for (const market of markets) {
      if (market?.instrument.kind !== 'spot') continue
      if (market.instrument.base === currency) held += this.#openSum(market, slot, -1, quantityOf)
      if (market.instrument.quote === currency) held += this.#openSum(market, slot, 1, valueAt)
    }
    return held <= ledger.total(currency) * (1 + roundingOff) ? 0 : SimRefusal.notAffordable
  }

  #marginShortage(slot: number, asked: SimMarket): Refusal {
    const { markets, orders, executions, ledger, margin } = this.#needs
    const side = orders.side[slot]
    const net = executions.netLots[asked.instrument.index]
    if (side * net < 0 && this.#openSum(asked, slot, side, lotsOf) <= Math.abs(net)) return 0
    let needed = 0
    let unbooked = 0
    for (const market of markets) {
      if (market === undefined || market.instrument.kind === 'spot') continue
      const largest = this.#largestValue(market, slot)
      if (largest === 0) continue
      const rate = this.rateOf(market)
      needed += (largest / margin.leverage) * rate
      if (margin.mode === 'isolated') unbooked += this.openProfit(market) * rate
    }
    if (needed <= (ledger.equity - unbooked) * (1 + roundingOff)) return 0
    // What has no price yet is no shortage, and no permission either.
    return Number.isNaN(needed) ? SimRefusal.noPrice : SimRefusal.notAffordable
  }

  /** Value of what could be held at most when everything that is open filled, on the larger side. */
  #largestValue(market: SimMarket, slot: number): number {
    const { instrument } = market
    const net = this.#needs.executions.netLots[instrument.index]
    const { ledger, margin } = this.#needs
    // A margin of its own is a share of what the position cost, wherever the market has gone since.
    const isByCost = margin.mode === 'isolated'
    const held =
      net === 0 ? 0 : isByCost ? Math.sign(net) * this.costOf(market) : valueAt(instrument, net, ledger.marks[instrument.index])
    const buys = this.#openSum(market, slot, 1, valueAt)
    const sells = this.#openSum(market, slot, -1, valueAt)
    return Math.max(held + buys, sells - held, 0)
  }

  /** The sum over the open orders of a side, with this one. Those that only reduce, or that are linked to it, hold nothing back. */
  #openSum(market: SimMarket, slot: number, side: number, amountOf: typeof valueAt): number {
    const { orders, lists, ledger } = this.#needs
    const { instrument } = market
    const { index } = instrument
    let sum = 0
    const add = (one: number) => {
      const units = orders.has(one, Trait.market) ? ledger.marks[index] : orders.priceUnits[one]
      sum += amountOf(instrument, orders.leftLots(one), units)
    }
    if (orders.instrument[slot] === index && orders.side[slot] === side) add(slot)
    for (const which of holdingBack) {
      for (let one = lists.first(index, which); one !== noSlot; one = lists.next(one)) {
        const isOther = one !== slot && orders.side[one] === side && !orders.has(one, Trait.reduceOnly)
        if (isOther && !this.#areLinked(one, slot)) add(one)
      }
    }
    return sum
  }

  #areLinked(one: number, other: number): boolean {
    const { ring } = this.#needs.orders
    for (let at = ring[one]; at !== noSlot && at !== one; at = ring[at]) if (at === other) return true
    return false
  }
}

function lotsOf(_: Instrument, lots: number): number {
  return lots
}

function quantityOf({ lotScale }: Instrument, lots: number): number {
  return lots / lotScale
}
