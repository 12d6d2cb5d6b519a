import type { Micros } from './time.ts'
import { token } from './token.ts'

/** Something a person should know. The text never holds a secret. */
export interface Notice {
  readonly event: string
  readonly severity: 'info' | 'warn' | 'alarm'
  readonly text: string
  readonly time: Micros
}

/** Tells people. It never delays trading; a failure is counted and dropped. */
export interface Notifier {
  /** Tells one notice; it resolves when it was handed over, and may reject. */
  notify(notice: Notice): Promise<void>
}
/** Who tells people, for `requires` and `provides`. */
export const Notifier = token<Notifier>('Notifier')
