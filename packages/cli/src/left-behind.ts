import { relative } from 'node:path'
import { BotyardError, isBotyardError, isBotyardErrors, reasonOf } from '@botyard/core'
import { beginsInBotyard, placeOf } from './place.ts'

/**
 * What is to be said of an error that nobody caught while a bot was loaded: a promise without `catch`, or a timer, is the bot's own unless
 * the error began in Botyard. Errors that say themselves what is wrong stay as they are.
 */
export function leftBehind(thrown: unknown, file: string | undefined, cwd: string): unknown {
  if (file === undefined || isBotyardError(thrown) || isBotyardErrors(thrown) || beginsInBotyard(thrown)) return thrown
  const details = { file: relative(cwd, file) || file, reason: reasonOf(thrown).split('\n', 1)[0]?.trim() || 'no reason given' }
  const at = placeOf(thrown)
  return new BotyardError('BY1312', details, at === undefined ? { cause: thrown } : { at, cause: thrown })
}
