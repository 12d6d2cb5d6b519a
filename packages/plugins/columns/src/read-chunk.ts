import { Column, Flag } from '@botyard/core'
import type { ByteSource } from './byte-source.ts'
import { Against } from './format.ts'
import { KindRows } from './kind-rows.ts'
import {
  placeAgainstFloats,
  placeAgainstPrices,
  placeFloats,
  placePrices,
  placePricesOfMany,
  placeSides,
  placeWhole,
} from './place-numbers.ts'
import { StreamReader } from './read-stream.ts'
import type { RowColumns } from './row-columns.ts'

/**
 * Fills the columns of a tape from the body of a chunk, stream by stream. Everything it needs is made once, so reading a file
 * of any length leaves nothing behind for the garbage collector.
 */
export class ChunkReader {
  /** The kinds of rows of the chunk read last. */
  readonly kinds: KindRows
  readonly #source: ByteSource
  readonly #columns: RowColumns
  readonly #stream: StreamReader
  readonly #instruments: number
  /** First rows of the messages, and after them the number of rows. */
  readonly #starts: Int32Array
  /** Last price of each instrument. */
  readonly #last: Int32Array
  /** Whether every message has one row. */
  #single = false
  /** Columns that may hold something of an earlier chunk. */
  #dirty = 0

  constructor(source: ByteSource, columns: RowColumns, instruments: number) {
    const { rowsMax } = columns
    this.#source = source
    this.#columns = columns
    this.#stream = new StreamReader(source, rowsMax)
    this.kinds = new KindRows(source, columns.kind)
    this.#instruments = instruments
    this.#starts = new Int32Array(rowsMax + 1)
    this.#last = new Int32Array(instruments)
  }

  /** Reads the body that the source stands at; `rows` and `messages` are what the index promised. */
  read(rows: number, messages: number): void {
    const { kinds } = this
    const source = this.#source
    source.count(rows, rows, 'the number of rows')
    source.count(messages, messages, 'the number of messages')
    kinds.readTable(rows)
    this.#clean(rows)
    this.#readMessages(rows, messages)
    kinds.readRows(this.#stream, rows)
    this.#readFlags(rows)
    this.#finishMessages(messages)
    this.#readPrices(rows, this.#readInstruments(rows))
    for (let i = 0; i < kinds.count; i++) this.#readKind(i)
    if (source.at !== source.end) source.damaged('a chunk has more bytes than its rows need')
  }

  /** A column that a kind does not use is 0 in its rows, whatever an earlier chunk left there. */
  #clean(rows: number): void {
    const columns = this.#columns
    const clean = this.#dirty & ~this.kinds.shared
    if ((clean & Column.instrument) !== 0) columns.instrument.fill(0, 0, rows)
    if ((clean & Column.side) !== 0) columns.side.fill(0, 0, rows)
    if ((clean & Column.price) !== 0) columns.price.fill(0, 0, rows)
    if ((clean & Column.quantity) !== 0) columns.quantity.fill(0, 0, rows)
    if ((clean & Column.a) !== 0) columns.a.fill(0, 0, rows)
    if ((clean & Column.b) !== 0) columns.b.fill(0, 0, rows)
    if ((clean & Column.ref) !== 0) columns.ref.fill(0, 0, rows)
    this.#dirty |= this.kinds.used
  }

