import type { Memory, Side } from '@botyard/core'
import type { SimAccount } from './account.ts'
import type { Answers } from './answers.ts'
import type { Executions } from './executions.ts'
import type { SelfTrade } from './self-trade.ts'
import { Grain, type SimMarket } from './sim-market.ts'
import { LifetimeCode, type SimOrders, Trait } from './sim-orders.ts'
import type { SlippageModel } from './slippage.ts'

/** Most orders are filled within this many levels, so no more are read at first. */
const levelsAtFirst = 16

/** What taking works with. */
interface TakingNeeds {
  readonly memory: Memory
  readonly orders: SimOrders
  readonly answers: Answers
  readonly executions: Executions
  readonly slippage: SlippageModel
  /** Whether a limit pays no slippage beyond itself, as with others, or does not take there. */
  readonly barPath: 'against-you' | 'customary'
  readonly levelsMax: number
  readonly account: SimAccount | undefined
  readonly selfTrade: SelfTrade
}

/**
 * Orders that take. Where a book is recorded they walk what it shows, less what our own fills took of it, and never further. Where only
 * trades or bars are, there is one price; it is worsened by the slippage and assumed to be good for any size.
 */
export class Taking {
  readonly #orders: SimOrders
  readonly #answers: Answers
  readonly #executions: Executions
  readonly #slippage: SlippageModel
  readonly #isCustomary: boolean
  readonly #account: SimAccount | undefined
  readonly #selfTrade: SelfTrade
  readonly #units: Int32Array
  readonly #lots: Float64Array
  readonly #fewUnits: Int32Array
  readonly #fewLots: Float64Array
  /** The outcome of the last `#survey`: levels read, and lots on them that can be had. */
  #levels = 0
  #found = 0

  constructor(needs: TakingNeeds) {
    this.#orders = needs.orders
    this.#answers = needs.answers
    this.#executions = needs.executions
    this.#slippage = needs.slippage
    this.#isCustomary = needs.barPath === 'customary'
    this.#account = needs.account
    this.#selfTrade = needs.selfTrade
    this.#units = needs.memory.column('i32', needs.levelsMax, 'sim.levelUnits')
    this.#lots = needs.memory.column('f64', needs.levelsMax, 'sim.levelLots')
    this.#fewUnits = this.#units.subarray(0, levelsAtFirst)
    this.#fewLots = this.#lots.subarray(0, levelsAtFirst)
  }

  /** Whether there is a price at which the order could act now; where only bars are known there is none between two of them. */
  canAct(slot: number, market: SimMarket): boolean {
    return market.grain === Grain.book || this.#referenceFor(slot, market) !== 0
  }

  /** Whether the order is beyond the price that is known. `reference` is a price to use instead of what the market shows, or 0. */
  crosses(slot: number, market: SimMarket, reference = 0): boolean {
    if (market.grain === Grain.book) return this.fillable(slot, market, 1) > 0
    const units = reference || this.#referenceFor(slot, market) || market.lastUnits
    return units !== 0 && (this.#isMarket(slot) || (this.#orders.priceUnits[slot] - units) * this.#orders.side[slot] > 0)
  }

  /** Whether the order takes at a price that is known: what it pays, slippage included, is within its limit. */
  #takesAt(slot: number, market: SimMarket, reference: number): boolean {
    if (!this.crosses(slot, market, reference)) return false
    const paid = this.#unitsAt(slot, market, reference || this.#referenceFor(slot, market))
    return this.#isMarket(slot) || (this.#orders.priceUnits[slot] - paid) * this.#orders.side[slot] >= 0
  }

  /** Lots the order could take now within its limit, counted up to those it wants. */
  fillable(slot: number, market: SimMarket, wantedLots = this.#orders.leftLots(slot)): number {
    if (market.grain !== Grain.book) return this.#takesAt(slot, market, 0) ? wantedLots : 0
    const side = -this.#orders.side[slot] as Side
    this.#survey(market, side, this.#isMarket(slot) ? 0 : this.#orders.priceUnits[slot], wantedLots)
    return this.#found
  }

