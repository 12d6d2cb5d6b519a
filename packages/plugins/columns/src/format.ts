import type { InstrumentRules, Micros } from '@botyard/core'

/** The ending of every file of this format. */
export const fileEnding = '.byc'

/** The newest layout this package writes and reads; README.md describes it byte by byte. */
export const formatVersion = 1

/** The first eight bytes. A high byte, a line end of each kind and ^Z show at once when a transfer treated the file as text. */
export const openingMark = Uint8Array.of(0x89, 0x42, 0x59, 0x43, 0x0d, 0x0a, 0x1a, 0x0a)

/** The last four bytes of a whole file, as a little-endian number: 'BYC' and a line end. */
export const closingMark = 0x0a43_5942

/** The first four bytes of a chunk, as a little-endian number: 'CHNK'. */
export const chunkMark = 0x4b4e_4843

/** Mark, version, bytes of the header. */
export const openingBytes = 16

/** Mark and length before the body of a chunk. */
export const chunkHeadBytes = 8

/** What every checksum takes: CRC-32 as zlib and PNG have it, little-endian, behind the bytes it covers. */
export const checksumBytes = 4

export const indexEntryBytes = 40
export const trailerBytes = 64

/** A chunk never has more rows. */
export const chunkRowsMax = 65_536

/** A chunk is written once it has this many rows, so that its columns stay in the processor's second cache. */
export const chunkRowsUsual = 16_384

/** Rows of the longest message that always finds room. */
export const messageRowsMax = chunkRowsMax - chunkRowsUsual

/** Numbers of a packed stream that share one width. */
export const groupRows = 128

/** How the numbers of a stream are written. */
export const How = { constant: 0, runs: 1, packed: 2, raw: 3 } as const

/** What the numbers of a stream are differences from. */
export const Against = {
  nothing: 0,
  /** The number before it in the stream; the one before the first stands in front. */
  previous: 1,
  /** The price of the same row, or for received times the exchange time of the same message. */
  base: 2,
  /** The price before it of the same instrument, 0 before the first. */
  instrument: 3,
} as const

/** What is known of a recording before its first row. */
export interface FileHeader {
  readonly name: string
  /** True when no market ever traded like this. */
  readonly synthetic: boolean
  /** What made the rows, when no venue did. */
  readonly generator?: string
  readonly seed?: number
  /** The instruments; rows name them by their place in this list. */
  readonly instruments: readonly InstrumentRules[]
  readonly createdBy: string
}

/** Rules of an instrument that came into force at a time; `instrument` rows name them by their place in the history. */
export interface RuleEntry {
  /** Microseconds. */
  readonly time: Micros
  /** Place in the list of instruments. */
  readonly instrument: number
  readonly rules: InstrumentRules
}

/** How many rows of one kind a recording has of one instrument. */
export interface RowCount {
  /** Place in the list of instruments; -1 for kinds without one. */
  readonly instrument: number
  readonly kind: number
  /** Interval in milliseconds for `open` and `bar` rows, else 0. */
  readonly interval: number
  readonly rows: number
  /** First and last received time. */
  readonly from: Micros
  readonly to: Micros
}

/** What is known of a recording only after its last row. */
export interface FileTables {
  readonly counts: readonly RowCount[]
  /** Tables of text that rows point into, by name: 'currencies', 'executions', 'data'. */
  readonly texts: Readonly<Record<string, readonly string[]>>
  readonly rules: readonly RuleEntry[]
}

/** One chunk as the index knows it. */
export interface ChunkEntry {
  /** Bytes from the start of the file to the mark of the chunk. */
  readonly offset: number
  /** Of the whole chunk with mark, length and checksum. */
  readonly bytes: number
  readonly rows: number
  readonly messages: number
  /** Earliest and latest received time in it. */
  readonly from: Micros
  readonly to: Micros
  readonly checksum: number
}
