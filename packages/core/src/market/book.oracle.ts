import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryLane } from '../engine/lane.ts'
import { Kind } from '../engine/tape-kinds.ts'
import { assert } from '../errors/assert.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import { LadderBook } from './book.ts'
import type { BookSize } from './half-book.ts'

/** What a run of `checkBooks` went through, to see that it met the cases it is there for. */
export interface BookCheck {
  readonly updates: number
  readonly messages: number
  /** How often a window moved, over all sides. */
  readonly moves: number
  /** The most levels that were outside a window at one time. */
  readonly farMost: number
  readonly crossed: number
}

const priceMax = 2 ** 31 - 1
const bothSides: readonly Side[] = [1, -1]

/** Numbers in [0, 1) that a seed gives again. */
function chance(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The slowest book that can be right: a map a side, sorted whenever it is read. */
class NaiveBook {
  readonly sides = new Map<Side, Map<number, number>>(bothSides.map((side) => [side, new Map()]))
  /** The price around which the market of this book trades. */
  middle: number

  constructor(middle: number) {
    this.middle = middle
  }

  levels(side: Side): Map<number, number> {
    return this.sides.get(side)!
  }

  best(side: Side): number {
    let best = 0
    for (const units of this.levels(side).keys()) if (best === 0 || (units - best) * side > 0) best = units
    return best
  }

  sorted(side: Side): [number, number][] {
    return [...this.levels(side)].sort(([a], [b]) => (b - a) * side)
  }
}

/**
 * Sends random messages to several books on one lane and to naive ones, and asserts after each that they agree. Prices walk, jump by
 * thousands of units and sometimes to the ends of what an i32 holds; levels lie near and far, sides are cleared and crossed.
 */
export function checkBooks(updates: number, seed: number, size: BookSize = {}): BookCheck {
  const random = chance(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const memory = new HeapMemory()
  const lane = new MemoryLane(memory, 'lane', 4096)
  const naive = [63_250_000, 40_000, priceMax - 30_000].map((middle) => new NaiveBook(middle))
  const books = naive.map(
    (_, i) => new LadderBook({ symbol: `sim:spot:B${i}`, priceScale: 100, lotScale: 1000 } as Instrument, memory, size),
  )
  const seen = { updates: 0, messages: 0, moves: 0, farMost: 0, crossed: 0 }

  const priceNear = (middle: number, side: Side): number => {
    const spread = [20, 3000, 100_000, priceMax][random() < 0.7 ? 0 : random() < 0.8 ? 1 : random() < 0.95 ? 2 : 3]
    const wrongSide = random() < 0.05 ? -1 : 1
    const away = Math.floor(random() * random() * spread)
    return Math.min(priceMax, Math.max(1, middle - side * wrongSide * away))
  }

  const write = (kind: number, i: number, side: number, price: number, quantity: number): void => {
    const row = lane.next(kind)
    assert(row >= 0, 'the lane is long enough for a message')
    lane.instrument[row] = i
    lane.side[row] = side
    lane.price[row] = price
    lane.quantity[row] = quantity
    seen.updates++
  }

  const removeSome = (i: number, side: Side, most: number): void => {
    for (const [units] of naive[i].sorted(side).slice(0, most)) {
      write(Kind.level, i, side, units, 0)
      naive[i].levels(side).delete(units)
    }
  }

  while (seen.updates < updates) {
    const i = below(books.length)
    const market = naive[i]
    lane.open()
    const dice = random()
    if (dice < 0.3) market.middle += below(11) - 5
    else if (dice < 0.32) market.middle += below(40_001) - 20_000
    else if (dice < 0.323) market.middle = 1 + below(priceMax)
    market.middle = Math.min(priceMax, Math.max(1, market.middle))
    if (random() < 0.002) {
      const side = below(3) - 1
      write(Kind.clear, i, side, 0, 0)
      for (const cleared of bothSides) if (side !== -cleared) market.levels(cleared).clear()
    }
    if (random() < 0.05) removeSome(i, bothSides[below(2)], 60)
    for (let left = 1 + below(30); left > 0; left--) {
      const side = bothSides[below(2)]
      const levels = market.levels(side)
      const known = random() < 0.3 ? market.best(side) : 0
      const price = known || priceNear(market.middle, side)
      const quantity = random() < (levels.size > 300 ? 0.8 : 0.4) ? 0 : 1 + below(1e6)
      write(Kind.level, i, side, price, quantity)
      if (quantity > 0) levels.set(price, quantity)
      else levels.delete(price)
    }
    if (random() < 0.5) for (const side of bothSides) uncross(market, side, (price) => write(Kind.level, i, side, price, 0))
    lane.close()
    const from = lane.head
    for (; lane.head < lane.tail; lane.head++) books[lane.instrument[lane.head]].apply(lane, lane.head)
    books[i].settle(lane, from)
    seen.messages++
    if (books[i].state === 'crossed') seen.crossed++
    for (const half of [books[i].bids, books[i].asks]) seen.farMost = Math.max(seen.farMost, half.far.count)
    compareBest(books[i], market)
    if (random() < 0.02) for (const side of bothSides) compareDepth(books[i], market, side, below(400), below)
  }
  for (const book of books) seen.moves += book.bids.moves + book.asks.moves
  return seen
}

/** Takes from one side what lies beyond the middle, so that the book is not crossed all the time. */
function uncross(market: NaiveBook, side: Side, remove: (price: number) => void): void {
  for (const [units] of market.sorted(side)) {
    if ((units - market.middle) * side < 0) return
    remove(units)
    market.levels(side).delete(units)
  }
}

function compareBest(book: LadderBook, market: NaiveBook): void {
  const bid = market.best(1)
  const ask = market.best(-1)
  assert(book.bidUnits === bid && book.askUnits === ask, `best ${book.bidUnits} ${book.askUnits}, expected ${bid} ${ask}`)
  assert(Object.is(book.bid, bid === 0 ? Number.NaN : bid / 100), `bid ${book.bid}`)
  assert(Object.is(book.ask, ask === 0 ? Number.NaN : ask / 100), `ask ${book.ask}`)
  assert(Object.is(book.mid, bid === 0 || ask === 0 ? Number.NaN : (bid + ask) / 200), `middle ${book.mid}`)
  assert(
    book.bidLots === (market.levels(1).get(bid) ?? 0) && book.bidQuantity === book.bidLots / 1000,
    `bid lots ${book.bidLots}`,
  )
  assert(
    book.askLots === (market.levels(-1).get(ask) ?? 0) && book.askQuantity === book.askLots / 1000,
    `ask lots ${book.askLots}`,
  )
  assert((book.state === 'crossed') === (bid > 0 && ask > 0 && bid >= ask), `state ${book.state} at ${bid} ${ask}`)
}

/** Compares the best `depth` levels in both forms, and the lots at prices that are there and that are not. */
function compareDepth(book: LadderBook, market: NaiveBook, side: Side, depth: number, below: (n: number) => number): void {
  const expected = market.sorted(side)
  const units = new Int32Array(depth)
  const lots = new Float64Array(depth)
  const prices = new Float64Array(depth)
  const quantities = new Float64Array(depth)
  const n = book.copyUnits(side, units, lots)
  assert(n === Math.min(depth, expected.length) && n === book.copy(side, prices, quantities), `${n} levels of ${expected.length}`)
  for (let i = 0; i < n; i++) {
    const [price, quantity] = expected[i]
    assert(units[i] === price && lots[i] === quantity, `level ${i}: ${lots[i]} at ${units[i]}, expected ${quantity} at ${price}`)
    assert(prices[i] === price / 100 && quantities[i] === quantity / 1000, `level ${i}: ${prices[i]}, expected ${price / 100}`)
  }
  for (const [price, quantity] of expected) assert(book.lotsAt(side, price) === quantity, `lots at ${price}`)
  // Most of these prices have no level now but had one, or share their place in the window with one that left.
  for (let left = 100; left > 0; left--) {
    const price = Math.min(priceMax, Math.max(1, market.middle - 2048 + below(4096)))
    assert(book.lotsAt(side, price) === (market.levels(side).get(price) ?? 0), `lots at ${price}`)
  }
}
