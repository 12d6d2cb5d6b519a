import { crc32 } from 'node:zlib'
import { BotyardError } from '@botyard/core'
import { ByteSource } from './byte-source.ts'
import type { FileBytes } from './file-bytes.ts'
import {
  type ChunkEntry,
  checksumBytes,
  chunkHeadBytes,
  chunkRowsMax,
  closingMark,
  type FileHeader,
  type FileTables,
  formatVersion,
  indexEntryBytes,
  openingBytes,
  openingMark,
  trailerBytes,
} from './format.ts'
import { readHeader, readTables } from './header-json.ts'

/** All of a file but its rows. */
export interface FileEnds {
  readonly header: FileHeader
  readonly tables: FileTables
  readonly index: readonly ChunkEntry[]
  readonly rows: number
}

/** Reads what stands before and behind the chunks. Every length is checked against the file before anything is made of that size. */
export function readEnds(file: FileBytes): FileEnds {
  const headerBytes = readOpening(file)
  const headerEnd = openingBytes + headerBytes + checksumBytes
  const trailer = readTrailer(file, headerEnd)
  const header = readHeader(jsonAt(file, 0, openingBytes, headerBytes))
  const tables = readTables(jsonAt(file, trailer.tablesAt, 0, trailer.tablesBytes), header?.instruments.length ?? 0)
  if (header === undefined) damaged(file, openingBytes, 'the header says something impossible')
  if (tables === undefined) damaged(file, trailer.tablesAt, 'the tables say something impossible')
  const index = readIndex(file, trailer, headerEnd)
  return { header, tables, index, rows: trailer.rows }
}

/** Returns the bytes of the header. */
function readOpening(file: FileBytes): number {
  if (file.size === 0) throw new BotyardError('BY6004', { file: file.path })
  const opening = file.bytes(0, Math.min(openingBytes, file.size))
  const ours = opening.subarray(0, openingMark.length).every((byte, i) => byte === openingMark[i])
  if (!ours) throw new BotyardError('BY6005', { file: file.path })
  if (file.size < openingBytes + checksumBytes + trailerBytes) cut(file, 'a header, an index and a closing mark')
  const view = new DataView(opening.buffer)
  const version = view.getUint32(8, true)
  if (version > formatVersion) throw new BotyardError('BY6006', { file: file.path, version, newest: formatVersion })
  if (version < 1) damaged(file, 8, 'the version is 0')
  return view.getUint32(12, true)
}

interface Trailer {
  readonly tablesAt: number
  readonly tablesBytes: number
  readonly indexAt: number
  readonly entries: number
  readonly rows: number
}

/** The trailer places tables and index so that they leave no byte between the chunks and the end that nobody reads. */
function readTrailer(file: FileBytes, headerEnd: number): Trailer {
  const at = file.size - trailerBytes
  const source = new ByteSource(file.path)
  const bytes = file.bytes(at, trailerBytes)
  source.over(bytes, 0, trailerBytes, at)
  const tablesAt = source.f64()
  const tablesBytes = source.u32()
  const entries = source.u32()
  const indexAt = source.f64()
  const rows = source.f64()
  source.f64()
  source.f64()
  const fileBytes = source.f64()
  const checksum = source.u32()
  if (source.u32() !== closingMark) cut(file, 'a closing mark')
  if (crc32(bytes.subarray(0, trailerBytes - 8)) !== checksum) damaged(file, at, 'the checksum of the trailer does not agree')
  if (fileBytes !== file.size) cut(file, `${fileBytes} bytes`)
  const whole = Number.isSafeInteger(tablesAt) && tablesAt >= headerEnd && indexAt === tablesAt + tablesBytes + checksumBytes
  const indexEnd = indexAt + entries * indexEntryBytes + checksumBytes
  if (!whole || indexEnd !== at) damaged(file, at, 'the trailer points outside of the file')
  return { tablesAt, tablesBytes, indexAt, entries, rows }
}

/** JSON of `count` bytes behind `head` bytes that share its checksum. */
function jsonAt(file: FileBytes, at: number, head: number, count: number): unknown {
  if (at + head + count + checksumBytes > file.size) damaged(file, at, 'a text is announced that is longer than the file')
  const bytes = file.bytes(at, head + count + checksumBytes)
  const stored = new DataView(bytes.buffer).getUint32(head + count, true)
  if (crc32(bytes.subarray(0, head + count)) !== stored) damaged(file, at, 'the checksum of a text does not agree')
  try {
    return JSON.parse(new TextDecoder().decode(bytes.subarray(head, head + count)))
  } catch {
    damaged(file, at + head, 'a text is not JSON')
  }
}

function readIndex(file: FileBytes, trailer: Trailer, firstChunk: number): ChunkEntry[] {
  const { indexAt, entries, tablesAt } = trailer
  const bytes = file.bytes(indexAt, entries * indexEntryBytes + checksumBytes)
  const source = new ByteSource(file.path)
  source.over(bytes, 0, bytes.length, indexAt)
  const stored = new DataView(bytes.buffer).getUint32(bytes.length - checksumBytes, true)
  if (crc32(bytes.subarray(0, -checksumBytes)) !== stored) damaged(file, indexAt, 'the checksum of the index does not agree')
  const index: ChunkEntry[] = []
  let next = firstChunk
  let rows = 0
  for (let i = 0; i < entries; i++) {
    const entry = readEntry(source)
    const sound = entry.rows <= chunkRowsMax && entry.messages >= 1 && entry.messages <= entry.rows && entry.from <= entry.to
    if (entry.offset !== next || !sound || entry.bytes <= chunkHeadBytes + checksumBytes)
      source.damaged('an entry of the index is impossible')
    next += entry.bytes
    rows += entry.rows
    index.push(entry)
  }
  if (next !== tablesAt || rows !== trailer.rows) source.damaged('the index does not agree with the trailer')
  return index
}

function readEntry(source: ByteSource): ChunkEntry {
  const offset = source.f64()
  const bytes = source.u32()
  const rows = source.u32()
  const from = source.f64()
  const to = source.f64()
  const messages = source.u32()
  const checksum = source.u32()
  return { offset, bytes, rows, messages, from, to, checksum }
}

function damaged(file: FileBytes, at: number, what: string): never {
  throw new BotyardError('BY6007', { file: file.path, at }, { why: `${what}, at byte ${at}. Nothing of this part is used.` })
}

function cut(file: FileBytes, expected: string): never {
  throw new BotyardError('BY6008', { file: file.path, at: file.size, expected })
}
