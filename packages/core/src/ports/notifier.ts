import type { Micros } from './time.ts'
import { token } from './token.ts'

/** Something a person should know. The text never holds a secret. */
export interface Notice {
  /** What it is about, for filters: 'risk', 'market', 'orders', 'account', 'strategy', 'state'. */
  readonly event: string
  /** How much it matters; 'alarm' wants somebody to look now. */
  readonly severity: 'info' | 'warn' | 'alarm'
  /** A sentence for people. */
  readonly text: string
  /** When it happened. */
  readonly time: Micros
  /** What a log gets beside the text, such as the problem behind it. */
  readonly data?: object
}

/** Tells people. It never delays trading; a failure is counted and dropped. */
export interface Notifier {
  /** Tells one notice; it resolves when it was handed over, and may reject. */
  notify(notice: Notice): Promise<void>
}
/** Who tells people, for `requires` and `provides`. */
export const Notifier = token<Notifier>('Notifier')
