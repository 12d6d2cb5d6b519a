import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineBot, defineIndicator, defineStrategy, integer, type Source } from '@botyard/core'
import { exposedBarShare } from '@botyard/core/metrics'
import { importCsv } from '@botyard/data'
import { sim } from '@botyard/sim'
import { expect, test } from 'vitest'
import { sharedFile } from '../../../scripts/shared.ts'
import { backtest } from '../src/index.ts'

// A published backtest of another engine: daily bars, two averages, whole shares, entries at the next open at 0.2 % cost, exits free. It is
// run as a user would: the CSV is imported, and a bot of public parts goes through `backtest`.
//
// The entry is a market order with 0.2 % of slippage, which is exact on these prices. The exit is a limit order that gives up one price
// unit, a millionth of a dollar a share, because our exchange fills nothing on touch; on the path that others take a limit pays no slippage
// beyond itself. That unit is all that differs: it is put back here, and then every figure is the published one.

const unit = 1e-6
const candles = sharedFile('data/candles/GOOG.csv')
const vectors = sharedFile('vectors/goog-sma.json')

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

/** When each bar began. */
const openTimes = (csv: string) =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Date.parse(`${line.split(',')[0]}T00:00:00Z`) * 1000)

const cents = (value: number) => Math.round(value * 100) / 100

test.skipIf(candles === undefined || vectors === undefined)('a published backtest on daily bars comes out the same', async () => {
  const [{ expected }] = JSON.parse(readFileSync(vectors!, 'utf8')).cases
  const folder = mkdtempSync(join(tmpdir(), 'botyard-goog-'))
  const data = join(folder, 'goog.byc')
  importCsv({ file: candles!, kind: 'bars', symbol: 'GOOGUSD', interval: '1d', tick: unit, lot: 1, out: data })
  const bot = defineBot({
    name: 'goog',
    venue: sim({ barPath: 'customary' }),
    symbols: ['GOOGUSD'],
    account: { start: 10_000, quote: 'USD' },
    costs: { taker: '0%', maker: '0%', slippage: '20bp' },
    latency: { entry: '0ms', response: '0ms' },
    strategies: [crossing()],
  })
  const result = await backtest(bot, { data })
  rmSync(folder, { recursive: true })
  // Their returns are on the price paid, their profit factor is one of returns, and their exposure counts whole bars of closed trades.
  const returns = result.trades.map(({ net, quantity, entryPrice }) => net / (quantity * entryPrice))
  const wins = returns.filter((one) => one > 0)
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0)
  const givenUp = (time: number) =>
    unit * sum(result.trades.filter(({ exitTime }) => exitTime <= time).map(({ quantity }) => quantity))
  const { times, values } = result.equity
  expect(result.refusals).toEqual([])
  expect(givenUp(result.data.to)).toBeLessThan(0.01)
  expect({
    'Equity Final [$]': cents(result.finalEquity + givenUp(result.data.to)),
    'Equity Peak [$]': cents(Math.max(...values.map((value, at) => value + givenUp(times[at])))),
    'Return [%]': cents(result.netReturn * 100),
    '# Trades': result.trades.length,
    'Win Rate [%]': cents((wins.length / returns.length) * 100),
    'Max. Drawdown [%]': cents(-result.maxDrawdown * 100),
    'Exposure Time [%]': cents(exposedBarShare(result.trades, openTimes(readFileSync(candles!, 'utf8'))) * 100),
    'Best Trade [%]': cents(Math.max(...returns) * 100),
    'Worst Trade [%]': cents(Math.min(...returns) * 100),
    'Profit Factor': cents(sum(wins) / -sum(returns.filter((one) => one < 0))),
    'Buy & Hold Return [%]': cents((result.buyAndHold?.netReturnFromClose ?? Number.NaN) * 100),
  }).toEqual(expected)
})
