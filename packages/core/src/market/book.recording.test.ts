import { expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryLane } from '../engine/lane.ts'
import { Kind } from '../engine/tape-kinds.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import { type RecordedDepth, type RecordingDigits, readRecording } from './binance-recording.oracle.ts'
import { LadderBook } from './book.ts'

/** Runs a recording through a book and, after every message, compares best prices and quantities with those the venue told beside it. */
function replay(
  file: string,
  digits: RecordingDigits,
): { checkpoints: number; book: LadderBook; levels: Map<Side, Map<number, number>> } {
  const { depths, bests } = readRecording(file, digits)
  const scales = { priceScale: 10 ** digits.price, lotScale: 10 ** digits.lot }
  const book = new LadderBook({ symbol: 'binance:spot:X', ...scales } as Instrument, new HeapMemory())
  const lane = new MemoryLane(new HeapMemory(), 'lane', 8192)
  const levels = new Map<Side, Map<number, number>>([
    [1, new Map()],
    [-1, new Map()],
  ])
  let checkpoints = 0
  let told = -1
  for (const depth of depths) {
    write(lane, depth, levels)
    const from = lane.head
    for (; lane.head < lane.tail; lane.head++) book.apply(lane, lane.head)
    book.settle(lane, from)
    expect(book.state).not.toBe('crossed')
    while (told + 1 < bests.length && bests[told + 1].change <= depth.last) told++
    if (told < 0) continue
    const { bid, ask } = bests[told]
    const isEqual = book.bidUnits === bid[0] && book.bidLots === bid[1] && book.askUnits === ask[0] && book.askLots === ask[1]
    if (!isEqual)
      expect({ change: depth.last, bid: [book.bidUnits, book.bidLots], ask: [book.askUnits, book.askLots] }).toEqual({
        change: depth.last,
        bid,
        ask,
      })
    checkpoints++
  }
  return { checkpoints, book, levels }
}

function write(lane: MemoryLane, depth: RecordedDepth, levels: Map<Side, Map<number, number>>): void {
  lane.open()
  if (depth.isSnapshot) {
    const row = lane.next(Kind.clear)
    lane.side[row] = 0
    for (const side of levels.values()) side.clear()
  }
  for (const side of [1, -1] as const) {
    for (const [units, lots] of side === 1 ? depth.bids : depth.asks) {
      const row = lane.next(Kind.level)
      lane.side[row] = side
      lane.price[row] = units
      lane.quantity[row] = lots
      if (lots > 0) levels.get(side)!.set(units, lots)
      else levels.get(side)!.delete(units)
    }
  }
  lane.close()
}

test.for<[string, RecordingDigits, number]>([
  ['data/binance-recordings/spot/btcusdt_20240808.gz', { price: 2, lot: 8 }, 3000],
  ['data/binance-recordings/usdm/ethusdt_20240808.gz', { price: 2, lot: 3 }, 6000],
])('%s: the best prices are those the venue told', ([path, digits, least], { skip }) => {
  const file = sharedFile(path)
  if (file === undefined) return skip()
  const { checkpoints, book, levels } = replay(file, digits)
  process.stdout.write(`${path}: ${checkpoints} checkpoints\n`)
  expect(checkpoints).toBeGreaterThan(least)
  expect(book.dropped).toBe(0)
  expect(book.bids.far.count + book.asks.far.count).toBeGreaterThan(100)
  for (const side of [1, -1] as const) {
    const expected = [...levels.get(side)!].sort(([a], [b]) => (b - a) * side)
    const units = new Int32Array(expected.length + 1)
    const lots = new Float64Array(expected.length + 1)
    expect(book.copyUnits(side, units, lots)).toBe(expected.length)
    expect(Array.from(expected, (_, i) => [units[i], lots[i]])).toEqual(expected)
  }
})
