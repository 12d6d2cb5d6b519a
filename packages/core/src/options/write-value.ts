import { plainNumber } from '../errors/fill-template.ts'
import { writeDuration } from './duration-text.ts'
import type { Option } from './options.ts'
import { writePercent } from './percent-text.ts'

/** A limit in the words of the option's kind: 0.02 of a percent is '2%', 60,000,000 of a duration is '1m'. */
function writeLimit(option: Option<unknown>, limit: number): string {
  if (option.kind === 'percent') return writePercent(limit)
  if (option.kind === 'duration') return writeDuration(limit)
  return plainNumber(limit)
}

/** The allowed range for people: '5 to 50', 'at least 1', '' when there is none. */
export function writeRange(option: Option<unknown>): string {
  const { min, max } = option
  const unit = option.kind === 'text' ? ' characters' : ''
  if (min !== undefined && max !== undefined) return `${writeLimit(option, min)} to ${writeLimit(option, max)}${unit}`
  if (min !== undefined) return `at least ${writeLimit(option, min)}${unit}`
  return max === undefined ? '' : `at most ${writeLimit(option, max)}${unit}`
}

/** A value as it is written after `--set name=`: reading it again gives the same value. */
export function writeValue(option: Option<unknown>, value: unknown): string {
  if (typeof value !== 'number') return String(value)
  return option.kind === 'percent' ? writePercent(value) : plainNumber(value)
}

/** A value as it is written in a bot file: texts in quotes. */
function writeSource(option: Option<unknown>, value: unknown): string {
  const written = writeValue(option, value)
  if (typeof value === 'number' && option.kind !== 'percent') return written
  return typeof value === 'boolean' ? written : `'${written}'`
}

const examples = {
  integer: '20',
  number: '0.5',
  percent: "'2%'",
  duration: "'15m'",
  text: "'...'",
  choice: '',
  flag: 'true',
} as const

/** A value to show how the option is written: its default, else any of its kind. */
export function exampleOf(option: Option<unknown>): string {
  if (option.fallback !== undefined) return writeSource(option, option.fallback)
  return option.kind === 'choice' ? `'${option.choices?.[0] ?? ''}'` : examples[option.kind]
}
