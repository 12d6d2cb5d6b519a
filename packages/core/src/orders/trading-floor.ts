import type { Market } from '../market/market.ts'
import type { Account } from '../ports/account.ts'
import type { Clock, Micros } from '../ports/time.ts'
import type { Exposure } from './exposure.ts'
import type { Ledger } from './ledger.ts'
import type { OrderIds } from './order-ids.ts'
import type { OrderPool } from './order-pool.ts'
import type { Outbox } from './outbox.ts'
import type { RefusalLog } from './refusal-log.ts'
import type { RiskChain } from './risk-chain.ts'
import type { PriceRounding } from './snap.ts'

/** What all desks of an account share. Made once at wiring; the two last fields are the only ones that change. */
export interface TradingFloor {
  readonly clock: Pick<Clock, 'now'>
  readonly markets: readonly Market[]
  readonly pool: OrderPool
  readonly ids: OrderIds
  readonly ledger: Ledger
  readonly account: Account
  readonly exposure: Exposure
  readonly risk: RiskChain
  readonly outbox: Outbox
  readonly refusals: RefusalLog
  readonly rounding: PriceRounding
  readonly ownerNames: readonly string[]
  /** Instruments on which only one owner trades: there the venue's reduce-only means the same as ours. */
  readonly soleOwner: readonly boolean[]
  /** No order before this time: history is being heard. */
  warmUntil: Micros
  /** The bot is stopping: only what reduces passes. */
  stopping: boolean
}
