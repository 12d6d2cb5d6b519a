import type { Market } from '../market/market.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { OrderSlot } from './order-pool.ts'
import type { TradingFloor } from './trading-floor.ts'

/**
 * The price, in units, at which an order counts while it is open: the dearest it could take a position at, as far as that can be known when
 * it is wished for. A limit far through the market trades at the market, so it is worth that and not what is written on it; a stop is worth
 * its trigger, or the market where that is dearer. 0 when no price is known. What an inverse contract is worth does not depend on a price,
 * so there it is one whole.
 */
export function worthUnits(market: Market, { side, wantedPriceUnits, triggerUnits, trail, distanceUnits }: OrderSlot): number {
  const { instrument } = market
  const { priceScale } = instrument
  if (instrument.kind === 'inverse') return priceScale
  if (side === 1 && wantedPriceUnits > 0) return wantedPriceUnits
  const far = Math.round(market.farPrice(side) * priceScale)
  const known = far > 0 ? far : 0
  const away = side === 1 ? Math.ceil(known * trail) + distanceUnits : 0
  return Math.max(wantedPriceUnits, triggerUnits, known + away)
}

/** Lots times price units as an amount of quote currency. */
export function valueOfWorth({ contractSize, lotScale, priceScale }: Instrument, worth: number): number {
  return (worth * contractSize) / (lotScale * priceScale)
}

/**
 * The value, in quote currency, of the positions on one side if everything open and unknown there filled: each owner's for itself, because
 * what one holds against another may leave first. What is held counts at the market, what is open at what it is worth. NaN when something
 * is held that has no price.
 */
export function worstValue({ ledger, exposure }: TradingFloor, market: Market, side: Side): number {
  const { index, kind, priceScale } = market.instrument
  const { owners, positions } = ledger
  const held = kind === 'inverse' ? priceScale : Math.round(market.reference() * priceScale)
  let worth = 0
  for (let owner = 0; owner < owners.count; owner++) {
    const row = owners.rowOf(owner, index)
    if (row < 0) continue
    const lots = side * positions.lots[row]
    const open = exposure.openLots(row, side)
    if (lots + open <= 0) continue
    if (lots > 0) worth += lots * held
    // What turns a position pays for the lots that close it as for those that open the next.
    worth += (exposure.openWorth(row, side) * (lots < 0 ? lots + open : open)) / (open === 0 ? 1 : open)
  }
  return valueOfWorth(market.instrument, worth)
}
