import { type BotyardError, definePlugin, defineStrategy, type PluginSpec } from '@botyard/core'
import { type ScriptedMarket, scriptedMarket } from '@botyard/testkit'
import { expect, test } from 'vitest'
import { maxDrawdown, maxLossPerDay, maxOrder, maxPosition, orderRate, priceCollar } from '../src/index.ts'

/** Does nothing by itself: the test gives the orders. */
const idle = defineStrategy({ name: 'idle', create: () => ({}) })

/** A market at 99.99 to 100.01 with depth, 10,000 USDT, and these rules. */
function marketWith(...risk: PluginSpec[]): ScriptedMarket {
  const market = scriptedMarket(idle(), { risk })
  quote(market, 100)
  return market
}

function quote(market: ScriptedMarket, price: number): void {
  market.book('BTCUSDT', [[price - 0.01, 500]], [[price + 0.01, 500]])
}

async function refusals(market: ScriptedMarket) {
  await market.wait('1ms')
  return market.refused.map(({ error, reason }) => ({ error, reason }))
}

test('maxPosition counts what is held, what is open and the order itself, and lets what reduces pass', async () => {
  const market = marketWith(maxPosition('50%'))
  const desk = market.desk()
  expect(desk.buy(30)).toBeGreaterThan(0)
  expect(desk.buy(15, 99)).toBeGreaterThan(0)
  expect(desk.buy(10, 99)).toBeLessThan(0)
  expect(desk.sell(10)).toBeGreaterThan(0)
  const [{ error, reason }] = await refusals(market)
  expect({ error, reason }).toEqual({
    error: 'BY4203',
    reason: expect.stringMatching(/could reach 54\.75 % of equity, maxPosition allows 50\.00 %/),
  })
})

test('maxOrder refuses one order that is too large, whatever the position', async () => {
  const market = marketWith(maxOrder('10%'))
  expect(market.desk().buy(9.9)).toBeGreaterThan(0)
  expect(market.desk().buy(10.1)).toBeLessThan(0)
  expect((await refusals(market))[0].error).toBe('BY4206')
})

test('maxDrawdown closes everything when equity has fallen too far, and no recovery lifts it', async () => {
  const market = marketWith(maxDrawdown('10%'))
  market.desk().buy(50)
  await market.wait('1s')
  quote(market, 81)
  await market.wait('1s')
  quote(market, 79)
  await market.wait('2s')
  expect(market.desk().position.flat).toBe(true)
  quote(market, 150)
  await market.wait('1d')
  expect(market.desk().buy(1)).toBeLessThan(0)
  expect((await refusals(market)).at(-1)?.error).toBe('BY4201')
})

test('maxLossPerDay stays out until midnight UTC and begins the next day afresh', async () => {
  const market = marketWith(maxLossPerDay('2%'))
  market.desk().buy(50)
  await market.wait('1s')
  quote(market, 95)
  await market.wait('2s')
  expect(market.desk().position.flat).toBe(true)
  expect(market.desk().buy(1)).toBeLessThan(0)
  await market.wait('1d')
  quote(market, 95)
  await market.wait('1s')
  expect(market.desk().buy(1)).toBeGreaterThan(0)
})

test('orderRate counts within a sliding window', async () => {
  const market = marketWith(orderRate({ orderRate: 3, window: '1s' }))
  const handles = [1, 2, 3, 4].map(() => market.desk().buy(0.1, 90))
  expect(handles.map(Math.sign)).toEqual([1, 1, 1, -1])
  await market.wait('1s')
  expect(market.desk().buy(0.1, 90)).toBeGreaterThan(0)
  expect((await refusals(market))[0].error).toBe('BY4207')
})

