import { pino } from 'pino'
import type { Logger } from '../ports/logger.ts'

/** Lines of JSON on standard error, so that standard output stays what a command prints. Warnings and above unless asked for more. */
export function pinoLogger(level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'warn'): Logger {
  const log = pino({ level }, pino.destination({ dest: 2, sync: true }))
  return {
    debug: (text, data) => log.debug(data, text),
    info: (text, data) => log.info(data, text),
    warn: (text, data) => log.warn(data, text),
    error: (text, data) => log.error(data, text),
  }
}
