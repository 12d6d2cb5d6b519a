import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openColumns } from '@botyard/columns'
import { Flag, Kind } from '@botyard/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/made.ts'
import { type CsvImportReport, importCsv } from './import-csv.ts'
import type { CsvImportOptions } from './options.ts'

const folder = temporaryFolder()
const file = join(folder, 'rows.csv')
let out = ''
let count = 0

beforeEach(() => {
  out = join(folder, `rows-${count++}.byc`)
})

function importText(text: string | Uint8Array, options: Partial<CsvImportOptions> = {}): CsvImportReport {
  writeFileSync(file, text)
  return importCsv({ file, kind: 'bars', symbol: 'BTCUSDT', out, ...options })
}

/** Every row of what was imported: time in seconds, kind, price, quantity, high, low, side. */
function rows(): number[][] {
  const lane = openColumns(out).openAll()
  const list: number[][] = []
  while (lane.refill()) {
    for (let row = 0; row < lane.tail; row++) {
      const { receivedTime, kind, price, quantity, a, b, side } = lane
      list.push([receivedTime[row] / 1e6, kind[row], price[row], quantity[row], a[row], b[row], side[row]])
    }
  }
  return list
}

/** Seconds; a whole minute. */
const start = 1_704_067_200
const bars = `time,open,high,low,close,volume
${start},10.5,12,10,11.25,3.5
${start + 60},11.25,11.5,11,11,0
${start + 120},11,11,11,11,0
`
const barRows = [
  [start, Kind.open, 1050, 0, 0, 0, 0],
  [start + 60, Kind.bar, 1125, 35, 1200, 1000, 0],
  [start + 60, Kind.open, 1125, 0, 0, 0, 0],
  [start + 120, Kind.bar, 1100, 0, 1150, 1100, 0],
  [start + 120, Kind.open, 1100, 0, 0, 0, 0],
  [start + 180, Kind.bar, 1100, 0, 1100, 1100, 0],
]

