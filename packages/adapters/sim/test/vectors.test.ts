import { readFileSync } from 'node:fs'
import { Flag, HeapMemory, Kind } from '@botyard/core'
import { expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import { LoggedLatency } from '../src/logged-latency.ts'
import { behindShare, ProbableQueue, type ProbableQueueSpec } from '../src/probable-queue.ts'
import { type QueueModel, RiskAverseQueue } from '../src/queue-position.ts'
import { Driver, type DriverSetup, plainRules, type Wish, writeRow } from './driver.ts'

const backtestFile = sharedFile('vectors/models/backtest.json')
const queueFile = sharedFile('vectors/models/queue_latency.json')

/** Prices and quantities of one decimal, and a fee currency of eight. */
const setup: DriverSetup = { rules: [{ ...plainRules, lotScale: 10, lot: 0.1, minQuantity: 0.1 }] }
const tenths = (value: number) => Math.round(value * 10)

interface Told {
  readonly kind: number
  readonly price: number
  readonly quantity: number
  readonly fee: number
  readonly maker: boolean
}

/** Plays with prices and quantities as a vector has them. */
class VectorMarket {
  readonly told: Told[] = []
  readonly driver: Driver

  constructor(more: DriverSetup = {}) {
    this.driver = new Driver({
      ...setup,
      ...more,
      hear: (tape, row) => {
        if (tape.kind[row] === Kind.fee) return
        const { kind, flags, price, quantity, a, b } = tape
        const fee = kind[row] === Kind.fill ? (a[row + 1] + b[row + 1]) / 1e8 : 0
        const maker = (flags[row] & Flag.maker) !== 0
        this.told.push({ kind: kind[row], price: price[row] / 10, quantity: quantity[row] / 10, fee, maker })
      },
    })
  }

  level(side: number, price: number, quantity: number): this {
    return this.#row(Kind.level, { side, price: tenths(price), quantity: tenths(quantity) })
  }

  trade(side: number, price: number, quantity = 1): this {
    return this.#row(Kind.trade, { side, price: tenths(price), quantity: tenths(quantity) })
  }

  /** A whole bar: its open, and a minute later the rest of it. */
  bar(bar: { readonly o: number; readonly h: number; readonly l: number; readonly c: number }): this {
    this.#row(Kind.open, { price: tenths(bar.o), ref: 60_000 })
    this.driver.passTo(this.driver.now + 60_000_000)
    return this.#row(Kind.bar, { price: tenths(bar.c), a: tenths(bar.h), b: tenths(bar.l), ref: 60_000 })
  }

  send(wish: Wish): this {
    this.driver.send(wish)
    this.driver.passTo(this.driver.now)
    return this
  }

  of(kind: number): Told[] {
    return this.told.filter((told) => told.kind === kind)
  }

  #row(kind: number, columns: Parameters<typeof writeRow>[2]): this {
    this.driver.message((tape) => writeRow(tape, kind, columns))
    this.driver.passTo(this.driver.now)
    return this
  }
}

test.skipIf(backtestFile === undefined)('the backtest vectors come out of the gateway', () => {
  const vectors = JSON.parse(readFileSync(backtestFile!, 'utf8'))

  const { marketOrderFees: fees } = vectors
  const taker = new VectorMarket({ options: { fees: { makerPpb: 0, takerPpb: fees.takerFee * 1e9 } } })
  for (const [price, quantity] of fees.asks) taker.level(-1, price, quantity)
  taker.send({ side: 1, lots: tenths(fees.buyQty) })
  taker.level(1, 101, 0.5).send({ side: -1, lots: tenths(fees.buyQty) })
  const fills = taker.of(Kind.fill)
  expect(fills.slice(0, 2).map(({ price, quantity }) => [price, quantity])).toEqual(fees.fills)
  fees.steps.forEach((step: { state: { fees: number } }, at: number) => {
    const paid = fills.slice(0, at + 1).reduce((sum, { fee }) => sum + fee, 0)
    expect(paid).toBeCloseTo(step.state.fees, 9)
  })

  const { limitMaker: maker } = vectors
  const resting = new VectorMarket({ options: { fees: { makerPpb: maker.makerFee * 1e9, takerPpb: 0 } } })
  resting.level(1, 99.5, 5).level(-1, 100, 5).send({ side: 1, lots: 20, priceUnits: 995, postOnly: true })
  const byTrade: { trade: number; qty: number; px: number }[] = []
  maker.trades.forEach(({ px, qty }: { px: number; qty: number }, trade: number) => {
    const before = resting.of(Kind.fill).length
    resting.trade(-1, px, qty)
    for (const { price, quantity, maker: rested } of resting.of(Kind.fill).slice(before)) {
      expect(rested).toBe(true)
      byTrade.push({ trade, qty: quantity, px: price })
    }
  })
  expect(byTrade).toEqual(maker.expectedFills)
  expect(resting.of(Kind.fill).reduce((sum, { fee }) => sum + fee, 0)).toBeCloseTo(maker.fee, 9)
})

