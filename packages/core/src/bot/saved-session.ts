import type { SavedRecords } from '../engine/state.ts'
import type { SavedDesk } from '../orders/desk.ts'
import type { SavedRisk } from '../orders/risk-chain.ts'
import type { SavedOrders } from '../orders/saved-orders.ts'
import type { SavedTrade } from '../orders/saved-trades.ts'
import type { LedgerRecord } from '../ports/ledger-record.ts'
import type { Micros } from '../ports/time.ts'

/** Of what is saved; another one is refused with BY9003. */
export const savedVersion = 1

/** Everything a bot needs to go on where it stopped; plain data that JSON keeps exactly. */
export interface SavedSession {
  readonly version: number
  /**
   * Declared state by strategy.
   *
   * @internal
   */
  readonly strategies: Readonly<Record<string, SavedRecords>>
  /**
   * What desks remember of their orders: strategy, then symbol.
   *
   * @internal
   */
  readonly desks: Readonly<Record<string, Readonly<Record<string, SavedDesk>>>>
  /**
   * Indicators and forming bars.
   *
   * @internal
   */
  readonly indicators: SavedRecords
  /** When daily timers last ran, by strategy. */
  readonly daily: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** @internal */
  readonly ledger: LedgerRecord
  /**
   * Trades that are under way; absent in what was saved before they were.
   *
   * @internal
   */
  readonly trades?: readonly SavedTrade[]
  /**
   * Where the risk rules stand, and what each of them remembers.
   *
   * @internal
   */
  readonly risk: SavedRisk & { readonly rules: SavedRecords }
  /**
   * The stages that orders are numbered by, and what they remember.
   *
   * @internal
   */
  readonly stages: { readonly names: readonly string[]; readonly records: SavedRecords }
  /** When it was saved, on the clock of the tape: what came since then is asked of the venue. */
  readonly time: Micros
  /** When equity is looked at again. */
  readonly nextLook: Micros
  /**
   * With the number of this start, which the next one counts on from: what is saved before the first order makes ids unique for ever.
   *
   * @internal
   */
  readonly orders: SavedOrders & { readonly sequence: number; readonly epoch: number }
  /** Numbers of the last executions that were booked, the oldest first, so that one that is told again is not booked twice. */
  readonly executions: readonly number[]
}
