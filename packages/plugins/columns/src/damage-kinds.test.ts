import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { isBotyardError, Kind, tapeKinds } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Message, plainMessages, type Row, readLane, temporaryFolder, writeFile } from '../test/rows.ts'
import { checksumBytes, chunkHeadBytes, indexEntryBytes, trailerBytes } from './format.ts'
import { openColumns } from './read.ts'

// Small files of every kind of row, broken in every place and every way that a disk, a cable or a hand breaks files.

const folder = temporaryFolder()
const broken = join(folder, 'broken.byc')
const begin = 1_704_067_200_000_000

const plain: Row = { kind: 0, flags: 0, instrument: 0, side: 0, price: 0, quantity: 0, a: 0, b: 0, ref: 0 }
const level = (side: number, price: number, quantity: number): Row => ({ ...plain, kind: Kind.level, side, price, quantity })

function messageOf(i: number, rows: Row[]): Message {
  const exchange = begin + i * 250_000
  return { exchange, exchangeRest: i % 3, received: exchange + 1500 + i, receivedRest: 0, sequence: 100 + i, rows }
}

/** Rows of one kind whose numbers take every way of writing a stream: constant, in runs, packed, and as doubles. */
function rowsOf(kind: number): Message[] {
  return [0, 1, 2, 3, 4, 5].map((i) => {
    const row = { ...plain, kind, instrument: i % 3, side: i % 2 === 0 ? 1 : -1, price: 1000 + i * i, quantity: i * 17 }
    return messageOf(i, [{ ...row, a: i * 0.1, b: i < 3 ? 5 : 6, ref: 60_000 }])
  })
}

const clear: Row = { ...plain, kind: Kind.clear }
const wholeBook = (i: number): Row[] => [clear, level(1, 1000 - i, 5), level(1, 999 - i, 7), level(-1, 1002 + i, 3)]
const sorts: readonly (readonly [name: string, messages: Message[]])[] = [
  ...tapeKinds.map(({ kind, name }) => [name, rowsOf(kind)] as const),
  ...[34, 37, 41].map((kind) => [`spare ${kind}`, rowsOf(kind)] as const),
  ['a book in snapshots', [0, 1, 2, 3, 4].map((i) => messageOf(i, wholeBook(i)))],
  ['a book in changes', [messageOf(0, wholeBook(0)), ...[1, 2, 3, 4].map((i) => messageOf(i, [level(1, 1000, i % 3)]))]],
  ['all kinds together', tapeKinds.map(({ kind }, i) => ({ ...rowsOf(kind)[3]!, received: begin + 1e6 + i }))],
]

const files = new Map(
  sorts.map(([name, messages], i) => {
    const bytes = readFileSync(writeFile(join(folder, `sort-${i}.byc`), messages, { chunkRows: name.includes(' ') ? 6 : 20 }))
    return [name, { bytes, messages: plainMessages(messages) }]
  }),
)

/** Nothing but an error of the 60xx group may come out. */
function expectRefusal(what: string): void {
  try {
    readLane(openColumns(broken).openAll())
  } catch (error) {
    if (!isBotyardError(error)) throw error
    expect(error.code, what).toMatch(/^BY600[4-8]$/)
    return
  }
  expect.fail(`${what} went unnoticed`)
}

test.each([...files.keys()])(
  '%s: any byte behind the header that is changed, and any end that is missing, is refused',
  (name) => {
    const { bytes, messages } = files.get(name)!
    writeFileSync(broken, bytes)
    expect(readLane(openColumns(broken).openAll())).toEqual(messages)
    const file = openSync(broken, 'r+')
    for (let at = bytes.indexOf('CHNK'); at < bytes.length; at++) {
      writeSync(file, Uint8Array.of(bytes[at] ^ [1, 128, 255][at % 3]!), 0, 1, at)
      expectRefusal(`byte ${at}`)
      writeSync(file, bytes, at, 1, at)
    }
    closeSync(file)
    expect(readLane(openColumns(broken).openAll())).toEqual(messages)
    // Where a file ends is seen before its kinds are, so every end is tried on the files that have several.
    const step = name.includes(' ') ? 1 : 7
    for (let length = bytes.length - 1; length >= 0; length -= step) {
      truncateSync(broken, length)
      expectRefusal(`${length} bytes`)
    }
  },
)

