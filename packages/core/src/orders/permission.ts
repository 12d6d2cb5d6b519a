import type { Market } from '../market/market.ts'
import type { Refusal } from '../ports/orders.ts'
import { quoteValue } from './contract-value.ts'
import type { OrderSlot } from './order-pool.ts'
import { Refuse } from './refusals.ts'
import { spotShortage } from './spot-funds.ts'
import type { TradingFloor } from './trading-floor.ts'
import { valueOfWorth, worstValue } from './worth.ts'

/**
 * Whether an order, counted in the open exposure already, cannot make its strategy's position larger: it says so to the venue, or everything
 * the strategy has open there is no more than it holds on the other side. What reduces is never refused by a rule, because a bot must
 * always be able to get out. What the account holds does not count: that is another strategy's, which may leave at any time.
 */
export function onlyReduces({ ledger, exposure }: TradingFloor, { reduceOnly, owner, side, instrument }: OrderSlot): boolean {
  if (reduceOnly) return true
  const row = ledger.owners.rowOf(owner, instrument.index)
  return side * ledger.positions.lots[row] + exposure.openLots(row, side) <= 0
}

/**
 * What an order does to the open exposure, in which it is counted already: it makes it larger or dearer, leaves it as it is, or cannot make
 * its strategy's position larger.
 */
export type Effect = 'grows' | 'stays' | 'reduces'

/** 0, or why this order may not go out now, as it is wanted and counted in the open exposure already. */
export function refusalOf(floor: TradingFloor, market: Market, slot: OrderSlot, effect: Effect): Refusal {
  if (floor.clock.now() < floor.warmUntil) return Refuse.warming
  // Who gets out is let: what stands in its way may be cancelled in the same breath, so only the venue knows whether there is enough.
  if (market.instrument.kind === 'spot' && !(effect === 'reduces' && slot.side === -1)) {
    const short = spotShortage(floor, market, slot)
    if (short !== 0) return short
  }
  if (effect === 'reduces') return 0
  if (floor.stopping) return Refuse.stopping
  if (floor.risk.state === 'halted') return Refuse.halted
  if (floor.risk.state === 'reducing') return Refuse.reducing
  if (market.state !== 'ready') return Refuse.marketNotReady
  const price = priceOf(market, slot)
  if (quoteValue(market.instrument, slot.wantedLots / market.instrument.lotScale, price) < market.instrument.minNotional)
    return Refuse.belowMinNotional
  return askRules(floor, market, slot, price, effect === 'grows')
}

function askRules(floor: TradingFloor, market: Market, slot: OrderSlot, price: number, grows: boolean): Refusal {
  const { question } = floor.risk
  const rate = quoteRate(floor, market)
  const units = slot.wantedWorthUnits > 0 ? slot.wantedWorthUnits : Number.NaN
  question.draft = slot
  question.instrument = market.instrument
  question.account = floor.account
  question.now = floor.clock.now()
  question.price = price
  question.reference = market.reference()
  question.amends = slot.sequence !== 0
  question.grows = grows
  question.notional = valueOfWorth(market.instrument, slot.wantedLots * units) * rate
  question.worstCase = units > 0 ? worstValue(floor, market, slot.side) * rate : Number.NaN
  return floor.risk.check()
}

/** What one of the quote currency is worth in that of the account; NaN, upon which rules refuse, while a price on the way is missing. */
function quoteRate({ ledger }: TradingFloor, market: Market): number {
  const { quote, index } = market.instrument
  const currency = ledger.currencyTable.indexOf(quote)
  // The account need not know the currency that an inverse contract counts in: then it goes by the coin.
  return currency < 0 ? ledger.routes.rate(ledger.terms.currency[index]) / market.reference() : ledger.routes.rate(currency)
}

/** The price it would trade at: its limit, or the best of the other side. NaN when none is known. */
function priceOf(market: Market, slot: OrderSlot): number {
  return slot.wantedPriceUnits > 0 ? slot.wantedPriceUnits / market.instrument.priceScale : market.farPrice(slot.side)
}
