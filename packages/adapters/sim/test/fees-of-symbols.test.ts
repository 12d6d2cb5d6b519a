import { defineStrategy } from '@botyard/core'
import { scriptedMarket } from '@botyard/testkit'
import { expect, test } from 'vitest'

const idle = defineStrategy({ name: 'idle', create: () => ({}) })

test('a symbol has the fees that are told of it, and of the others those of all', () => {
  const market = scriptedMarket(idle(), {
    instruments: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'],
    symbols: ['linear:BTCUSDT', 'ETHUSDT', 'SOLUSDT'],
    hasBook: false,
    costs: {
      taker: '0.05%',
      slippage: '0bp',
      symbols: { 'linear:BTCUSDT': { taker: '0%' }, SOLUSDT: { maker: '-0.01%' } },
    },
  })
  for (const symbol of ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']) {
    market.trade(symbol, 1, 100, 1)
    market.desk(symbol).buy(2)
    market.desk(symbol).buy(1, 99)
    market.trade(symbol, 1, 100, 1)
    market.trade(symbol, -1, 98, 1)
  }
  expect(market.fills.map(({ instrument, maker, fee }) => [instrument.name, maker, fee])).toEqual([
    ['BTCUSDT', false, 0],
    ['BTCUSDT', true, 0.0198],
    ['ETHUSDT', false, 0.1],
    ['ETHUSDT', true, 0.0198],
    ['SOLUSDT', false, 0.1],
    ['SOLUSDT', true, -0.0099],
  ])
})
