import { defineStrategy, type LatencySpec } from '@botyard/core'
import { scriptedMarket } from '@botyard/testkit'
import { expect, test } from 'vitest'
import { sim } from '../src/index.ts'

const idle = defineStrategy({ name: 'idle', create: () => ({}) })

/** Milliseconds from sending to hearing of each of so many orders. */
async function delays(latency: LatencySpec, count: number, seed?: number): Promise<number[]> {
  const market = scriptedMarket(idle(), { hasBook: false, latency, ...(seed === undefined ? {} : { seed }) })
  market.trade('BTCUSDT', 1, 100, 1)
  const heard: number[] = []
  for (let i = 0; i < count; i++) {
    const sent = market.time
    const before = market.orders.length
    market.desk().buy(0.001, 50)
    for (let passed = 0; market.orders.length === before && passed < 10_000; passed++) await market.wait('1ms')
    heard.push((market.time - sent) / 1000)
  }
  return heard
}

test('a delay with a median and a tail is drawn anew for every message, the same in every run', async () => {
  const latency: LatencySpec = { entry: { median: '8ms', p99: '40ms' }, response: '0ms' }
  const first = await delays(latency, 60)
  expect(await delays(latency, 60)).toEqual(first)
  expect(new Set(first).size).toBeGreaterThan(5)
  const sorted = first.toSorted((a, b) => a - b)
  expect(sorted[30]).toBeGreaterThan(5)
  expect(sorted[30]).toBeLessThan(13)
  expect(sorted[59]).toBeLessThanOrEqual(400)
})

test('measured delays come as they were measured', async () => {
  const heard = await delays({ entry: { samples: ['3ms', '3ms', '9ms'] }, response: '0ms' }, 40)
  expect([...new Set(heard)].toSorted((a, b) => a - b)).toEqual([3, 9])
})

test('a queue that guesses is chosen by its name', () => {
  for (const [queue, filled] of [
    ['risk-averse', 0],
    ['power', 1],
  ] as const) {
    const market = scriptedMarket(idle(), { venue: sim({ queue }) })
    market.book('BTCUSDT', [[100, 10]], [[101, 10]])
    market.desk().buy(1, 100)
    market.book('BTCUSDT', [[100, 10]], [[101, 10]])
    market.book('BTCUSDT', [[100, 20]], [[101, 10]])
    market.book('BTCUSDT', [[100, 8]], [[101, 10]])
    market.trade('BTCUSDT', -1, 100, 5)
    expect(market.desk().position.quantity > 0 ? 1 : 0, queue).toBe(filled)
  }
})
