import { Column, Flag, Kind } from '@botyard/core'
import type { ByteSink } from './byte-sink.ts'
import { Against } from './format.ts'
import { masks } from './kind-masks.ts'
import type { RowColumns } from './row-columns.ts'
import { StreamWriter } from './write-stream.ts'

/** Turns rows into the body of a chunk. One of these serves a whole file; nothing is kept from chunk to chunk. */
export class ChunkWriter {
  readonly #sink: ByteSink
  readonly #streams: StreamWriter
  /** Numbers on their way into a stream, and those they may be written against. */
  readonly #values: Float64Array
  readonly #base: Float64Array
  /** First rows of the messages. */
  readonly #starts: Int32Array
  /** Row numbers of the stream in hand. */
  readonly #rows: Int32Array
  #last = new Float64Array(0)

  constructor(sink: ByteSink, rowsMax: number) {
    this.#sink = sink
    this.#streams = new StreamWriter(sink, rowsMax)
    this.#values = new Float64Array(rowsMax)
    this.#base = new Float64Array(rowsMax)
    this.#starts = new Int32Array(rowsMax + 1)
    this.#rows = new Int32Array(rowsMax)
  }

  /** Appends rows `0..rows` to the sink and returns how many messages they were. The last row closes a message. */
  write(columns: RowColumns, rows: number, instruments: number): number {
    const messages = this.#findMessages(columns, rows)
    const kinds = [...new Set(columns.kind.subarray(0, rows))].sort((x, y) => x - y)
    this.#sink.uvarint(rows)
    this.#sink.uvarint(messages)
    this.#sink.uvarint(kinds.length)
    for (const kind of kinds) {
      this.#sink.u8(kind)
      this.#sink.u8(masks[kind])
      this.#sink.uvarint(countOf(columns.kind, rows, kind))
    }
    this.#writeMessages(columns, messages)
    this.#writeShared(columns, rows, kinds, instruments)
    for (const kind of kinds) this.#writeKind(columns, rows, kind)
    return messages
  }

  #findMessages(columns: RowColumns, rows: number): number {
    let messages = 0
    let first = true
    for (let row = 0; row < rows; row++) {
      if (first) this.#starts[messages++] = row
      first = (columns.flags[row] & Flag.last) !== 0
    }
    this.#starts[messages] = rows
    return messages
  }

  #writeMessages(columns: RowColumns, messages: number): void {
    const values = this.#values
    const base = this.#base
    const starts = this.#starts
    for (let i = 0; i < messages; i++) values[i] = starts[i + 1] - starts[i]
    this.#streams.writePlain(values, messages)
    for (let i = 0; i < messages; i++) base[i] = columns.exchangeTime[starts[i]]
    this.#streams.write(base, messages)
    for (let i = 0; i < messages; i++) values[i] = columns.receivedTime[starts[i]]
    this.#streams.writeAgainst(base, values, messages, Against.base)
    for (let i = 0; i < messages; i++) values[i] = columns.sequence[starts[i]]
    this.#streams.write(values, messages)
    for (let i = 0; i < messages; i++) values[i] = columns.exchangeRest[starts[i]]
    this.#streams.writePlain(values, messages)
    for (let i = 0; i < messages; i++) values[i] = columns.receivedRest[starts[i]]
    this.#streams.writePlain(values, messages)
  }

  /** The streams that run over rows of several kinds: kind, flags, instrument and price. */
  #writeShared(columns: RowColumns, rows: number, kinds: readonly number[], instruments: number): void {
    const values = this.#values
    const places = new Uint8Array(256)
    for (let i = 0; i < kinds.length; i++) places[kinds[i]] = i
    for (let row = 0; row < rows; row++) values[row] = places[columns.kind[row]]
    this.#streams.writePlain(values, rows)
    for (let row = 0; row < rows; row++) values[row] = columns.flags[row] & ~Flag.last
    this.#streams.writePlain(values, rows)

    const named = this.#rowsWith(columns, rows, Column.instrument)
    for (let i = 0; i < named; i++) values[i] = columns.instrument[this.#rows[i]]
    if (named > 0) this.#streams.writePlain(values, named)

    if (this.#last.length < instruments) this.#last = new Float64Array(instruments)
    this.#last.fill(0)
    const priced = this.#rowsWith(columns, rows, Column.price)
    for (let i = 0; i < priced; i++) {
      const row = this.#rows[i]
      const instrument = columns.instrument[row]
      values[i] = columns.price[row]
      this.#base[i] = this.#last[instrument]
      this.#last[instrument] = values[i]
    }
    if (priced > 0) this.#streams.writeAgainst(this.#base, values, priced, Against.instrument)
  }

  #writeKind(columns: RowColumns, rows: number, kind: number): void {
    const mask = masks[kind]
    let count = 0
    for (let row = 0; row < rows; row++) if (columns.kind[row] === kind) this.#rows[count++] = row
    if ((mask & Column.side) !== 0) this.#streams.writePlain(this.#gather(columns.side, count), count)
    if ((mask & Column.quantity) !== 0) this.#streams.write(this.#gather(columns.quantity, count), count)
    if ((mask & Column.a) !== 0) this.#writeFree(columns, columns.a, kind, count)
    if ((mask & Column.b) !== 0) this.#writeFree(columns, columns.b, kind, count)
    if ((mask & Column.ref) !== 0) this.#streams.write(this.#gather(columns.ref, count), count)
  }

  /** High and low of a bar lie near its close; what other kinds keep in `a` and `b` has no such neighbour. */
  #writeFree(columns: RowColumns, column: Float64Array, kind: number, count: number): void {
    const values = this.#gather(column, count)
    if (kind !== Kind.bar) {
      this.#streams.write(values, count)
      return
    }
    for (let i = 0; i < count; i++) this.#base[i] = columns.price[this.#rows[i]]
    this.#streams.writeAgainst(this.#base, values, count, Against.base)
  }

  #rowsWith(columns: RowColumns, rows: number, column: number): number {
    let count = 0
    for (let row = 0; row < rows; row++) if ((masks[columns.kind[row]] & column) !== 0) this.#rows[count++] = row
    return count
  }

  #gather(column: ArrayLike<number>, count: number): Float64Array {
    for (let i = 0; i < count; i++) this.#values[i] = column[this.#rows[i]]
    return this.#values
  }
}

function countOf(kinds: Uint8Array, rows: number, kind: number): number {
  let count = 0
  for (let row = 0; row < rows; row++) if (kinds[row] === kind) count++
  return count
}