  #readMessages(rows: number, messages: number): void {
    const columns = this.#columns
    const stream = this.#stream
    this.#findStarts(rows, messages)
    const starts = this.#single ? undefined : this.#starts
    stream.readFloats(messages)
    placeFloats(columns.exchangeTime, starts, 0, stream, messages)
    stream.readFloats(messages)
    if (stream.against !== Against.base) placeFloats(columns.receivedTime, starts, 0, stream, messages)
    else placeAgainstFloats(columns.receivedTime, columns.exchangeTime, starts, stream, messages)
    stream.readFloats(messages)
    placeFloats(columns.sequence, starts, 0, stream, messages)
    this.#readRests(columns.exchangeRest, starts, messages)
    this.#readRests(columns.receivedRest, starts, messages)
  }

  #findStarts(rows: number, messages: number): void {
    const stream = this.#stream
    const starts = this.#starts
    stream.readPlain(messages)
    this.#single = stream.constant && stream.value === 1 && messages === rows
    if (this.#single) return
    stream.spreadWhole(messages)
    const { whole } = stream
    let row = 0
    for (let i = 0; i < messages; i++) {
      starts[i] = row
      const size = whole[i]
      if (size < 1 || size > rows - row) this.#source.damaged('a message is longer than its chunk')
      row += size
    }
    if (row !== rows) this.#source.damaged('the messages are shorter than their chunk')
    starts[messages] = rows
  }

  #readRests(into: Uint16Array, starts: Int32Array | undefined, messages: number): void {
    const stream = this.#stream
    stream.readPlain(messages)
    const { whole } = stream
    if (stream.constant) into.fill(stream.value, 0, starts?.[messages] ?? messages)
    else if (starts === undefined) for (let i = 0; i < messages; i++) into[i] = whole[i]
    else for (let i = 0; i < messages; i++) into.fill(whole[i], starts[i], starts[i + 1])
  }

  #readFlags(rows: number): void {
    const { flags } = this.#columns
    const { whole } = this.#stream
    this.#stream.readPlain(rows)
    const last = this.#single ? Flag.last : 0
    if (this.#stream.constant) flags.fill(this.#stream.value | last, 0, rows)
    else for (let row = 0; row < rows; row++) flags[row] = whole[row] | last
  }

  /** The rows of a message share its times and its sequence, and the last of them closes it. */
  #finishMessages(messages: number): void {
    if (this.#single) return
    const { flags, exchangeTime, receivedTime, sequence } = this.#columns
    const starts = this.#starts
    for (let i = 0; i < messages; i++) {
      const first = starts[i]
      const end = starts[i + 1]
      for (let row = first + 1; row < end; row++) {
        exchangeTime[row] = exchangeTime[first]
        receivedTime[row] = receivedTime[first]
        sequence[row] = sequence[first]
      }
      flags[end - 1] |= Flag.last
    }
  }

  /** Returns whether all rows name the same instrument. */
  #readInstruments(rows: number): boolean {
    const named = this.kinds.rowsWith(Column.instrument, rows)
    const count = this.kinds.rowCount
    if (count === 0) return true
    const stream = this.#stream
    const { whole } = stream
    const { instrument } = this.#columns
    stream.readPlain(count)
    if (stream.constant) {
      if (!(stream.value >= 0 && stream.value < this.#instruments)) this.#source.damaged('a row has an unknown instrument')
      if (named === undefined) instrument.fill(stream.value, 0, rows)
      else for (let i = 0; i < count; i++) instrument[named[i]] = stream.value
      return true
    }
    for (let i = 0; i < count; i++) {
      const place = whole[i]
      if (place < 0 || place >= this.#instruments) this.#source.damaged('a row has an unknown instrument')
      instrument[named === undefined ? i : named[i]] = place
    }
    return false
  }

  #readPrices(rows: number, oneInstrument: boolean): void {
    const priced = this.kinds.rowsWith(Column.price, rows)
    const count = this.kinds.rowCount
    if (count === 0) return
    const { price, instrument } = this.#columns
    this.#stream.readWhole(count)
    this.#stream.expect(Against.instrument)
    if (oneInstrument) {
      placePrices(price, priced, this.#stream, count)
      return
    }
    this.#last.fill(0)
    placePricesOfMany(price, instrument, this.#last, priced, this.#stream, count)
  }

  #readKind(place: number): void {
    const { kinds } = this
    const mask = kinds.maskAt(place)
    const count = kinds.counts[place]
    const from = kinds.from[place]
    const rows = kinds.order
    const stream = this.#stream
    const { side, quantity, ref, price, a, b } = this.#columns
    if ((mask & Column.side) !== 0) {
      stream.readPlain(count)
      placeSides(side, rows, from, stream, count)
    }
    if ((mask & Column.quantity) !== 0) {
      stream.readFloats(count)
      placeFloats(quantity, rows, from, stream, count)
    }
    if ((mask & Column.a) !== 0) {
      stream.readFloats(count)
      if (stream.against !== Against.base) placeFloats(a, rows, from, stream, count)
      else placeAgainstPrices(a, price, rows, from, stream, count)
    }
    if ((mask & Column.b) !== 0) {
      stream.readFloats(count)
      if (stream.against !== Against.base) placeFloats(b, rows, from, stream, count)
      else placeAgainstPrices(b, price, rows, from, stream, count)
    }
    if ((mask & Column.ref) !== 0) {
      stream.readWhole(count)
      placeWhole(ref, rows, from, stream, count)
    }
  }
}
