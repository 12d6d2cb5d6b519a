import type { Micros } from '../ports/time.ts'
import type { DelaySpec } from '../ports/venue.ts'
import { readMicros, toMicros } from './duration-text.ts'

/** A drawn delay is never longer than this many times its 99th percentile, so that silence has an end. */
const tailMost = 10

/** What a delay that is drawn should have been, or undefined when it is that. */
export function delayProblem(delay: unknown): string | undefined {
  if (typeof delay === 'string') return Number.isNaN(readMicros(delay)) ? 'a length of time' : undefined
  if (typeof delay !== 'object' || delay === null) return 'a length of time, { median, p99 } or { samples }'
  const names = Object.keys(delay).sort().join()
  if (names === 'samples') {
    const { samples } = delay as { samples: unknown }
    const isFine = Array.isArray(samples) && samples.length > 0 && samples.every((one) => !Number.isNaN(readMicros(one)))
    return isFine ? undefined : 'at least one length of time in samples'
  }
  if (names !== 'median,p99') return '{ median, p99 } or { samples }'
  const { median, p99 } = delay as { median: unknown; p99: unknown }
  return readMicros(median) > 0 && readMicros(p99) >= readMicros(median) ? undefined : 'a median over 0 and a p99 not under it'
}

/** The longest that a message can be on its way, in microseconds. */
export function longestDelay(delay: DelaySpec): Micros {
  if (typeof delay === 'string') return toMicros(delay)
  if ('samples' in delay) return Math.max(...delay.samples.map(toMicros))
  return tailMost * toMicros(delay.p99)
}
