/** What the process leaves behind, so that a script can tell one ending from another without reading text. */
export const exitCodes = {
  ok: 0,
  /** A fault of Botyard itself. */
  bug: 1,
  /** The command line was not understood. */
  usage: 2,
  /** The bot file, an option or a plugin cannot run. */
  config: 3,
  noData: 4,
  exchange: 5,
  /** Risk or a kill switch ended the run. */
  stopped: 6,
  notArmed: 7,
  /** Another process trades this account. */
  lockHeld: 8,
  stateDamaged: 9,
} as const

/** An ending other than success. */
export type ExitCode = Exclude<(typeof exitCodes)[keyof typeof exitCodes], 0>
