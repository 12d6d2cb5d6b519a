import { readFileSync } from 'node:fs'
import { defineBot, defineIndicator, defineStrategy, integer, type RunResult, type Source } from '@botyard/core'
import { sim } from '@botyard/sim'
import { MadeRecording } from '@botyard/testkit'
import { expect, test } from 'vitest'
import { sharedFile } from '../../../scripts/shared.ts'
import { backtestOn } from '../src/run/backtest.ts'

// A published backtest of another engine: daily bars, two averages, whole shares, entries at the next open at 0.2 % cost, exits free.
// Here the entry is a market order with 0.2 % of slippage, and the exit a limit order one price unit (a millionth of a dollar) through the
// open, because our exchange fills nothing on touch: those millionths add up to less than five cents of 68,935 dollars.

const candles = sharedFile('data/candles/GOOG.csv')
const vectors = sharedFile('vectors/goog-sma.json')
const day = 86_400_000_000

const mean = defineIndicator({
  name: 'mean',
  options: { period: integer(10, 'bars', { min: 1 }) },
  create({ period }, input: Source, keep) {
    const state = keep({ ring: new Float64Array(period), seen: 0 })
    return {
      value: Number.NaN,
      ready: false,
      update() {
        state.ring[state.seen++ % period] = input.value
        this.ready = state.seen >= period
        if (this.ready) this.value = state.ring.reduce((sum, one) => sum + one, 0) / period
      },
    }
  },
})

const crossing = defineStrategy({
  name: 'crossing',
  create(desk) {
    const bars = desk.bars('1d')
    const fast = desk.use(mean(bars, 10))
    const slow = desk.use(mean(bars, 20))
    let before = Number.NaN
    let turn: 1 | -1 | 0 = 0
    return {
      onBar() {
        const gap = fast.value - slow.value
        turn = before < 0 && gap > 0 ? 1 : before > 0 && gap < 0 ? -1 : 0
        before = gap
      },
      onOpen() {
        if (turn === 0) return
        const { quantity, side } = desk.position
        const open = bars.nextOpen
        if (side !== 0)
          desk.send({
            type: 'limit',
            side: side === 1 ? -1 : 1,
            quantity,
            price: open - side * desk.instrument.tick,
            reason: 'cross',
          })
        const shares = Math.floor(desk.account().equity / (open * (1 + turn * 0.002)))
        if (turn === 1) desk.buy(shares)
        else desk.sell(shares)
        turn = 0
      },
    }
  },
})

function googBars(): MadeRecording {
  const rows = readFileSync(candles!, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  return new MadeRecording(
    [{ symbol: 'GOOGUSD', priceScale: 1e6, lotScale: 1, tick: 1e-6, lot: 1, minQuantity: 1 }],
    (script, [goog]) => {
      for (const [date, open, high, low, close, volume] of rows) {
        const begin = Date.parse(`${date}T00:00:00Z`) * 1000
        const bar = { open: Number(open), high: Number(high), low: Number(low), close: Number(close), volume: Number(volume) }
        script.at(begin)
        script.open(goog, '1d', bar.open)
        script.at(begin + day)
        script.bar(goog, '1d', bar)
      }
    },
  )
}

const cents = (value: number) => Math.round(value * 100) / 100

test.skipIf(candles === undefined || vectors === undefined)('a published backtest on daily bars comes out the same', async () => {
  const [{ expected }] = JSON.parse(readFileSync(vectors!, 'utf8')).cases
  const bot = defineBot({
    name: 'goog',
    venue: sim(),
    symbols: ['GOOGUSD'],
    account: { start: 10_000, quote: 'USD' },
    costs: { taker: '0%', maker: '0%', slippage: '20bp' },
    latency: { entry: '0ms', response: '0ms' },
    strategies: [crossing()],
  })
  const result: RunResult = await backtestOn(bot, googBars())
  const returns = result.trades.map(({ net, quantity, entryPrice }) => net / (quantity * entryPrice))
  const wins = returns.filter((one) => one > 0)
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0)
  expect({ refusals: result.refusals, trades: result.trades.length }).toEqual({ refusals: [], trades: expected['# Trades'] })
  expect(Math.abs(result.finalEquity - expected['Equity Final [$]'])).toBeLessThan(0.05)
  expect(Math.abs(Math.max(...result.equity.values) - expected['Equity Peak [$]'])).toBeLessThan(0.05)
  expect(cents(result.netReturn * 100)).toBe(expected['Return [%]'])
  expect(cents(-result.maxDrawdown * 100)).toBe(expected['Max. Drawdown [%]'])
  expect(cents((wins.length / returns.length) * 100)).toBe(expected['Win Rate [%]'])
  // Their profit factor is one of returns, not of amounts.
  expect(cents(sum(wins) / -sum(returns.filter((one) => one < 0)))).toBe(expected['Profit Factor'])
  expect(cents(Math.max(...returns) * 100)).toBe(expected['Best Trade [%]'])
  expect(cents(Math.min(...returns) * 100)).toBe(expected['Worst Trade [%]'])
})
