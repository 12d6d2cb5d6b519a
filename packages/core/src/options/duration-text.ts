import { BotyardError } from '../errors/botyard-error.ts'
import { showValue } from '../errors/show-value.ts'
import { type Duration, dayMicros, type Micros } from '../ports/time.ts'

const micros = { d: dayMicros, h: 3_600_000_000, m: 60_000_000, s: 1_000_000, ms: 1000 } as const
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/

/** Microseconds of a text such as '15m', or NaN when it is not a duration or not a whole number of microseconds. Never throws. */
export function readMicros(text: unknown): Micros {
  if (typeof text !== 'string') return Number.NaN
  const [, digits, unit] = pattern.exec(text) ?? []
  if (digits === undefined) return Number.NaN
  const scale = micros[unit as keyof typeof micros]
  // A fraction such as 1.1 has no exact double: what is whole but for the last bits is whole.
  const value = Number(digits) * scale
  const whole = Math.round(value)
  return Number.isSafeInteger(whole) && Math.abs(value - whole) <= whole * 4 * Number.EPSILON ? whole : Number.NaN
}

/** Microseconds of a duration. What is none is BY1108; in callbacks, where nothing may throw, `readMicros` gives NaN instead. */
export function toMicros(duration: Duration): Micros {
  const value = readMicros(duration)
  if (Number.isNaN(value))
    throw new BotyardError('BY1108', { what: 'a length of time', got: showValue(duration), example: "'15m'" })
  return value
}

/** The shortest text of a length of time, by the largest unit that divides it: 90 seconds are '90s', 120 are '2m'. */
export function writeDuration(length: Micros): Duration {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (length > 0 && length % micros[unit] === 0) return `${length / micros[unit]}${unit}`
  }
  return length === 0 ? '0s' : `${length / micros.ms}ms`
}
