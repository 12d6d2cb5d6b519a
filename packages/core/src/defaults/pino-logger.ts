import { pino } from 'pino'
import type { Logger } from '../ports/logger.ts'

/** Lines of JSON on standard error, so that standard output stays what a command prints. Warnings and above unless asked for more. */
export function pinoLogger(level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'warn'): Logger {
  const log = pino({ level }, pino.destination({ dest: 2, sync: true }))
  const line = (name: 'debug' | 'info' | 'warn' | 'error') => (text: string, data?: object) => {
    try {
      log[name](data, text)
    } catch {
      // Data that throws while it is read is not worth a bot; what is said about it is.
      log[name]({ data: 'cannot be read' }, text)
    }
  }
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}
