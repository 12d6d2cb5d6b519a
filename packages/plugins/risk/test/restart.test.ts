import { defineStrategy, type PluginSpec } from '@botyard/core'
import { type ScriptedMarket, scriptedMarket } from '@botyard/testkit'
import { expect, test } from 'vitest'
import { maxDrawdown, maxLossPerDay, orderRate } from '../src/index.ts'

const idle = defineStrategy({ name: 'idle', create: () => ({}) })

function marketWith(...risk: PluginSpec[]): ScriptedMarket {
  const market = scriptedMarket(idle(), { risk })
  quote(market, 100)
  return market
}

function quote(market: ScriptedMarket, price: number): void {
  market.book('BTCUSDT', [[price - 0.01, 500]], [[price + 0.01, 500]])
}

test('a bot that maxDrawdown has halted is halted after a restart, before anything was looked at and ever after', async () => {
  const market = marketWith(maxDrawdown('10%'))
  market.desk().buy(50)
  await market.wait('1s')
  quote(market, 79)
  await market.wait('2s')
  expect(market.desk().position.flat).toBe(true)
  market.restart()
  expect(market.desk().buy(1)).toBeLessThan(0)
  await market.wait('1d')
  expect(market.desk().buy(1)).toBeLessThan(0)
  expect(market.desk().position.flat).toBe(true)
})

test('the peak that a drawdown is measured from is that of before the restart', async () => {
  const market = marketWith(maxDrawdown('10%'))
  market.desk().buy(50)
  await market.wait('2s')
  for (const price of [93, 86, 79]) {
    quote(market, price)
    await market.wait('2s')
    market.restart()
    quote(market, price)
    await market.wait('2s')
  }
  expect(market.desk().position.flat).toBe(true)
  expect(market.desk().buy(1)).toBeLessThan(0)
})

test('orders from before a restart count into the rate', async () => {
  const market = marketWith(orderRate({ orderRate: 3, window: '1m' }))
  for (let i = 0; i < 3; i++) expect(market.desk().buy(0.1, 90)).toBeGreaterThan(0)
  await market.wait('1s')
  market.restart('10s')
  expect(market.desk().buy(0.1, 90)).toBeLessThan(0)
  await market.wait('1m')
  expect(market.desk().buy(0.1, 90)).toBeGreaterThan(0)
})

test('a day that maxLossPerDay has ended stays ended over a restart, and its loss is measured from where the day began', async () => {
  const market = marketWith(maxLossPerDay('5%'))
  market.desk().buy(50)
  await market.wait('2s')
  for (const price of [97, 94, 89]) {
    quote(market, price)
    await market.wait('2s')
    market.restart()
    quote(market, price)
    await market.wait('2s')
  }
  expect(market.desk().position.flat).toBe(true)
  expect(market.desk().buy(1)).toBeLessThan(0)
})

test('rules of one name keep records of their own', async () => {
  const market = marketWith(maxDrawdown('10%'), maxDrawdown({ maxDrawdown: '50%' }, { as: 'wide' }))
  market.desk().buy(50)
  await market.wait('1s')
  quote(market, 79)
  await market.wait('2s')
  const { risk } = market.restart()
  expect(risk.rules).toMatchObject({ 'maxDrawdown#0': { isPassed: true }, 'maxDrawdown#1': { isPassed: false } })
})
