import { token } from './token.ts'

/** Where lines go. A call costs nothing when its level is off, never throws, and never prints a secret. */
export interface Logger {
  debug(text: string, data?: object): void
  info(text: string, data?: object): void
  warn(text: string, data?: object): void
  error(text: string, data?: object): void
}
export const Logger = token<Logger>('Logger')
