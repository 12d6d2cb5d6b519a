import { BotyardError } from '../errors/botyard-error.ts'
import { toMicros } from '../options/duration-text.ts'
import type { Duration } from '../ports/time.ts'

/** The longest interval of bars, in milliseconds: the `ref` column of the tape is an i32. It is a little more than 24 days. */
const intervalMillisMax = 2 ** 31 - 1

/** The interval of bars as it stands in their rows, in milliseconds; one that no row can hold is BY1108. */
export function intervalMillis(interval: Duration): number {
  const millis = toMicros(interval) / 1000
  if (Number.isInteger(millis) && millis >= 1 && millis <= intervalMillisMax) return millis
  throw new BotyardError(
    'BY1108',
    { what: 'the interval of bars', got: `'${interval}'`, example: "'15m'" },
    { why: 'Bars are a whole number of milliseconds long, and at most 24 days.' },
  )
}
