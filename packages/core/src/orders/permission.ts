import type { Market } from '../market/market.ts'
import type { Refusal } from '../ports/orders.ts'
import type { OrderSlot } from './order-pool.ts'
import { Refuse } from './refusals.ts'
import type { TradingFloor } from './trading-floor.ts'

/**
 * Whether an order cannot make a position larger: it says so to the venue, or what it adds to the open exposure is no more than the account
 * holds on the other side, or than its own strategy does. What reduces is never refused by a rule, because a bot must always be able to get
 * out, and a strategy too whose position another one has outweighed.
 */
export function onlyReduces(floor: TradingFloor, slot: OrderSlot, more: number): boolean {
  if (slot.reduceOnly) return true
  const { index } = slot.instrument
  if (slot.side * floor.ledger.netLots(index) + floor.exposure.openLots(index, slot.side) + more <= 0) return true
  return !floor.soleOwner[index] && slot.side * floor.ledger.ownerLots(slot.owner, index) + ownOpenLots(floor, slot) + more <= 0
}

/** 0, or why this order may not go out now: as it is wanted, adding `more` lots to the open exposure. */
export function refusalOf(floor: TradingFloor, market: Market, slot: OrderSlot, more: number, reduces: boolean): Refusal {
  if (floor.clock.now() < floor.warmUntil) return Refuse.warming
  if (market.instrument.kind === 'spot') {
    const short = spotShortage(floor, market, slot, slot.reduceOnly ? slot.wantedLots - slot.filledLots : more)
    if (short !== 0) return short
  }
  if (reduces) return 0
  if (floor.stopping) return Refuse.stopping
  if (floor.risk.state === 'halted') return Refuse.halted
  if (floor.risk.state === 'reducing') return Refuse.reducing
  if (market.state !== 'ready') return Refuse.marketNotReady
  return askRules(floor, market, slot, more)
}

function askRules(floor: TradingFloor, market: Market, slot: OrderSlot, more: number): Refusal {
  const { instrument } = market
  const { index } = instrument
  const price = priceOf(market, slot)
  const lotValue =
    (instrument.kind === 'inverse' ? instrument.contractSize : instrument.contractSize * price) / instrument.lotScale
  const value = slot.wantedLots * lotValue
  if (value < instrument.minNotional) return Refuse.belowMinNotional
  if (more <= 0) return 0
  const rate = quoteRate(floor, market, price)
  const { question } = floor.risk
  question.draft = slot
  question.instrument = instrument
  question.account = floor.account
  question.now = floor.clock.now()
  question.price = price
  question.reference = market.reference()
  question.notional = value * rate
  const worstLots = slot.side * floor.ledger.netLots(index) + floor.exposure.openLots(index, slot.side) + more
  question.worstCase = Math.max(0, worstLots) * lotValue * rate
  return floor.risk.check()
}

/** What one of the quote currency is worth in that of the account; NaN, upon which rules refuse, while a price on the way is missing. */
function quoteRate({ ledger }: TradingFloor, { instrument }: Market, price: number): number {
  const quote = ledger.currencyTable.indexOf(instrument.quote)
  // The account need not know the currency that an inverse contract counts in: then it goes by the coin.
  return quote < 0 ? ledger.routes.rate(ledger.terms.currency[instrument.index]) / price : ledger.routes.rate(quote)
}

/** Coins cannot be sold that are not there, nor bought with money that is not; nobody lends in this part. */
function spotShortage(floor: TradingFloor, market: Market, slot: OrderSlot, lots: number): Refusal {
  const { instrument } = market
  const quantity = (lots + floor.exposure.openLots(instrument.index, slot.side)) / instrument.lotScale
  if (slot.side === -1) return quantity <= floor.ledger.balance(instrument.base).total ? 0 : Refuse.shortSpot
  const price = priceOf(market, slot)
  if (Number.isNaN(price)) return Refuse.noMarketPrice
  return quantity * price <= floor.ledger.balance(instrument.quote).total ? 0 : Refuse.insufficientBalance
}

/** The price it would trade at: its limit, or the best of the other side. NaN when none is known. */
function priceOf(market: Market, slot: OrderSlot): number {
  return slot.wantedPriceUnits > 0 ? slot.wantedPriceUnits / market.instrument.priceScale : market.farPrice(slot.side)
}

/** Lots that the strategy's other open orders of this side could fill there. */
function ownOpenLots(floor: TradingFloor, slot: OrderSlot): number {
  const { live } = floor.pool
  let lots = 0
  for (let i = 0; i < live.length; i++) {
    const one = live[i]
    if (one.owner === slot.owner && one.side === slot.side && one.instrument === slot.instrument) lots += one.reservedLots
  }
  return lots
}
