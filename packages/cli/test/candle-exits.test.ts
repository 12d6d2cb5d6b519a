import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ColumnsWriter } from '@botyard/columns'
import { defineBot, Flag } from '@botyard/core'
import { sim } from '@botyard/sim'
import { MadeRecording } from '@botyard/testkit'
import { afterAll, describe, expect, test } from 'vitest'
import { sharedFile } from '../../../scripts/shared.ts'
import { backtest } from '../src/index.ts'
import { candleMinutes, type ExitTable, followsTable, reasons } from './candle-exits.ts'

// Published tables of exits inside candles, of a backtester of candles. Each is run as a user would: a data file, a bot, `backtest`, with
// the simulated exchange told to walk through bars as such backtesters do.

const candleMicros = candleMinutes * 60_000_000
const begin = Date.UTC(2024, 0, 1) * 1000
const symbol = 'BTCUSDT'
const rules = { symbol, priceScale: 100, lotScale: 1e4, tick: 0.01, lot: 1e-4, minQuantity: 1e-4 }
const folder = mkdtempSync(join(tmpdir(), 'botyard-candles-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A data file of a table's candles. */
function fileOf({ name, data }: ExitTable): string {
  const made = new MadeRecording([rules], (script, [one]) => {
    for (const [at, [, open, high, low, close, volume]] of data.entries()) {
      script.at(begin + at * candleMicros)
      script.open(one, '1h', open)
      script.at(begin + (at + 1) * candleMicros)
      script.bar(one, '1h', { open, high, low, close, volume })
    }
  })
  const writer = new ColumnsWriter({
    path: join(folder, `${name}.byc`),
    name,
    synthetic: true,
    instruments: made.instruments,
  })
  const lane = made.open([0], made.from, made.to)
  for (let from = 0, to = 1; to <= lane.tail; to++) {
    if ((lane.flags[to - 1] & Flag.last) === 0) continue
    writer.message(lane, from, to)
    from = to
  }
  return writer.finish()
}

function run(table: ExitTable, candles: number[]) {
  const bot = defineBot({
    name: 'candles',
    venue: sim({ barPath: 'customary' }),
    symbols: [symbol],
    account: { start: 100_000, quote: 'USDT' },
    costs: { taker: '0%', maker: '0%', slippage: '0bp' },
    latency: { entry: '0ms', response: '0ms' },
    strategies: [followsTable(table, candles)()],
  })
  return backtest(bot, { data: fileOf(table) })
}

const file = sharedFile('vectors/candle-exit-cases.json')
const tables: readonly ExitTable[] = file === undefined ? [] : JSON.parse(readFileSync(file, 'utf8')).cases

describe.skipIf(file === undefined)('published tables of exits inside candles', () => {
  test.each(tables.map((table) => [table.name, table] as const))('%s', async (_, table) => {
    const candles: number[] = []
    const { trades, refusals } = await run(table, candles)
    expect(refusals).toEqual([])
    expect(
      trades.map(({ reason, side }, at) => ({
        exit_reason: reasons[reason as keyof typeof reasons],
        open_tick: candles[2 * at],
        close_tick: candles[2 * at + 1],
        is_short: side < 0,
      })),
    ).toEqual(table.trades.map((trade) => ({ is_short: false, ...trade })))
    const profit = trades.reduce((sum, { net, quantity, entryPrice }) => sum + net / (quantity * entryPrice), 0)
    // The tables tell it to three decimals.
    expect(Math.abs(profit - table.profit_perc)).toBeLessThanOrEqual(0.0005 + 1e-9)
  })
})
