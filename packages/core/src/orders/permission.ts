import type { Market } from '../market/market.ts'
import type { Refusal } from '../ports/orders.ts'
import type { OrderSlot } from './order-pool.ts'
import { Refuse } from './refusals.ts'
import type { TradingFloor } from './trading-floor.ts'

/**
 * Whether an order cannot make any position larger: it says so to the venue, or the short it buys back is larger than it and everything
 * open on its side. What reduces is never refused by a rule, because a bot must always be able to get out.
 */
export function onlyReduces(floor: TradingFloor, slot: OrderSlot): boolean {
  if (slot.reduceOnly) return true
  const { index } = slot.instrument
  return slot.side * floor.ledger.netLots(index) + floor.exposure.openLots(index, slot.side) + slot.lots <= 0
}

/** 0, or why `lots` more of this order may not go out now. */
export function refusalOf(floor: TradingFloor, market: Market, slot: OrderSlot, lots: number, reduces: boolean): Refusal {
  if (floor.clock.now() < floor.warmUntil) return Refuse.warming
  if (market.instrument.kind === 'spot') {
    const short = spotShortage(floor, market, slot, lots)
    if (short !== 0) return short
  }
  if (reduces) return 0
  if (floor.stopping) return Refuse.stopping
  if (floor.risk.state === 'halted') return Refuse.halted
  if (floor.risk.state === 'reducing') return Refuse.reducing
  if (market.state !== 'ready') return Refuse.marketNotReady
  return askRules(floor, market, slot, lots)
}

function askRules(floor: TradingFloor, market: Market, slot: OrderSlot, lots: number): Refusal {
  const { instrument } = market
  const { index } = instrument
  const price = slot.wantedPriceUnits > 0 ? slot.wantedPriceUnits / instrument.priceScale : market.farPrice(slot.side)
  const lotValue =
    (instrument.kind === 'inverse' ? instrument.contractSize : instrument.contractSize * price) / instrument.lotScale
  if (lots * lotValue < instrument.minNotional) return Refuse.belowMinNotional
  const { question } = floor.risk
  question.draft = slot
  question.instrument = instrument
  question.account = floor.account
  question.now = floor.clock.now()
  question.price = price
  question.reference = market.reference()
  question.notional = lots * lotValue
  question.worstCase = (floor.exposure.worstCase(index, slot.side, floor.ledger.netLots(index)) + lots) * lotValue
  return floor.risk.check()
}

/** Coins cannot be sold that are not there, nor bought with money that is not; nobody lends in this part. */
function spotShortage(floor: TradingFloor, market: Market, slot: OrderSlot, lots: number): Refusal {
  const { instrument } = market
  const quantity = (lots + floor.exposure.openLots(instrument.index, slot.side)) / instrument.lotScale
  if (slot.side === -1) return quantity <= floor.ledger.balance(instrument.base).total ? 0 : Refuse.shortSpot
  const price = slot.wantedPriceUnits > 0 ? slot.wantedPriceUnits / instrument.priceScale : market.farPrice(1)
  return quantity * price <= floor.ledger.balance(instrument.quote).total ? 0 : Refuse.insufficientBalance
}
