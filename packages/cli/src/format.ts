import { dayMicros, type Micros } from '@botyard/core'

/** What stands where a figure does not exist. */
export const missing = 'N/A'

/** A number with commas between thousands and a fixed number of decimals: 1,041.09. A value that rounds to zero has no sign. */
export function grouped(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return missing
  const [whole = '', part] = Math.abs(value).toFixed(decimals).split('.')
  // toFixed gives up on thousands of trillions and answers with an exponent, which has no thousands to part.
  const digits = whole.includes('e') ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  const text = part === undefined ? digits : `${digits}.${part}`
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text
}

/** The same with a plus in front of what is above zero, because a sign says more than a colour. */
export function signed(value: number, decimals: number): string {
  const text = grouped(value, decimals)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** A share as percent: 0.0506 is 5.06 %. */
export function percent(share: number | null, decimals = 2): string {
  return share === null || !Number.isFinite(share) ? missing : `${grouped(share * 100, decimals)} %`
}

/** The same with its sign. */
export function signedPercent(share: number | null, decimals = 2): string {
  return share === null || !Number.isFinite(share) ? missing : `${signed(share * 100, decimals)} %`
}

/** A ratio such as Sharpe, which may not exist. */
export function ratio(value: number | null, decimals = 2): string {
  return value === null ? missing : grouped(value, decimals)
}

/** A count of things. */
export function count(value: number): string {
  return grouped(value, 0)
}

/** A price or a quantity: as many digits as carry meaning, without zeros at the end and without the dust of binary fractions. */
export function significant(value: number, digits = 8): string {
  if (!Number.isFinite(value)) return missing
  if (value === 0) return '0'
  const above = Math.max(1, Math.floor(Math.log10(Math.abs(value))) + 1)
  const below = Math.max(0, digits - Math.floor(Math.log10(Math.abs(value))) - 1)
  const text = grouped(value, Math.min(12, above > digits ? 0 : below))
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/**
 * A number that is a quotient or a long sum, for files: with twelve digits, because the last few of a double are those of its binary
 * fraction and no part of the price. 42498.399999999994 is 42498.4.
 */
export function averageDigits(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value
}

/** A sum of amounts, for files: with fourteen digits, for the same reason. 42.28947806999997 is 42.28947807. */
export function sumDigits(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(14)) : value
}

/** The fewest decimals with which each of the values is told as by `significant`, so that a column of them is even. */
export function evenDecimals(values: readonly number[], digits = 7): number {
  return values.reduce((most, value) => Math.max(most, significant(value, digits).split('.')[1]?.length ?? 0), 0)
}

/** How many decimals an amount of this size needs: two for ten thousand dollars, more for half a bitcoin. */
export function decimalsFor(amount: number): number {
  const size = Math.abs(amount)
  if (!Number.isFinite(size) || size >= 100 || size === 0) return 2
  return Math.min(8, Math.max(2, 5 - Math.floor(Math.log10(size))))
}

const secondMicros = 1_000_000

function iso(time: Micros): string | undefined {
  const date = new Date(time / 1000)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** 2024-01-31, UTC. */
export function day(time: Micros): string {
  return iso(time)?.slice(0, 10) ?? missing
}

/** 2024-01-31 09:15, UTC. */
export function minute(time: Micros): string {
  return iso(time)?.slice(0, 16).replace('T', ' ') ?? missing
}

/** 2024-01-31T09:15:00.000Z, for JSON and CSV; empty when it is not a time. */
export function isoTime(time: Micros): string {
  return iso(time) ?? ''
}

/** Whether two times are midnights, so that a range of them is told in days. */
function midnight(time: Micros): boolean {
  return time % dayMicros === 0
}

/** A range of time whose end is not included: its first and last day when it is long or both ends are midnights, else minutes. */
export function range(from: Micros, to: Micros, arrow = '→'): string {
  const whole = (midnight(from) && midnight(to)) || to - from >= 7 * dayMicros
  // The last bar of a day closes at midnight and still belongs to that day.
  const last = Math.max(from, to - secondMicros)
  return whole ? `${day(from)} ${arrow} ${day(last)}` : `${minute(from)} ${arrow} ${minute(to)}`
}

/** A length of time in the two units that matter: 48.6 d, 15 h 52 m, 3 m 20 s, 0.4 s. */
export function span(micros: Micros): string {
  if (!Number.isFinite(micros)) return missing
  const seconds = Math.max(0, micros) / 1_000_000
  if (seconds >= 2 * 86_400) return `${grouped(seconds / 86_400, 1)} d`
  if (seconds === 0) return '0 s'
  const whole = Math.round(seconds)
  if (whole >= 3600) return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} m`
  if (whole >= 60) return `${Math.floor(whole / 60)} m ${whole % 60} s`
  return `${grouped(seconds, seconds < 10 ? 1 : 0)} s`
}

/** One thing or many: '1 trade', '113 trades'. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}
