import type { Logger } from '../ports/logger.ts'
import type { Notice, Notifier } from '../ports/notifier.ts'

/** Tells people by the log: what a bot has when no other notifier was added. */
export class LogNotifier implements Notifier {
  readonly #log: Logger

  constructor(log: Logger) {
    this.#log = log
  }

  async notify(notice: Notice): Promise<void> {
    const line = `${notice.event}: ${notice.text}`
    if (notice.severity === 'alarm') this.#log.error(line)
    else if (notice.severity === 'warn') this.#log.warn(line)
    else this.#log.info(line)
  }
}
