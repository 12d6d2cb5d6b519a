import type { ColumnsRecording, RowCount } from '@botyard/columns'
import { BotyardError, type InstrumentRules, Kind, throwAll, writeDuration } from '@botyard/core'
import { sameInstrument } from './same-instrument.ts'

/** A file of which some instruments are heard: those whose number is not negative. */
export interface HeardFile {
  readonly file: ColumnsRecording
  readonly numbers: readonly number[]
}

/** What a bot hears of; other rows come along with these. */
const names: Readonly<Record<number, string>> = {
  [Kind.level]: 'book',
  [Kind.trade]: 'trades',
  [Kind.bar]: 'bars',
  [Kind.ticker]: 'ticker',
  [Kind.data]: 'data',
}

/**
 * Refuses files that cannot be heard together: the same rows at the same time would be heard twice (BY6014), and prices in other units
 * would be other prices (BY6015). All of it at once.
 */
export function checkOverlaps(heard: readonly HeardFile[]): void {
  const problems: BotyardError[] = []
  heard.forEach((first, i) => {
    for (const second of heard.slice(i + 1)) problems.push(...between(first, second))
  })
  throwAll(problems)
}

function between(first: HeardFile, second: HeardFile): BotyardError[] {
  // Rows of data are apart by what they are called, which counts do not tell.
  const sharesData = first.file.dataNames.some((name) => second.file.dataNames.includes(name))
  return first.file.instruments.flatMap((rules, place): BotyardError[] => {
    const other = second.file.instruments.findIndex((one) => sameInstrument(one, rules))
    const otherRules = second.file.instruments[other]
    if (otherRules === undefined || (first.numbers[place] ?? -1) < 0) return []
    const symbol = `${rules.kind}:${rules.name}`
    const files = { first: first.file.path, second: second.file.path, symbol }
    const differing = differences(rules, otherRules)
    if (differing.length > 0) return [new BotyardError('BY6015', { ...files, differing })]
    return first.file.tables.counts
      .filter((count) => count.instrument === place && (count.kind !== Kind.data || sharesData))
      .flatMap((count) => {
        const twice = second.file.tables.counts.find((one) => one.instrument === other && isSameStretch(count, one))
        if (twice === undefined) return []
        const from = dayOf(Math.max(count.from, twice.from))
        return [new BotyardError('BY6014', { ...files, kind: kindName(count), from, to: dayOf(Math.min(count.to, twice.to)) })]
      })
  })
}

function isSameStretch(a: RowCount, b: RowCount): boolean {
  return names[a.kind] !== undefined && a.kind === b.kind && a.interval === b.interval && a.from <= b.to && b.from <= a.to
}

function kindName({ kind, interval }: RowCount): string {
  return interval > 0 ? `${writeDuration(interval * 1000)} ${names[kind]}` : (names[kind] ?? '')
}

function differences(a: InstrumentRules, b: InstrumentRules): string[] {
  const keys = Object.keys(a) as (keyof InstrumentRules)[]
  return keys.filter((key) => a[key] !== b[key]).map((key) => `${key} ${String(a[key])} and ${String(b[key])}`)
}

function dayOf(time: number): string {
  return new Date(time / 1000).toISOString().replace('.000Z', 'Z')
}
