import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Column, Flag, type InstrumentRules, type Lane, type Tape, tapeKinds } from '@botyard/core'
import fc from 'fast-check'
import { afterAll } from 'vitest'
import { type FileCalls, nodeFiles } from '../src/part-file.ts'
import { ColumnsWriter, type ColumnsWriterOptions } from '../src/write.ts'

/** One row as plain numbers; columns that its kind does not use are 0. */
export interface Row {
  kind: number
  flags: number
  instrument: number
  side: number
  price: number
  quantity: number
  a: number
  b: number
  ref: number
}

/** One message: rows that share two times, in microseconds and nanoseconds beyond them, and a sequence. */
export interface Message {
  exchange: number
  exchangeRest: number
  received: number
  receivedRest: number
  sequence: number
  rows: Row[]
}

/** A folder of its own for a test file, removed at the end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'botyard-columns-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function rulesOf(name: string): InstrumentRules {
  return {
    venue: 'sim',
    kind: 'linear',
    name,
    base: name.slice(0, 3),
    quote: 'USDT',
    settle: 'USDT',
    contractSize: 1,
    priceScale: 10,
    lotScale: 1000,
    tick: 0.1,
    lot: 0.001,
    minQuantity: 0.001,
    minNotional: 5,
  }
}

const everyColumn = 127
const maskOf = new Map(tapeKinds.map(({ kind, columns }) => [kind, columns]))

/** The columns of a kind; the spare kinds have all of them. */
export function columnsOf(kind: number): number {
  return maskOf.get(kind) ?? everyColumn
}

/** A row without what its kind does not use. */
function plainRow(row: Row): Row {
  const mask = columnsOf(row.kind)
  const keep = (column: number, value: number): number => ((mask & column) === 0 ? 0 : value)
  return {
    kind: row.kind,
    flags: row.flags,
    instrument: keep(Column.instrument, row.instrument),
    side: keep(Column.side, row.side),
    price: keep(Column.price, row.price),
    quantity: keep(Column.quantity, row.quantity),
    a: keep(Column.a, row.a),
    b: keep(Column.b, row.b),
    ref: keep(Column.ref, row.ref),
  }
}

const whole32 = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }))
const anyDouble = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5000 }) },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, Number.NaN, Infinity, 2 ** 52, -(2 ** 52), 2 ** 53, 0.1) },
)
const micros = fc.oneof(
  fc.integer({ min: 0, max: 1000 }).map((minute) => 1_704_067_200_000_000 + minute * 60_000_000),
  fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
)
const rest = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 999 }) })

/** Messages of every kind, spare ones included, with numbers that are often ordinary and sometimes extreme. */
export function anyMessages(instruments: number, most: number): fc.Arbitrary<Message[]> {
  const kind = fc.oneof(fc.constantFrom(...tapeKinds.map((row) => row.kind)), fc.integer({ min: 34, max: 41 }))
  const row = fc.record({
    kind,
    flags: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 127 }).map((f) => f * 2) },
    ),
    instrument: fc.integer({ min: 0, max: instruments - 1 }),
    side: fc.constantFrom(-1, 0, 1),
    price: whole32,
    quantity: anyDouble,
    a: anyDouble,
    b: anyDouble,
    ref: whole32,
  })
  const message = fc.record({
    exchange: micros,
    exchangeRest: rest,
    received: micros,
    receivedRest: rest,
    sequence: fc.oneof(fc.nat(100_000), fc.maxSafeInteger()),
    rows: fc.array(row, { minLength: 1, maxLength: 8 }),
  })
  return fc.array(message, { minLength: 1, maxLength: most })
}

/** Puts messages on a tape. `closed` hears of each before the next one begins. */
export function fill(tape: Tape, messages: readonly Message[], opened: (message: Message) => void = () => {}): void {
  for (const message of messages) {
    tape.open()
    for (const row of message.rows) {
      const at = tape.next(row.kind)
      tape.flags[at] = row.flags
      tape.instrument[at] = row.instrument
      tape.side[at] = row.side
      tape.price[at] = row.price
      tape.quantity[at] = row.quantity
      tape.a[at] = row.a
      tape.b[at] = row.b
      tape.ref[at] = row.ref
      tape.exchangeTime[at] = message.exchange
      tape.receivedTime[at] = message.received
      tape.sequence[at] = message.sequence
    }
    opened(message)
    tape.close()
  }
}

/** The real file system without waiting for the disk, which would take most of the time of a test that writes hundreds of files. */
export const unsynced: FileCalls = { ...nodeFiles, sync: () => {} }

/** Writes a file of messages and returns its path. */
export function writeFile(path: string, messages: readonly Message[], options: Partial<ColumnsWriterOptions> = {}): string {
  const instruments = [rulesOf('AAAUSDT'), rulesOf('BBBUSDT'), rulesOf('CCCUSDT')]
  const writer = new ColumnsWriter({
    path,
    name: 'test',
    synthetic: true,
    instruments,
    overwrite: true,
    files: unsynced,
    ...options,
  })
  fill(writer.tape, messages, (message) => writer.rests(message.exchangeRest, message.receivedRest))
  return writer.finish()
}

/** Everything a lane shows, message by message; rests are those of lanes that have them. */
export function readLane(lane: Lane): Message[] {
  const messages: Message[] = []
  let rows: Row[] = []
  let from = 0
  const rests = lane as { exchangeRest?: Uint16Array; receivedRest?: Uint16Array }
  while (lane.refill?.() === true) {
    for (let row = lane.head; row < lane.tail; row++) {
      if (rows.length === 0) from = row
      const { kind, flags, instrument, side, price, quantity, a, b, ref } = lane
      rows.push({
        kind: kind[row],
        flags: flags[row] & ~Flag.last,
        instrument: instrument[row],
        side: side[row],
        price: price[row],
        quantity: quantity[row],
        a: a[row],
        b: b[row],
        ref: ref[row],
      })
      if ((flags[row] & Flag.last) === 0) continue
      messages.push({
        exchange: lane.exchangeTime[row],
        exchangeRest: rests.exchangeRest?.[from] ?? 0,
        received: lane.receivedTime[row],
        receivedRest: rests.receivedRest?.[from] ?? 0,
        sequence: lane.sequence[row],
        rows,
      })
      rows = []
    }
    if (rows.length > 0) throw new RangeError('a message goes over the end of a chunk')
  }
  return messages
}

/** Messages as a file gives them back. */
export function plainMessages(messages: readonly Message[]): Message[] {
  return messages.map((message) => ({ ...message, rows: message.rows.map(plainRow) }))
}
