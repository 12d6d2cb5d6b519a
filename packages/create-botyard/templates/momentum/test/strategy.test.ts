import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planBot } from '@botyard/core'
import { scriptedMarket } from 'botyard/testkit'
import bot from '../bot.ts'
import strategy from '../src/strategy.ts'

/** A market of 15-minute bars, with the averages short enough for a test. */
function market() {
  const made = scriptedMarket(strategy({ fast: 5, slow: 30 }), { bars: ['15m'], hasBook: false })
  let price = 100
  return {
    made,
    /** Moves the price by the same share at every bar. */
    move(bars: number, share: number) {
      for (let i = 0; i < bars; i++) {
        const open = price
        price *= 1 + share
        made.bar('BTCUSDT', '15m', { open, high: Math.max(open, price), low: Math.min(open, price), close: price, volume: 100 })
      }
    },
  }
}

test('a market that stands still is left alone', () => {
  const { made, move } = market()
  move(60, 0)
  assert.equal(made.orders.length, 0)
})

test('a rise is bought and a fall is sold', () => {
  const { made, move } = market()
  move(60, 0.001)
  assert.equal(made.desk().position.side, 1)
  move(60, -0.002)
  assert.equal(made.desk().position.side, -1)
})

test('the same market gives the same orders', () => {
  const runs = [market(), market()].map(({ made, move }) => {
    move(60, 0.001)
    move(60, -0.002)
    return made.result().hash
  })
  assert.equal(runs[0], runs[1])
})

test('every option of the bot is one that exists', () => {
  assert.doesNotThrow(() => planBot(bot))
})
