import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BotSpec, defineBot, defineStrategy } from '@botyard/core'
import { makeSynthetic } from '@botyard/data'
import { maxDrawdown, maxPosition } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { meanReversion, momentum } from '@botyard/strategies'
import { afterAll, expect, test } from 'vitest'
import { backtest } from '../../src/run/backtest.ts'

// What knows nothing of the future is not accused of it: the strategies that come with Botyard, over data from files, with all that the
// simulated exchange does with books, trades and bars.

const folder = mkdtempSync(join(tmpdir(), 'botyard-honest-'))
afterAll(() => rmSync(folder, { recursive: true }))
const bars = makeSynthetic({ out: join(folder, 'bars.byc'), symbols: ['BTCUSDT', 'ETHUSDT'], days: 4, kinds: ['bars'], seed: 3 })
const book = makeSynthetic({
  out: join(folder, 'book.byc'),
  symbols: ['BTCUSDT'],
  hours: 2,
  kinds: ['bars', 'trades', 'book'],
  bookPerSecond: 1,
  seed: 3,
})

/** Rests on both sides of the book, so that the queue, fills in part and amends have a say. */
const resting = defineStrategy({
  name: 'resting',
  create(desk) {
    const one = Float64Array.of(0.02)
    return {
      onBook({ bid, ask, state }) {
        if (state !== 'ready') return
        desk.quotes(1, Float64Array.of(bid), one, 1, desk.instrument.tick * 5)
        desk.quotes(-1, Float64Array.of(ask), one, 1, desk.instrument.tick * 5)
      },
    }
  },
})

const fast = { fast: 5, slow: 60 } as const
const cases: [name: string, data: string, strategies: BotSpec['strategies']][] = [
  ['momentum', bars, [momentum({ interval: '5m', ...fast })]],
  ['mean reversion', bars, [meanReversion({ interval: '5m', period: 20 })]],
  ['resting orders on a book', book, [resting()]],
]

test.each(cases)('%s decides the same with other data behind every cut point', async (_, data, strategies) => {
  const symbols = data === bars ? ['BTCUSDT', 'ETHUSDT'] : ['BTCUSDT']
  const account = { start: 10_000, quote: 'USDT' }
  const risk = [maxPosition('60%'), maxDrawdown('15%')]
  const bot = defineBot({ name: 'honest', venue: sim(), symbols, account, strategies, risk })
  const { checks, orders } = await backtest(bot, { data, verify: true })
  expect(orders).toBeGreaterThan(5)
  expect(checks.filter(({ passed }) => !passed)).toEqual([])
})
