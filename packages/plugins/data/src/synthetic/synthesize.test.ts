import { join } from 'node:path'
import { openColumns } from '@botyard/columns'
import { Kind, type MemoryLane } from '@botyard/core'
import { expect, test } from 'vitest'
import { barsOf, makeLane, temporaryFolder } from '../../test/made.ts'
import { checkData } from '../check.ts'
import { inventInstruments, makeSynthetic } from './make-synthetic.ts'
import type { SyntheticOptions } from './options.ts'

const folder = temporaryFolder()
const everything: SyntheticOptions = { symbols: ['BTCUSDT', 'ETHUSDT'], hours: 0.5, kinds: ['bars', 'trades', 'book'] }

function made(name: string, options: SyntheticOptions): string {
  return makeSynthetic({ ...options, out: join(folder, `${name}.byc`), overwrite: true })
}

test('a seed gives the same bytes, another seed others', () => {
  const checksums = [4, 4, 5].map((seed, i) => openColumns(made(`seed${i}`, { ...everything, seed })).checksum)
  expect(checksums[1]).toBe(checksums[0])
  expect(checksums[2]).not.toBe(checksums[0])
})

test('a seed beyond 32 bits is not cut', () => {
  const hours = { ...everything, hours: 0.1 }
  expect(openColumns(made('low', { ...hours, seed: 9 })).checksum).not.toBe(
    openColumns(made('high', { ...hours, seed: 9 + 2 ** 32 })).checksum,
  )
})

// Pinned, so that a change of the algorithm, or a machine that computes otherwise, is noticed: then the generator gets a new name.
test('the first bars of seed 1 are what they always were', () => {
  const bars = barsOf(makeLane({ seed: 1, symbols: ['BTCUSDT'], hours: 1, kinds: ['bars'] }), 0)
  expect(bars.slice(0, 3).map(({ open, high, low, close, lots }) => [open, high, low, close, lots])).toMatchInlineSnapshot(`
    [
      [
        420005,
        420062,
        419904,
        419962,
        6681,
      ],
      [
        419962,
        420247,
        419946,
        420194,
        6362,
      ],
      [
        420192,
        420418,
        420182,
        420277,
        7207,
      ],
    ]
  `)
  expect(bars.at(-1)).toMatchInlineSnapshot(`
    {
      "close": 419779,
      "closes": 1704070800000000,
      "high": 419966,
      "lots": 6266,
      "low": 419779,
      "open": 419827,
      "opens": 1704070740000000,
    }
  `)
})

test('a market is the same whichever others are made beside it', () => {
  const alone = makeLane({ ...everything, symbols: ['BTCUSDT'], hours: 0.5 })
  const together = makeLane({ ...everything, symbols: ['BTCUSDT', 'ETHUSDT'] })
  expect(rowsOf(together, 0)).toEqual(rowsOf(alone, 0))
  expect(rowsOf(together, 0).length).toBeGreaterThan(10_000)
})

test('files are marked synthetic and say how they were made', () => {
  const recording = openColumns(made('marked', { ...everything, seed: 12 }))
  expect(recording.synthetic).toBe(true)
  expect(recording.name).toBe('SYNTHETIC BTCUSDT ETHUSDT bars trades book')
  expect(recording.header).toMatchObject({ seed: 12, generator: 'botyard synthetic market 1' })
  expect(recording.instruments).toEqual(inventInstruments(everything.symbols))
  for (const rules of recording.instruments) {
    for (const kind of ['book', 'trades', 'bars', 'ticker'] as const) expect(recording.offers(rules, kind)).toBe(true)
    expect(recording.intervals(rules)).toEqual(['1m'])
  }
  const { ok, instruments } = checkData(recording.path)
  expect(ok).toBe(true)
  expect(instruments.map(({ gapCount }) => gapCount)).toEqual([0, 0])
})

test('only what was asked for is written', () => {
  const kinds = (options: SyntheticOptions): number[] => {
    const lane = makeLane(options)
    return [...new Set(lane.kind.subarray(0, lane.tail))].sort((x, y) => x - y)
  }
  expect(kinds({ ...everything, kinds: ['bars'] })).toEqual([Kind.open, Kind.bar, Kind.ticker])
  expect(kinds({ ...everything, kinds: ['trades'] })).toEqual([Kind.trade, Kind.ticker])
  expect(kinds({ ...everything, kinds: ['book'] })).toEqual([Kind.clear, Kind.level, Kind.ticker])
})

