import { fileURLToPath } from 'node:url'
import { scriptedMarket } from '@botyard/testkit'
import { backtest } from 'botyard'
import { expect, test } from 'vitest'
import bot from './bot.ts'
import { crossing } from './strategy.ts'

const botFile = fileURLToPath(new URL('./bot.ts', import.meta.url))

/** Closes that stand still for the slow average, and then move by a share at every bar. */
function closes(flat: number, moves: readonly number[]): number[] {
  const prices = new Array<number>(flat).fill(100)
  for (const move of moves) {
    const last = prices.at(-1) ?? 100
    prices.push(Math.round(last * (1 + move) * 100) / 100)
  }
  return prices
}

function play(prices: readonly number[]) {
  const strategy = crossing({ fast: 5, slow: 60 })
  const market = scriptedMarket(strategy, { bars: ['15m'], hasBook: false })
  let open = prices[0] ?? 100
  for (const close of prices) {
    const [high, low] = [Math.max(open, close), Math.min(open, close)]
    market.bar('BTCUSDT', '15m', { open, high, low, close, volume: 10 })
    open = close
  }
  return market
}

test('it buys a rise and leaves when the averages have crossed back', () => {
  const rise = play(closes(60, new Array(12).fill(0.004)))
  expect(rise.desk().position.side).toBe(1)
  const fall = play(closes(60, [...new Array(12).fill(0.004), ...new Array(20).fill(-0.006)]))
  expect(fall.result().trades).toMatchObject([{ side: 1, reason: 'crossed back' }])
})

test('it sells a fall short', () => {
  expect(play(closes(60, new Array(12).fill(-0.004))).desk().position.side).toBe(-1)
})

test('it stays out while the averages have not left each other by the edge', () => {
  const market = play(closes(80, new Array(20).fill(0.0001)))
  expect(market.orders).toEqual([])
})

test('on the embedded sample a risk rule steps in, and says so', async () => {
  const result = await backtest(bot, { botFile })
  expect(result.trades.length).toBeGreaterThan(30)
  const reasons = result.trades.map(({ reason }) => reason)
  expect(reasons).toContain('risk: maxLossPerDay')
  expect(result.checks.filter(({ passed }) => !passed)).toEqual([])
})

test('the careful profile trades as well, is refused nothing, and loses less from peak to trough', async () => {
  const plain = await backtest(bot, { botFile })
  const careful = await backtest(bot, { botFile, profile: 'careful' })
  expect(careful.trades.length).toBeGreaterThan(30)
  expect(careful.refusals).toEqual([])
  expect(careful.maxDrawdown).toBeLessThan(plain.maxDrawdown)
})

// Over every decision, every answer, the ledger and the data. A change means that users see other results: it needs a line in CHANGELOG.md.
test('its result is the one that was published', async () => {
  const { hash } = await backtest(bot, { botFile })
  expect(hash).toBe('d63961b529ab2725f62c7916cbc611c258ef86cee56e0965a79ee049b6c5e1b1')
})
