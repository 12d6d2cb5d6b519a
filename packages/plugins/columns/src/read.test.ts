import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kind } from '@botyard/core'
import { expect, test } from 'vitest'
import { type Message, readLane, rulesOf, temporaryFolder, writeFile } from '../test/rows.ts'
import { MemoryRecording } from './memory-recording.ts'
import { columnFiles, openColumns, openRecordings } from './read.ts'
import { ColumnsWriter } from './write.ts'

const folder = temporaryFolder()
const row = { kind: Kind.trade as number, flags: 0, instrument: 0, side: 1, price: 500, quantity: 3, a: 0, b: 0, ref: 0 }

function message(time: number, change: Partial<typeof row>): Message {
  return { exchange: time, exchangeRest: 0, received: time, receivedRest: 0, sequence: 0, rows: [{ ...row, ...change }] }
}

test('what is no data file is told apart', () => {
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  expect(() => openColumns(join(folder, 'missing.byc'))).toThrow(/BY6002 There is no file .*missing.byc/)
  expect(() => openColumns(folder)).toThrow(/BY6003/)
  expect(() => openColumns(file('empty.byc', ''))).toThrow(/BY6004/)
  expect(() => openColumns(file('rowless.byc', ''))).toThrow(/BY6004/)
  expect(() => openColumns(file('csv.byc', 'time,open,high,low,close,volume\n'.repeat(20)))).toThrow(/BY6005/)
  expect(() => openColumns(file('short.byc', 'x'))).toThrow(/BY6005/)
})

test('a pipe is refused at once instead of being waited for', () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  expect(() => openColumns(pipe)).toThrow(/^BY6016 .*pipe is no regular file/)
})

test('a file without rows is empty', () => {
  expect(() => openColumns(writeFile(join(folder, 'none.byc'), []))).toThrow(/BY6004/)
})

test('a file of a newer format is refused with both versions', () => {
  const path = writeFile(join(folder, 'newer.byc'), [message(1, {})])
  const bytes = new Uint8Array(200)
  bytes.set([0x89, 0x42, 0x59, 0x43, 0x0d, 0x0a, 0x1a, 0x0a, 9])
  writeFileSync(path, bytes)
  expect(() => openColumns(path)).toThrow(/BY6006 .* has format 9, this version reads up to 1/)
})

test('the columns of a lane stay the same objects from chunk to chunk, and unused ones are zero', () => {
  const messages = Array.from({ length: 100 }, (_, i) =>
    message(i, i < 50 ? { kind: Kind.fill, a: 7.5, b: 8.5, ref: 9 } : { kind: Kind.trade }),
  )
  const lane = openColumns(writeFile(join(folder, 'stable.byc'), messages, { chunkRows: 10 })).openAll()
  const { price, a, exchangeTime } = lane
  let refills = 0
  while (lane.refill()) {
    refills++
    expect([lane.price, lane.a, lane.exchangeTime]).toEqual([price, a, exchangeTime])
    expect(lane.price === price && lane.a === a && lane.exchangeTime === exchangeTime).toBe(true)
    for (let i = 0; i < lane.tail; i++) expect([lane.a[i], lane.ref[i]]).toEqual(refills <= 5 ? [7.5, 9] : [0, 0])
  }
  expect(refills).toBe(10)
  expect(lane.refill()).toBe(false)
  expect(lane.next()).toBe(-1)
})

test('a recording says what is in it', () => {
  const messages = [
    message(10, { kind: Kind.open, ref: 60_000 }),
    message(20, { kind: Kind.bar, ref: 60_000 }),
    message(20, { kind: Kind.bar, ref: 3_600_000 }),
    message(30, { kind: Kind.level, instrument: 1 }),
    message(40, { kind: Kind.connection }),
  ]
  const recording = openColumns(writeFile(join(folder, 'said.byc'), messages, { name: 'said', generator: 'g', seed: 3 }))
  const [first, second, third] = recording.instruments
  expect(recording).toMatchObject({ name: 'said', synthetic: true, rows: 5, from: 10, to: 41 })
  expect(recording.header).toMatchObject({ generator: 'g', seed: 3 })
  expect(recording.intervals(first)).toEqual(['1m', '1h'])
  expect(recording.intervals(second)).toEqual([])
  expect(recording.offers(first, 'bars')).toBe(true)
  expect(recording.offers(first, 'bars', '1h')).toBe(true)
  expect(recording.offers(first, 'bars', '60m')).toBe(true)
  expect(recording.offers(first, 'bars', '5m')).toBe(false)
  expect(recording.offers(first, 'book')).toBe(false)
  expect(recording.offers(second, 'book')).toBe(true)
  expect(recording.offers(second, 'trades')).toBe(false)
  expect(recording.offers(third, 'book')).toBe(false)
  expect(recording.offers({ ...second, venue: 'other', tick: 1 }, 'book')).toBe(true)
  expect(recording.offers(rulesOf('ZZZUSDT'), 'book')).toBe(false)
  expect(recording.tables.counts.map(({ rows, from, to }) => [rows, from, to])).toEqual([
    [1, 40, 40],
    [1, 10, 10],
    [1, 20, 20],
    [1, 20, 20],
    [1, 30, 30],
  ])
})

