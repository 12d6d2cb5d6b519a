import { BotyardError, isBotyardError, isBotyardErrors, throwAll } from '../errors/botyard-error.ts'
import { reasonOf } from '../errors/reason-of.ts'
import { toMicros } from '../options/duration-text.ts'
import type { Env } from '../ports/env.ts'
import type { Duration } from '../ports/time.ts'

/** One thing to do at start or stop, and whose it is. */
export interface Step {
  readonly plugin: string
  readonly what: 'onStart' | 'onStop'
  run(): void | Promise<void>
}

/** How long one step may take. */
const stepLimit: Duration = '10s'

/**
 * Runs start steps in order and stop steps in the opposite one, each with a deadline. A failed start stops what had started; a failed
 * stop never skips the next one, and all failures come out together.
 */
export class Lifecycle {
  readonly #env: () => Env
  readonly #starts: Step[] = []
  readonly #stops: Step[] = []
  /** Plugins in the order in which they were set up. */
  readonly #order: string[] = []

  constructor(env: () => Env) {
    this.#env = env
  }

  onStart(plugin: string, run: Step['run']): void {
    this.#enter(plugin)
    this.#starts.push({ plugin, what: 'onStart', run })
  }

  onStop(plugin: string, run: Step['run']): void {
    this.#enter(plugin)
    this.#stops.push({ plugin, what: 'onStop', run })
  }

  async start(): Promise<void> {
    for (const step of this.#starts.splice(0)) {
      const problems = await this.#within(step)
      if (problems.length === 0) continue
      // Plugins after the one that failed have not begun, so they have nothing to end.
      const reached = this.#order.slice(0, this.#order.indexOf(step.plugin) + 1)
      throwAll([...problems, ...(await this.#runStops(({ plugin }) => reached.includes(plugin)))])
    }
  }

  /** Twice is once. */
  async stop(): Promise<void> {
    throwAll(await this.#runStops(() => true))
  }

  #enter(plugin: string): void {
    if (!this.#order.includes(plugin)) this.#order.push(plugin)
  }

  async #runStops(isDue: (step: Step) => boolean): Promise<BotyardError[]> {
    const problems: BotyardError[] = []
    for (const step of this.#stops.splice(0).filter(isDue).reverse()) problems.push(...(await this.#within(step)))
    return problems
  }

  /** What went wrong with a step; nothing when it is done in time. */
  async #within(step: Step): Promise<readonly BotyardError[]> {
    let forget = () => {}
    const late = new Promise<never>((_, reject) => {
      const error = () => reject(new BotyardError('BY2007', { plugin: step.plugin, step: step.what, limit: stepLimit }))
      forget = this.#env().timer(toMicros(stepLimit), error)
    })
    try {
      await Promise.race([Promise.resolve().then(() => step.run()), late])
      return []
    } catch (cause) {
      if (isBotyardError(cause)) return [cause]
      if (isBotyardErrors(cause)) return cause.problems
      const reason = reasonOf(cause)
      return [new BotyardError('BY2005', { plugin: step.plugin, step: step.what, reason }, { cause })]
    } finally {
      forget()
    }
  }
}
