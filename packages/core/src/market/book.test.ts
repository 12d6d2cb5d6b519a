import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryLane } from '../engine/lane.ts'
import { Kind } from '../engine/tape-kinds.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import { LadderBook } from './book.ts'
import type { BookSize } from './half-book.ts'

const instrument = { symbol: 'sim:spot:BTCUSDT', priceScale: 10, lotScale: 1000 } as Instrument
const small: BookSize = { windowUnits: 1024, farLevelsMax: 16 }

/** A book and the lane that feeds it; each message is applied and settled as a whole. */
class Scene {
  readonly book: LadderBook
  readonly lane = new MemoryLane(new HeapMemory(), 'lane', 256)

  constructor(size?: BookSize) {
    this.book = new LadderBook(instrument, new HeapMemory(), size)
    this.book.setState('ready')
  }

  write(kind: number, side: number, units = 0, lots = 0): void {
    const row = this.lane.next(kind)
    this.lane.side[row] = side
    this.lane.price[row] = units
    this.lane.quantity[row] = lots
    this.lane.receivedTime[row] = 1000
  }

  message(kind: number, side: number, ...levels: readonly [units: number, lots: number][]): void {
    this.lane.open()
    if (levels.length === 0) this.write(kind, side)
    for (const [units, lots] of levels) this.write(kind, side, units, lots)
    this.apply()
    this.book.settle(this.lane, this.lane.head - 1)
  }

  /** Applies the rows without settling. */
  apply(): void {
    this.lane.close()
    for (; this.lane.head < this.lane.tail; this.lane.head++) this.book.apply(this.lane, this.lane.head)
  }

  levels(side: Side, most = 100): [number, number][] {
    const units = new Int32Array(most)
    const lots = new Float64Array(most)
    const n = this.book.copyUnits(side, units, lots)
    return Array.from({ length: n }, (_, i) => [units[i], lots[i]])
  }
}

test('an empty book has no prices and no middle', () => {
  const { book } = new Scene()
  expect(book).toMatchObject({ key: 'book:sim:spot:BTCUSDT', bidUnits: 0, askUnits: 0, bidLots: 0, askLots: 0, bidQuantity: 0 })
  for (const price of [book.bid, book.ask, book.mid, book.value]) expect(price).toBeNaN()
})

test('prices are units divided by the scale, and the middle is that of the best two', () => {
  const scene = new Scene()
  scene.message(Kind.level, 1, [632_503, 1500], [632_505, 250])
  expect(scene.book.bid).toBe(63_250.5)
  expect(scene.book.mid).toBeNaN()
  scene.message(Kind.level, -1, [632_508, 4000])
  expect(scene.book).toMatchObject({
    ask: 63_250.8,
    mid: 63_250.65,
    value: 63_250.65,
    bidQuantity: 0.25,
    askQuantity: 4,
    time: 1000,
  })
})

test('nobody sees half a message', () => {
  const scene = new Scene()
  scene.message(Kind.level, 1, [100, 5])
  scene.lane.open()
  scene.write(Kind.level, 1, 100, 0)
  scene.write(Kind.level, 1, 99, 7)
  scene.apply()
  expect(scene.book).toMatchObject({ bidUnits: 100, bidLots: 5, bid: 10 })
  scene.book.settle(scene.lane, 0)
  expect(scene.book).toMatchObject({ bidUnits: 99, bidLots: 7, bid: 9.9, bidQuantity: 0.007 })
})

test('a crossed book says so, and afterwards shows the state that was set last', () => {
  const scene = new Scene()
  scene.message(Kind.level, 1, [100, 5])
  scene.message(Kind.level, -1, [101, 5])
  expect(scene.book.state).toBe('ready')
  scene.message(Kind.level, 1, [101, 1])
  expect(scene.book.state).toBe('crossed')
  scene.book.setState('stale')
  expect(scene.book.state).toBe('crossed')
  scene.message(Kind.level, 1, [101, 0])
  expect(scene.book.state).toBe('stale')
  scene.book.setState('ready')
  expect(scene.book.state).toBe('ready')
})

test('a side without levels crosses nothing', () => {
  const scene = new Scene()
  scene.message(Kind.level, 1, [101, 1])
  scene.message(Kind.level, -1, [100, 1])
  expect(scene.book.state).toBe('crossed')
  scene.message(Kind.clear, -1)
  expect(scene.book).toMatchObject({ state: 'ready', bidUnits: 101, askUnits: 0 })
})

