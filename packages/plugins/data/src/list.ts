import { columnFiles, openColumns } from '@botyard/columns'
import { isBotyardError, type Micros, writeSymbol } from '@botyard/core'
import { rowsName } from './rows-name.ts'

/** One file of a folder, as `data ls` shows it; plain numbers and texts. */
export interface ListedFile {
  readonly file: string
  /** What is in it; absent when the file cannot be opened. */
  readonly recording?: ListedRecording
  /** Why it cannot be opened. */
  readonly error?: { readonly code: string; readonly text: string }
}

/** What a column file says of itself. */
export interface ListedRecording {
  readonly name: string
  readonly synthetic: boolean
  readonly bytes: number
  readonly rows: number
  /** Microseconds; `to` is the first one after the last row. */
  readonly from: Micros
  readonly to: Micros
  readonly checksum: string
  readonly contents: readonly ListedContent[]
}

/** Rows of one kind of one instrument. */
export interface ListedContent {
  /** Qualified name; empty for rows that belong to no instrument. */
  readonly symbol: string
  /** 'trade', 'level', 'bar 1m'. */
  readonly kind: string
  readonly rows: number
  readonly from: Micros
  readonly to: Micros
}

/** What the column files of a folder hold, by name; rows are not read, so it is quick. A file that is broken is listed with its error. */
export function listData(folder: string): ListedFile[] {
  return columnFiles(folder).map((file) => {
    try {
      return { file, recording: describe(file) }
    } catch (error) {
      if (!isBotyardError(error)) throw error
      return { file, error: { code: error.code, text: error.message } }
    }
  })
}

function describe(file: string): ListedRecording {
  const { name, synthetic, bytes, rows, from, to, checksum, instruments, tables } = openColumns(file)
  const contents = tables.counts.map((count) => {
    const rules = instruments[count.instrument]
    return {
      symbol: rules === undefined ? '' : writeSymbol(rules.venue, rules.kind, rules.name),
      kind: rowsName(count.kind, count.interval),
      rows: count.rows,
      from: count.from,
      to: count.to,
    }
  })
  return { name, synthetic, bytes, rows, from, to, checksum, contents }
}