test.skipIf(backtestFile === undefined)('the stop vectors come out of the gateway', () => {
  const { stopMarket, trailingStop } = JSON.parse(readFileSync(backtestFile!, 'utf8'))

  const stop = new VectorMarket()
  stop.level(1, stopMarket.bestBidAtTrigger, 5).send({ side: -1, lots: 10, type: 'stop', triggerUnits: 950 })
  stopMarket.lastPrices.forEach((price: number, at: number) => {
    stop.trade(-1, price)
    expect(stop.of(Kind.triggered).length).toBe(at >= stopMarket.triggerIndex ? 1 : 0)
  })
  expect(stop.of(Kind.fill).map(({ price }) => price)).toEqual([stopMarket.fillPrice])
  expect(stop.of(Kind.fill)[0].price - 100).toBeCloseTo(stopMarket.realized, 9)

  const [calm, through, gap] = stopMarket.bars
  const inBar = (bars: (typeof calm)[]) => {
    const market = new VectorMarket({ hears: [] })
    market.send({ side: -1, lots: 10, type: 'stop', triggerUnits: 950 })
    for (const bar of bars) market.bar(bar)
    return market.of(Kind.fill).map(({ price }) => price)
  }
  expect(inBar([calm])).toEqual([])
  expect(inBar([calm, through, gap])).toEqual([through.fill])
  expect(inBar([calm, gap])).toEqual([gap.fillIfStillOpen])

  for (const { prices, pct = 0, dist = 0, activation = 0, expected } of trailingStop) {
    const trailing = new VectorMarket()
    trailing.level(1, 50, 5)
    trailing.send({
      side: -1,
      lots: 10,
      type: 'trailing',
      trail: pct,
      distanceUnits: tenths(dist),
      triggerUnits: tenths(activation),
    })
    prices.forEach((price: number, at: number) => {
      trailing.trade(-1, price)
      expect(trailing.of(Kind.triggered).length).toBe(at >= expected.triggerIndex ? 1 : 0)
    })
    expect(trailing.of(Kind.triggered)[0].price).toBe(expected.triggerPrice)
  }
})

/** The names of the vectors: power1.0, power22.0 (of all, exponent 2), power33.0 (of ahead, exponent 3), log, log2. */
function specOf(name: string): ProbableQueueSpec {
  const [, family = '', exponent = ''] = /^power(2(?=\d)|3(?=\d))?(\d+\.\d+)$/.exec(name) ?? []
  if (name === 'log') return { shape: 'log' }
  if (name === 'log2') return { shape: 'log-of-all' }
  const shape = family === '2' ? 'power-of-all' : family === '3' ? 'power-of-ahead' : 'power'
  return { shape, exponent: Number(exponent) }
}

test.skipIf(queueFile === undefined)('the queue vectors come out of the queue models', () => {
  const { start, events, models } = JSON.parse(readFileSync(queueFile!, 'utf8'))
  for (const [name, steps] of Object.entries<{ front: number; filled: number; leaves: number }[]>(models)) {
    const memory = new HeapMemory()
    const queue: QueueModel = name === 'riskAdverse' ? new RiskAverseQueue(memory, 1) : new ProbableQueue(memory, 1, specOf(name))
    queue.join(0, start.levelQtyAtEntry)
    let left = start.orderQty
    events.forEach(([kind, before, after]: [string, number, number], at: number) => {
      let filled = 0
      if (kind === 'depth') queue.changed(0, after)
      else filled = Math.min(left, queue.traded(0, before))
      left -= filled
      expect(queue.aheadLots[0], `${name} ${at}`).toBeCloseTo(steps[at].front, 9)
      expect([filled, left], `${name} ${at}`).toEqual([steps[at].filled, steps[at].leaves])
    })
  }
})

test.skipIf(queueFile === undefined)('the probabilities of the vectors come out of the guesses', () => {
  const { probabilities } = JSON.parse(readFileSync(queueFile!, 'utf8'))
  for (const { front, back, ...guesses } of probabilities)
    for (const [name, share] of Object.entries(guesses))
      expect(behindShare(specOf(name))(front, back)).toBeCloseTo(share as number, 12)
})

test.skipIf(queueFile === undefined)('delays between logged orders are those of the vectors, to the nanosecond', () => {
  const { rows, cases } = JSON.parse(readFileSync(queueFile!, 'utf8')).latencyInterpolation
  const latency = new LoggedLatency(
    rows.map(([sent, decided, heard]: string[]) => ({
      sentNanos: BigInt(sent),
      decidedNanos: BigInt(decided),
      heardNanos: BigInt(heard),
    })),
  )
  for (const { t, entry, response } of cases) {
    expect(Math.abs(latency.entryNanos(BigInt(t)) - entry)).toBeLessThanOrEqual(1)
    expect(Math.abs(latency.responseNanos(BigInt(t)) - response)).toBeLessThanOrEqual(1)
    expect(latency.entryMicros(Number(BigInt(t) / 1000n))).toBe(
      Math.floor(latency.entryNanos((BigInt(t) / 1000n) * 1000n) / 1000),
    )
  }
})
