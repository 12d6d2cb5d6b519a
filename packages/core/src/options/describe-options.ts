import type { Option, OptionSet } from './options.ts'
import { isStandardSchema } from './standard-schema.ts'
import { writeRange, writeValue } from './write-value.ts'

/** One option as the docs show it. */
export interface OptionRow {
  readonly name: string
  /** 'integer, bars' or a list of words. */
  readonly type: string
  /** As it is written after `--set`; '' when it must be given. */
  readonly fallback: string
  /** '5 to 50'; '' when anything goes. */
  readonly range: string
  readonly about: string
}

function typeText({ kind, choices, unit }: Option<unknown>): string {
  if (kind === 'choice') return (choices ?? []).map((choice) => `'${choice}'`).join(' | ')
  if (unit === undefined) return kind
  return kind === 'percent' ? `percent of ${unit}` : `${kind}, ${unit}`
}

/** The rows of an option table. A schema does not describe itself in the standard, so it has none. */
export function describeOptions(declared: OptionSet): OptionRow[] {
  if (isStandardSchema(declared)) return []
  return Object.entries(declared).map(([name, option]) => ({
    name,
    type: typeText(option),
    fallback: option.fallback === undefined ? '' : writeValue(option, option.fallback),
    range: writeRange(option),
    about: option.about,
  }))
}

// A bar would end the cell and a line break the table.
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
}

function code(text: string): string {
  return text === '' ? '' : `\`${cell(text)}\``
}

/** The rows as a Markdown table; empty without rows. */
export function optionsTable(rows: readonly OptionRow[]): string {
  if (rows.length === 0) return ''
  const lines = rows.map(
    ({ name, type, fallback, range, about }) =>
      `| ${code(name)} | ${cell(type)} | ${fallback === '' ? 'required' : code(fallback)} | ${cell(range)} | ${cell(about)} |`,
  )
  return ['| option | type | default | range | about |', '| --- | --- | --- | --- | --- |', ...lines].join('\n')
}
