import { BrokenInvariant } from '../errors/assert.ts'
import { BotyardError, isBotyardError } from '../errors/botyard-error.ts'
import { thrownAt } from '../errors/call-site.ts'
import { showValue } from '../errors/show-value.ts'
import type { Logger } from '../ports/logger.ts'
import type { Strategy } from '../ports/strategy.ts'
import type { Micros } from '../ports/time.ts'
import type { TimerSeat } from './clock.ts'

/** Failures after which a strategy is called no more. */
const failuresMax = 5

/** Callbacks that hear one thing. */
type Heard = Exclude<keyof Strategy, 'onStart' | 'onStop' | 'onMarket'>

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
  /** The first thing it threw, as text for reports. */
  firstFailure = ''
  readonly #log: Logger
  readonly #onQuarantine: (seat: Seat) => void

  constructor(name: string, owner: number, log: Logger, onQuarantine: (seat: Seat) => void) {
    this.name = name
    this.owner = owner
    this.#log = log
    this.#onQuarantine = onQuarantine
  }

  /** Whether it failed so often that it is called no more. */
  get isOut(): boolean {
    return this.failures >= failuresMax
  }

  /** From here on it is called, unless it has failed too often already while history was heard. */
  start(): void {
    this.active = !this.isOut
  }

  /** Runs work of the strategy; `what` names it when it fails. */
  run(work: () => unknown, what = 'timer'): void {
    if (!this.active) return
    try {
      const returned = work()
      if (returned !== undefined) this.#returned(what, returned)
    } catch (error) {
      this.#caught(what, error)
    }
  }

  /** Calls a callback that the strategy has; what it throws stays here. */
  tell<C extends Heard>(callback: C, what: Parameters<Strategy[C] & {}>[0]): void {
    if (!this.active) return
    try {
      const returned = (this.strategy as Record<Heard, (what: unknown) => unknown>)[callback](what)
      if (returned !== undefined) this.#returned(callback, returned)
    } catch (error) {
      this.#caught(callback, error)
    }
  }

  /** Counts what a callback threw; after five the strategy is out and its orders are cancelled. */
  failed(callback: string, error: unknown): void {
    this.failures++
    const what = error instanceof Error ? String(error) : typeof error === 'string' ? error : showValue(error)
    if (this.firstFailure === '') this.firstFailure = what
    const details = { strategy: this.name, callback, reason: what, limit: failuresMax }
    const problem = new BotyardError('BY2103', details, { at: thrownAt(error), cause: error })
    const stack = error instanceof Error ? error.stack : undefined
    const text = `BY2103 strategy "${this.name}" failed in ${callback}, ${this.failures} of ${failuresMax}: ${what}`
    this.#log.error(text, { problem, stack })
    if (this.failures === failuresMax) {
      this.active = false
      this.#onQuarantine(this)
    }
  }

  /** What failed behind a command, a rule of a plugin or an invariant of ours, is not the strategy's: it ends the run. */
  #caught(callback: string, error: unknown): void {
    if (error instanceof BrokenInvariant || (isBotyardError(error) && error.code === 'BY2014')) throw error
    this.failed(callback, error)
  }

  /** Work that goes on after the callback has returned would see other prices than it was called with, so it is a failure. */
  #returned(callback: string, returned: unknown): void {
    if (!(returned instanceof Promise)) return
    returned.catch(() => {})
    this.failed(callback, 'it returned a promise, and nothing may await here: ask a question instead')
  }
}