test('priceCollar refuses the dear side only', async () => {
  const market = marketWith(priceCollar('2%'))
  expect(market.desk().buy(0.1, 102.5)).toBeLessThan(0)
  expect(market.desk().sell(0.1, 97)).toBeLessThan(0)
  expect(market.desk().buy(0.1, 50)).toBeGreaterThan(0)
  expect(market.desk().sell(0.1, 150)).toBeGreaterThan(0)
  expect((await refusals(market)).map(({ error }) => error)).toEqual(['BY4208', 'BY4208'])
})

test('while something that is held has no price, equity is no number, and that refuses instead of passing', () => {
  const market = scriptedMarket(idle(), {
    instruments: ['BTCUSDT', { symbol: 'spot:ETHUSDT' }],
    account: { start: { USDT: 10_000, ETH: 1 }, quote: 'USDT' },
    risk: [maxPosition('50%'), maxOrder('50%')],
  })
  quote(market, 100)
  expect(market.desk().account().equity).toBeNaN()
  expect(market.desk().buy(0.1)).toBeLessThan(0)
  market.trade('ETHUSDT', 1, 2000, 1)
  expect(market.desk().buy(0.1)).toBeGreaterThan(0)
})

test('maxLossPerDay counts what the night took: a gap at 00:00 is a loss of the day that begins', async () => {
  const market = marketWith(maxLossPerDay('2%'))
  market.desk().buy(50)
  await market.wait('1s')
  await market.wait('1d')
  quote(market, 95)
  await market.wait('2s')
  expect(market.desk().position.flat).toBe(true)
  expect(market.desk().buy(1)).toBeLessThan(0)
})

test('a halt says whether it ends by itself', async () => {
  const whys: string[] = []
  const listener = definePlugin({
    name: 'listener',
    setup: (host) => host.on('notice', ({ data }) => void whys.push((data as { problem: BotyardError }).problem.why)),
  })
  for (const rule of [maxLossPerDay('2%'), maxDrawdown('2%')]) {
    const market = scriptedMarket(idle(), { risk: [rule], plugins: [listener()] })
    quote(market, 100)
    market.desk().buy(50)
    await market.wait('1s')
    quote(market, 94)
    await market.wait('2s')
  }
  expect(whys).toEqual([
    expect.stringContaining('It ends by itself at 00:00 UTC, and no new start ends it sooner.'),
    expect.stringContaining('A new start does not lift it.'),
  ])
})

test('what a price limit lets through is worth no less than the market to maxOrder, new or amended', async () => {
  const market = marketWith(maxOrder('10%'))
  expect(market.desk().sell(11, 1)).toBeLessThan(0)
  const order = market.desk().buy(10, 90)
  await market.wait('1s')
  expect(market.desk().amend(order, 10, 110)).toBeGreaterThan(0)
  expect(market.desk().amend(order, 10, 95)).toBe(0)
})

test('priceCollar holds amends and linked orders too, which make no risk larger', async () => {
  const market = marketWith(priceCollar('2%'))
  const desk = market.desk()
  const order = desk.sell(10, 110)
  await market.wait('1s')
  expect(desk.amend(order, 10, 50)).toBeGreaterThan(0)
  expect(desk.amend(order, 10, 105)).toBe(0)
  expect(desk.send({ side: -1, type: 'limit', quantity: 10, price: 50, link: order })).toBeLessThan(0)
})

test('orderRate counts linked orders', async () => {
  const market = marketWith(orderRate({ orderRate: 3, window: '1h' }))
  const desk = market.desk()
  const first = desk.buy(0.1, 90)
  await market.wait('1s')
  const handles = [1, 2, 3].map(() => desk.send({ side: 1, type: 'limit', quantity: 0.1, price: 90, link: first }))
  expect(handles.map(Math.sign)).toEqual([1, 1, -1])
})

test('a quote can be moved away from the market although the limit was passed meanwhile', async () => {
  const market = marketWith(maxPosition('10%'))
  const order = market.desk().buy(9, 99)
  await market.wait('1s')
  quote(market, 130)
  market.desk().buy(0.1, 20)
  expect(market.desk().amend(order, 9, 95)).toBe(0)
})
