import { fileURLToPath } from 'node:url'
import { backtest } from 'botyard'
import { expect, test } from 'vitest'
import bot from './bot.ts'

const botFile = fileURLToPath(new URL('./bot.ts', import.meta.url))

test('it trades the embedded sample, in both directions, within its own limits', async () => {
  const result = await backtest(bot, { botFile })
  expect(result.synthetic).toBe(true)
  expect(result.trades.length).toBeGreaterThan(50)
  expect(new Set(result.trades.map(({ side }) => side))).toEqual(new Set([1, -1]))
  expect(result.fees).toBeGreaterThan(0)
  expect(result.maxDrawdown).toBeLessThan(0.15)
  expect(result.checks.filter(({ passed }) => !passed)).toEqual([])
})

test('every trade ends for a reason that its strategy gave', async () => {
  const result = await backtest(bot, { botFile, days: 30 })
  const reasons = new Set(result.trades.map(({ reason }) => reason))
  expect([...reasons].filter((reason) => !['stop', 'target', 'flip'].includes(reason))).toEqual([])
})

// Over every decision, every answer, the ledger and the data. A change means that users see other results: it needs a line in CHANGELOG.md.
test('its result is the one that was published', async () => {
  const { hash } = await backtest(bot, { botFile })
  expect(hash).toBe('0ee55e234ab652715685c9ef6839b643c7ccc310b832c51edd503007b25a3632')
})
