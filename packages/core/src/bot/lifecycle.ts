import { BotyardError } from '../errors/botyard-error.ts'
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

  constructor(env: () => Env) {
    this.#env = env
  }

  onStart(plugin: string, run: Step['run']): void {
    this.#starts.push({ plugin, what: 'onStart', run })
  }

  onStop(plugin: string, run: Step['run']): void {
    this.#stops.push({ plugin, what: 'onStop', run })
  }

  async start(): Promise<void> {
    for (const step of this.#starts) {
      try {
        await this.#within(step)
      } catch (error) {
        const failures = await this.#runStops()
        throw failures.length === 0
          ? error
          : new AggregateError([error, ...failures], 'the start failed, and so did stopping what had started')
      }
    }
  }

  async stop(): Promise<void> {
    const failures = await this.#runStops()
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} steps failed while stopping`)
  }

  async #runStops(): Promise<unknown[]> {
    const failures: unknown[] = []
    for (const step of this.#stops.splice(0).reverse()) {
      try {
        await this.#within(step)
      } catch (error) {
        failures.push(error)
      }
    }
    return failures
  }

  async #within(step: Step): Promise<void> {
    let forget = () => {}
    const late = new Promise<never>((_, reject) => {
      const error = () => reject(new BotyardError('BY2007', { plugin: step.plugin, step: step.what, limit: stepLimit }))
      forget = this.#env().timer(toMicros(stepLimit), error)
    })
    try {
      await Promise.race([Promise.resolve().then(() => step.run()), late])
    } catch (cause) {
      if (cause instanceof BotyardError) throw cause
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new BotyardError('BY2005', { plugin: step.plugin, step: step.what, reason }, { cause })
    } finally {
      forget()
    }
  }
}
