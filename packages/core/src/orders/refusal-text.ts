import type { Market } from '../market/market.ts'
import type { Refusal } from '../ports/orders.ts'
import type { Intent } from './intent.ts'
import { Refuse } from './refusals.ts'
import { snapPrice } from './snap.ts'
import { ticketFault } from './ticket-check.ts'

/** One line with the numbers behind a refusal of core, for the strategy's log and the report. */
export function refusalText(code: Refusal, market: Market, intent: Intent, fault?: string): string {
  const { instrument } = market
  if (fault !== undefined) return `${intent.side === 1 ? 'buy' : 'sell'} ${instrument.name}: ${fault}`
  const wish = `${intent.side === 1 ? 'buy' : 'sell'} ${intent.quantity} ${instrument.name} ${intent.type}`
  const price = priceOf(code, market, intent)
  switch (code) {
    case Refuse.badPrice:
      return `${wish}: price ${price} is not a finite positive number that can be counted in ticks`
    case Refuse.badQuantity:
      return `${wish}: the quantity is not a finite positive number that can be ordered`
    case Refuse.badTicket:
      return `${wish}: ${ticketFault(intent)?.text ?? 'the ticket contradicts itself'}`
    case Refuse.offTick:
      return `${wish}: price ${price} is not on the ${instrument.tick} tick; next to it are ${instrument.floor(price)} and ${instrument.ceil(price)}`
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

/** The number of the wish that is refused with this code: its price, trigger or distance. */
function priceOf(code: Refusal, { instrument }: Market, { price, trigger, distance }: Intent): number {
  const refused = [price, trigger, distance].find(
    (one) => !Number.isNaN(one) && snapPrice(instrument, one, 1, 'refuse') === -code,
  )
  return refused ?? price
}
