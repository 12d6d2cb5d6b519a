import type { BenchResult, Measured } from './harness.ts'

/** Where and when something was measured. */
export interface Circumstances {
  /** Day, UTC. */
  readonly date: string
  readonly machine: string
  readonly node: string
  /** Short hash, with `+` when the tree was not clean. */
  readonly commit: string
}

const opening = `# Claims

Written by \`npm run bench [name]\`, which replaces the rows of what it measured. Times are per unit, medians and best of the rounds of one
process in which the contenders take turns; "of ours" is how many times as long as ours another one takes. A yardstick does less than the
work and is there to tell the machine. Nothing else may print a figure that has no row here.

`
const head = [
  'bench',
  'contender',
  'median',
  'best',
  'of ours',
  'young collections',
  'size',
  'bars',
  'machine',
  'node',
  'commit',
  'date',
]

/** The document with the rows of one bench replaced, in the order of names. */
export function withClaims(document: string | undefined, result: BenchResult, circumstances: Circumstances): string {
  const rows = (document ?? '').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith(`| ${head[0]} |`))
  const kept = rows.filter((row) => !row.startsWith(`| ${result.name} |`))
  const all = [...kept, ...claimRows(result, circumstances)]
  const nameOf = (row: string) => row.split(' | ')[0]
  // Sorting is stable, so the contenders of a bench keep their order.
  all.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0))
  return `${opening}| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|\n${all.join('\n')}\n`
}

/** One row per contender, ours first. */
export function claimRows(result: BenchResult, { machine, node, commit, date }: Circumstances): string[] {
  const size = `${result.count.toLocaleString('en-US')} x ${result.unit}, ${result.ours.rounds.length} rounds`
  return [result.ours, ...result.others].map((one) => {
    const bars =
      one === result.ours ? result.bars.map(({ text, met }) => `${text} ${met ? 'met' : 'NOT REACHED'}`).join('; ') : ''
    const cells = [result.name, labelOf(one), ...figuresOf(result, one), size, bars || '-', machine, node, commit, date]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
}

/** The table for the terminal. */
export function resultTable(result: BenchResult): string {
  const rows = [
    ['', 'median', 'best', 'of ours', 'young'],
    ...[result.ours, ...result.others].map((one) => [labelOf(one), ...figuresOf(result, one)]),
  ]
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '),
  )
  const bars = result.bars.map(({ text, met }) => `  ${met ? 'met        ' : 'NOT REACHED'}  ${text}`)
  const title = `${result.name}: ${result.about}`
  const size = `${result.count.toLocaleString('en-US')} x ${result.unit}, ${result.ours.rounds.length} rounds, hash ${result.hash}`
  return [title, size, ...lines.map((line) => `  ${line}`), ...bars].join('\n')
}

function labelOf({ name, role }: Measured): string {
  return role === 'peer' ? name : `${name} (${role})`
}

function figuresOf(result: BenchResult, one: Measured): string[] {
  const ratio = one === result.ours ? '1' : `${threeDigits(result.ratio(one.name))}x`
  const young = one.rounds.reduce((sum, round) => sum + round.young, 0)
  return [timeText(one.median), timeText(one.best), ratio, String(young)]
}

/** Nanoseconds in the unit that suits them. */
function timeText(nanos: number): string {
  if (nanos < 1e3) return `${threeDigits(nanos)} ns`
  if (nanos < 1e6) return `${threeDigits(nanos / 1e3)} µs`
  return nanos < 1e9 ? `${threeDigits(nanos / 1e6)} ms` : `${threeDigits(nanos / 1e9)} s`
}

function threeDigits(value: number): string {
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return value.toFixed(decimals)
}
