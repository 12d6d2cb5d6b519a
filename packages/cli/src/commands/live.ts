import { BotyardError, exitCodes } from '@botyard/core'

/** Refused with the exit code of a bot that was not armed, which tells scripts that nothing was traded. */
class NotArmed extends BotyardError<'BY1301'> {
  override readonly exitCode = exitCodes.notArmed

  constructor() {
    const place = {
      why: 'This version does not trade real money, so nothing was started.',
      fix: ['trade with simulated fills: npx botyard paper', 'test it on recorded data: npx botyard backtest'],
    } as const
    super('BY1301', { command: 'live', known: ['backtest', 'paper'] }, place)
  }
}

/** `botyard live`: always refused in this version, before anything is loaded. */
export async function run(): Promise<number> {
  throw new NotArmed()
}
