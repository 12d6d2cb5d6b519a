import { fileURLToPath } from 'node:url'
import { type ScriptedMarket, scriptedMarket } from '@botyard/testkit'
import { backtest } from 'botyard'
import { expect, test } from 'vitest'
import bot from './bot.ts'
import { quoting } from './strategy.ts'

const botFile = fileURLToPath(new URL('./bot.ts', import.meta.url))
const options = { levels: 2, step: '0.1%', size: 1, cap: 2 } as const

/** Prices of the orders that rest on a side, best first. */
function resting(market: ScriptedMarket, side: 1 | -1): number[] {
  const last = new Map(market.orders.map((order) => [order.handle, order]))
  const open = [...last.values()].filter((order) => order.side === side && (order.state === 'open' || order.state === 'partial'))
  return open.map(({ price = Number.NaN }) => price).sort((a, b) => (b - a) * side)
}

test('it quotes the wanted levels on both sides of the middle, post-only', () => {
  const market = scriptedMarket(quoting(options))
  market.book('BTCUSDT', [[999.9, 5]], [[1000.1, 5]])
  expect(resting(market, 1)).toEqual([999, 998])
  expect(resting(market, -1)).toEqual([1001, 1002])
  expect(market.orders.every(({ postOnly }) => postOnly === true)).toBe(true)
})

test('a book that hardly moved costs no message', () => {
  const market = scriptedMarket(quoting(options))
  market.book('BTCUSDT', [[999.9, 5]], [[1000.1, 5]])
  const before = market.orders.length
  market.book('BTCUSDT', [[999.95, 5]], [[1000.15, 5]])
  expect(market.orders.length).toBe(before)
})

test('what it holds makes it lean away, and at the cap it adds no more', () => {
  const market = scriptedMarket(quoting(options))
  market.book('BTCUSDT', [[999.9, 5]], [[1000.1, 5]])
  // Trading through both bids fills them, and the book settles below.
  market.trade('BTCUSDT', -1, 997, 10)
  market.book('BTCUSDT', [[996.9, 5]], [[997.1, 5]])
  expect(market.desk().position.quantity).toBe(2)
  expect(resting(market, 1)).toEqual([])
  expect(Math.max(...resting(market, -1))).toBeLessThan(997 * 1.002)
})

test('on the embedded hour of book and trades it earns the maker fee and stays within its cap', async () => {
  const result = await backtest(bot, { botFile })
  expect(result.fills).toBeGreaterThan(5)
  expect(result.trades.every(({ quantity }) => quantity <= 1)).toBe(true)
  expect(Math.max(0, ...result.open.map(({ quantity }) => Math.abs(quantity)))).toBeLessThanOrEqual(0.08)
  expect(result.checks.filter(({ passed }) => !passed)).toEqual([])
})

// Over every decision, every answer, the ledger and the data. A change means that users see other results: it needs a line in CHANGELOG.md.
test('its result is the one that was published', async () => {
  const { hash } = await backtest(bot, { botFile })
  expect(hash).toBe('d7b1652f0e8d967cda02525ffa327f65fe9cd022e55fdbfd8de2a7f8c2a48fb2')
})
