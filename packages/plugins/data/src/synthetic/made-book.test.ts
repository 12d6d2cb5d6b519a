import { Flag, Kind, type MemoryLane } from '@botyard/core'
import { describe, expect, test } from 'vitest'
import { autocorrelation, barsOf, correlation, makeLane, mean } from '../../test/made.ts'
import { NaiveBook } from '../naive-book.ts'

/** Calls `hear` with the first row of each message and the one after its last, for the rows of one instrument. */
function eachMessage(lane: MemoryLane, instrument: number, hear: (from: number, to: number) => void): void {
  let from = 0
  for (let row = 0; row < lane.tail; row++) {
    if ((lane.flags[row] & Flag.last) === 0) continue
    if (lane.instrument[from] === instrument) hear(from, row + 1)
    from = row + 1
  }
}

describe.each([1, 5])('an hour of book and trades, seed %i', (seed) => {
  const lane = makeLane({
    seed,
    symbols: ['BTCUSDT', 'DOGEUSDT'],
    hours: 1,
    kinds: ['bars', 'trades', 'book'],
    takersPerSecond: 2,
  })

  test.each([0, 1])('the book of market %i is never crossed, and prices and quantities are whole', (instrument) => {
    const book = new NaiveBook()
    let messages = 0
    eachMessage(lane, instrument, (from, to) => {
      for (let row = from; row < to; row++) {
        if (lane.kind[row] === Kind.clear) book.clear(lane.side[row])
        if (lane.kind[row] !== Kind.level) continue
        const { price, quantity, side } = lane
        if (!(price[row] > 0 && Number.isInteger(quantity[row]) && quantity[row] >= 0)) expect.fail(`row ${row}`)
        book.set(side[row], price[row], quantity[row])
      }
      if (lane.kind[to - 1] !== Kind.level) return
      messages++
      if (!(book.ask - book.bid >= 1)) expect.fail(`crossed after row ${to}: ${book.bid} ${book.ask}`)
      if (book.bids.size > 25 || book.asks.size > 25 || book.bids.size < 3 || book.asks.size < 3)
        expect.fail(`depth after row ${to}`)
    })
    expect(messages).toBeGreaterThan(15_000)
  })

  // A trade may only take what is displayed, best first, and the next message of the book says exactly what is left of it.
  test('trades take the best displayed levels, which shrink by what was traded', () => {
    const book = new NaiveBook()
    let expected = new Map<number, number>()
    let trades = 0
    eachMessage(lane, 0, (from, to) => {
      if (lane.kind[from] === Kind.trade) {
        expect(expected.size).toBe(0)
        for (let row = from; row < to; row++) {
          trades++
          const resting = lane.side[row] === 1 ? book.asks : book.bids
          const best = lane.side[row] === 1 ? book.ask : book.bid
          const left = (resting.get(lane.price[row]) ?? 0) - lane.quantity[row]
          if (lane.price[row] !== best || left < 0) expect.fail(`trade at row ${row}`)
          book.set(-lane.side[row], best, left)
          expected.set(best, left)
        }
        return
      }
      for (let row = from; row < to; row++) {
        if (lane.kind[row] === Kind.clear) book.clear(lane.side[row])
        if (lane.kind[row] !== Kind.level) continue
        const told = expected.get(lane.price[row])
        if (told !== undefined) expect(lane.quantity[row]).toBe(told)
        book.set(lane.side[row], lane.price[row], lane.quantity[row])
      }
      if (lane.kind[from] === Kind.level) expected = new Map()
    })
    expect(trades).toBeGreaterThan(3_000)
  })

  test('sides of trades come in runs', () => {
    const sides: number[] = []
    for (let row = 0; row < lane.tail; row++)
      if (lane.kind[row] === Kind.trade && lane.instrument[row] === 0) sides.push(lane.side[row])
    for (const lag of [1, 2, 5, 10]) expect(autocorrelation(sides, lag)).toBeGreaterThan(0.03)
    expect(Math.abs(mean(sides))).toBeLessThan(0.3)
  })

  test('bars are what the trades of their minute add up to', () => {
    for (const instrument of [0, 1]) {
      const bars = barsOf(lane, instrument)
      expect(bars.length).toBe(60)
      for (const bar of bars) {
        const trades: number[] = []
        let lots = 0
        for (let row = 0; row < lane.tail; row++) {
          if (lane.kind[row] !== Kind.trade || lane.instrument[row] !== instrument) continue
          if (lane.exchangeTime[row] < bar.opens || lane.exchangeTime[row] >= bar.closes) continue
          trades.push(lane.price[row])
          lots += lane.quantity[row]
        }
        const { open, high, low, close } = bar
        expect({ open, high, low, close, lots: bar.lots }).toEqual({
          open: trades[0],
          high: Math.max(...trades),
          low: Math.min(...trades),
          close: trades.at(-1),
          lots,
        })
      }
    }
  })

  test('rows are received in order, 1 to 20 ms after they were sent; bars at once', () => {
    let before = 0
    for (let row = 0; row < lane.tail; row++) {
      const latency = lane.receivedTime[row] - lane.exchangeTime[row]
      const isMarket = [Kind.level, Kind.trade, Kind.clear].some((kind) => kind === lane.kind[row])
      if (isMarket ? latency < 1000 || latency > 20_000 : latency !== 0) expect.fail(`latency ${latency} at row ${row}`)
      if (lane.receivedTime[row] < before) expect.fail(`row ${row} is out of order`)
      before = lane.receivedTime[row]
    }
  })
})

test('a wild market has wide spreads and thin levels', () => {
  const lane = makeLane({ seed: 3, symbols: ['BTCUSDT'], hours: 6, kinds: ['bars', 'book'], bookPerSecond: 2 })
  const book = new NaiveBook()
  const spreads: number[] = []
  const depths: number[] = []
  const ranges: number[] = []
  let messages = 0
  let spread = 0
  let depth = 0
  eachMessage(lane, 0, (from, to) => {
    for (let row = from; row < to; row++) {
      const { kind, side, price, quantity, a, b } = lane
      if (kind[row] === Kind.clear) book.clear(side[row])
      if (kind[row] === Kind.level) book.set(side[row], price[row], quantity[row])
      if (kind[row] !== Kind.bar) continue
      ranges.push(a[row] - b[row])
      spreads.push(spread / messages)
      depths.push(depth / messages)
      messages = spread = depth = 0
    }
    if (lane.kind[to - 1] !== Kind.level) return
    messages++
    spread += book.ask - book.bid
    for (const lots of book.bids.values()) depth += lots
  })
  expect(correlation(ranges, spreads)).toBeGreaterThan(0.2)
  expect(correlation(ranges, depths)).toBeLessThan(-0.15)
})
