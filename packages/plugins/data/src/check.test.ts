import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ColumnsWriter } from '@botyard/columns'
import { Kind, type Tape } from '@botyard/core'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../test/made.ts'
import { checkData } from './check.ts'
import { listData } from './list.ts'
import { inventInstruments, makeSynthetic } from './synthetic/make-synthetic.ts'

const folder = temporaryFolder()

interface Written {
  readonly kind: number
  readonly time: number
  readonly price?: number
  readonly side?: number
  readonly quantity?: number
  readonly sequence?: number
  readonly instrument?: number
  /** Rows of one message follow each other with `more`. */
  readonly more?: boolean
}

/** Writes rows as they are told, right or wrong. */
function write(name: string, rows: readonly Written[]): string {
  const path = join(folder, `${name}.byc`)
  const instruments = inventInstruments(['BTCUSDT', 'ETHUSDT'])
  const writer = new ColumnsWriter({ path, name, synthetic: true, instruments, overwrite: true })
  for (const row of rows) put(writer.tape, row)
  return writer.finish()
}

function put(tape: Tape, row: Written): void {
  tape.open()
  const at = tape.next(row.kind)
  tape.instrument[at] = row.instrument ?? 0
  tape.price[at] = row.price ?? 100
  tape.side[at] = row.side ?? 1
  tape.quantity[at] = row.quantity ?? 1
  tape.a[at] = row.price ?? 100
  tape.b[at] = row.price ?? 100
  tape.ref[at] = row.kind === Kind.bar ? 60_000 : 0
  tape.exchangeTime[at] = row.time * 1e6
  tape.receivedTime[at] = row.time * 1e6
  tape.sequence[at] = row.sequence ?? 0
  if (row.more !== true) tape.close()
}

const bar = (time: number, price = 100): Written => ({ kind: Kind.bar, time, price })
const level = (time: number, side: number, price: number, quantity = 1, more = false): Written => {
  return { kind: Kind.level, time, side, price, quantity, more }
}

test('a sound file is told to be sound, with what is in it', () => {
  const path = makeSynthetic({ out: join(folder, 'sound.byc'), symbols: ['BTCUSDT'], hours: 1, kinds: ['bars', 'trades'] })
  const found = checkData(path)
  expect(found).toMatchObject({ file: path, synthetic: true, ok: true })
  expect(found.instruments[0]).toMatchObject({
    symbol: 'sim:linear:BTCUSDT',
    gapCount: 0,
    duplicates: 0,
    outOfOrder: 0,
    crossed: 0,
  })
  expect(found.instruments[0].kinds).toMatchObject({ 'bar 1m': 60, 'open 1m': 60 })
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
})

test('missing, double and misplaced bars are counted, and the gaps are named', () => {
  const found = checkData(write('bars', [bar(60), bar(120), bar(300), bar(300), bar(240), bar(360)]))
  expect(found.instruments[0]).toMatchObject({ duplicates: 1, outOfOrder: 1, gapCount: 2 })
  expect(found.instruments[0].gaps).toEqual([
    { kind: 'bar 1m', from: 120e6, to: 300e6 },
    { kind: 'bar 1m', from: 240e6, to: 360e6 },
  ])
  expect(found.ok).toBe(false)
})

test('gaps alone leave a file sound, and only the first twenty are named', () => {
  const found = checkData(
    write(
      'gaps',
      Array.from({ length: 50 }, (_, i) => bar(60 + i * 120)),
    ),
  )
  expect(found.ok).toBe(true)
  expect(found.instruments[0].gapCount).toBe(49)
  expect(found.instruments[0].gaps.length).toBe(20)
})

test('silence of trades is a gap when it lasts', () => {
  const trades = [0, 30, 89, 150].map((time, i) => ({ kind: Kind.trade, time, sequence: i + 1 }))
  expect(checkData(write('silent', trades)).instruments[0].gaps).toEqual([{ kind: 'trade', from: 89e6, to: 150e6 }])
  expect(checkData(write('silent', trades), { silenceSeconds: 40 }).instruments[0].gapCount).toBe(2)
})

test('a message that came twice is known by its number', () => {
  const trades = [1, 2, 2, 3, 0, 0].map((sequence, i) => ({ kind: Kind.trade, time: i, sequence }))
  const found = checkData(write('twice', trades))
  expect(found.instruments[0].duplicates).toBe(1)
  expect(found.ok).toBe(false)
})

test('jumps of the price are told and are no fault', () => {
  const path = write('jumps', [bar(60, 100), bar(120, 109), bar(180, 130), bar(240, 100)])
  expect(checkData(path).instruments[0].priceJumps).toBe(2)
  expect(checkData(path, { jumpShare: 0.05 }).instruments[0].priceJumps).toBe(3)
  expect(checkData(path).ok).toBe(true)
})

test('a book that is crossed after a message is a fault; within a message it may be', () => {
  const fine = [level(1, 1, 99), level(1, -1, 101), level(2, 1, 101, 1, true), level(2, -1, 101, 0, true), level(2, -1, 102)]
  expect(checkData(write('fine', fine))).toMatchObject({ ok: true, rows: 5 })
  const crossed = [...fine, level(3, -1, 101), level(4, -1, 101, 0), level(5, 1, 101, 0), { kind: Kind.clear, time: 6, side: 0 }]
  const found = checkData(write('crossed', crossed))
  expect(found.instruments[0].crossed).toBe(1)
  expect(found.ok).toBe(false)
  expect(found.instruments[1]).toMatchObject({ kinds: {}, from: null, to: null })
})

test('a damaged file tells how much of it is intact, and one that cannot be opened is an error', () => {
  const path = write(
    'damaged',
    Array.from({ length: 40_000 }, (_, i) => bar(60 * i)),
  )
  const bytes = readFileSync(path)
  const last = bytes.lastIndexOf('CHNK')
  bytes[last + 12] ^= 4
  writeFileSync(path, bytes)
  const found = checkData(path)
  expect(found).toMatchObject({ ok: false, rows: 32_768, damage: { code: 'BY6007', at: last } })
  writeFileSync(path, bytes.subarray(0, 1000))
  expect(() => checkData(path)).toThrow(/BY6008/)
})

test('a folder is listed with what is in its files and why others cannot be opened', () => {
  const inner = join(folder, 'sound.byc')
  const listed = listData(folder)
  expect(listed.map(({ file }) => file)).toContain(inner)
  expect(listed.find(({ file }) => file === inner)?.recording).toMatchObject({
    synthetic: true,
    name: 'SYNTHETIC BTCUSDT bars trades',
  })
  const contents = listed.find(({ file }) => file === inner)?.recording?.contents ?? []
  expect(contents.map(({ symbol, kind }) => `${symbol} ${kind}`)).toEqual([
    'sim:linear:BTCUSDT trade',
    'sim:linear:BTCUSDT open 1m',
    'sim:linear:BTCUSDT bar 1m',
    'sim:linear:BTCUSDT ticker',
  ])
  expect(listed.find(({ file }) => file.endsWith('damaged.byc'))?.error?.code).toBe('BY6008')
  expect(listData(inner)).toHaveLength(1)
})
