import {
  type BotSpec,
  defineBot,
  definePlugin,
  defineStrategy,
  type PluginSpec,
  type RunResult,
  type Tape,
  TapeReaders,
} from '@botyard/core'
import { sim } from '@botyard/sim'
import { expect, test } from 'vitest'
import { backtestOn } from '../src/run/backtest.ts'
import { madeBars } from './made-market.ts'

/** Runs a bot with proof over an hour of bars, and gives the two checks. */
async function proofOf(strategies: BotSpec['strategies'], plugins: readonly PluginSpec[] = []): Promise<RunResult['checks']> {
  const bot = defineBot({
    name: 'proved',
    venue: sim(),
    symbols: ['BTCUSDT'],
    account: { start: 10_000, quote: 'USDT' },
    strategies,
    plugins,
  })
  const { checks } = await backtestOn(bot, madeBars(['BTCUSDT'], 60), { verify: true })
  return checks.filter(({ name }) => name === 'determinism' || name === 'look-ahead')
}

const follower = defineStrategy({
  name: 'follower',
  create(desk) {
    const bars = desk.bars('1m')
    return { onBar: () => void desk.enter(bars.close > bars.open ? 1 : -1, { equity: 0.5 }) }
  },
})

test('an honest bot does the same twice, and the same with other data behind every cut point', async () => {
  expect(await proofOf([follower()])).toEqual([
    { name: 'determinism', passed: true, text: 'same hash twice' },
    { name: 'look-ahead', passed: true, text: 'other data after 32 cut points changed no decision' },
  ])
})

test('a bot that looks at rows that are still to come is found out', async () => {
  let seen: { readonly tape: Tape; readonly at: number } | undefined
  const peek = definePlugin({
    name: 'peek',
    setup: (host) =>
      host.contribute(TapeReaders, {
        name: 'peek',
        message(tape, _, to) {
          seen = { tape, at: to }
        },
      }),
  })
  const oracle = defineStrategy({
    name: 'oracle',
    create(desk) {
      const bars = desk.bars('1m')
      return {
        onBar() {
          const later = seen?.tape.price[seen.at + 12] ?? 0
          desk.enter(later / desk.instrument.priceScale > bars.close ? 1 : -1, { equity: 0.5 })
        },
      }
    },
  })
  const [determinism, lookAhead] = await proofOf([oracle()], [peek()])
  expect(determinism?.passed).toBe(true)
  expect(lookAhead).toMatchObject({
    passed: false,
    text: expect.stringMatching(/^BY8001 Strategy "oracle@\S+" knew the future at 2024-01-01T00:\d\d/),
  })
})

test('a bot that remembers the run before is found out', async () => {
  let runs = 0
  const drifting = defineStrategy({
    name: 'drifting',
    create(desk) {
      desk.bars('1m')
      const quantity = ++runs * 0.01
      return { onBar: () => void desk.buy(quantity) }
    },
  })
  const [determinism, lookAhead] = await proofOf([drifting()])
  expect(determinism).toMatchObject({
    passed: false,
    text: expect.stringMatching(/^BY8002 Two runs .* differ: \w{8} and \w{8}; likely causes are Math\.random, Date and/),
  })
  expect(lookAhead).toMatchObject({ passed: false, text: expect.stringMatching(/^cannot be judged: BY8002 .*"drifting@/) })
})
