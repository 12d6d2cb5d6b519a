import { token } from './token.ts'

/** Where lines go. A call costs nothing when its level is off, never throws, and never prints a secret. */
export interface Logger {
  /** For whoever looks for a fault. */
  debug(text: string, data?: object): void
  /** What happened as it should. */
  info(text: string, data?: object): void
  /** What somebody should look at when there is time. */
  warn(text: string, data?: object): void
  /** What somebody should look at now. */
  error(text: string, data?: object): void
}
/** Where lines go, for `requires` and `provides`. */
export const Logger = token<Logger>('Logger')
