import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineBot } from '@botyard/core'
import { makeSynthetic } from '@botyard/data'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'
import { afterAll, expect, test } from 'vitest'
import { backtest } from './backtest.ts'
import { prepare } from './prepare.ts'

const folder = mkdtempSync(join(tmpdir(), 'botyard-folder-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (symbol: string, seed: number, from: number) =>
  makeSynthetic({ out: join(folder, `${symbol}.byc`), symbols: [symbol], days: 20, kinds: ['bars'], seed, from })
const january = Date.UTC(2024, 0, 1) * 1000
file('BTCUSDT', 1, january)
file('ETHUSDT', 2, january)
file('SOLUSDT', 3, Date.UTC(2020, 0, 1) * 1000)

const bot = (given: object = {}) =>
  defineBot({
    name: 'pair',
    venue: sim(),
    symbols: ['BTCUSDT', 'ETHUSDT'],
    account: { start: 10_000, quote: 'USDT' },
    strategies: [momentum()],
    ...given,
  })

test('a bot of two symbols runs on a folder with a file of each, and files of others take no part', async () => {
  const result = await backtest(bot(), { data: folder })
  expect(new Set(result.trades.map(({ symbol }) => symbol))).toEqual(new Set(['sim:linear:BTCUSDT', 'sim:linear:ETHUSDT']))
  expect(result.data).toMatchObject({ from: january })
  expect(result.bars).toBe(2 * 20 * 24 * 4)
  const run = await prepare(bot(), { data: folder })
  expect((await run()).hash).toBe(result.hash)
  expect((await run()).hash).toBe(result.hash)
})

test('a folder gives one symbol the very run that its own file gives', async () => {
  const one = bot({ symbols: ['ETHUSDT'] })
  const [alone, within] = [await backtest(one, { data: join(folder, 'ETHUSDT.byc') }), await backtest(one, { data: folder })]
  expect(within.hash).toBe(alone.hash)
})

test('a profile may name other data, counted from the file of the bot', async () => {
  const profiles = { pair: { data: '.' }, old: { data: 'SOLUSDT.byc', symbols: ['SOLUSDT'] } }
  const given = { botFile: join(folder, 'bot.ts') }
  expect((await backtest(bot({ profiles }), { ...given, profile: 'old' })).data.from).toBe(Date.UTC(2020, 0, 1) * 1000)
  expect((await backtest(bot({ profiles }), { ...given, profile: 'pair' })).data.from).toBe(january)
})

test.each([
  [{ from: 5, to: 5 }, /^BY1104 to of the run is .* allowed is after from/],
  [{ from: january, to: january - 1 }, /^BY1104 to of the run is 2023-12-31/],
  [{ days: 0 }, /^BY1104 days of the run is 0/],
  [{ from: Number.NaN }, /^BY1110 from of the run is NaN/],
])('a range that cannot be is refused as that and not as missing data: %j', async (range, expected) => {
  await expect(backtest(bot(), { data: folder, ...range })).rejects.toThrow(expected)
})
