import { Kind } from '../engine/tape-kinds.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import type { Tape } from '../ports/tape.ts'
import type { DecisionLog } from './decision-log.ts'
import type { Ledger } from './ledger.ts'

/**
 * Ours against theirs: what a venue says of balances and positions is compared with the ledger. The ledger is made of fills, fees and
 * funding, each of which is proved by a row of its own, so a difference is told and never booked over.
 */
export class Reconciliation {
  /** Rows that were compared, and those that said something else than the ledger. */
  compared = 0
  differences = 0
  readonly #ledger: Ledger
  readonly #log: DecisionLog
  readonly #problem: (problem: BotyardError) => void

  constructor(ledger: Ledger, log: DecisionLog, problem: (problem: BotyardError) => void) {
    this.#ledger = ledger
    this.#log = log
    this.#problem = problem
  }

  /** A row of kind balance or position. */
  apply(tape: Tape, row: number): void {
    this.#log.answered(tape, row)
    this.compared++
    if (tape.kind[row] === Kind.balance) this.#balance(tape, row)
    else this.#position(tape, row)
  }

  #balance(tape: Tape, row: number): void {
    const currency = tape.ref[row]
    const name = this.#ledger.currencies[currency]
    if (name === undefined) this.#differs(`currency ${currency}`, 'some', 'none')
    else this.#compare(name, this.#ledger.amount(currency, tape.a[row], tape.b[row]), this.#ledger.total(name))
  }

  #position(tape: Tape, row: number): void {
    const { symbol, index, lotScale } = this.#ledger.instruments[tape.instrument[row]]
    this.#compare(symbol, tape.quantity[row] / lotScale, this.#ledger.netLots(index) / lotScale)
  }

  #compare(what: string, theirs: number, ours: number): void {
    if (theirs !== ours) this.#differs(what, String(theirs), String(ours))
  }

  #differs(what: string, theirs: string, ours: string): void {
    this.differences++
    this.#problem(new BotyardError('BY4303', { what, theirs, ours }))
  }
}
