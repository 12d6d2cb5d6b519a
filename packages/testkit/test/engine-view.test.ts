import { definePlugin, defineStrategy, type EngineView } from '@botyard/core'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'

const idle = defineStrategy({ name: 'idle', create: () => ({}) })

test('a plugin sees equity, positions, open orders and best prices as numbers of its own', async () => {
  let view: EngineView | undefined
  const onlooker = definePlugin({
    name: 'onlooker',
    setup(host) {
      host.on('fill', () => {
        view = host.view
      })
    },
  })
  const market = scriptedMarket(idle(), { plugins: [onlooker()] })
  market.book('BTCUSDT', [[99.9, 5]], [[100.1, 5]])
  market.desk().buy(2)
  market.desk().sell(1, 120)
  await market.wait('1s')
  const [equity, positions, orders, book] = [2, 8, 12, 4].map((length) => new Float64Array(length))
  expect(view!.equity(equity)).toBe(1)
  expect([...equity]).toEqual([market.equity, 10_000])
  expect(view!.positions(positions)).toBe(1)
  expect([...positions.subarray(0, 4)]).toEqual([1, 0, 2, 100.1])
  expect(view!.orders(orders)).toBe(1)
  expect([...orders.subarray(1, 6)]).toEqual([0, -1, 120, 1, 0])
  expect(view!.book(0, book)).toBe(1)
  expect([...book]).toEqual([99.9, 5, 100.1, 5])
  expect(view!.positions(new Float64Array(3))).toBe(0)
})
