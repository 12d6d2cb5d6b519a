import type { Account } from '../ports/account.ts'
import type { Draft } from '../ports/execution.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Fill, Refusal } from '../ports/orders.ts'
import type { RiskQuestion, RiskRule, RiskState } from '../ports/risk.ts'
import type { Micros } from '../ports/time.ts'

const strictness: Readonly<Record<RiskState, number>> = { active: 0, reducing: 1, halted: 2 }
const watchEvery: Micros = 1_000_000

/** Where the rules stand, beside what each of them remembers; plain data for a restart. */
export interface SavedRisk {
  readonly state: RiskState
  /** Number of the rule behind the state, -1 for none. */
  readonly rule: number
  readonly watchDue: Micros
}

/** The question every rule is asked; one object, refilled. */
class AskedRisk implements RiskQuestion {
  draft!: Draft
  instrument!: Instrument
  account!: Account
  now: Micros = 0
  price = 0
  reference = 0
  amends = false
  grows = false
  notional = 0
  worstCase = 0
}

/** Asks the rules in their order; the first refusal wins, and the strictest state counts. */
export class RiskChain {
  state: RiskState = 'active'
  /** The rule behind the last refusal or state. */
  culprit: RiskRule | undefined
  /** The rule behind the state, whatever was refused since. */
  stateRule: RiskRule | undefined
  readonly question = new AskedRisk()
  readonly #rules: readonly RiskRule[]
  readonly #watching: readonly RiskRule[]
  #watchDue: Micros = 0

  constructor(rules: readonly RiskRule[]) {
    this.#rules = rules
    this.#watching = rules.filter((rule) => rule.watch !== undefined)
  }

  save(): SavedRisk {
    const rule = this.stateRule === undefined ? -1 : this.#rules.indexOf(this.stateRule)
    return { state: this.state, rule, watchDue: this.#watchDue }
  }

  /** A bot that was halted is halted still, from before the first look on; what no rule stands behind any more is lifted by it. */
  restore({ state, rule, watchDue }: SavedRisk): void {
    this.state = state
    this.stateRule = this.#rules[rule]
    this.culprit = this.stateRule
    this.#watchDue = watchDue
  }

  /** 0, or the first refusal. The caller has filled `question`, and asks about nothing that only reduces. */
  check(): Refusal {
    for (let i = 0; i < this.#rules.length; i++) {
      const refusal = this.#rules[i].check(this.question)
      if (refusal !== 0) {
        this.culprit = this.#rules[i]
        return refusal
      }
    }
    return 0
  }

  heard(fill: Fill): void {
    for (let i = 0; i < this.#rules.length; i++) this.#rules[i].onFill?.(fill)
    this.#watchDue = 0
  }

  /** Whether it is time to look at the account again. */
  isDue(now: Micros): boolean {
    return this.#watching.length > 0 && now >= this.#watchDue
  }

  /** Looks at the account; true when the state changed. */
  watch(account: Account, now: Micros): boolean {
    this.#watchDue = (Math.floor(now / watchEvery) + 1) * watchEvery
    const before = this.state
    let strictest: RiskState = 'active'
    for (let i = 0; i < this.#watching.length; i++) {
      const rule = this.#watching[i]
      const wanted = rule.watch!(account, now)
      if (strictness[wanted] > strictness[strictest]) {
        strictest = wanted
        this.culprit = rule
        this.stateRule = rule
      }
    }
    this.state = strictest
    return strictest !== before
  }
}
