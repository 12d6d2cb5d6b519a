import { crc32 } from 'node:zlib'
import { BotyardError, type InstrumentRules, isBotyardError, type Tape, type TapeReader } from '@botyard/core'
import { ByteSink } from './byte-sink.ts'
import { ChunkTape } from './chunk-tape.ts'
import {
  type ChunkEntry,
  chunkHeadBytes,
  chunkMark,
  chunkRowsUsual,
  type FileHeader,
  formatVersion,
  messageRowsMax,
  type RuleEntry,
} from './format.ts'
import { type FileCalls, PartFile } from './part-file.ts'
import { RowCounter } from './row-counter.ts'
import { plainRules } from './rules-json.ts'
import { ChunkWriter } from './write-chunk.ts'
import { writeClosing, writeOpening } from './write-ends.ts'

/** What a new file is called and says of itself. */
export interface ColumnsWriterOptions {
  /** Where the finished file stands; the usual ending is `.byc`. Its folder must exist. */
  readonly path: string
  readonly name: string
  /** True when no market ever traded like this. */
  readonly synthetic: boolean
  /** What made the rows, when no venue did. */
  readonly generator?: string
  readonly seed?: number
  /** The instruments that rows name by number. */
  readonly instruments: readonly InstrumentRules[]
  /** Replaces a file of this name instead of refusing with BY6011. */
  readonly overwrite?: boolean
  /** A chunk is written once it has this many rows; 16,384 when left out, at most that many. */
  readonly chunkRows?: number
  /** The file system; for tests. */
  readonly files?: FileCalls
}

/**
 * Writes a column file: either through `tape`, message by message, or as a reader of another tape, which makes it the recorder.
 * A write that fails does not throw where the tape is read: `failure` says so, later rows are dropped, and `finish` throws it.
 */
export class ColumnsWriter implements TapeReader {
  readonly name = 'recorder'
  readonly path: string
  /** Rows to fill: `open`, `next`, `close`, as on any tape. */
  readonly tape: Tape
  /** Why nothing is written any more. */
  failure: BotyardError | undefined
  /** Rows handed over, those not yet on the disk included. */
  rows = 0
  readonly #tape: ChunkTape
  readonly #file: PartFile
  readonly #sink = new ByteSink()
  readonly #chunks: ChunkWriter
  readonly #index: ChunkEntry[] = []
  readonly #counter = new RowCounter()
  readonly #instruments: number
  readonly #chunkRows: number
  readonly #texts: Record<string, readonly string[]> = {}
  readonly #rules: RuleEntry[] = []

  constructor(options: ColumnsWriterOptions) {
    const { path, name, synthetic, generator, seed, instruments, overwrite, files, chunkRows = chunkRowsUsual } = options
    this.path = path
    this.#chunkRows = Math.min(Math.max(1, chunkRows), chunkRowsUsual)
    this.#instruments = instruments.length
    this.#tape = new ChunkTape((rows) => this.#closed(rows))
    this.tape = this.#tape
    this.#chunks = new ChunkWriter(this.#sink, this.#tape.rowsMax)
    const header: FileHeader = {
      name,
      synthetic,
      ...(generator === undefined ? {} : { generator }),
      ...(seed === undefined ? {} : { seed }),
      instruments: instruments.map(plainRules),
      createdBy: `@botyard/columns format ${formatVersion}`,
    }
    this.#file = new PartFile(path, overwrite, files)
    writeOpening(this.#sink, header)
    this.#flushSink()
  }

  /**
   * Copies one message of another tape, whose instrument numbers are those of the header. The rests are the nanoseconds
   * beyond the microsecond of its two times.
   */
  message(tape: Tape, from: number, to: number, exchangeRest = 0, receivedRest = 0): void {
    if (this.failure !== undefined || to <= from) return
    if (to - from > messageRowsMax) this.#fail(`a message of ${to - from} rows is longer than ${messageRowsMax}`)
    else this.#tape.append(tape, from, to, exchangeRest, receivedRest)
  }

  /** Names the nanoseconds beyond the microsecond for the message that is open on `tape`. */
  rests(exchangeRest: number, receivedRest: number): void {
    this.#tape.rests(exchangeRest, receivedRest)
  }

  /** Sets a table of text that rows point into. */
  text(table: string, entries: readonly string[]): void {
    this.#texts[table] = [...entries]
  }

  /** Adds to the history of rules and returns what an `instrument` row puts into `ref`. */
  rule(entry: RuleEntry): number {
    return this.#rules.push({ ...entry, rules: plainRules(entry.rules) }) - 1
  }

  /** Writes what is left, puts the file in its place and returns its path. Throws what went wrong on the way. */
  finish(): string {
    this.#flush()
    if (this.failure === undefined) {
      try {
        const tables = { counts: this.#counter.counts(), texts: this.#texts, rules: this.#rules }
        writeClosing(this.#sink, this.#file.size, tables, this.#index)
        this.#flushSink()
        this.#file.finish()
      } catch (cause) {
        this.#caught(cause)
      }
    }
    if (this.failure !== undefined) throw this.failure
    return this.path
  }

  /** Leaves no file behind; does nothing after `finish`. */
  abandon(): void {
    this.#file.abandon()
  }

  #closed(rows: number): void {
    this.rows += rows
    if (this.#tape.tail >= this.#chunkRows) this.#flush()
  }

  #flush(): void {
    const tape = this.#tape
    const rows = tape.tail
    if (rows === 0) return
    if (this.failure === undefined) {
      const stranger = this.#counter.add(tape, rows, this.#instruments)
      if (stranger >= 0) this.#fail(`a row names instrument ${stranger} of ${this.#instruments}`)
      else this.#writeChunk(rows)
    }
    tape.clear()
  }

  #writeChunk(rows: number): void {
    const { from, to } = receivedRange(this.#tape, rows)
    if (!Number.isFinite(to - from)) {
      this.#fail('a message has no received time')
      return
    }
    const sink = this.#sink
    sink.clear()
    sink.u32(chunkMark)
    sink.u32(0)
    const messages = this.#chunks.write(this.#tape, rows, this.#instruments)
    sink.putU32(4, sink.size - chunkHeadBytes)
    const checksum = crc32(sink.written())
    sink.u32(checksum)
    const bytes = sink.size
    const entry = { offset: this.#file.size, bytes, rows, messages, from, to, checksum }
    try {
      this.#flushSink()
      this.#index.push(entry)
    } catch (cause) {
      this.#caught(cause)
    }
  }

  #flushSink(): void {
    this.#file.write(this.#sink.written())
    this.#sink.clear()
  }

  #fail(reason: string): void {
    this.failure = new BotyardError('BY6009', { file: this.path, reason })
    this.#file.abandon()
  }

  #caught(cause: unknown): void {
    this.failure = isBotyardError(cause)
      ? cause
      : new BotyardError('BY6009', { file: this.path, reason: String(cause) }, { cause })
    this.#file.abandon()
  }
}

function receivedRange(tape: Tape, rows: number): { from: number; to: number } {
  let from = tape.receivedTime[0]
  let to = from
  for (let row = 1; row < rows; row++) {
    from = Math.min(from, tape.receivedTime[row])
    to = Math.max(to, tape.receivedTime[row])
  }
  return { from, to }
}
