import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Message, Row } from './rows.ts'

/**
 * Reads a file as a stranger would who has only the README: slowly, through BigInt where that is the simplest thing, and sharing
 * nothing with the reader of the package.
 */
export function readNaively(path: string): Message[] {
  const file = readFileSync(path)
  const end = file.length - 64
  check(file.readUInt32LE(end + 60) === 0x0a435942 && file.readDoubleLE(end + 48) === file.length, 'trailer')
  checkSum(file, end, end + 56)
  const headerBytes = file.readUInt32LE(12)
  checkSum(file, 0, 16 + headerBytes)
  const tables = file.readDoubleLE(end)
  checkSum(file, tables, tables + file.readUInt32LE(end + 8))
  const entries = file.readUInt32LE(end + 12)
  const index = file.readDoubleLE(end + 16)
  checkSum(file, index, index + entries * 40)
  const messages: Message[] = []
  for (let i = 0; i < entries; i++) {
    const at = file.readDoubleLE(index + i * 40)
    const body = file.readUInt32LE(at + 4)
    checkSum(file, at, at + 8 + body)
    messages.push(...readBody(new Bytes(file.subarray(at + 8, at + 8 + body))))
  }
  return messages
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(what)
}

function checkSum(file: Buffer, from: number, to: number): void {
  check(crc32(file.subarray(from, to)) === file.readUInt32LE(to), `checksum at ${to}`)
}

class Bytes {
  at = 0
  readonly bytes: Buffer
  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
  u8(): number {
    return this.bytes[this.at++]
  }
  uvarint(): bigint {
    const byte = BigInt(this.u8())
    return byte < 128n ? byte : (byte & 127n) + 128n * this.uvarint()
  }
  svarint(): bigint {
    const first = BigInt(this.u8())
    const size = ((first & 127n) >> 1n) + (first < 128n ? 0n : 64n * this.uvarint())
    return (first & 1n) === 1n ? -size : size
  }
  f64(): number {
    this.at += 8
    return this.bytes.readDoubleLE(this.at - 8)
  }
}

interface Stream {
  readonly against: number
  readonly start: number
  readonly numbers: number[]
}

function readStream(bytes: Bytes, count: number): Stream {
  const first = bytes.u8()
  const numbers: number[] = []
  const how = first & 15
  const start = first >> 4 === 1 ? Number(bytes.svarint()) : 0
  if (how === 0) numbers.push(...Array<number>(count).fill(Number(bytes.svarint())))
  if (how === 1) {
    for (let runs = bytes.uvarint(); runs > 0n; runs--) {
      const length = Number(bytes.uvarint())
      numbers.push(...Array<number>(length).fill(Number(bytes.svarint())))
    }
  }
  if (how === 2) {
    const step = bytes.uvarint()
    while (numbers.length < count) numbers.push(...readGroup(bytes, Math.min(128, count - numbers.length), step))
  }
  if (how === 3) while (numbers.length < count) numbers.push(bytes.f64())
  check(numbers.length === count, 'numbers of a stream')
  return { against: first >> 4, start, numbers }
}

function readGroup(bytes: Bytes, count: number, step: bigint): number[] {
  const width = bytes.u8()
  const least = bytes.svarint()
  const size = Math.ceil((count * width) / 8)
  let all = 0n
  for (let i = size - 1; i >= 0; i--) all = all * 256n + BigInt(bytes.bytes[bytes.at + i])
  bytes.at += size
  return Array.from({ length: count }, (_, i) => {
    const bits = (all >> BigInt(i * width)) & ((1n << BigInt(width)) - 1n)
    return Number(least + step * bits)
  })
}

/** Undoes differences: `base` gives the number that the i-th is a difference from, where the stream says so. */
function summed({ against, start, numbers }: Stream, base: (i: number) => number): number[] {
  const sums: number[] = []
  for (const [i, number] of numbers.entries()) {
    if (against === 0) sums.push(number)
    else if (against === 1) sums.push(number + (sums[i - 1] ?? start))
    else sums.push(number + base(i))
  }
  return sums
}

const none = (): number => Number.NaN

function readBody(bytes: Bytes): Message[] {
  const rows = Number(bytes.uvarint())
  const count = Number(bytes.uvarint())
  const kinds = Array.from({ length: Number(bytes.uvarint()) }, () => ({
    kind: bytes.u8(),
    mask: bytes.u8(),
    rows: Number(bytes.uvarint()),
  }))
  const sizes = readStream(bytes, count).numbers
  const exchange = summed(readStream(bytes, count), none)
  const received = summed(readStream(bytes, count), (i) => exchange[i])
  const sequence = summed(readStream(bytes, count), none)
  const exchangeRest = readStream(bytes, count).numbers
  const receivedRest = readStream(bytes, count).numbers
  const places = readStream(bytes, rows).numbers
  const flags = readStream(bytes, rows).numbers
  const list: Row[] = places.map((place, i) => ({
    kind: kinds[place].kind,
    flags: flags[i],
    instrument: 0,
    side: 0,
    price: 0,
    quantity: 0,
    a: 0,
    b: 0,
    ref: 0,
  }))
  const having = (column: number): Row[] => list.filter((_, i) => (kinds[places[i]].mask & column) !== 0)

  const named = having(1)
  if (named.length > 0) for (const [i, value] of readStream(bytes, named.length).numbers.entries()) named[i].instrument = value
  const priced = having(4)
  if (priced.length > 0) {
    const last = new Map<number, number>()
    readStream(bytes, priced.length).numbers.forEach((difference, i) => {
      priced[i].price = (last.get(priced[i].instrument) ?? 0) + difference
      last.set(priced[i].instrument, priced[i].price)
    })
  }
  for (const { kind, mask } of kinds) {
    const own = list.filter((row) => row.kind === kind)
    const put = (column: 'side' | 'quantity' | 'a' | 'b' | 'ref', bit: number): void => {
      if ((mask & bit) === 0) return
      const values = summed(readStream(bytes, own.length), (i) => own[i].price)
      for (const [i, value] of values.entries()) own[i][column] = value
    }
    put('side', 2)
    put('quantity', 8)
    put('a', 16)
    put('b', 32)
    put('ref', 64)
  }
  check(bytes.at === bytes.bytes.length, 'bytes left over')
  let row = 0
  return sizes.map((size, i) => ({
    exchange: exchange[i],
    exchangeRest: exchangeRest[i],
    received: received[i],
    receivedRest: receivedRest[i],
    sequence: sequence[i],
    rows: list.slice(row, (row += size)),
  }))
}
