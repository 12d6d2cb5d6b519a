import type { TapeClock } from '../engine/clock.ts'
import type { Questions } from '../engine/questions.ts'
import type { Seat } from '../engine/seat.ts'
import type { StateRecords } from '../engine/state.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import type { InstrumentTable } from '../market/instrument-table.ts'
import type { Account } from '../ports/account.ts'
import type { Logger } from '../ports/logger.ts'
import type { Asked } from '../ports/question.ts'
import type { Use } from '../ports/signal.ts'
import type { Kept, KeptRecord } from '../ports/state.ts'
import type { BotDesk, Desk } from '../ports/strategy.ts'
import type { Clock } from '../ports/time.ts'
import type { MadeWishes } from './wishes.ts'

/** What the bot-wide side of a strategy reaches. */
export interface StrategyDeskNeeds {
  readonly seat: Seat
  readonly clock: TapeClock
  readonly log: Logger
  readonly instruments: InstrumentTable
  readonly account: Account
  readonly records: StateRecords
  readonly wishes: MadeWishes
  readonly questions: Questions
}

/** What belongs to one strategy as a whole: its clock, its state, and the desks it may trade at. */
export class StrategyDesk implements BotDesk {
  readonly clock: Clock
  readonly log: Logger
  /** Filled by whoever makes the strategy, before `create` is called. */
  readonly desks: Desk[] = []
  readonly #needs: StrategyDeskNeeds
  /** True until `create` returned: wishes and state are for then only. */
  #creating = true

  constructor(needs: StrategyDeskNeeds) {
    this.#needs = needs
    this.clock = needs.clock.of(needs.seat)
    this.log = needs.log
  }

  at(symbol: string): Desk {
    const { index } = this.#needs.instruments.find(symbol)
    const found = this.desks.find((desk) => desk.instrument.index === index)
    if (found === undefined) {
      const known = this.desks.map((desk) => desk.instrument.symbol)
      throw new BotyardError('BY3006', { symbol, known })
    }
    return found
  }

  account(): Account {
    return this.#needs.account
  }

  use<V>(wish: Use<V>): V {
    this.#onlyWhileCreating('desk.use')
    return this.#needs.wishes.use(wish, this.#needs.seat)
  }

  ask(question: Asked, features: Float64Array): boolean {
    this.#needs.wishes.checkQuestion(question)
    return this.#needs.questions.ask(this.#needs.seat, question, features)
  }

  state<K extends Kept>(name: string, first: K): KeptRecord<K> {
    this.#onlyWhileCreating('desk.state')
    return this.#needs.records.record(name, first)
  }

  /** Whether `create` is still running; bars are asked for then only. */
  onlyWhileCreating(call: string): void {
    this.#onlyWhileCreating(call)
  }

  created(): void {
    this.#creating = false
  }

  #onlyWhileCreating(call: string): void {
    if (!this.#creating) throw new BotyardError('BY2104', { strategy: this.#needs.seat.name, call })
  }
}
