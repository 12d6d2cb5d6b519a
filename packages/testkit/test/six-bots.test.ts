import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'
import { carry } from './six-bots/carry.ts'
import { dailyBuyer } from './six-bots/daily-buyer.ts'
import { ensemble } from './six-bots/ensemble.ts'
import { maker } from './six-bots/maker.ts'
import { pairs } from './six-bots/pairs.ts'
import { scalper } from './six-bots/scalper.ts'

// Six bots of very different shapes: if a port gets in the way of one of them, it is the port that is wrong.

test('a maker quotes both sides, moves with the middle, and leans away from what it holds', () => {
  const market = scriptedMarket(maker())
  market.book('BTCUSDT', [[99.9, 5]], [[100.1, 5]])
  market.book('BTCUSDT', [[99.9, 5]], [[100.1, 5]])
  const live = () =>
    market.orders.filter(
      (order, at) => market.orders.findLastIndex(({ handle }) => handle === order.handle) === at && order.state === 'open',
    )
  expect(
    live()
      .map(({ side, price }) => side * price!)
      .sort((a, b) => a - b),
  ).toEqual([-100.06, -100.04, -100.02, 99.94, 99.96, 99.98])
  market.trade('BTCUSDT', -1, 99.97, 1)
  expect(market.fills.map(({ price, quantity, maker: isMaker }) => ({ price, quantity, isMaker }))).toEqual([
    { price: 99.98, quantity: 0.01, isMaker: true },
  ])
  expect(market.desk().position.quantity).toBe(0.01)
})

test('pairs trade one coin on two venues, the second leg after the first', () => {
  const market = scriptedMarket(pairs(), { instruments: ['a:BTCUSDT', 'b:BTCUSDT'] })
  market.book('b:linear:BTCUSDT', [[99.8, 5]], [[99.9, 5]])
  market.book('a:linear:BTCUSDT', [[100.1, 5]], [[100.2, 5]])
  market.book('a:linear:BTCUSDT', [[100.1, 5]], [[100.2, 5]])
  expect(market.fills.map(({ instrument, side, price }) => [instrument.venue, side, price])).toEqual([
    ['b', 1, 99.9],
    ['a', -1, 100.1],
  ])
  market.book('a:linear:BTCUSDT', [[99.8, 5]], [[99.9, 5]])
  market.book('b:linear:BTCUSDT', [[99.9, 5]], [[99.95, 5]])
  market.book('b:linear:BTCUSDT', [[99.9, 5]], [[99.95, 5]])
  expect(market.desk('a:linear:BTCUSDT').position.flat).toBe(true)
  expect(market.desk('b:linear:BTCUSDT').position.flat).toBe(true)
})

test('an ensemble hears its slow model half a second after it asked, and trades then', async () => {
  const market = scriptedMarket(ensemble({ edge: 0.1 }))
  market.book('BTCUSDT', [[99.9, 5]], [[100.1, 5]])
  for (let i = 0; i < 20; i++) market.trade('BTCUSDT', 1, 100.1, 0.1)
  await market.wait('499ms')
  expect(market.fills).toEqual([])
  await market.wait('1ms')
  await market.wait('1ms')
  expect(market.fills.map(({ side, quantity }) => ({ side, quantity }))).toEqual([{ side: 1, quantity: 0.05 }])
})

test('a daily buyer remembers over a restart what it bought, and catches up a missed day', async () => {
  const market = scriptedMarket(dailyBuyer({ amount: 100, days: 3 }))
  market.book('BTCUSDT', [[99.9, 50]], [[100, 50]])
  await market.wait('1d')
  await market.wait('1d')
  expect(market.fills).toHaveLength(2)
  market.restart('1d')
  await market.wait('1s')
  expect(market.fills).toHaveLength(3)
  for (let day = 0; day < 3; day++) await market.wait('1d')
  expect(market.fills).toHaveLength(3)
  expect(market.desk().position.quantity).toBe(3)
})

test('carry holds coins against a short of the perpetual while funding is worth it', () => {
  const market = scriptedMarket(carry(), { instruments: ['spot:BTCUSDT', 'linear:BTCUSDT'] })
  market.book('spot:BTCUSDT', [[99.9, 5]], [[100, 5]])
  market.book('linear:BTCUSDT', [[100.1, 5]], [[100.2, 5]])
  market.ticker('linear:BTCUSDT', 'fundingRate', 0.0002)
  market.ticker('linear:BTCUSDT', 'fundingRate', 0.0002)
  market.ticker('linear:BTCUSDT', 'fundingRate', 0.0002)
  expect(market.desk('spot:BTCUSDT').position).toMatchObject({ side: 1, quantity: 0.5 })
  expect(market.desk('linear:BTCUSDT').position).toMatchObject({ side: -1, quantity: 0.5 })
  market.ticker('linear:BTCUSDT', 'fundingRate', 0.00001)
  market.ticker('linear:BTCUSDT', 'fundingRate', 0.00001)
  expect(market.desk('spot:BTCUSDT').position.flat && market.desk('linear:BTCUSDT').position.flat).toBe(true)
})

test('a scalper on twenty symbols keeps every position under a stop and a target, and leaves after a while', async () => {
  const symbols = Array.from({ length: 20 }, (_, i) => `C${i}USDT`)
  const market = scriptedMarket(scalper(), { instruments: symbols, account: { start: 100_000, quote: 'USDT' } })
  for (const symbol of symbols) {
    market.book(symbol, [[99.99, 90]], [[100.01, 10]])
    market.book(symbol, [[99.99, 90]], [[100.01, 90]])
  }
  await market.wait('1s')
  expect(market.fills).toHaveLength(20)
  const resting = market.orders.filter(({ state, reason }) => state === 'open' && (reason === 'stop' || reason === 'target'))
  expect(resting).toHaveLength(40)
  market.book('C0USDT', [[100.4, 90]], [[100.42, 90]])
  await market.wait('1s')
  expect(market.desk('C0USDT').position.flat).toBe(true)
  await market.wait('5m')
  expect(symbols.every((symbol) => market.desk(symbol).position.flat)).toBe(true)
})
