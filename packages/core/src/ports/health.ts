import { listToken } from './token.ts'

/** One part of the bot's health; the weakest part counts. */
export interface HealthCheck {
  readonly name: string
  /** 0 to 100. */
  score(): number
}
/** The parts of the bot's health, for `contribute`. */
export const HealthChecks = listToken<HealthCheck>('HealthChecks')