/** Where the chunks of a file lie, by its index. */
function chunksOf(bytes: Buffer): { readonly entry: number; readonly offset: number; readonly size: number }[] {
  const trailer = bytes.length - trailerBytes
  const [entries, indexAt] = [bytes.readUInt32LE(trailer + 12), bytes.readDoubleLE(trailer + 16)]
  return Array.from({ length: entries }, (_, i) => {
    const entry = indexAt + i * indexEntryBytes
    return { entry, offset: bytes.readDoubleLE(entry), size: bytes.readUInt32LE(entry + 8) }
  })
}

const inChunks = [...files].filter(([, { bytes }]) => chunksOf(bytes).length > 1)

test.each(inChunks)(
  '%s: blocks that are there twice, missing, in another order or of another file are refused',
  (_, { bytes }) => {
    const chunks = chunksOf(bytes)
    const block = (i: number) => bytes.subarray(chunks[i]!.offset, chunks[i]!.offset + chunks[i]!.size)
    const [first, last] = [chunks[0]!, chunks.at(-1)!]
    const rest = bytes.subarray(last.offset + last.size)
    const all = chunks.map((_chunk, i) => block(i))
    const build = (what: string, blocks: readonly Buffer[], end = rest) => {
      const made = Buffer.concat([bytes.subarray(0, first.offset), ...blocks, end])
      if (made.equals(bytes)) return
      writeFileSync(broken, made)
      expectRefusal(what)
    }
    for (let i = 0; i < all.length; i++) {
      build(`block ${i} twice`, all.toSpliced(i, 0, all[i]!))
      build(`block ${i} missing`, all.toSpliced(i, 1))
      build(`block ${i} empty`, all.with(i, Buffer.alloc(all[i]!.length)))
      for (let k = 0; k < all.length; k++) {
        build(`block ${i} in place of ${k}`, all.with(k, all[i]!))
        build(`blocks ${i} and ${k} swapped`, all.with(i, all[k]!).with(k, all[i]!))
        const entries = Buffer.from(rest)
        const [from, to] = [chunks[i]!, chunks[k]!].map(({ entry }) => entry - (bytes.length - rest.length))
        bytes.copy(entries, from!, chunks[k]!.entry, chunks[k]!.entry + indexEntryBytes)
        bytes.copy(entries, to!, chunks[i]!.entry, chunks[i]!.entry + indexEntryBytes)
        build(`blocks ${i} and ${k} swapped in the index too`, all.with(i, all[k]!).with(k, all[i]!), entries)
      }
    }
    for (const [name, { bytes: other }] of inChunks) {
      if (other === bytes) continue
      const [foreign] = chunksOf(other)
      build(`a block of ${name}`, all.with(0, other.subarray(foreign!.offset, foreign!.offset + foreign!.size)))
    }
  },
)

/** Writes checksums anew over whatever stands in the first chunk now. */
function sign(bytes: Buffer): void {
  const [{ entry, offset, size }] = chunksOf(bytes) as [ReturnType<typeof chunksOf>[0]]
  const checksum = crc32(bytes.subarray(offset, offset + size - checksumBytes))
  bytes.writeUInt32LE(checksum, offset + size - checksumBytes)
  bytes.writeUInt32LE(checksum, entry + indexEntryBytes - 4)
  const index = bytes.readDoubleLE(bytes.length - trailerBytes + 16)
  const end = bytes.length - trailerBytes - checksumBytes
  bytes.writeUInt32LE(crc32(bytes.subarray(index, end)), end)
}

// A checksum that was made for wrong bytes hides that they are wrong. Then the reader must still not break: rows within their bounds, or an error.
test('wrong bytes under right checksums give an error with a code, or whole messages of known instruments', () => {
  let refused = 0
  const changes = fc.array(fc.tuple(fc.nat(100_000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.constantFrom(...files.values()), changes, ({ bytes, messages }, changed) => {
      const made = Buffer.from(bytes)
      const [{ offset, size }] = chunksOf(made) as [ReturnType<typeof chunksOf>[0]]
      for (const [place, value] of changed)
        made[offset + chunkHeadBytes + (place % (size - chunkHeadBytes - checksumBytes))] = value
      sign(made)
      writeFileSync(broken, made)
      try {
        const read = readLane(openColumns(broken).openAll())
        expect(read.length).toBe(messages.length)
        expect(read.every(({ rows }) => rows.every(({ instrument }) => instrument < 3))).toBe(true)
      } catch (error) {
        if (!isBotyardError(error)) throw error
        refused++
        expect(error.code).toMatch(/^BY600[4-8]$/)
      }
    }),
    { numRuns: 800 },
  )
  expect(refused).toBeGreaterThan(80)
})