test('stretches are missing where gaps are asked for, and books begin anew after them', () => {
  const lane = makeLane({ ...everything, symbols: ['BTCUSDT'], hours: 6, kinds: ['bars', 'book'], gaps: 3, bookPerSecond: 1 })
  const bars = barsOf(lane, 0)
  const breaks = bars.slice(1).filter((bar, i) => bar.opens !== bars[i].closes)
  expect(breaks.length).toBe(3)
  const snapshots: number[] = []
  for (let row = 0; row < lane.tail; row++) if (lane.kind[row] === Kind.clear) snapshots.push(lane.exchangeTime[row])
  for (const { opens } of breaks) expect(snapshots).toContain(opens)
  const { gapCount } = checkData(made('gaps', { ...everything, hours: 6, kinds: ['bars'], gaps: 3 })).instruments[0]
  expect(gapCount).toBe(3)
})

test('rates of funding come every eight hours, with the time of the payment', () => {
  const lane = makeLane({ symbols: ['BTCUSDT'], days: 1, from: '2024-02-29T20:00', kinds: ['bars'] })
  const rates: [number, number][] = []
  for (let row = 0; row < lane.tail; row++) {
    if (lane.kind[row] !== Kind.ticker || lane.ref[row] !== 2) continue
    rates.push([lane.receivedTime[row], lane.b[row]])
    expect(Math.abs(lane.a[row])).toBeLessThan(0.001)
  }
  const at = (text: string): number => Date.parse(`${text}:00Z`) * 1000
  const march = ['2024-03-01T00:00', '2024-03-01T08:00', '2024-03-01T16:00', '2024-03-02T00:00'].map(at)
  expect(rates).toEqual([
    [at('2024-02-29T20:00'), march[0]],
    [march[0], march[1]],
    [march[1], march[2]],
    [march[2], march[3]],
  ])
})

test('instruments of unknown names are invented and stay the same', () => {
  const [first] = inventInstruments(['PEPEUSDT'])
  expect(inventInstruments(['PEPEUSDT'])[0]).toEqual(first)
  expect(first).toMatchObject({ venue: 'sim', kind: 'linear', name: 'PEPEUSDT', base: 'PEPE', quote: 'USDT', settle: 'USDT' })
  expect(inventInstruments(['BTCUSDT'])[0]).toMatchObject({ tick: 0.1, priceScale: 10, lot: 0.001, lotScale: 1000 })
  for (const name of ['AAA', 'BBBUSDC', 'CCCBTC', 'D1USDT', 'EEE-EUR']) {
    const bars = barsOf(makeLane({ symbols: [name], hours: 2, kinds: ['bars'] }), 0)
    expect(bars.length).toBe(120)
    expect(new Set(bars.map((bar) => bar.close)).size).toBeGreaterThan(10)
    expect(Math.min(...bars.map((bar) => bar.lots))).toBeGreaterThan(0)
  }
})

test('what cannot be made is refused with its name', () => {
  const make = (options: Partial<SyntheticOptions>) => () => makeLane({ ...everything, ...options })
  expect(make({ hours: 0 })).toThrow(/BY1104 the length is 0 minutes/)
  expect(make({ days: Number.NaN })).toThrow(/BY1104/)
  expect(make({ symbols: [] })).toThrow(/BY1104 symbols/)
  expect(make({ symbols: ['BTCUSDT', 'BTCUSDT'] })).toThrow(/BY1104 symbols/)
  expect(make({ symbols: ['btc usdt'] })).toThrow(/BY1104 symbols/)
  expect(make({ kinds: [] })).toThrow(/BY1104 kinds/)
  expect(make({ kinds: ['candles' as 'bars'] })).toThrow(/BY1109 kinds is candles/)
  expect(make({ from: '2024-02-30' })).toThrow(/BY1104 from/)
  expect(make({ from: '2024-02-03T00:00:30' })).toThrow(/BY1104 from/)
  expect(make({ seed: 1.5 })).toThrow(/BY1104 seed/)
  expect(make({ gaps: 100 })).toThrow(/BY1104 gaps/)
})

/** The rows of one instrument, without the sequence, which counts the messages of all. */
function rowsOf(lane: MemoryLane, instrument: number): number[][] {
  const rows: number[][] = []
  for (let row = 0; row < lane.tail; row++) {
    if (lane.instrument[row] !== instrument) continue
    const { kind, side, price, quantity, a, b, ref, exchangeTime, receivedTime } = lane
    rows.push([kind[row], side[row], price[row], quantity[row], a[row], b[row], ref[row], exchangeTime[row], receivedTime[row]])
  }
  return rows
}
