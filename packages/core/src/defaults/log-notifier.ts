import type { Logger } from '../ports/logger.ts'
import type { Notice, Notifier } from '../ports/notifier.ts'

/** Tells people by the log: what a bot has when no other notifier was added. */
export class LogNotifier implements Notifier {
  readonly #log: Logger

  constructor(log: Logger) {
    this.#log = log
  }

  async notify(notice: Notice): Promise<void> {
    const { severity, text, data } = notice
    if (severity === 'alarm') this.#log.error(text, data)
    else if (severity === 'warn') this.#log.warn(text, data)
    else this.#log.info(text, data)
  }
}
