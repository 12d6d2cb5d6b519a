import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  BotyardError,
  type Duration,
  type InstrumentRules,
  type Interest,
  Kind,
  type Micros,
  type Recording,
  toMicros,
  writeDuration,
} from '@botyard/core'
import { ColumnsLane } from './columns-lane.ts'
import { FileBytes, reading } from './file-bytes.ts'
import { type ChunkEntry, type FileHeader, type FileTables, fileEnding } from './format.ts'
import { type FileEnds, readEnds } from './read-ends.ts'

const kindsOf: Readonly<Record<Interest['kind'], readonly number[]>> = {
  book: [Kind.level],
  trades: [Kind.trade],
  bars: [Kind.bar],
  ticker: [Kind.ticker],
  data: [Kind.data],
}

/** Opens a column file. Only its two ends are read; rows come through `open`, chunk by chunk. */
export function openColumns(path: string): ColumnsRecording {
  const file = new FileBytes(path)
  try {
    const ends = readEnds(file)
    if (ends.rows === 0) throw new BotyardError('BY6004', { file: path })
    return new ColumnsRecording(path, file.size, ends)
  } finally {
    file.close()
  }
}

/** Opens one file, or every column file of a folder in the order of their names. */
export function openRecordings(path: string): ColumnsRecording[] {
  return columnFiles(path).map(openColumns)
}

/** The paths of the column files in a folder, by name; a path that is no folder stands for itself. */
export function columnFiles(path: string): string[] {
  if (reading(path, () => statSync(path, { throwIfNoEntry: false }))?.isDirectory() !== true) return [path]
  const names = reading(path, () => readdirSync(path)).filter((name) => name.endsWith(fileEnding))
  return names.sort().map((name) => join(path, name))
}

/** A column file: what is in it, and lanes over its rows. Every chunk is checked before any row of it is handed over. */
export class ColumnsRecording implements Recording {
  readonly path: string
  /** Bytes of the file. */
  readonly bytes: number
  readonly name: string
  readonly synthetic: boolean
  readonly checksum: string
  readonly instruments: readonly InstrumentRules[]
  readonly rules: readonly InstrumentRules[]
  readonly dataNames: readonly string[]
  /** Received time of the earliest row. */
  readonly from: Micros
  /** One microsecond after the latest row, so that the half-open range from..to holds all of them. */
  readonly to: Micros
  readonly rows: number
  readonly header: FileHeader
  readonly tables: FileTables
  readonly #index: readonly ChunkEntry[]

  /**
   * `openColumns` makes these.
   *
   * @internal
   */
  constructor(path: string, bytes: number, { header, tables, index, rows }: FileEnds) {
    this.path = path
    this.bytes = bytes
    this.header = header
    this.tables = tables
    this.name = header.name
    this.synthetic = header.synthetic
    this.instruments = header.instruments
    this.rules = tables.rules.map(({ rules }) => rules)
    this.dataNames = tables.texts['data'] ?? []
    this.rows = rows
    this.from = index.reduce((least, entry) => Math.min(least, entry.from), Infinity)
    this.to = index.reduce((most, entry) => Math.max(most, entry.to), -Infinity) + 1
    this.checksum = checksumOf(header, tables, index)
    this.#index = index
  }

  offers(instrument: InstrumentRules, kind: Interest['kind'], interval?: Duration): boolean {
    const place = this.#place(instrument)
    const intervalMs = interval === undefined ? undefined : toMicros(interval) / 1000
    return this.tables.counts.some(
      (count) =>
        count.instrument === place &&
        kindsOf[kind].includes(count.kind) &&
        (kind !== 'bars' || intervalMs === undefined || count.interval === intervalMs),
    )
  }

  intervals(instrument: InstrumentRules): readonly Duration[] {
    const place = this.#place(instrument)
    const bars = this.tables.counts.filter((count) => count.instrument === place && count.kind === Kind.bar)
    return bars.map((count) => writeDuration(count.interval * 1000))
  }

  open(numbers: readonly number[], from: Micros, to: Micros): ColumnsLane {
    const all = this.instruments.map((_, place) => numbers[place] ?? -1)
    return new ColumnsLane(this.path, this.#index, { numbers: all, from, to })
  }

  /** At most so many rows lie in a half-open time range: all those of the chunks it touches. */
  rowsWithin(from: Micros, to: Micros): number {
    return this.#index.reduce((sum, entry) => sum + (entry.to < from || entry.from >= to ? 0 : entry.rows), 0)
  }

  /** Every row of the file under the file's own instrument numbers. */
  openAll(): ColumnsLane {
    return this.open([...this.instruments.keys()], -Infinity, Infinity)
  }

  /** A bot may ask with rules of its own making, so name and kind say which instrument is meant; the venue decides between two. */
  #place(wanted: InstrumentRules): number {
    const same = (rules: InstrumentRules): boolean => rules.name === wanted.name && rules.kind === wanted.kind
    const exact = this.instruments.findIndex((rules) => same(rules) && rules.venue === wanted.venue)
    return exact >= 0 ? exact : this.instruments.findIndex(same)
  }
}

/** Covers every row through the checksums of the chunks, and all that gives rows their meaning; not the name of the file. */
function checksumOf(header: FileHeader, tables: FileTables, index: readonly ChunkEntry[]): string {
  const hash = createHash('sha256')
  const { synthetic, generator = null, seed = null, instruments } = header
  hash.update(JSON.stringify([synthetic, generator, seed, instruments, tables]))
  for (const { rows, messages, checksum } of index) hash.update(`/${rows}/${messages}/${checksum}`)
  return hash.digest('hex')
}
