import type { Logger } from '../ports/logger.ts'
import type { Strategy } from '../ports/strategy.ts'
import type { Micros, Wake } from '../ports/time.ts'
import type { TimerSeat } from './clock.ts'

/** Failures after which a strategy is called no more. */
const failuresMax = 5

/** The place of one strategy instance in the bot: it keeps a failure there, so that no other strategy and no order suffers from it. */
export class Seat implements TimerSeat {
  readonly name: string
  readonly owner: number
  readonly lastDaily = new Map<string, Micros>()
  /** Set once `create` has returned. */
  strategy: Strategy = {}
  /** True from the start until it failed too often: before it nothing is called, because only history is heard then. */
  active = false
  failures = 0
  /** The first thing it threw; reports name it. */
  firstFailure: unknown
  readonly #log: Logger
  readonly #onQuarantine: (seat: Seat) => void

  constructor(name: string, owner: number, log: Logger, onQuarantine: (seat: Seat) => void) {
    this.name = name
    this.owner = owner
    this.#log = log
    this.#onQuarantine = onQuarantine
  }

  /** From here on it is called, unless it has failed too often already while history was heard. */
  start(): void {
    this.active = this.failures < failuresMax
  }

  /** Runs work of the strategy; `what` names it when it fails. */
  run(work: Wake, what = 'timer'): void {
    if (!this.active) return
    try {
      work()
    } catch (error) {
      this.failed(what, error)
    }
  }

  /** Counts what a callback threw; after five the strategy is out and its orders are cancelled. */
  failed(callback: string, error: unknown): void {
    this.failures++
    this.firstFailure ??= error
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#log.error(`BY2103 strategy "${this.name}" failed in ${callback}, ${this.failures} of ${failuresMax}: ${text}`)
    if (this.failures === failuresMax) {
      this.active = false
      this.#onQuarantine(this)
    }
  }
}
