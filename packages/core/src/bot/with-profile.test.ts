import { expect, test } from 'vitest'
import { number } from '../options/options.ts'
import type { BotSpec } from './bot.ts'
import { definePlugin } from './define.ts'
import { plainBot, pluginOf, problemsOf } from './plain-bot.oracle.ts'
import { planBot } from './plan.ts'

const rule = (name: string) => definePlugin({ name, options: { limit: number(1, 'limit') }, setup() {} })
const [maxPosition, maxDrawdown, maxOrder] = [rule('maxPosition'), rule('maxDrawdown'), rule('maxOrder')]

const planned = (given: Partial<BotSpec>, tight: object) =>
  planBot(plainBot({ ...given, profiles: { tight } }), { profile: 'tight' })
const specOf = (given: Partial<BotSpec>, tight: object) => planned(given, tight).spec

test('what a profile does not say of costs, delays, account and capacity stays as the bot says it', () => {
  const costs = { taker: '0.05%', slippage: '2bp', symbols: { BTCUSDT: { taker: '0.1%', maker: '0%' } } } as const
  const given = { costs, latency: { entry: '10ms' }, capacity: { orders: 9 }, account: { start: 5, quote: 'USDT' } } as const
  const tight = {
    costs: { slippage: '5bp', taker: undefined, symbols: { BTCUSDT: { taker: '0.2%' } } },
    latency: { response: '3ms' },
    capacity: { timers: 4 },
    account: { start: { BTC: 1 } },
  }
  expect(specOf(given, tight)).toMatchObject({
    costs: { taker: '0.05%', slippage: '5bp', symbols: { BTCUSDT: { taker: '0.2%', maker: '0%' } } },
    latency: { entry: '10ms', response: '3ms' },
    capacity: { orders: 9, timers: 4 },
    account: { start: { BTC: 1 }, quote: 'USDT' },
  })
})

test('a delay is one value, whatever its form', () => {
  const latency = { entry: { median: '8ms', p99: '60ms' } } as const
  expect(specOf({ latency }, { latency: { entry: { samples: ['1ms'] } } }).latency).toEqual({ entry: { samples: ['1ms'] } })
})

test('a profile never takes a risk rule away: it changes those of the same name and adds others', () => {
  const late = false as boolean
  const risk = [maxPosition({ limit: 60 }), late && maxOrder(), maxDrawdown({ limit: 15 })]
  const { plugins } = planned({ risk }, { risk: [maxOrder({ limit: 5 }), maxPosition({ limit: 20 }), null] })
  const rules = plugins.ordered.filter(({ name }) => name.startsWith('max')).map(({ name, values }) => [name, values])
  expect(rules).toEqual([
    ['maxPosition', { limit: 20 }],
    ['maxDrawdown', { limit: 15 }],
    ['maxOrder', { limit: 5 }],
  ])
  expect(planned({ risk }, { risk: [] }).plugins.ordered).toHaveLength(3)
})

test('other lists stand instead of those of the bot', () => {
  const { spec, plugins } = planned({ plugins: [pluginOf('store')] }, { symbols: ['ETHUSDT'], plugins: [pluginOf('other')] })
  expect(spec.symbols).toEqual(['ETHUSDT'])
  expect(plugins.ordered.map(({ name }) => name)).toEqual(['plain', 'other'])
})

test('two rules of one name in a profile are still two', () => {
  expect(problemsOf(() => planned({ risk: [maxPosition()] }, { risk: [maxPosition(), maxPosition()] }))).toEqual([
    expect.stringMatching(/^BY2002/),
  ])
})
