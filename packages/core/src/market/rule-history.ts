import type { InstrumentRules } from '../ports/instrument.ts'
import type { Tape } from '../ports/tape.ts'
import type { InstrumentTable } from './instrument-table.ts'

/** The rules that come into force on the way, as rows of kind `instrument` name them. */
export class RuleHistory {
  readonly #rules: readonly InstrumentRules[]
  readonly #table: InstrumentTable

  constructor(rules: readonly InstrumentRules[], table: InstrumentTable) {
    this.#rules = rules
    this.#table = table
  }

  /** New orders are snapped and checked by these from here on, open ones stay as they are. Returns what is wrong with rules that cannot be used. */
  apply(tape: Tape, row: number): string | undefined {
    const rules = this.#rules[tape.ref[row]]
    if (rules === undefined) return `entry ${tape.ref[row]} of their history is missing`
    // A recording made elsewhere is heard under the name of the bot's own venue.
    const { venue } = this.#table.at(tape.instrument[row])
    return this.#table.applyRules(tape.instrument[row], { ...rules, venue })
  }
}
