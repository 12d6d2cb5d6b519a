import { defineStrategy } from '@botyard/core'
import { type ScriptOptions, scriptedMarket } from '@botyard/testkit'
import { expect, test } from 'vitest'

const hours = 3_600_000_000
const idle = defineStrategy({ name: 'idle', create: () => ({}) })

function marketWith(options: ScriptOptions = {}) {
  const market = scriptedMarket(idle(), { hasBook: false, account: { start: 1_000_000, quote: 'USDT' }, ...options })
  market.trade('BTCUSDT', 1, 50_000, 1)
  return market
}

test('longs pay shorts while the rate is positive, at the mark price, when the time has come', async () => {
  for (const side of [1, -1] as const) {
    const market = marketWith()
    if (side === 1) market.desk().buy(2)
    else market.desk().sell(2)
    market.ticker('BTCUSDT', 'mark', 50_100)
    market.ticker('BTCUSDT', 'fundingRate', 0.0001, market.time + 8 * hours)
    await market.wait('7h')
    expect(market.result().funding).toBe(0)
    await market.wait('2h')
    expect(market.result().funding).toBe(side === 1 ? -10.02 : 10.02)
  }
})

test('a negative rate pays longs', async () => {
  const market = marketWith()
  market.desk().buy(2)
  market.ticker('BTCUSDT', 'mark', 49_900)
  market.ticker('BTCUSDT', 'fundingRate', -0.00005, market.time + 8 * hours)
  await market.wait('9h')
  expect(market.result().funding).toBe(4.99)
})

test('the newest rate before the time counts, each time is settled once, and the next needs a rate of its own', async () => {
  const market = marketWith()
  const first = market.time + 8 * hours
  market.desk().buy(2)
  market.ticker('BTCUSDT', 'fundingRate', 0.01, first)
  market.ticker('BTCUSDT', 'fundingRate', 0.0001, first)
  await market.wait('9h')
  market.ticker('BTCUSDT', 'fundingRate', 0.01, first)
  await market.wait('9h')
  expect(market.result().funding).toBe(-10)
  market.ticker('BTCUSDT', 'fundingRate', 0.0002, market.time + hours)
  await market.wait('2h')
  expect(market.result().funding).toBe(-30)
})

test('who is flat when the time comes pays nothing', async () => {
  const market = marketWith()
  market.ticker('BTCUSDT', 'fundingRate', 0.01, market.time + 8 * hours)
  market.desk().buy(2)
  market.trade('BTCUSDT', 1, 50_000, 1)
  market.desk().exit('out')
  await market.wait('9h')
  expect(market.result().funding).toBe(0)
})

test('a constant rate is settled every eight hours of UTC, whatever is recorded', async () => {
  const market = marketWith({ costs: { taker: '0%', maker: '0%', slippage: '0bp', funding: '0.01%' } })
  market.ticker('BTCUSDT', 'fundingRate', 0.5, market.time + hours)
  market.desk().buy(2)
  market.trade('BTCUSDT', 1, 50_000, 1)
  await market.wait('25h')
  expect(market.result().funding).toBe(-30)
})

test.each([1.01, -2, 9008, 1e300, Number.POSITIVE_INFINITY])('a rate of %s cannot be, and ends the run', (rate) => {
  const market = marketWith()
  expect(() => market.ticker('BTCUSDT', 'fundingRate', rate, market.time + hours)).toThrow(
    expect.objectContaining({ code: 'BY4306' }),
  )
})

test('a rate that is no number leaves the one before', async () => {
  const market = marketWith()
  market.desk().buy(2)
  market.ticker('BTCUSDT', 'fundingRate', 0.0001, market.time + hours)
  market.ticker('BTCUSDT', 'fundingRate', Number.NaN, market.time + hours)
  await market.wait('2h')
  expect(market.result().funding).toBe(-10)
})

test.each([0, -5, Number.NaN, 1e300, Number.POSITIVE_INFINITY])(
  'a mark of %s is no price, and the one before counts',
  async (mark) => {
    const market = marketWith()
    market.desk().buy(2)
    market.ticker('BTCUSDT', 'mark', 50_100)
    market.ticker('BTCUSDT', 'mark', mark)
    market.ticker('BTCUSDT', 'fundingRate', 0.0001, market.time + hours)
    await market.wait('2h')
    expect(market.result().funding).toBe(-10.02)
    expect(market.desk().position.quantity).toBe(2)
  },
)

test('an amount that falls between two units is rounded against the account', async () => {
  // A currency here has eight decimals: 0.007 at 0.07 is 0.00049, and a third of it is no whole number of units.
  for (const [side, expected] of [
    [1, -0.00016334],
    [-1, 0.00016333],
  ] as const) {
    const market = scriptedMarket(idle(), { hasBook: false })
    market.trade('BTCUSDT', 1, 0.07, 1)
    if (side === 1) market.desk().buy(0.007)
    else market.desk().sell(0.007)
    market.ticker('BTCUSDT', 'fundingRate', 1 / 3, market.time + 8 * hours)
    await market.wait('9h')
    expect(market.result().funding).toBeCloseTo(expected, 12)
  }
})