  /** Whether all of an order can be had now, and paid: what fills whole or not at all asks before it takes. */
  canTakeWhole(slot: number, market: SimMarket, reference = 0): boolean {
    const left = this.#orders.leftLots(slot)
    let units = 0
    if (market.grain === Grain.book) {
      if (this.fillable(slot, market) < left) return false
      let rest = left
      for (let level = 0; level < this.#levels; level++) {
        const part = this.#partOf(level, rest)
        units += (part / left) * this.#units[level]
        rest -= part
      }
    } else {
      if (!this.#takesAt(slot, market, reference)) return false
      units = this.#unitsAt(slot, market, reference || this.#referenceFor(slot, market))
    }
    return this.#payable(slot, market, units, left) === left
  }

  /** The last price that a side of the book shows, as far as it is read; 0 when it is empty. */
  worstOn(market: SimMarket, side: Side): number {
    const read = market.book!.copyUnits(side, this.#units, this.#lots)
    return read === 0 ? 0 : this.#units[read - 1]
  }

  /** Takes what can be had now; false when it has met an own order and must not go on. `reference` is a price inside a bar, where nobody is met. */
  take(slot: number, market: SimMarket, reference = 0): boolean {
    if (market.grain === Grain.book) return this.#walk(slot, market)
    if (!this.#takesAt(slot, market, reference)) return true
    if (reference !== 0) this.#takeAt(slot, market, reference)
    else {
      const units = this.#referenceFor(slot, market)
      if (!this.#selfTrade.passes(slot, market, this.#unitsAt(slot, market, units), true)) return false
      this.#takeAt(slot, market, units)
    }
    return true
  }

  /** The worst price that an order would pay to fill whole. */
  lastUnits(slot: number, market: SimMarket): number {
    if (market.grain !== Grain.book) return this.#unitsAt(slot, market, this.#referenceFor(slot, market))
    this.fillable(slot, market)
    return this.#levels === 0 ? 0 : this.#units[this.#levels - 1]
  }

  /** Fills an order that rests with what has come within its price, at its price. */
  fillResting(slot: number, market: SimMarket): void {
    this.fillable(slot, market)
    const taken = market.takenOn(-this.#orders.side[slot] as Side)
    let lots = 0
    for (let level = 0; level < this.#levels; level++) {
      const part = this.#partOf(level, this.#orders.leftLots(slot) - lots)
      if (part === 0) continue
      taken.add(this.#units[level], part)
      lots += part
    }
    if (lots > 0) this.#executions.fill(slot, this.#orders.priceUnits[slot], lots, true)
  }

  /** The only price that is known for an order now, 0 for none. */
  #referenceFor(slot: number, market: SimMarket): number {
    return market.referenceAt(this.#answers.decided, this.#orders.side[slot], this.#orders.news[slot])
  }

  #walk(slot: number, market: SimMarket): boolean {
    this.fillable(slot, market)
    const taken = market.takenOn(-this.#orders.side[slot] as Side)
    for (let level = 0; level < this.#levels; level++) {
      const units = this.#units[level]
      const left = this.#orders.leftLots(slot)
      const shown = this.#partOf(level, left)
      if (shown === 0) continue
      if (!this.#selfTrade.passes(slot, market, units)) return false
      const before = this.#selfTrade.lotsBefore(slot, market, units, shown)
      // It was asked whether all of it is paid, and the fees of the first levels must not break it up.
      const isPaid = this.#orders.lifetime[slot] === LifetimeCode.fok
      const part = isPaid ? before : this.#payable(slot, market, units, before)
      if (part === 0) return before === shown
      taken.add(units, part)
      this.#executions.fill(slot, units, part, false)
      if (before < shown) return false
    }
    return true
  }

  #takeAt(slot: number, market: SimMarket, reference: number): void {
    const units = this.#unitsAt(slot, market, reference)
    const lots = this.#payable(slot, market, units, this.#orders.leftLots(slot))
    if (lots > 0) this.#executions.fill(slot, units, lots, false)
  }

  /** What the only price known comes to for an order, slippage included. */
  #unitsAt(slot: number, market: SimMarket, reference: number): number {
    const side = this.#orders.side[slot] as Side
    const units = this.#slippage.worsen(side, reference, market.tickUnits)
    const limit = this.#orders.priceUnits[slot]
    return this.#isCustomary && !this.#isMarket(slot) && (units - limit) * side > 0 ? limit : units
  }

  /** What of so many lots can be paid at a price; all of it where the exchange keeps no books. */
  #payable(slot: number, market: SimMarket, units: number, lots: number): number {
    return this.#account === undefined ? lots : this.#account.payableLots(slot, market, units, lots)
  }

  #partOf(level: number, wantedLots: number): number {
    return Math.min(this.#lots[level], wantedLots)
  }

  #isMarket(slot: number): boolean {
    return this.#orders.has(slot, Trait.market)
  }

  /**
   * Reads one side, best first, until enough was found or the limit is passed; 0 is no limit. Lots become those that can be had: none on a
   * level that could not be remembered as taken.
   */
  #survey(market: SimMarket, side: Side, limitUnits: number, wantedLots: number): void {
    const book = market.book!
    const taken = market.takenOn(side)
    let isDeep = false
    let read = book.copyUnits(side, this.#fewUnits, this.#fewLots)
    let room = taken.room
    this.#levels = 0
    this.#found = 0
    while (this.#found < wantedLots) {
      const level = this.#levels
      if (level === read) {
        if (isDeep || read < this.#fewUnits.length) return
        isDeep = true
        read = book.copyUnits(side, this.#units, this.#lots)
        if (level === read) return
        // Reading has put back what was taken off the levels before, so they are gone through again.
        this.#levels = 0
        this.#found = 0
        room = taken.room
        continue
      }
      const units = this.#units[level]
      if (limitUnits !== 0 && (units - limitUnits) * side < 0) return
      const takenLots = taken.count === 0 ? 0 : taken.at(units)
      const isNew = takenLots === 0
      this.#lots[level] = isNew && room === 0 ? 0 : Math.max(0, this.#lots[level] - takenLots)
      if (isNew && room > 0) room--
      this.#found += this.#lots[level]
      this.#levels++
    }
  }
}
