import type { StateRecords } from '../engine/state.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import type { Bus } from '../events/bus.ts'
import type { Notice } from '../ports/notifier.ts'
import type { Clock } from '../ports/time.ts'

/** What people should know of a run: told on the bus as notices, after the message in hand, and from there by the notifier. */
export class Notices {
  readonly #bus: Bus
  readonly #clock: Pick<Clock, 'now'>

  constructor(bus: Bus, clock: Pick<Clock, 'now'>) {
    this.#bus = bus
    this.#clock = clock
  }

  tell(event: string, severity: Notice['severity'], text: string, data?: object): void {
    this.#bus.tell('notice', { event, severity, text, time: this.#clock.now(), ...(data === undefined ? {} : { data }) })
  }

  /** A problem as a notice; whoever shows it can reach its place, reason and next step. */
  problem(event: string, severity: Notice['severity'], problem: BotyardError): void {
    this.tell(event, severity, problem.message, { problem })
  }

  /** Names what was saved in another shape: it starts afresh, and nobody should have to guess. */
  changed(all: readonly Pick<StateRecords, 'owner' | 'changed'>[]): void {
    for (const { owner, changed } of all)
      for (const name of changed) this.problem('state', 'warn', new BotyardError('BY9005', { owner, name }))
  }
}
