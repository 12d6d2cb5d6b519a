import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type Bot,
  type BotSpec,
  defineBot,
  definePlugin,
  defineStrategy,
  type Fill,
  type Logger,
  type Order,
} from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'
import { backtest, prepare } from 'botyard'
import { describe, expect, test } from 'vitest'
import { dailyBuyer } from '../docs/snippets/daily-buyer.ts'
import { orderLog } from '../docs/snippets/order-log.ts'
import { quietNotifier } from '../docs/snippets/quiet-notifier.ts'
import { rise } from '../docs/snippets/rise.ts'
import { isSameInBoth } from '../docs/snippets/same-in-both.ts'
import sliced from '../docs/snippets/slices.ts'
import { maxDistance } from '../docs/snippets/spread-rule.ts'
import { bestFast } from '../docs/snippets/sweep.ts'
import { root } from './house.ts'
import { sources } from './snippets.ts'

// What the pages show is run here: bots, strategies and plugins all in the same way, and the rest by what its page says of it.

const plain: Omit<BotSpec, 'strategies'> = {
  name: 'snippet',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
}

/** Exports that are neither, and have a test of their own below. */
const others = ['rise', 'isSameInBoth', 'bestFast']

const snippets = sources().filter(({ path }) => path.startsWith('docs/snippets/'))

test.each(snippets.map(({ path }) => path))('%s does in a run what it is there for, and fails no check', async (path) => {
  const loaded: Record<string, unknown> = await import(pathToFileURL(join(root, path)).href)
  expect(Object.keys(loaded)).not.toEqual([])
  for (const [name, value] of Object.entries(loaded)) {
    const bot = botWith(value)
    if (bot === undefined) expect(others, `${name} of ${path} is run by nobody`).toContain(name)
    else expect((await backtest(bot, { days: 5 })).checks.filter(({ passed }) => !passed)).toEqual([])
  }
})

test('the daily buyer buys on every day of the sample and is refused on none', async () => {
  const { refusals, fills } = await backtest(defineBot({ ...plain, strategies: [dailyBuyer()] }))
  expect([refusals, fills]).toEqual([[], 90])
})

/** A bot around what a snippet exports; undefined when it is no part of a bot. */
function botWith(value: unknown): Bot | undefined {
  const made: unknown = typeof value === 'function' && 'definition' in value ? value() : value
  switch (Reflect.get(Object(made), 'sort')) {
    case 'bot':
      return made as Bot
    case 'strategy':
      return defineBot({ ...plain, strategies: [made as ReturnType<typeof momentum>] })
    case 'plugin':
      return defineBot({ ...plain, strategies: [momentum()], plugins: [made as ReturnType<typeof orderLog>] })
    default:
      return undefined
  }
}

const trend = defineBot({ ...plain, strategies: [momentum({ fast: 20 })] })

test('the sweep finds the setting that earned most', async () => {
  const best = await bestFast(trend)
  const run = await prepare(trend, { days: 30 })
  const returns = await Promise.all([10, 20, 30].map(async (fast) => (await run({ 'momentum.fast': fast })).netReturn))
  expect(new Set(returns).size).toBe(3)
  expect(best).toBe([10, 20, 30][returns.indexOf(Math.max(...returns))])
})

test('a bot is the same on paper as in a backtest', async () => {
  expect(await isSameInBoth(trend)).toBe(true)
})

/** Buys once a day by a limit order so far below the market. */
const bidder = (below: number) =>
  defineStrategy({
    name: 'bidder',
    create(desk) {
      desk.bars('1d')
      return { onBar: ({ close }) => void desk.buy(0.01, desk.instrument.floor(close * (1 - below))) }
    },
  })()

describe('plugins of the pages', () => {
  test('the rule refuses what is too far from the middle and nothing else', async () => {
    const refusals = async (below: number) => {
      const bot = defineBot({ ...plain, strategies: [bidder(below)], risk: [maxDistance('1%')] })
      return (await backtest(bot, { days: 10 })).refusals.filter(({ error }) => error === 'BY4208')
    }
    expect(await refusals(0.005)).toEqual([])
    expect(await refusals(0.03)).toMatchObject([{ count: 10 }])
  })

  test('the stage sees every order that leaves, and changes none', async () => {
    const lines: string[] = []
    const log: Logger = { debug: (text) => void lines.push(text), info() {}, warn() {}, error() {} }
    const strategies = [momentum()]
    const logged = await backtest(defineBot({ ...plain, strategies, plugins: [orderLog()] }), { days: 10, log })
    expect(logged.orders).toBeGreaterThan(2)
    expect(lines.filter((line) => line === 'submit')).toHaveLength(logged.orders)
    expect(logged.hash).toBe((await backtest(defineBot({ ...plain, strategies }), { days: 10 })).hash)
  })

  test('the slicing stage sends an entry in parts a minute apart, and an exit whole', async () => {
    const orders = new Map<number, Order>()
    const fills: Fill[] = []
    const listener = definePlugin({
      name: 'listener',
      setup(host) {
        host.on('order', (order) => void orders.set(order.handle, order))
        host.on('fill', (fill) => void fills.push(fill))
      },
    })
    await backtest(defineBot({ ...sliced.spec, plugins: [...(sliced.spec.plugins ?? []), listener()] }), { days: 10 })
    const whole = [...orders.values()].filter(({ parent, state }) => parent === 0 && state === 'filled')
    const entry = whole.find(({ reduceOnly, type }) => type === 'market' && reduceOnly !== true)!
    const parts = [...orders.values()].filter(({ parent }) => parent === entry.handle)
    expect(parts).toHaveLength(5)
    expect(parts.reduce((sum, { filled }) => sum + filled, 0)).toBeCloseTo(entry.filled, 9)
    const times = [...new Set(fills.filter(({ order }) => order === entry.handle).map(({ time }) => Math.round(time / 60e6)))]
    expect(times).toEqual(times.map((_, i) => times[0]! + i))
    const exit = whole.find(({ reduceOnly }) => reduceOnly === true)!
    expect([...orders.values()].filter(({ parent }) => parent === exit.handle)).toEqual([])
  })

  test('the notifier is heard instead of the log', async () => {
    const told: string[] = []
    const log: Logger = { debug() {}, info: (text) => void told.push(text), warn() {}, error() {} }
    const silent = defineStrategy({ name: 'silent', create: () => ({ onBook() {} }) })
    await backtest(defineBot({ ...plain, strategies: [silent()], plugins: [quietNotifier()] }), { days: 1, log })
    expect(told).toEqual([expect.stringContaining('BY6012')])
  })
})

test('the indicator is the change over its steps, and ready when it has seen them', async () => {
  const seen: [ready: boolean, value: number, expected: number][] = []
  const watcher = defineStrategy({
    name: 'watcher',
    create(desk) {
      const bars = desk.bars('1h', { keep: 20 })
      const change = desk.use(rise(bars, { steps: 5 }))
      return { onBar: ({ close }) => void seen.push([change.ready, change.value, close / bars.back(5).close - 1]) }
    },
  })
  await backtest(defineBot({ ...plain, strategies: [watcher()] }), { days: 2 })
  expect(seen.length).toBeGreaterThan(40)
  const ready = seen.filter(([isReady]) => isReady)
  expect(seen.length - ready.length).toBeLessThanOrEqual(5)
  for (const [, value, expected] of ready) expect(value).toBeCloseTo(expected, 12)
})
