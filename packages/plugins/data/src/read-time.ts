import { dayMicros, type Micros } from '@botyard/core'

const isoTime =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?: ?(Z|UTC|([+-])(\d{2}):?(\d{2})?))?$/
const compactDate = /^((?:19|20)\d{2})(\d{2})(\d{2})$/

/** Days from 1970-01-01 to a date of the calendar; NaN when there is no such date. */
function dayNumber(year: number, month: number, day: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1]) return Number.NaN
  const before = year - 1
  const years = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const months = lengths.slice(0, month - 1).reduce((sum, length) => sum + length, 0)
  return years + months + day - 719_163
}

/**
 * Microseconds of '2024-01-31', '2024-01-31 12:00', '2024-01-31T12:00:00.123Z', '2024-01-31T12:00+01:00' or '20240131'; NaN when it is
 * none of these. A time without a zone is UTC. What is finer than a microsecond is cut.
 */
export function readTime(text: string): Micros {
  const found = isoTime.exec(text) ?? compactDate.exec(text)
  if (found === null) return Number.NaN
  const [
    ,
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    zone,
    sign,
    zoneHour = '0',
    zoneMinute = '0',
  ] = found
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return Number.NaN
  if (Number(zoneHour) > 14 || Number(zoneMinute) > 59) return Number.NaN
  const east =
    zone === undefined || sign === undefined ? 0 : (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1)
  const seconds = (Number(hour) * 60 + Number(minute) - east) * 60 + Number(second)
  return (
    dayNumber(Number(year), Number(month), Number(day)) * dayMicros + seconds * 1e6 + Number(fraction.padEnd(6, '0').slice(0, 6))
  )
}
