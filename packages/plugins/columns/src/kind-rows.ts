import { Column } from '@botyard/core'
import type { ByteSource } from './byte-source.ts'
import type { StreamReader } from './read-stream.ts'

/** Which rows of a chunk are of which kind: the table of kinds at its start and the stream that says where in it each row is. */
export class KindRows {
  /** Kinds in the table. */
  count = 0
  /** Rows of each, by place in the table. */
  readonly counts = new Int32Array(256)
  /** Where in `order` the rows of each begin. */
  readonly from = new Int32Array(256)
  /** Row numbers kind after kind; undefined when there is one kind, so that its rows follow each other. */
  order: Int32Array | undefined
  /** Columns of each kind, by its number. */
  readonly masks = new Uint8Array(256)
  /** Columns that any kind has, and those that all have. */
  used = 0
  shared = 0
  /** How many rows `rowsWith` found. */
  rowCount = 0
  readonly #source: ByteSource
  readonly #kind: Uint8Array
  readonly #kinds = new Uint8Array(256)
  readonly #next = new Int32Array(256)
  readonly #order: Int32Array
  readonly #some: Int32Array

  /** Fills `kind`, which is the column of the tape. */
  constructor(source: ByteSource, kind: Uint8Array) {
    this.#source = source
    this.#kind = kind
    this.#order = new Int32Array(kind.length)
    this.#some = new Int32Array(kind.length)
  }

  maskAt(place: number): number {
    return this.masks[this.#kinds[place]]
  }

  readTable(rows: number): void {
    const source = this.#source
    this.count = source.count(1, 256, 'the number of kinds')
    this.used = 0
    this.shared = 255
    this.masks.fill(0)
    let from = 0
    for (let i = 0; i < this.count; i++) {
      const kind = source.u8()
      const mask = source.u8()
      if (i > 0 && kind <= this.#kinds[i - 1]) source.damaged('the kinds of rows are out of order')
      if ((mask & Column.price) !== 0 && (mask & Column.instrument) === 0) source.damaged('a kind has a price and no instrument')
      this.#kinds[i] = kind
      this.masks[kind] = mask
      this.used |= mask
      this.shared &= mask
      this.from[i] = from
      this.counts[i] = source.count(1, rows - from, 'the rows of a kind')
      from += this.counts[i]
    }
    if (from !== rows) source.damaged('the kinds have fewer rows than their chunk')
  }

  /** Reads the stream of places and sorts the rows by kind. */
  readRows(stream: StreamReader, rows: number): void {
    stream.readPlain(rows)
    if (this.count === 1) {
      if (!stream.constant || stream.value !== 0) this.#source.damaged('a row has an unknown kind')
      this.#kind.fill(this.#kinds[0], 0, rows)
      this.order = undefined
      return
    }
    stream.spreadWhole(rows)
    this.order = this.#order
    if (this.count === 2) this.#sortTwo(stream.whole, rows)
    else this.#sort(stream.whole, rows)
    const last = this.count - 1
    const agrees = this.#next.every((next, i) => i > last || next === this.from[i] + this.counts[i])
    if (!agrees) this.#source.damaged('the rows of the kinds differ from their table')
  }

  /** The rows whose kinds have a column, undefined for all rows; `rowCount` says how many. */
  rowsWith(column: number, rows: number): Int32Array | undefined {
    this.rowCount = rows
    if ((this.shared & column) !== 0) return undefined
    let count = 0
    for (let row = 0; row < rows; row++) if ((this.masks[this.#kind[row]] & column) !== 0) this.#some[count++] = row
    this.rowCount = count
    return this.#some
  }

  #sort(places: Int32Array, rows: number): void {
    const kind = this.#kind
    const kinds = this.#kinds
    const order = this.#order
    const next = this.#next
    next.set(this.from)
    for (let row = 0; row < rows; row++) {
      const place = places[row]
      if (place < 0 || place >= this.count) this.#source.damaged('a row has an unknown kind')
      kind[row] = kinds[place]
      order[next[place]++] = row
    }
  }

  /** Bars with their opens, or levels with trades: most files. Both counters stay in registers, and nothing branches. */
  #sortTwo(places: Int32Array, rows: number): void {
    const kind = this.#kind
    const order = this.#order
    const [first, second] = this.#kinds
    let nextFirst = this.from[0]
    let nextSecond = this.from[1]
    for (let row = 0; row < rows; row++) {
      const place = places[row] & 1
      kind[row] = first + place * (second - first)
      order[nextFirst + place * (nextSecond - nextFirst)] = row
      nextFirst += 1 - place
      nextSecond += place
    }
    this.#next[0] = nextFirst
    this.#next[1] = nextSecond
  }
}