test('texts and rules that rows point into come back', () => {
  const path = join(folder, 'tables.byc')
  const writer = new ColumnsWriter({ path, name: 'x', synthetic: false, instruments: [rulesOf('AAAUSDT')] })
  const later = { ...rulesOf('AAAUSDT'), tick: 0.5 }
  writer.text('currencies', ['USDT', 'BTC'])
  expect(writer.rule({ time: 5, instrument: 0, rules: rulesOf('AAAUSDT') })).toBe(0)
  expect(writer.rule({ time: 9, instrument: 0, rules: later })).toBe(1)
  writer.tape.open()
  const at = writer.tape.next(Kind.instrument)
  writer.tape.ref[at] = 1
  writer.tape.close()
  const { tables } = openColumns(writer.finish())
  expect(tables.texts).toEqual({ currencies: ['USDT', 'BTC'] })
  expect(tables.rules[1]).toEqual({ time: 9, instrument: 0, rules: later })
})

test('the checksum follows every row and every rule, and nothing else', () => {
  const messages = [message(1, {}), message(2, { price: 501 })]
  const checksum = (list: Message[], options: object = {}): string =>
    openColumns(writeFile(join(folder, 'sum.byc'), list, options)).checksum
  const first = checksum(messages)
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(checksum(messages, { name: 'another name' })).toBe(first)
  const others = [
    checksum([message(1, {}), message(2, { price: 502 })]),
    checksum([message(1, {}), message(3, { price: 501 })]),
    checksum(messages, { synthetic: false }),
    checksum(messages, { seed: 2 }),
    checksum(messages, { instruments: [{ ...rulesOf('AAAUSDT'), tick: 1 }, rulesOf('BBBUSDT'), rulesOf('CCCUSDT')] }),
  ]
  expect(new Set([first, ...others]).size).toBe(6)
})

test('a folder is read file by file in the order of names', () => {
  const inner = join(folder, 'many')
  mkdirSync(inner)
  for (const name of ['b', 'a', 'B']) writeFile(join(inner, `${name}.byc`), [message(1, {})], { name })
  writeFileSync(join(inner, 'a.byc.1-1.part'), 'half')
  expect(openRecordings(inner).map((recording) => recording.name)).toEqual(['B', 'a', 'b'])
  expect(columnFiles(inner)).toEqual(['B', 'a', 'b'].map((name) => join(inner, `${name}.byc`)))
  expect(openRecordings(join(inner, 'a.byc'))).toHaveLength(1)
})

test('a path that the system does not follow is an error that names it', () => {
  const loop = join(folder, 'loop')
  symlinkSync(loop, loop)
  expect(() => columnFiles(loop)).toThrow(/^BY6010 Cannot read .*loop: its links lead in a circle/)
  expect(() => columnFiles(join(folder, 'x'.repeat(300)))).toThrow(/^BY6010/)
})

test('a kept recording is decoded once, and one that is too long is not kept', () => {
  const messages = Array.from({ length: 50 }, (_, i) => message(i, { price: i }))
  const recording = openColumns(writeFile(join(folder, 'kept.byc'), messages, { chunkRows: 10 }))
  const kept = new MemoryRecording(recording, 70)
  const first = kept.open([0, 1, 2], 0, 50)
  expect(kept.open([0, 1, 2], 0, 50).price).toBe(first.price)
  expect(readLane(kept.open([0, 1, 2], 0, 50))).toEqual(messages)
  expect(kept.open([2, 1, 0], 0, 50).price).not.toBe(first.price)
  expect(kept.open([0, 1, 2], 0, 50).price).not.toBe(first.price)
  const long = new MemoryRecording(recording, 49)
  expect(long.open([0, 1, 2], 0, 50).price).not.toBe(long.open([0, 1, 2], 0, 50).price)
  expect(readLane(long.open([0, 1, 2], 0, 50))).toEqual(messages)
  expect(long.offers(recording.instruments[0], 'trades')).toBe(true)
})

test('the history of rules and the names of data come with the recording, also with one that is kept in memory', () => {
  const path = join(folder, 'rules.byc')
  const instruments = [rulesOf('BTCUSDT')]
  const writer = new ColumnsWriter({ path, name: 'rules', synthetic: true, instruments })
  writer.text('data', ['mood', 'flow'])
  const coarse = { ...instruments[0]!, tick: instruments[0]!.tick * 5 }
  const { tape } = writer
  tape.open()
  const at = tape.next(Kind.instrument)
  tape.instrument[at] = 0
  tape.ref[at] = writer.rule({ time: 1, instrument: 0, rules: coarse })
  tape.exchangeTime[at] = 1
  tape.receivedTime[at] = 1
  tape.sequence[at] = 0
  tape.close()
  const recording = openColumns(writer.finish())
  for (const one of [recording, new MemoryRecording(recording)]) {
    expect(one.rules).toEqual([coarse])
    expect(one.dataNames).toEqual(['mood', 'flow'])
  }
})
