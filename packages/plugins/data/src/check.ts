import { openColumns } from '@botyard/columns'
import { Column, isBotyardError, type Lane, tapeKinds } from '@botyard/core'
import { InstrumentCheck, type InstrumentFindings } from './instrument-check.ts'

/** What a check found; plain numbers and texts, so it can be printed as JSON. */
export interface DataFindings {
  readonly file: string
  readonly name: string
  readonly synthetic: boolean
  readonly checksum: string
  /** Rows that could be read. */
  readonly rows: number
  /** Messages that were received before the one above them: the engine would hear them late. */
  readonly backwards: number
  readonly instruments: readonly InstrumentFindings[]
  /** What ended the reading early; the rows before it are intact. */
  readonly damage?: { readonly code: string; readonly text: string; readonly at: number }
  /**
   * False when rows are damaged, there twice, out of order or such as no market sends, when a book is crossed, or when rules cannot be
   * used. Gaps, jumps, clocks that differ and a book that begins without a snapshot can be true, and are only told.
   */
  readonly ok: boolean
}

/** When a stretch without rows is a gap and a change of price is a jump. */
export interface CheckLimits {
  /** Silence of trades or a book, in seconds; 60 when left out. Bars have a gap where one is missing. */
  readonly silenceSeconds?: number
  /** Change from one price to the next as a share; 0.1 when left out. */
  readonly jumpShare?: number
}

const named = new Uint8Array(256).fill(1)
for (const { kind, columns } of tapeKinds) named[kind] = columns & Column.instrument

/** Reads a whole column file and tells what is in it and what is wrong with it. A file that cannot be opened at all is an error. */
export function checkData(file: string, limits: CheckLimits = {}): DataFindings {
  const { silenceSeconds = 60, jumpShare = 0.1 } = limits
  const recording = openColumns(file)
  const checks = recording.instruments.map((rules) => new InstrumentCheck(rules, silenceSeconds * 1e6, jumpShare))
  const { rows, backwards, damage } = readAll(recording.openAll(), checks)
  const instruments = checks.map((check) => check.findings())
  const clean = instruments.every(
    ({ duplicates, outOfOrder, crossed, badRows, rules }) => duplicates + outOfOrder + crossed + badRows === 0 && rules === null,
  )
  const { name, synthetic, checksum } = recording
  const found = {
    file,
    name,
    synthetic,
    checksum,
    rows,
    backwards,
    instruments,
    ok: clean && backwards === 0 && damage === undefined,
  }
  if (damage === undefined) return found
  const at = damage.details['at']
  return { ...found, damage: { code: damage.code, text: damage.message, at: typeof at === 'number' ? at : -1 } }
}

function readAll(lane: Lane, checks: readonly InstrumentCheck[]) {
  let rows = 0
  let backwards = 0
  let last = Number.NEGATIVE_INFINITY
  try {
    while (lane.refill?.() === true) {
      for (let row = lane.head; row < lane.tail; row++) {
        if (lane.receivedTime[row] < last) backwards++
        last = lane.receivedTime[row]
        if (named[lane.kind[row]] !== 0) checks[lane.instrument[row]].row(lane, row)
      }
      rows += lane.tail - lane.head
    }
  } catch (error) {
    if (!isBotyardError(error)) throw error
    return { rows, backwards, damage: error }
  }
  return { rows, backwards, damage: undefined }
}
