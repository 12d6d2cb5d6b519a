import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { ColumnsWriter } from '@botyard/columns'
import { BotyardError, type Duration, type InstrumentRules, type Micros, writeDuration } from '@botyard/core'
import { type CsvLayout, readLayout } from './columns.ts'
import { eachLine, findSeparator, splitLine } from './each-line.ts'
import type { CsvImportOptions } from './options.ts'
import { CsvRows } from './read-rows.ts'
import { Survey } from './survey.ts'
import { BarRows, TradeRows } from './write-rows.ts'

/** A line that was left out, and why. */
export interface SkippedLine {
  readonly line: number
  readonly code: string
  readonly reason: string
}

/** What an import did. */
export interface CsvImportReport {
  readonly path: string
  /** Bars or trades written. */
  readonly imported: number
  readonly skipped: number
  /** The first of the lines that were left out. */
  readonly skippedLines: readonly SkippedLine[]
  /** Numbers finer than the units of the file, which were rounded once to the nearest. */
  readonly rounded: number
  /** Trades whose side the file does not give: by the tick rule, a buy after a rise and a sell after a fall. */
  readonly guessedSides: number
  readonly from: Micros
  readonly to: Micros
  readonly interval?: Duration
  readonly instrument: InstrumentRules
}

/** How many of the lines that were left out are named. */
const skippedNamedMax = 20

/**
 * Turns a CSV file of bars or trades into a column file. The file is read twice: first every line is checked and the steps of
 * prices, quantities and times are found, then the rows are written, so nothing is written from a file that has a fault.
 */
export function importCsv(options: CsvImportOptions): CsvImportReport {
  const { file, kind, out, overwrite = false } = options
  if (isSameFile(file, out)) throw new BotyardError('BY6017', { file })
  const skipped = new SkippedLines(options.skipBad === true)
  const survey = new Survey(options)
  eachRow(options, (rows, fault, line) => {
    if (fault === undefined) survey.add(rows, line)
    else skipped.add(fault, line)
  })
  if (survey.rows === 0) throw skipped.noRows(file)

  const instrument = survey.rules()
  const intervalMicros = kind === 'bars' ? survey.intervalMicros() : 0
  const name = `${instrument.name} ${kind === 'bars' ? writeDuration(intervalMicros) : kind} from ${basename(file)}`
  const writer = new ColumnsWriter({ path: out, name, synthetic: false, instruments: [instrument], overwrite })
  try {
    const written =
      kind === 'bars' ? new BarRows(options, writer, instrument, intervalMicros) : new TradeRows(options, writer, instrument)
    eachRow(options, (rows, fault, line) => {
      const late = fault === undefined ? written.add(rows, line) : undefined
      if (late !== undefined) skipped.add(late, line)
    })
    if (written.imported === 0) throw skipped.noRows(file)
    const path = writer.finish()
    const { imported, rounded, guessedSides, from, to } = written
    const report = {
      path,
      imported,
      skipped: skipped.count,
      skippedLines: skipped.lines,
      rounded,
      guessedSides,
      from,
      to,
      instrument,
    }
    return kind === 'bars' ? { ...report, interval: writeDuration(intervalMicros) } : report
  } finally {
    writer.abandon()
  }
}

/** Whether two paths lead to one file, however they are spelled and through whatever links. */
function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }))
  return first !== undefined && second !== undefined && first.dev === second.dev && first.ino === second.ino
}

/** Lines with a fault; where none may be left out, the first one ends the import. */
class SkippedLines {
  count = 0
  readonly lines: SkippedLine[] = []
  readonly #allowed: boolean

  constructor(allowed: boolean) {
    this.#allowed = allowed
  }

  add(fault: BotyardError, line: number): void {
    if (!this.#allowed) throw fault
    this.count++
    if (this.lines.length < skippedNamedMax) this.lines.push({ line, code: fault.code, reason: fault.title })
  }

  /** The error of a file of which nothing is left. */
  noRows(file: string): BotyardError {
    const [first] = this.lines
    if (first === undefined) return new BotyardError('BY6004', { file })
    const why = `Every line was left out. The first: ${first.reason}`
    return new BotyardError('BY6004', { file }, { why, fix: ['repair the lines; without --skip-bad the first bad one is shown'] })
  }
}

/** Reads every line of data; the heading, if there is one, is not among them. */
function eachRow(options: CsvImportOptions, hear: (rows: CsvRows, fault: BotyardError | undefined, line: number) => void): void {
  const { file, kind } = options
  let separator = ','
  let layout: CsvLayout | undefined
  let rows: CsvRows | undefined
  eachLine(file, (text, line) => {
    if (layout === undefined) {
      separator = findSeparator(text)
      layout = readLayout(file, kind, splitLine(text, separator))
      rows = new CsvRows(file, kind, layout)
      if (layout.heading) return
    }
    const fault = rows!.read(splitLine(text, separator), line)
    hear(rows!, fault, line)
  })
}
