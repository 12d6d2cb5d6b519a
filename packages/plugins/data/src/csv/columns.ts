import { BotyardError } from '@botyard/core'
import { readTime } from '../read-time.ts'
import { readDecimalText } from './decimal-text.ts'

/** What the rows of a file are. */
export type CsvKind = 'bars' | 'trades'

/** The columns that can be read, by the names that sources give them; letters and digits count, case does not. */
export const spellings = {
  time: ['time', 'timestamp', 'date', 'datetime', 'opentime', 'ts', 't', 'unix', 'start', 'transacttime', 'tradetime', ''],
  open: ['open', 'o'],
  high: ['high', 'h'],
  low: ['low', 'l'],
  close: ['close', 'c', 'last'],
  volume: ['volume', 'v', 'vol', 'volumebtc', 'basevolume', 'volumebase'],
  price: ['price', 'p', 'rate'],
  quantity: ['quantity', 'qty', 'amount', 'size', 'q', 'volume', 'vol', 'lastsize'],
  side: ['side', 'takerside', 'direction', 'type'],
  buyerMaker: ['isbuyermaker', 'buyermaker', 'm'],
  id: ['id', 'tradeid', 'aggtradeid', 'execid', 'tid'],
} as const

/** A column by what is in it. */
export type CsvColumn = keyof typeof spellings

const needed: Readonly<Record<CsvKind, readonly CsvColumn[]>> = {
  bars: ['time', 'open', 'high', 'low', 'close'],
  trades: ['time', 'price', 'quantity'],
}
const optional: Readonly<Record<CsvKind, readonly CsvColumn[]>> = {
  bars: ['volume'],
  trades: ['side', 'buyerMaker', 'id'],
}
const orderWithoutHeading: Readonly<Record<CsvKind, readonly CsvColumn[]>> = {
  bars: ['time', 'open', 'high', 'low', 'close', 'volume'],
  trades: ['time', 'price', 'quantity', 'side'],
}

/** Where each column stands; missing ones are absent. */
export interface CsvLayout {
  readonly places: ReadonlyMap<CsvColumn, number>
  /** Values in every line. */
  readonly values: number
  /** False when the first line is data already. */
  readonly heading: boolean
}

/** Finds the columns in the first line: by name, or by order when it has no names. A column that is needed and absent is BY6103. */
export function readLayout(file: string, kind: CsvKind, first: readonly string[]): CsvLayout {
  const heading = !isData(first)
  const names = first.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''))
  const places = new Map<CsvColumn, number>()
  for (const column of [...needed[kind], ...optional[kind]]) {
    const place = heading ? findName(names, column) : orderWithoutHeading[kind].indexOf(column)
    if (place >= 0 && place < first.length) places.set(column, place)
  }
  const missing = needed[kind].find((column) => !places.has(column))
  if (missing !== undefined) throw columnMissing(file, kind, missing, { first, heading, names })
  if (heading)
    for (const [column, place] of places) {
      const count = names.filter((name) => name === names[place]).length
      if (count > 1) throw new BotyardError('BY6106', { file, column: first[place] || column, count })
    }
  return { places, values: first.length, heading }
}

interface FirstLine {
  readonly first: readonly string[]
  readonly heading: boolean
  readonly names: readonly string[]
}

function columnMissing(file: string, kind: CsvKind, column: CsvColumn, { first, heading, names }: FirstLine): BotyardError {
  const details = { file, column, found: first.join(', ') || 'nothing', names: spellings[column].filter((name) => name !== '') }
  const other = kind === 'bars' ? 'trades' : 'bars'
  const isOther = needed[other].every((one, place) => (heading ? findName(names, one) >= 0 : place < first.length))
  if (isOther) return new BotyardError('BY6103', details, { fix: [`it looks like ${other}: use --kind ${other}`] })
  if (heading) return new BotyardError('BY6103', details)
  const fix = [`give every line these values: ${needed[kind].join(', ')}`, 'add a first line that names the columns'] as const
  return new BotyardError('BY6103', details, { fix })
}

/** Spellings are tried in their order, so that a file with both a time and a date is read by its time. */
function findName(names: readonly string[], column: CsvColumn): number {
  for (const spelling of spellings[column]) {
    const place = names.indexOf(spelling)
    if (place >= 0) return place
  }
  return -1
}

/** A first line that begins with a time and a number is data. */
function isData(first: readonly string[]): boolean {
  const [time = '', number = ''] = first
  return (readDecimalText(time) !== undefined || !Number.isNaN(readTime(time))) && readDecimalText(number) !== undefined
}
