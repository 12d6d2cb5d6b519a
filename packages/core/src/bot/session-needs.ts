import type { AnswerTime } from '../engine/questions.ts'
import type { Journal } from '../ports/journal.ts'
import type { Memory } from '../ports/memory.ts'
import type { Micros } from '../ports/time.ts'
import type { OrderGateway as Gateway, Lane, Recording } from '../ports/venue.ts'
import type { MarketList } from './market-list.ts'
import type { SavedSession } from './saved-session.ts'
import type { Wired } from './wire.ts'

/** What differs between backtest, paper and live: who writes the lanes. */
export interface SessionNeeds {
  readonly wired: Wired
  /** What there is to hear of: instruments and sorts of rows. */
  readonly recording: Recording
  /** The lanes of market rows, once the instruments have their numbers. */
  market(list: MarketList, memory: Memory): readonly Lane[]
  readonly answers: AnswerTime
  readonly seed: number
  /** Rows before this time are history: indicators hear them, orders are refused. */
  readonly from: Micros
  /** Where the lanes of market rows begin, and from where on nothing is missed in them; `from` when left out. */
  readonly since?: Micros
  /** A gateway that outlives the session, as a venue outlives a restart of the bot. */
  readonly gateway?: Gateway
  readonly saved?: SavedSession
  /** Hears every decision; one that keeps a digest only when left out. */
  readonly journal?: Journal
}
