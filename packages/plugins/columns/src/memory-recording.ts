import {
  alterationInForce,
  type Duration,
  type InstrumentRules,
  type Interest,
  type Lane,
  type Micros,
  type Recording,
} from '@botyard/core'
import { RowColumns } from './row-columns.ts'

/** Most rows that are kept at a time: at 65 bytes a row they take half a gigabyte. A longer recording is not kept at all. */
const memoryRowsUsual = 8_000_000

/** A recording that knows how many rows it has, and whose lanes keep them in columns that can be copied. */
export interface CountedRecording extends Recording {
  readonly rules: readonly InstrumentRules[]
  readonly dataNames: readonly string[]
  /** At most so many rows lie in a half-open time range. */
  rowsWithin(from: Micros, to: Micros): number
  open(numbers: readonly number[], from: Micros, to: Micros): RowColumns & Lane
}

interface Kept {
  readonly columns: RowColumns
  readonly rows: number
}

/**
 * A recording that is decoded once, at the first `open`, and kept: every further `open` of the same range and numbers gives a lane
 * over the same columns, which costs nothing. For sweeps, where thousands of runs read the same rows. What is too long streams.
 */
export class MemoryRecording implements Recording {
  readonly name: string
  readonly synthetic: boolean
  readonly checksum: string
  readonly instruments: readonly InstrumentRules[]
  readonly rules: readonly InstrumentRules[]
  readonly dataNames: readonly string[]
  readonly from: Micros
  readonly to: Micros
  readonly #recording: CountedRecording
  readonly #rowsMax: number
  readonly #kept = new Map<string, Kept>()

  constructor(recording: CountedRecording, rowsMax = memoryRowsUsual) {
    this.name = recording.name
    this.synthetic = recording.synthetic
    this.checksum = recording.checksum
    this.instruments = recording.instruments
    this.rules = recording.rules
    this.dataNames = recording.dataNames
    this.from = recording.from
    this.to = recording.to
    this.#recording = recording
    this.#rowsMax = rowsMax
  }

  offers(instrument: InstrumentRules, kind: Interest['kind'], interval?: Duration): boolean {
    return this.#recording.offers(instrument, kind, interval)
  }

  intervals(instrument: InstrumentRules): readonly Duration[] {
    return this.#recording.intervals(instrument)
  }

  open(numbers: readonly number[], from: Micros, to: Micros): Lane {
    // Rows that are kept are true ones, which a rehearsal of a run may not see.
    if (alterationInForce() !== undefined || this.#recording.rowsWithin(from, to) > this.#rowsMax)
      return this.#recording.open(numbers, from, to)
    const key = `${numbers.join()}/${from}/${to}`
    const kept = this.#kept.get(key) ?? this.#decode(numbers, from, to)
    if (!this.#kept.has(key)) this.#keep(key, kept)
    return new KeptLane(kept)
  }

  #decode(numbers: readonly number[], from: Micros, to: Micros): Kept {
    const columns = new RowColumns(this.#recording.rowsWithin(from, to))
    const lane = this.#recording.open(numbers, from, to)
    let rows = 0
    while (lane.refill?.() === true) {
      columns.put(rows, lane, lane.tail)
      rows += lane.tail
    }
    return { columns, rows }
  }

  /** The oldest ranges give way, so that all of them together stay within the limit too. */
  #keep(key: string, kept: Kept): void {
    this.#kept.set(key, kept)
    let rows = 0
    for (const { columns } of this.#kept.values()) rows += columns.rowsMax
    for (const [old, { columns }] of this.#kept) {
      if (rows <= this.#rowsMax) return
      this.#kept.delete(old)
      rows -= columns.rowsMax
    }
  }
}

/** A lane over columns that others read as well; only the place of reading is its own. */
class KeptLane implements Lane {
  readonly kind: Uint8Array
  readonly flags: Uint8Array
  readonly instrument: Uint16Array
  readonly side: Int8Array
  readonly price: Int32Array
  readonly quantity: Float64Array
  readonly a: Float64Array
  readonly b: Float64Array
  readonly ref: Int32Array
  readonly exchangeTime: Float64Array
  readonly receivedTime: Float64Array
  readonly sequence: Float64Array
  head = 0
  tail = 0
  #rows: number

  constructor({ columns, rows }: Kept) {
    this.kind = columns.kind
    this.flags = columns.flags
    this.instrument = columns.instrument
    this.side = columns.side
    this.price = columns.price
    this.quantity = columns.quantity
    this.a = columns.a
    this.b = columns.b
    this.ref = columns.ref
    this.exchangeTime = columns.exchangeTime
    this.receivedTime = columns.receivedTime
    this.sequence = columns.sequence
    this.#rows = rows
  }

  refill(): boolean {
    this.head = 0
    this.tail = this.#rows
    this.#rows = 0
    return this.tail > 0
  }

  // As a tape it is always full, because others read the same columns.
  open(): void {}
  next(): number {
    return -1
  }
  close(): void {}
  discard(): void {}
}
