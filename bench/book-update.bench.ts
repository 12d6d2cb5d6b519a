import { HeapMemory, LadderBook, ListedInstrument } from '@botyard/core'
import { type BookUpdates, makeBookUpdates } from './book-updates.ts'
import type { Bench, Outcome } from './harness.ts'
import { PlainBook } from './plain-book.ts'

const depth = 5
const lotScale = 1000

/** Sums of everything that is read after each message, so that no reading can be left out. */
class Reading {
  best = 0
  top = 0
  imbalance = 0
  messages = 0

  outcome(): Outcome {
    return [this.messages, this.best, this.top, this.imbalance]
  }
}

/** What a strategy reads: best prices, the five best levels of both sides, and how they lean. */
function readLadder({ lane, ends }: BookUpdates, book: LadderBook): Outcome {
  const read = new Reading()
  const prices = new Float64Array(depth)
  const quantities = new Float64Array(depth)
  let row = 0
  for (const end of ends) {
    const from = row
    for (; row < end; row++) book.apply(lane, row)
    book.settle(lane, from)
    const { bid, ask } = book
    if (bid > 0 && ask > 0) read.best += bid + ask
    let bids = 0
    let asks = 0
    for (let i = 0, n = book.copy(1, prices, quantities); i < n; i++) {
      read.top += prices[i]
      bids += quantities[i]
    }
    for (let i = 0, n = book.copy(-1, prices, quantities); i < n; i++) {
      read.top += prices[i]
      asks += quantities[i]
    }
    if (bids + asks > 0) read.imbalance += (bids - asks) / (bids + asks)
    read.messages++
  }
  return read.outcome()
}

function readPlain({ lane, prices, ends }: BookUpdates, book: PlainBook): Outcome {
  const read = new Reading()
  let row = 0
  for (const end of ends) {
    for (; row < end; row++) book.set(lane.side[row], prices[row], lane.quantity[row] / lotScale)
    const { bids: bidLevels, asks: askLevels } = book
    if (bidLevels.length > 0 && askLevels.length > 0) {
      read.best += bidLevels[bidLevels.length - 1][0] + askLevels[askLevels.length - 1][0]
    }
    let bids = 0
    let asks = 0
    for (let i = bidLevels.length - 1; i >= 0 && i >= bidLevels.length - depth; i--) {
      read.top += bidLevels[i][0]
      bids += bidLevels[i][1]
    }
    for (let i = askLevels.length - 1; i >= 0 && i >= askLevels.length - depth; i--) {
      read.top += askLevels[i][0]
      asks += askLevels[i][1]
    }
    if (bids + asks > 0) read.imbalance += (bids - asks) / (bids + asks)
    read.messages++
  }
  return read.outcome()
}

/** Puts every quantity somewhere and finds nothing again: no book can be faster. */
function storeBlindly({ lane, ends }: BookUpdates, bids: Float64Array, asks: Float64Array): Outcome {
  const mask = bids.length - 1
  let row = 0
  for (const end of ends) {
    for (; row < end; row++) {
      const levels = lane.side[row] === 1 ? bids : asks
      levels[lane.price[row] & mask] = lane.quantity[row]
    }
  }
  return [bids[0] + asks[0]]
}

const plain = 'plain sorted array'
const blind = 'blind store'

/** P2 on made-up updates. */
export const bench: Bench<BookUpdates> = {
  name: 'book-update',
  about: 'level updates with best prices, top five and imbalance read after each message',
  unit: 'level update',
  smoke: { count: 20_000, hash: '3c776e111280ba1e' },
  full: { count: 1_000_000, hash: 'de26c9cf8533edfb' },
  bars: [
    { text: 'P2: best round <= 20 ns', met: ({ ours }) => ours.best <= 20 },
    { text: `P2: ${plain} >= 3x`, met: ({ ratio }) => ratio(plain) >= 3 },
    { text: `P2: <= 5x ${blind}`, met: ({ ratio }) => ratio(blind) >= 1 / 5 },
  ],
  prepare: (count) => makeBookUpdates(count, 20_260_105),
  contenders: [
    {
      name: 'LadderBook',
      role: 'ours',
      ready(updates) {
        const book = new LadderBook(instrumentOf(updates), new HeapMemory())
        return () => readLadder(updates, book)
      },
    },
    {
      name: plain,
      role: 'peer',
      ready(updates) {
        const book = new PlainBook()
        return () => readPlain(updates, book)
      },
    },
    {
      name: blind,
      role: 'yardstick',
      ready(updates) {
        const [bids, asks] = [new Float64Array(65_536), new Float64Array(65_536)]
        return () => storeBlindly(updates, bids, asks)
      },
    },
  ],
}

function instrumentOf({ priceScale }: BookUpdates): ListedInstrument {
  const rules = {
    venue: 'sim',
    kind: 'linear',
    name: 'BTCUSDT',
    base: 'BTC',
    quote: 'USDT',
    settle: 'USDT',
    contractSize: 1,
  } as const
  return new ListedInstrument(
    { ...rules, priceScale, lotScale, tick: 0.01, lot: 0.001, minQuantity: 0.001, minNotional: 0 },
    0,
    'sim',
  )
}
