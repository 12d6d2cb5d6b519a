import type { Account } from './account.ts'
import type { Draft } from './execution.ts'
import type { Instrument } from './instrument.ts'
import type { Fill, Refusal } from './orders.ts'
import type { Kept, KeptRecord } from './state.ts'
import type { Micros } from './time.ts'
import { listToken } from './token.ts'

/** What a rule may know about a draft. One object, refilled for every draft: never kept. Amounts are in the account's currency. */
export interface RiskQuestion {
  /** The order that is asked about. */
  readonly draft: Draft
  /** What it would trade. */
  readonly instrument: Instrument
  /** The account that it is for. */
  readonly account: Account
  /** The time of the tape. */
  readonly now: Micros
  /** The price it would trade at: its limit, or the best of the other side. NaN when none is known. */
  readonly price: number
  /** The middle of the book, or the last price. NaN when none is known. */
  readonly reference: number
  /** It makes the worst case larger, or dearer; else it is the same risk in another place, as an amend to a worse price for us or a linked order is. */
  readonly grows: boolean
  /** The order is there already, and these are the terms that it should get. */
  readonly amends: boolean
  /** Value of the whole draft at the dearest price it could trade at: a sell limit far below the market counts at the market. NaN when none is known. */
  readonly notional: number
  /**
   * Value of what is held on the draft's side if it and everything open and unknown there filled. What one strategy holds against another is
   * not taken off, because either may leave first.
   */
  readonly worstCase: number
}

/** What a rule wants of the bot as a whole: go on, only reduce, or cancel everything, close and stay out. */
export type RiskState = 'active' | 'reducing' | 'halted'

/**
 * One rule of the account. `check` is asked for every draft and every amend; what only reduces, or cuts an order at its price, is never asked.
 * A rule of size lets what does not grow pass, or an order could not be moved away from the market any more.
 * It must not allocate, throw or await. Comparisons are written so that NaN refuses.
 */
export interface RiskRule {
  /** What refusals and the report call it. */
  readonly name: string
  /** 0, or the refusal registered under one of the rule's codes. */
  check(question: RiskQuestion): Refusal
  /** Looked at after fills and once a second of the tape. The strictest answer of all rules counts. */
  watch?(account: Account, now: Micros): RiskState
  /** Hears every fill of the account, foreign ones too. */
  onFill?(fill: Fill): void
  /** When what it wants of the bot ends by itself, as in 'at 00:00 UTC'; left out where it does not. */
  readonly until?: string
  /** The numbers behind the last refusal or state; called after the drain, so it may build text. */
  why(): string
}
/**
 * Makes a rule for one run; what it refuses with is registered here, under codes of the catalogue. What it remembers belongs into the
 * record that `keep` gives, because a limit that a restart lifts is none.
 */
export type MakeRiskRule = (refusals: RefusalNumbers, keep: KeepRule) => RiskRule

/** Gives the record of a rule, which a restart restores when name and shape agree. Rules of one name are told apart by their order. */
export type KeepRule = <K extends Kept>(name: string, first: K) => KeptRecord<K>
/** The rules of the account, for `contribute`. */
export const RiskRules = listToken<MakeRiskRule>('RiskRules')

/** Gives numbers to the refusals of a plugin. */
export interface RefusalNumbers {
  /** The number for a refusal under a code of the catalogue; the text is one line for people. */
  register(error: string, text: string): Refusal
}