test('a clear row forgets one side or both, far levels included', () => {
  const scene = new Scene(small)
  scene.message(Kind.level, 1, [90_000, 1], [500, 2])
  scene.message(Kind.level, -1, [90_001, 1], [2_000_000, 2])
  scene.message(Kind.clear, 1)
  expect(scene.levels(1)).toEqual([])
  expect(scene.levels(-1)).toHaveLength(2)
  scene.message(Kind.clear, 0)
  expect(scene.levels(-1)).toEqual([])
  expect(scene.book.lotsAt(-1, 2_000_000)).toBe(0)
})

test('a quote replaces the best price of its side, and one without quantity empties it', () => {
  const scene = new Scene()
  scene.message(Kind.quote, 1, [100, 5])
  scene.message(Kind.quote, -1, [102, 6])
  scene.message(Kind.quote, 1, [99, 7])
  expect(scene.levels(1)).toEqual([[99, 7]])
  expect(scene.book).toMatchObject({ bidUnits: 99, askUnits: 102, askLots: 6 })
  scene.message(Kind.quote, 1, [0, 0])
  expect(scene.book).toMatchObject({ bidUnits: 0, askUnits: 102 })
})

test('rows of other kinds change nothing', () => {
  const scene = new Scene()
  scene.message(Kind.trade, 1, [100, 5])
  expect(scene.book.bidUnits).toBe(0)
})

test('levels come best first from both sides, far ones last, as many as there is room for', () => {
  const scene = new Scene(small)
  scene.message(Kind.level, 1, [10_000, 1], [9_990, 2], [100, 4], [5_000, 3], [9_999, 9])
  scene.message(Kind.level, -1, [10_001, 1], [900_000, 4], [10_020, 2], [50_000, 3])
  expect(scene.levels(1)).toEqual([
    [10_000, 1],
    [9_999, 9],
    [9_990, 2],
    [5_000, 3],
    [100, 4],
  ])
  expect(scene.levels(-1)).toEqual([
    [10_001, 1],
    [10_020, 2],
    [50_000, 3],
    [900_000, 4],
  ])
  expect(scene.levels(1, 2)).toEqual([
    [10_000, 1],
    [9_999, 9],
  ])
  expect(scene.levels(-1, 3)).toEqual([
    [10_001, 1],
    [10_020, 2],
    [50_000, 3],
  ])
  expect(scene.levels(1, 0)).toEqual([])
  const prices = new Float64Array(9)
  expect(scene.book.copy(-1, prices, new Float64Array(3))).toBe(3)
  expect([...prices.subarray(0, 4)]).toEqual([1000.1, 1002, 5000, 0])
})

test('the window follows a price that walks through many windows, and brings far levels back', () => {
  const scene = new Scene(small)
  scene.message(Kind.level, -1, [1_000, 77])
  for (let best = 1_000; best < 20_000; best += 3) {
    scene.message(Kind.level, 1, [best, best])
    expect(scene.book.bidUnits).toBe(best)
    if (best > 1_000) scene.message(Kind.level, 1, [best - 3, (best - 3) % 1_500 === 1 ? 5 : 0])
  }
  const far = scene.book.bids.far.count
  expect(far).toBeGreaterThan(8)
  expect(scene.book.bids.moves).toBeGreaterThan(20)
  // Each side has a window of its own: the asks never moved from where their only level put them.
  expect(scene.book.asks.moves).toBeLessThanOrEqual(1)
  const left = scene.levels(1)
  for (const [i, [units]] of left.entries()) {
    scene.message(Kind.level, 1, [units, 0])
    expect(scene.levels(1)).toEqual(left.slice(i + 1))
  }
  expect(scene.book.bidUnits).toBe(0)
})

test('the window follows a best price that sinks, before its own levels become far', () => {
  const scene = new Scene(small)
  for (let units = 5_000; units > 4_300; units--) scene.message(Kind.level, 1, [units, 1])
  for (let units = 5_000; units > 4_301; units--) scene.message(Kind.level, 1, [units, 0])
  expect(scene.book.bidUnits).toBe(4_301)
  scene.message(Kind.level, 1, [3_900, 1])
  expect(scene.book.bids.far.count).toBe(0)
})

