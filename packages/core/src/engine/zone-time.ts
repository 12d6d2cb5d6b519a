import { BotyardError } from '../errors/botyard-error.ts'
import { dayMicros, type Micros, type TimeOfDay } from '../ports/time.ts'

const microsPerMinute = 60_000_000

/** Minutes after midnight of a time of day, '09:30'. */
export function minutesOf(at: TimeOfDay): number {
  const found = /^(\d{1,2}):(\d{2})$/.exec(at)
  const minutes = found === null ? Number.NaN : Number(found[1]) * 60 + Number(found[2])
  if (!(minutes < 1440) || Number(found![2]) > 59)
    throw new BotyardError('BY1102', { what: 'a time of day', got: at, expected: 'hours and minutes', example: "'09:30'" })
  return minutes
}

/** Reads wall clocks of one IANA zone. The rules come with the runtime, so a replay on the same runtime reads the same. */
export class ZoneTime {
  readonly #format: Intl.DateTimeFormat

  constructor(zone: string) {
    try {
      this.#format = new Intl.DateTimeFormat('en-US', {
        // Left out, a zone would silently be that of the machine.
        timeZone: String(zone),
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    } catch (cause) {
      throw new BotyardError(
        'BY1102',
        { what: 'a time zone', got: String(zone), expected: 'an IANA name', example: "'Europe/Berlin'" },
        { cause },
      )
    }
  }

  /** How far the zone's wall clock is ahead of UTC at a time. */
  offset(time: Micros): Micros {
    const part: Record<string, number> = {}
    for (const { type, value } of this.#format.formatToParts(Math.floor(time / 1000))) part[type] = Number(value)
    const days = daysOf(part['year'], part['month'], part['day'])
    const wall = days * dayMicros + ((part['hour'] * 60 + part['minute']) * 60 + part['second']) * 1_000_000
    return wall - (time - (time % 1_000_000))
  }

  /**
   * The first time after `time` at which the wall clock shows these minutes. A time of day that the clock jumps over comes at the jump;
   * one that it shows twice comes the first time. A day that the zone leaves out altogether has no times.
   */
  nextDaily(time: Micros, minutes: number): Micros {
    const wallNow = time + this.offset(time)
    const midnight = wallNow - (((wallNow % dayMicros) + dayMicros) % dayMicros)
    for (let day = 0; ; day++) {
      const found = this.#instantOf(midnight + day * dayMicros + minutes * microsPerMinute)
      if (found > time) return found
    }
  }

  /** NaN on a day that the zone leaves out, as Samoa did when it moved to the other side of the date line. */
  #instantOf(wall: Micros): Micros {
    // Two guesses are enough, because a zone never changes its clock twice within a day; the earlier one wins when the hour repeats.
    const early = wall - this.offset(wall - dayMicros)
    const late = wall - this.offset(wall + dayMicros)
    if (early === late) return early
    if (early + this.offset(early) === wall) return early
    if (late + this.offset(late) === wall) return late
    // The hour does not exist: the clock jumps at the instant where both offsets meet.
    const jump = this.#jumpBetween(Math.min(early, late) - dayMicros, Math.max(early, late) + dayMicros)
    const day = Math.floor(wall / dayMicros)
    return day > this.#dayAt(jump - 1_000_000) && day < this.#dayAt(jump) ? Number.NaN : jump
  }

  /** Days since 1970-01-01 of the date that the zone shows. */
  #dayAt(time: Micros): number {
    return Math.floor((time + this.offset(time)) / dayMicros)
  }

  #jumpBetween(from: Micros, to: Micros): Micros {
    const before = this.offset(from)
    let low = from
    let high = to
    while (high - low > microsPerMinute) {
      const middle = low + Math.floor((high - low) / 2 / microsPerMinute) * microsPerMinute
      if (this.offset(middle) === before) low = middle
      else high = middle
    }
    return high - (high % microsPerMinute)
  }
}

/** Days since 1970-01-01 of a date of the Gregorian calendar. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
