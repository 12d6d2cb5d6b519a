import { crc32 } from 'node:zlib'
import { type AlteredRows, alterationInForce, BotyardError, Column, Flag, type Lane, type Micros } from '@botyard/core'
import { ByteSource } from './byte-source.ts'
import { FileBytes } from './file-bytes.ts'
import { type ChunkEntry, checksumBytes, chunkHeadBytes, chunkMark } from './format.ts'
import { ChunkReader } from './read-chunk.ts'
import { RowColumns } from './row-columns.ts'

/** Bytes that are read at a time, unless a chunk is longer. */
const windowBytesUsual = 1 << 20

/** Bytes of the window behind the last chunk, so that a number may be read together with what follows it. */
const slackBytes = 8

/** What part of a file a lane shows. */
interface LaneRange {
  /** The number on the tape for each instrument of the file, -1 to leave its rows out. */
  readonly numbers: readonly number[]
  /** Half-open, by received time. */
  readonly from: Micros
  readonly to: Micros
}

/**
 * A file as a lane. Chunks are decoded one after another into the same columns, which are handed over as they are. The file is
 * opened for each stretch that is read and closed again, so a lane that nobody reads to its end holds nothing open.
 */
export class ColumnsLane extends RowColumns implements Lane {
  head = 0
  tail = 0
  readonly #path: string
  readonly #index: readonly ChunkEntry[]
  readonly #range: LaneRange
  readonly #source: ByteSource
  readonly #chunks: ChunkReader
  readonly #window: Uint8Array
  readonly #drops: boolean
  readonly #renumbers: boolean
  readonly #numbers: Int32Array
  readonly #alteration: AlteredRows | undefined
  #windowFrom = 0
  #windowTo = 0
  #next = 0

  /** @internal */
  constructor(path: string, index: readonly ChunkEntry[], range: LaneRange) {
    super(index.reduce((most, entry) => Math.max(most, entry.rows), 1))
    this.#path = path
    this.#index = index
    this.#range = range
    this.#source = new ByteSource(path)
    this.#chunks = new ChunkReader(this.#source, this, range.numbers.length)
    const largest = index.reduce((most, entry) => Math.max(most, entry.bytes), 0)
    const all = index.reduce((sum, entry) => sum + entry.bytes, 0)
    this.#window = new Uint8Array(Math.min(all, Math.max(largest, windowBytesUsual)) + slackBytes)
    this.#numbers = Int32Array.from(range.numbers)
    this.#alteration = alterationInForce()
    this.#drops = range.numbers.some((number) => number < 0)
    this.#renumbers = range.numbers.some((number, place) => number !== place)
  }

  /** Decodes the next chunk that has rows of the range; false at the end for good. */
  refill(): boolean {
    this.head = 0
    this.tail = 0
    while (this.tail === 0) {
      const entry = this.#index[this.#next]
      if (entry === undefined) return false
      this.#next++
      if (entry.to < this.#range.from || entry.from >= this.#range.to) continue
      this.#decode(entry)
    }
    this.#alteration?.alter(this, 0, this.tail)
    return true
  }

  // Nothing is ever written to a file that is being read: as a tape this lane is always full.
  open(): void {}
  next(): number {
    return -1
  }
  close(): void {}
  discard(): void {}

  #decode(entry: ChunkEntry): void {
    const at = this.#load(entry)
    const end = at + entry.bytes
    const source = this.#source
    source.over(this.#window, at, end, entry.offset)
    const checksum = crc32(this.#window.subarray(at, end - checksumBytes))
    source.at = end - checksumBytes
    if (checksum !== entry.checksum || source.u32() !== checksum) this.#damaged(entry.offset)
    source.at = at
    if (source.u32() !== chunkMark || source.u32() !== entry.bytes - chunkHeadBytes - checksumBytes) this.#damaged(entry.offset)
    source.end = end - checksumBytes
    this.#chunks.read(entry.rows, entry.messages)
    const whole = entry.from >= this.#range.from && entry.to < this.#range.to
    this.tail = whole && !this.#drops ? entry.rows : this.#select(entry.rows)
    if (this.#renumbers) this.#renumber()
  }

  /** Makes sure that a chunk lies in the window and returns where. */
  #load(entry: ChunkEntry): number {
    if (entry.offset >= this.#windowFrom && entry.offset + entry.bytes <= this.#windowTo) return entry.offset - this.#windowFrom
    const last = this.#index[this.#index.length - 1]
    const bytes = Math.min(this.#window.length - slackBytes, last.offset + last.bytes - entry.offset)
    const file = new FileBytes(this.#path)
    try {
      this.#windowTo = 0
      file.fill(entry.offset, this.#window.subarray(0, bytes))
    } finally {
      file.close()
    }
    this.#windowFrom = entry.offset
    this.#windowTo = entry.offset + bytes
    return 0
  }

  /** Moves the rows that are wanted together and returns how many; the last one left of each message closes it. */
  #select(rows: number): number {
    const { from, to } = this.#range
    const { masks } = this.#chunks.kinds
    let kept = 0
    let open = 0
    for (let row = 0; row < rows; row++) {
      const closes = (this.flags[row] & Flag.last) !== 0
      const named = (masks[this.kind[row]] & Column.instrument) !== 0
      const time = this.receivedTime[row]
      if (time >= from && time < to && (!named || this.#numbers[this.instrument[row]] >= 0)) {
        if (kept !== row) this.move(row, kept)
        this.flags[kept++] &= ~Flag.last
      }
      if (!closes) continue
      if (kept > open) this.flags[kept - 1] |= Flag.last
      open = kept
    }
    return kept
  }

  #renumber(): void {
    const { masks } = this.#chunks.kinds
    for (let row = 0; row < this.tail; row++) {
      if ((masks[this.kind[row]] & Column.instrument) !== 0) this.instrument[row] = this.#numbers[this.instrument[row]]
    }
  }

  #damaged(at: number): never {
    throw new BotyardError('BY6007', { file: this.#path, at })
  }
}
