import { longestDelay } from '../options/delay.ts'
import { toMicros } from '../options/duration-text.ts'
import type { Ledger } from '../orders/ledger.ts'
import { slotOf } from '../orders/order-pool.ts'
import type { Duration, Micros } from '../ports/time.ts'
import type { CostsSpec, GatewayNeeds, LatencySpec } from '../ports/venue.ts'
import type { MarketList } from './market-list.ts'
import type { TradingNeeds } from './trading.ts'

/** How long after the way there and back an answer is waited for. */
const patience: Duration = '5s'

/** How long an answer may take. A simulated way is known, so in a backtest nothing that comes is ever late. */
export function answerTimeout({ entry = '0s', response = '0s' }: LatencySpec): Micros {
  return toMicros(patience) + longestDelay(entry) + longestDelay(response)
}

/** What a gateway is made with. */
export function gatewayNeeds(needs: TradingNeeds, ledger: Ledger, ordersMax: number, epoch: number): GatewayNeeds {
  const { memory, wired, list, seed, saved } = needs
  const { name, account, costs, latency } = wired.plan.spec
  return {
    memory,
    seed,
    epoch,
    slotOf,
    ordersMax,
    hasBook: ({ index }) => list.markets[index].ladder !== undefined,
    hasTrades: ({ index }) => list.hasTrades(index),
    instruments: list.instruments.listed,
    currency: (name: string) => ledger.currencies.indexOf(name),
    digits: (currency: number) => ledger.currencyTable.digits[currency],
    account: { name, ...account, ...(saved === undefined ? {} : { record: saved.ledger }) },
    costs: !costs ? {} : costsOf(costs, wired.plan.spec.symbols, list),
    latency: latency ?? {},
  }
}

/** The costs with the symbols of the bot written as the instruments are called. */
function costsOf(costs: CostsSpec, symbols: readonly string[], { markets }: MarketList): CostsSpec {
  if (costs.symbols === undefined) return costs
  const named = symbols.map((symbol, at) => [markets[at].instrument.symbol, costs.symbols?.[symbol] ?? {}])
  return { ...costs, symbols: Object.fromEntries(named) }
}
