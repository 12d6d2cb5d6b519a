import { crc32 } from 'node:zlib'
import type { ByteSink } from './byte-sink.ts'
import {
  type ChunkEntry,
  closingMark,
  type FileHeader,
  type FileTables,
  formatVersion,
  openingMark,
  trailerBytes,
} from './format.ts'

/** Appends what stands before the first chunk: mark, version, header, checksum. */
export function writeOpening(sink: ByteSink, header: FileHeader): void {
  const json = new TextEncoder().encode(JSON.stringify(header))
  const from = sink.size
  sink.bytes(openingMark)
  sink.u32(formatVersion)
  sink.u32(json.length)
  sink.bytes(json)
  sink.u32(crc32(sink.written().subarray(from)))
}

/** Appends what stands behind the last chunk: tables, index and trailer. `offset` is where in the file that is. */
export function writeClosing(sink: ByteSink, offset: number, tables: FileTables, index: readonly ChunkEntry[]): void {
  const start = sink.size
  const json = new TextEncoder().encode(JSON.stringify(tables))
  sink.bytes(json)
  sink.u32(crc32(json))

  const indexStart = sink.size
  for (const entry of index) writeEntry(sink, entry)
  sink.u32(crc32(sink.written().subarray(indexStart)))

  const trailerStart = sink.size
  sink.f64(offset)
  sink.u32(json.length)
  sink.u32(index.length)
  sink.f64(offset + indexStart - start)
  sink.f64(index.reduce((sum, entry) => sum + entry.rows, 0))
  sink.f64(index.reduce((least, entry) => Math.min(least, entry.from), Infinity))
  sink.f64(index.reduce((most, entry) => Math.max(most, entry.to), -Infinity))
  sink.f64(offset + trailerStart - start + trailerBytes)
  sink.u32(crc32(sink.written().subarray(trailerStart)))
  sink.u32(closingMark)
}

function writeEntry(sink: ByteSink, entry: ChunkEntry): void {
  sink.f64(entry.offset)
  sink.u32(entry.bytes)
  sink.u32(entry.rows)
  sink.f64(entry.from)
  sink.f64(entry.to)
  sink.u32(entry.messages)
  sink.u32(entry.checksum)
}
