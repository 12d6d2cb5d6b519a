import { defineBot } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backtest } from '../src/run/backtest.ts'
import { prepare } from '../src/run/prepare.ts'

const bot = defineBot({
  name: 'swept',
  venue: sim(),
  symbols: ['BTCUSDT'],
  strategies: [momentum({ interval: '5m', fast: 10, slow: 60, volatility: 20, cooldown: 0 })],
  account: { start: 10_000, quote: 'USDT' },
})

test('every prepared run equals a fresh backtest with the same options, whichever runs came before it', async () => {
  const options = { data: 'sample:bars', to: Date.UTC(2024, 0, 6) * 1000 }
  const run = await prepare(bot, options)
  const fresh = new Map<number, string>()
  const hashOf = async (fast: number) => {
    const known = fresh.get(fast) ?? (await backtest(bot, { ...options, set: [`momentum.fast=${fast}`] })).hash
    fresh.set(fast, known)
    return known
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(5, 8, 15), { minLength: 2, maxLength: 4 }), async (sweep) => {
      for (const fast of sweep) expect((await run({ 'momentum.fast': fast })).hash).toBe(await hashOf(fast))
    }),
    { numRuns: 4 },
  )
  expect((await run()).hash).toBe((await backtest(bot, options)).hash)
  expect(new Set(fresh.values()).size).toBe(fresh.size)
})
