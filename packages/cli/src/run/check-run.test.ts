import { BotyardErrors, defineBot, isBotyardError } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'
import { expect, test } from 'vitest'
import { backtest } from './backtest.ts'
import { paper } from './paper.ts'
import { prepare } from './prepare.ts'

const bot = defineBot({
  name: 'checked',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
})

async function titlesOf(run: () => Promise<unknown>): Promise<string[]> {
  try {
    await run()
  } catch (error) {
    if (error instanceof BotyardErrors) return error.problems.map(({ message }) => message)
    if (isBotyardError(error)) return [error.message]
    throw error
  }
  return []
}

const wrongOnes: [option: string, values: unknown[], code: string][] = [
  ['data', [5, null, {}], 'BY1102'],
  ['set', [5, 'momentum.fast=3', [5]], 'BY1102'],
  ['symbols', [5, 'BTCUSDT', [null]], 'BY1102'],
  ['profile', [null, 5, {}], 'BY1102'],
  ['stop', [{}, true, null], 'BY1102'],
  ['progress', [5, {}], 'BY1102'],
  ['log', [5, {}], 'BY1102'],
  ['seed', ['x', {}, 1.5, null], 'BY1102'],
  ['seed', [Number.NaN, Number.POSITIVE_INFINITY], 'BY1110'],
  ['days', [Number.NaN], 'BY1110'],
  ['days', ['3', null], 'BY1102'],
  ['from', [-1, Date.UTC(2024, 0, 1) * 1e6], 'BY1104'],
  ['to', [new Date(0), '2024-01-01'], 'BY1102'],
  ['verify', ['yes'], 'BY1102'],
  ['speed', [0, Number.NaN, 'fast'], 'BY1102'],
  ['dayz', [3], 'BY1103'],
]

test.each(wrongOnes)('a run refuses %s as %j before anything is read, whichever way it is run', async (option, values, code) => {
  for (const value of values)
    for (const run of [backtest, paper, prepare]) {
      const titles = await titlesOf(() => run(bot, { [option]: value } as never))
      expect(titles).toHaveLength(1)
      expect(titles[0]).toMatch(new RegExp(`^${code} .*${option}`))
    }
})

test('everything that is wrong with the options of a run is told at once', async () => {
  const titles = await titlesOf(() => backtest(bot, { data: 5, seed: 'x', stop: {}, dayz: 3 } as never))
  expect(titles.map((title) => title.slice(0, 6))).toEqual(['BY1102', 'BY1102', 'BY1102', 'BY1103'])
})

test('what is no bot, or no options, is refused as that', async () => {
  expect(await titlesOf(() => backtest({} as never))).toEqual([
    'BY1102 what is run is an object, expected what defineBot returns',
  ])
  expect(await titlesOf(() => backtest(bot, 5 as never))).toEqual(['BY1102 what is said of the run is 5, expected an object'])
})
