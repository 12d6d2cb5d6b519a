import { defineBot, definePlugin, defineStrategy, Report, type RunResult } from '@botyard/core'
import { sim } from '@botyard/sim'
import { expect, test } from 'vitest'
import { backtestOn } from '../src/run/backtest.ts'
import { paperOn } from '../src/run/paper.ts'
import { madeBars } from './made-market.ts'

const idle = defineStrategy({ name: 'idle', create: (desk) => void desk.bars('1m') as never })
const printer = definePlugin({
  name: 'printer',
  provides: [Report],
  setup: (host) => host.provide(Report, [], () => ({ write: async (result: RunResult) => `${result.mode} of ${result.bot}` })),
})
const bot = (plugins: readonly ReturnType<typeof printer>[]) =>
  defineBot({
    name: 'reported',
    venue: sim(),
    symbols: ['BTCUSDT'],
    account: { start: 10_000, quote: 'USDT' },
    strategies: [idle()],
    plugins,
  })

test.each([
  ['backtest', (given: ReturnType<typeof bot>, options: object) => backtestOn(given, madeBars(['BTCUSDT'], 3), options)],
  [
    'paper',
    (given: ReturnType<typeof bot>, options: object) => paperOn(given, madeBars(['BTCUSDT'], 3), { ...options, speed: 'max' }),
  ],
] as const)('whoever runs a %s is told of the report that a plugin provides, once, also when it is proved', async (mode, run) => {
  const told: [string, Report][] = []
  const reportBy = (report: Report, plugin: string) => void told.push([plugin, report])
  const result = await run(bot([printer()]), { reportBy, verify: true })
  expect(told.map(([plugin]) => plugin)).toEqual(['printer'])
  expect(await told[0]?.[1].write(result, '/tmp')).toBe(`${mode} of reported`)
  await run(bot([]), { reportBy })
  expect(told).toHaveLength(1)
})
