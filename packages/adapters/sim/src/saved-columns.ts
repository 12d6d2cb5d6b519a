/** A number as JSON keeps it exactly: those that it lacks are text. */
export type SavedNumber = number | string

/** Some rows of columns, by the name of the column. */
export type SavedColumns = Readonly<Record<string, readonly SavedNumber[]>>

/** Typed columns by name, a row for each order: what is in them is written down and restored with the exchange. */
export type Columns = Readonly<Record<string, Float64Array | Int32Array | Uint16Array | Int8Array | Uint8Array>>

export function saveNumber(value: number): SavedNumber {
  return Number.isFinite(value) ? value : String(value)
}

/** Writes down the rows of these numbers. */
export function saveColumns(columns: Columns, rows: readonly number[]): SavedColumns {
  const saved = (column: Columns[string]) => rows.map((row) => saveNumber(column[row]))
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, saved(column)]))
}

/** Puts what was saved into the rows of these numbers. */
export function restoreColumns(columns: Columns, rows: readonly number[], saved: SavedColumns): void {
  for (const [name, column] of Object.entries(columns)) {
    for (const [at, row] of rows.entries()) column[row] = Number(saved[name][at])
  }
}

/** Whether both have columns of the same names. */
export function fits(columns: Columns, saved: SavedColumns): boolean {
  return Object.keys(columns).sort().join() === Object.keys(saved).sort().join()
}

/** The numbers from 0 up to a count. */
export function firstRows(count: number): number[] {
  return Array.from({ length: count }, (_, row) => row)
}
