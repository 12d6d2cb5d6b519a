import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planBot } from '@botyard/core'
import { scriptedMarket } from 'botyard/testkit'
import bot from '../bot.ts'
import strategy from '../src/strategy.ts'

test('a strategy that decides nothing sends no order', () => {
  const market = scriptedMarket(strategy(), { bars: ['1h'], hasBook: false })
  for (let i = 0; i < 24; i++)
    market.bar('BTCUSDT', '1h', { open: 100 + i, high: 102 + i, low: 99 + i, close: 101 + i, volume: 10 })
  assert.equal(market.orders.length, 0)
})

test('every option of the bot is one that exists', () => {
  assert.doesNotThrow(() => planBot(bot))
})
