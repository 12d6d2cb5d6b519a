import type { Market } from '../market/market.ts'
import type { Refusal } from '../ports/orders.ts'
import type { Intent } from './intent.ts'
import { Refuse } from './refusals.ts'

/** One line with the numbers behind a refusal of core, for the strategy's log and the report. */
export function refusalText(code: Refusal, market: Market, intent: Intent): string {
  const { instrument } = market
  const wish = `${intent.side === 1 ? 'buy' : 'sell'} ${intent.quantity} ${instrument.name} ${intent.type}`
  switch (code) {
    case Refuse.badPrice:
      return `${wish}: price ${intent.price} is not a finite positive number`
    case Refuse.badQuantity:
      return `${wish}: the quantity is not a finite positive number`
    case Refuse.offTick:
      return `${wish}: price ${intent.price} is not on the ${instrument.tick} tick; next to it are ${instrument.floor(intent.price)} and ${instrument.ceil(intent.price)}`
    case Refuse.belowMinQuantity:
      return `${wish}: the venue takes at least ${instrument.minQuantity}, in steps of ${instrument.lot}`
    case Refuse.belowMinNotional:
      return `${wish}: the venue takes at least ${instrument.minNotional} ${instrument.quote}, the price is about ${market.reference()}`
    case Refuse.marketNotReady:
      return `${wish}: the market is ${market.state}`
    default:
      return wish
  }
}