test('both ends of a window are read in order, wherever it begins', () => {
  for (let offset = 0; offset < 32; offset++) {
    const scene = new Scene({ windowUnits: 1024, farLevelsMax: 128 })
    const first = 10_000 + offset
    scene.message(Kind.level, -1, [first, 1])
    const prices = Array.from({ length: 100 }, (_, i) => [first - 200 - i, first + 790 - i]).flat()
    for (const units of prices) {
      scene.message(Kind.level, -1, [units, units])
      const expected = [first, ...prices.slice(0, prices.indexOf(units) + 1)].sort((a, b) => a - b)
      expect(scene.levels(-1, 300).map(([price]) => price)).toEqual(expected)
    }
  }
})

test('what left the window leaves nothing behind at the prices that take its place', () => {
  const scene = new Scene(small)
  scene.message(Kind.level, 1, [10_000, 1], [9_900, 2])
  scene.message(Kind.level, 1, [11_024, 3])
  expect(scene.book.lotsAt(1, 10_924)).toBe(0)
  expect(scene.book.lotsAt(1, 9_900)).toBe(2)
  scene.message(Kind.clear, 1)
  expect(scene.book.lotsAt(1, 11_024)).toBe(0)
})

test('a snapshot far from where the window was does not crowd the far levels', () => {
  const scene = new Scene(small)
  scene.message(Kind.level, -1, [1_000, 1])
  scene.message(Kind.clear, 0)
  scene.message(Kind.level, -1, ...Array.from({ length: 200 }, (_, i): [number, number] => [500_000 + i, 1]))
  expect(scene.book).toMatchObject({ dropped: 0, askUnits: 500_000 })
  expect(scene.levels(-1, 300)).toHaveLength(200)
})

test('the first and the last price of all can be quoted', () => {
  const last = 2 ** 31 - 1
  for (const side of [1, -1] as const) {
    const scene = new Scene(small)
    scene.message(Kind.level, side, [1, 10], [last, 20], [1_000_000, 30])
    expect(scene.levels(side)).toEqual(
      side === 1
        ? [
            [last, 20],
            [1_000_000, 30],
            [1, 10],
          ]
        : [
            [1, 10],
            [1_000_000, 30],
            [last, 20],
          ],
    )
    expect([1, last, 1_000_000, 2].map((units) => scene.book.lotsAt(side, units))).toEqual([10, 20, 30, 0])
    scene.message(Kind.level, side, [1, 0], [1_000_000, 0])
    expect(scene.levels(side)).toEqual([[last, 20]])
    expect(scene.book.lotsAt(side, 0)).toBe(0)
  }
})

test('far levels beyond the capacity are dropped and counted, and the window stays exact', () => {
  const scene = new Scene(small)
  scene.message(Kind.level, 1, [500_000, 1])
  for (let i = 0; i < 20; i++) scene.message(Kind.level, 1, [1_000 + i, 1])
  expect(scene.book.dropped).toBe(4)
  scene.message(Kind.level, 1, [499_999, 2], [1_003, 9])
  expect(scene.levels(1).slice(0, 2)).toEqual([
    [500_000, 1],
    [499_999, 2],
  ])
  expect(scene.book.lotsAt(1, 1_003)).toBe(9)
  scene.message(Kind.clear, 1)
  expect(scene.book.dropped).toBe(0)
})

test('removing a level that is not there changes nothing', () => {
  const scene = new Scene(small)
  scene.message(Kind.level, 1, [10_000, 1])
  scene.message(Kind.level, 1, [10_005, 0], [9_999, 0], [50, 0], [900_000, 0])
  expect(scene.levels(1)).toEqual([[10_000, 1]])
  expect(scene.book.bids.moves).toBe(1)
})

test('a price that is none is a bug of the feed', () => {
  expect(() => new Scene().message(Kind.level, 1, [-5, 1])).toThrow('prices count from one unit up')
})

test('a window is a power of two and at least 1,024 units', () => {
  for (const windowUnits of [512, 1000, 3000]) expect(() => new Scene({ windowUnits })).toThrow('not a power of two')
  expect(() => new Scene({ farLevelsMax: 100 })).toThrow('not a power of two')
})
