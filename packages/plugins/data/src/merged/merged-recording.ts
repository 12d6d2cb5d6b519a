import { createHash } from 'node:crypto'
import { type ColumnsRecording, type CountedRecording, columnFiles, openColumns } from '@botyard/columns'
import {
  BotyardError,
  type Duration,
  type InstrumentRules,
  type Interest,
  type Micros,
  readSymbol,
  writeSymbol,
} from '@botyard/core'
import { checkOverlaps } from './file-overlaps.ts'
import { type ColumnLane, MergedLane } from './merged-lane.ts'
import { placesOf, sameInstrument } from './same-instrument.ts'

/** A file and where its instruments stand in the list of all. */
interface Source {
  readonly file: ColumnsRecording
  /** For each instrument of the file its place among those of all files. */
  readonly places: readonly number[]
  readonly rulesFrom: number
  readonly dataPlaces: readonly number[]
}

/**
 * Several files as one recording: the markets of all of them, merged by time. At the same time rows come in the order of what the files
 * hold, by symbol and kind, so neither names nor checksums of files have a say. What two files both claim to know is refused at `open`, for
 * the instruments that are asked for.
 */
export class MergedRecording implements CountedRecording {
  readonly name: string
  /** True when any of them is. */
  readonly synthetic: boolean
  /** Over the checksums of all files. */
  readonly checksum: string
  readonly instruments: readonly InstrumentRules[]
  readonly rules: readonly InstrumentRules[]
  readonly dataNames: readonly string[]
  readonly from: Micros
  readonly to: Micros
  readonly #sources: readonly Source[]

  constructor(files: readonly [ColumnsRecording, ...ColumnsRecording[]]) {
    const ordered = [...files].sort((a, b) => compare(contentKey(a), contentKey(b)))
    const { instruments, places } = placesOf(ordered)
    const dataNames = [...new Set(ordered.flatMap((file) => file.dataNames))]
    let rulesFrom = 0
    this.#sources = ordered.map((file, i) => {
      const dataPlaces = file.dataNames.map((name) => dataNames.indexOf(name))
      const source = { file, places: places[i] ?? [], rulesFrom, dataPlaces }
      rulesFrom += file.rules.length
      return source
    })
    this.instruments = instruments
    this.rules = ordered.flatMap((file) => file.rules)
    this.dataNames = dataNames
    this.name = ordered.map(({ name }) => name).join(' + ')
    this.synthetic = ordered.some(({ synthetic }) => synthetic)
    this.checksum = createHash('sha256')
      .update(ordered.map(({ checksum }) => checksum).join('/'))
      .digest('hex')
    this.from = Math.min(...ordered.map(({ from }) => from))
    this.to = Math.max(...ordered.map(({ to }) => to))
  }

  offers(instrument: InstrumentRules, kind: Interest['kind'], interval?: Duration): boolean {
    return this.#with(instrument).some(({ file, rules }) => file.offers(rules, kind, interval))
  }

  intervals(instrument: InstrumentRules): readonly Duration[] {
    return [...new Set(this.#with(instrument).flatMap(({ file, rules }) => file.intervals(rules)))]
  }

  open(numbers: readonly number[], from: Micros, to: Micros): ColumnLane {
    const asked = this.#sources.map((source) => ({ ...source, numbers: source.places.map((place) => numbers[place] ?? -1) }))
    const heard = asked.filter((one) => one.numbers.some((number) => number >= 0))
    checkOverlaps(heard)
    return new MergedLane(heard.map((one) => ({ ...one, lane: one.file.open(one.numbers, from, to) })))
  }

  /** At most so many rows lie in a half-open time range. */
  rowsWithin(from: Micros, to: Micros): number {
    return this.#sources.reduce((sum, { file }) => sum + file.rowsWithin(from, to), 0)
  }

  /** The files that hold an instrument, with what they call it; a bot may ask with rules of its own making, so its venue counts last. */
  #with(wanted: InstrumentRules): { file: ColumnsRecording; rules: InstrumentRules }[] {
    const exact = this.instruments.find((rules) => sameInstrument(rules, wanted))
    const meant = exact ?? this.instruments.find(({ name, kind }) => name === wanted.name && kind === wanted.kind)
    if (meant === undefined) return []
    return this.#sources.flatMap(({ file }) => {
      const rules = file.instruments.find((one) => sameInstrument(one, meant))
      return rules === undefined ? [] : [{ file, rules }]
    })
  }
}

/**
 * Opens a file, or the data files of a folder as one recording: those that have one of the symbols, or all of them when none are given
 * or no file has one of them. A folder without data files is BY6013.
 */
export function openData(path: string, symbols: readonly string[] = []): CountedRecording {
  const files = columnFiles(path).map(openColumns)
  const isKnown = symbols.length > 0 && symbols.every((symbol) => files.some((file) => has(file, symbol)))
  const [first, ...others] = isKnown ? files.filter((file) => symbols.some((symbol) => has(file, symbol))) : files
  if (first === undefined) throw new BotyardError('BY6013', { folder: path })
  return others.length === 0 ? first : new MergedRecording([first, ...others])
}

/** Whether a symbol, full or short, can mean an instrument of a file. Venues go by the names that the bot gives them. */
function has({ instruments }: ColumnsRecording, symbol: string): boolean {
  const parts = readSymbol(symbol)
  return instruments.some(({ kind, name }) => !('problem' in parts) && name === parts.name && kind === (parts.kind ?? kind))
}

/** What a file holds and from when on; no two that may be heard together have the same. */
function contentKey({ instruments, tables }: ColumnsRecording): string {
  const keys = tables.counts.map(({ instrument, kind, interval, from }) => {
    const rules = instruments[instrument]
    const symbol = rules === undefined ? '' : writeSymbol(rules.venue, rules.kind, rules.name)
    const number = (value: number) => String(value).padStart(20, '0')
    return [symbol, number(kind), number(interval), number(from)].join(' ')
  })
  return keys.sort().join('\n')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
