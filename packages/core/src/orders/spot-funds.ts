import type { Market } from '../market/market.ts'
import type { Refusal } from '../ports/orders.ts'
import type { OrderSlot } from './order-pool.ts'
import { Refuse } from './refusals.ts'
import type { TradingFloor } from './trading-floor.ts'
import { valueOfWorth } from './worth.ts'

/**
 * Whether coins and money are there for a spot order that is counted in the open exposure already: coins cannot be sold that are not there
 * or belong to another strategy, nor bought with money that is not, over all pairs together; nobody lends in this part. 0, or the refusal.
 */
export function spotShortage(floor: TradingFloor, { instrument }: Market, slot: OrderSlot): Refusal {
  const { ledger } = floor
  if (slot.side === -1) return sellableBeyond(floor, instrument.base) >= 0 ? 0 : Refuse.shortSpot
  if (slot.worthUnits === 0) return Refuse.noMarketPrice
  return reservedOf(floor, instrument.quote) <= ledger.total(instrument.quote) ? 0 : Refuse.insufficientBalance
}

/** What all open spot orders would pay of a currency: coins that they sell, and money that they buy with. */
export function reservedOf({ ledger, exposure }: Pick<TradingFloor, 'ledger' | 'exposure'>, currency: string): number {
  const { instruments } = ledger
  let amount = 0
  for (let i = 0; i < instruments.length; i++) {
    const instrument = instruments[i]
    if (instrument.kind !== 'spot') continue
    if (instrument.base === currency) amount += exposure.openLots(i, -1) / instrument.lotScale
    if (instrument.quote === currency) amount += valueOfWorth(instrument, exposure.openWorth(i, 1))
  }
  return amount
}

/**
 * Coins that belong to no strategy, less what strategies would sell of them and pairs pay with them: a strategy may sell what it holds and,
 * beyond that, only what nobody does. Negative when that does not go.
 */
function sellableBeyond(floor: TradingFloor, coin: string): number {
  const { markets, ledger, exposure } = floor
  const { owners, positions } = ledger
  let left = ledger.total(coin)
  for (let i = 0; i < markets.length; i++)
    if (markets[i].instrument.kind === 'spot' && markets[i].instrument.quote === coin)
      left -= valueOfWorth(markets[i].instrument, exposure.openWorth(i, 1))
  for (let owner = 0; owner < owners.count; owner++) {
    let held = 0
    let selling = 0
    for (let i = 0; i < markets.length; i++) {
      const { kind, base, lotScale } = markets[i].instrument
      const row = owners.rowOf(owner, i)
      if (kind !== 'spot' || base !== coin || row < 0) continue
      held += positions.lots[row] / lotScale
      selling += exposure.openLots(row, -1) / lotScale
    }
    left -= Math.max(0, held, selling)
  }
  return left
}
