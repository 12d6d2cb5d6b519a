import { BrokenInvariant } from '../errors/assert.ts'
import { BotyardError, isBotyardError } from '../errors/botyard-error.ts'
import { type CallSite, thrownAt } from '../errors/call-site.ts'
import { showValue } from '../errors/show-value.ts'
import type { Logger } from '../ports/logger.ts'
import type { Strategy } from '../ports/strategy.ts'
import type { Micros } from '../ports/time.ts'
import type { TimerSeat } from './clock.ts'

/** Failures after which a strategy is called no more. */
const failuresMax = 5

const elsewhere = ['see where it threw: npx botyard backtest --verbose'] as const

/** Callbacks that hear one thing. */
type Heard = Exclude<keyof Strategy, 'onStart' | 'onStop' | 'onMarket'>

/** The place of one strategy instance in the bot: it keeps a failure there, so that no other strategy and no order suffers from it. */
export class Seat implements TimerSeat {
  readonly name: string
  readonly owner: number
  readonly lastDaily = new Map<string, Micros>()
  /** Set once `create` has returned. */
  strategy: Strategy = {}
  /** Where it is defined, or else where the bot asks for it: the place of what has none of its own. */
  site: CallSite | undefined
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
    const reason = error instanceof Error ? String(error) : typeof error === 'string' ? error : showValue(error)
    const at = thrownAt(error, import.meta.url)
    const details = { strategy: this.name, callback, reason, limit: failuresMax }
    const place = at === undefined ? { at: this.site, fix: elsewhere, cause: error } : { at, cause: error }
    this.#count(callback, reason, new BotyardError('BY2103', details, place), error)
  }

  #count(callback: string, reason: string, problem: BotyardError, error?: unknown): void {
    this.failures++
    if (this.firstFailure === '') this.firstFailure = reason
    const stack = error instanceof Error ? error.stack : undefined
    const text = `${problem.code} strategy "${this.name}" failed in ${callback}, ${this.failures} of ${failuresMax}: ${reason}`
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
    const fault = 'returned a promise'
    const place = { at: this.site, frame: { word: callback, label: `this ${fault}` } }
    const problem = new BotyardError('BY2110', { strategy: this.name, callback, fault }, place)
    this.#count(callback, `it ${fault}`, problem)
  }
}