describe('bars', () => {
  test('an open stands at its time and the rest of the bar an interval later', () => {
    const report = importText(bars)
    expect(report).toMatchObject({
      imported: 3,
      skipped: 0,
      rounded: 0,
      interval: '1m',
      from: start * 1e6,
      to: (start + 180) * 1e6,
    })
    expect(report.instrument).toMatchObject({
      name: 'BTCUSDT',
      kind: 'linear',
      tick: 0.01,
      priceScale: 100,
      lot: 0.1,
      lotScale: 10,
    })
    expect(rows()).toEqual(barRows)
    const recording = openColumns(out)
    expect(recording).toMatchObject({ synthetic: false, name: 'BTCUSDT 1m from rows.csv' })
    expect(recording.offers(recording.instruments[0], 'bars', '1m')).toBe(true)
  })

  test('only a bar without trades is flat', () => {
    importText(bars)
    const lane = openColumns(out).openAll()
    lane.refill()
    expect([1, 3, 5].map((row) => lane.flags[row] & Flag.flat)).toEqual([0, 0, Flag.flat])
  })

  const spellings: [string, string][] = [
    ['a byte order mark and line ends of Windows', `\ufeff${bars.replaceAll('\n', '\r\n')}`],
    ['line ends of an old Mac', bars.replaceAll('\n', '\r')],
    ['no line end at the end', bars.trimEnd()],
    ['blank lines', bars.replaceAll('\n', '\n\n')],
    ['quotes and blanks', bars.replaceAll(/([^,\n]+)/g, ' "$1" ')],
    ['semicolons', bars.replaceAll(',', ';')],
    ['tabs', bars.replaceAll(',', '\t')],
    ['no heading', bars.slice(bars.indexOf('\n') + 1)],
    ['another order and other names', reorder('Volume BTC,Close,Low,High,Open,Open Time', bars)],
    ['columns nobody knows', bars.replaceAll('\n', ',x\n')],
    ['milliseconds', scaleTimes(bars, 1000)],
    ['microseconds', scaleTimes(bars, 1e6)],
    ['times with a zone', bars.replace(/^(\d+),/gm, (_, s: string) => `${isoOf(Number(s) + 7200)}+02:00,`)],
    ['times without a zone', bars.replace(/^(\d+),/gm, (_, s: string) => `${isoOf(Number(s)).replace('T', ' ')},`)],
    ['exponents', bars.replace('10.5', '1.05e1').replace('3.5', '35E-1')],
  ]
  test.each(spellings)('%s change nothing', (_, text) => {
    importText(text, { interval: '1m' })
    expect(rows()).toEqual(barRows)
  })

  test('times may be those of the close', () => {
    importText(
      bars.replace(/^(\d+),/gm, (_, s: string) => `${Number(s) + 60},`),
      { time: 'close' },
    )
    expect(rows()).toEqual(barRows)
  })

  test('days with weekends between them are one-day bars', () => {
    const days = ['2024-01-04', '2024-01-05', '2024-01-08', '2024-01-09']
    const report = importText(`,Open,High,Low,Close,Volume\n${days.map((day) => `${day},1,2,1,2,10`).join('\n')}\n`)
    expect(report).toMatchObject({
      imported: 4,
      interval: '1d',
      from: Date.UTC(2024, 0, 4) * 1000,
      to: Date.UTC(2024, 0, 10) * 1000,
    })
  })

  test('a file without volumes has none, and its bars are not called flat', () => {
    importText('date,open,high,low,close\n60,1,1,1,1\n120,1,1,1,1\n')
    expect(rows().map((row) => row[3])).toEqual([0, 0, 0, 0])
    const lane = openColumns(out).openAll()
    lane.refill()
    expect(lane.flags[1] & Flag.flat).toBe(0)
  })

  test('steps that are told are taken, and units stay fine enough for the numbers', () => {
    const { instrument } = importText(bars, { tick: 0.05, lot: 0.5, symbol: 'acme:spot:BTC-USDT' })
    expect(instrument).toMatchObject({ tick: 0.05, priceScale: 100, lot: 0.5, lotScale: 10 })
    expect(instrument).toMatchObject({
      venue: 'acme',
      kind: 'spot',
      name: 'BTC-USDT',
      base: 'BTC',
      quote: 'USDT',
      settle: 'USDT',
    })
  })

  test.each([
    ['BTCUSDT', { venue: 'sim', kind: 'linear', name: 'BTCUSDT', base: 'BTC', quote: 'USDT', settle: 'USDT' }],
    ['linear:BTC/USDT:USDT', { venue: 'sim', kind: 'linear', name: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT' }],
    [
      'acme:inverse:BTC/USD:BTC',
      { venue: 'acme', kind: 'inverse', name: 'BTC/USD:BTC', base: 'BTC', quote: 'USD', settle: 'BTC' },
    ],
    ['BTC/USDT:USDT', { venue: 'sim', kind: 'linear', name: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT' }],
  ])('a symbol is read as a bot reads it: %s', (symbol, instrument) => {
    expect(importText(bars, { symbol }).instrument).toMatchObject(instrument)
  })

  test('prices with more decimals than 31 bits hold are rounded once, and counted', () => {
    const report = importText('time,open,high,low,close,volume\n60,100.3399963378906,104.06,95.96,100.125,1\n120,1,1,1,1,1\n')
    expect(report.instrument.priceScale).toBe(10_000_000)
    expect(report.rounded).toBe(1)
    expect(rows()[0][2]).toBe(1_003_399_963)
  })
})

describe('trades', () => {
  const trades = 'timestamp,price,qty,side\n1704067200000,100.5,0.25,buy\n1704067200000,100.4,1,SELL\n1704067200007,100.4,2,b\n'

  test('each is a message of its own', () => {
    expect(importText(trades, { kind: 'trades' })).toMatchObject({ imported: 3, guessedSides: 0 })
    expect(rows()).toEqual([
      [1_704_067_200, Kind.trade, 1005, 25, 0, 0, 1],
      [1_704_067_200, Kind.trade, 1004, 100, 0, 0, -1],
      [1_704_067_200.007, Kind.trade, 1004, 200, 0, 0, 1],
    ])
    const lane = openColumns(out).openAll()
    lane.refill()
    expect([...lane.flags.subarray(0, 3)]).toEqual([1, 1, 1])
  })

  test('nanoseconds are kept', () => {
    importText('time,price,amount,side\n1704067200123456789,1,1,buy\n1704067200123457001,1,1,buy\n', { kind: 'trades' })
    const lane = openColumns(out).openAll()
    lane.refill()
    expect([...lane.exchangeTime.subarray(0, 2)]).toEqual([1_704_067_200_123_456, 1_704_067_200_123_457])
    expect([...lane.exchangeRest.subarray(0, 2)]).toEqual([789, 1])
  })

  test('where the buyer was the maker, the taker sold', () => {
    importText('id,price,qty,time,is_buyer_maker\n7,1,1,1704067200000,True\n8,1,1,1704067200001,False\n', { kind: 'trades' })
    expect(rows().map((row) => row[6])).toEqual([-1, 1])
  })

  test('without sides the tick rule guesses, and says so', () => {
    const report = importText('time,price,size\n1,10,1\n2,11,1\n3,11,1\n4,10,1\n5,10,1\n', { kind: 'trades' })
    expect(report.guessedSides).toBe(5)
    expect(rows().map((row) => row[6])).toEqual([1, 1, 1, -1, -1])
  })

  test('a file larger than what is read at a time comes whole', () => {
    const lines = Array.from(
      { length: 60_000 },
      (_, i) => `${1_704_067_200_000 + i},${(100 + (i % 50) / 100).toFixed(2)},0.001,sell`,
    )
    expect(importText(`time,price,size,side\n${lines.join('\n')}`, { kind: 'trades' }).imported).toBe(60_000)
    expect(rows().map((row) => row[2])).toEqual(lines.map((_, i) => 10_000 + (i % 50)))
  })
})

/** Puts the columns of a file into the opposite order under other names. */
function reorder(heading: string, text: string): string {
  const lines = text.trimEnd().split('\n').slice(1)
  return `${heading}\n${lines.map((line) => line.split(',').reverse().join(',')).join('\n')}\n`
}

function scaleTimes(text: string, by: number): string {
  return text.replace(/^(\d+),/gm, (_, s: string) => `${Number(s) * by},`)
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19)
}
