import type { RunResult } from '@botyard/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openAtEnd, owned, sampleResult, sampleTrades } from '../test/sample-result.ts'
import { backtestTable, runHeading } from './backtest-table.ts'
import { resultLines } from './result-lines.ts'
import { Terminal } from './terminal.ts'
import { exitCounts, summarize } from './trade-summary.ts'
import { tradesCsv } from './trades-csv.ts'
import { columns } from './visible.ts'

function terminal(width = 80, tty = false): Terminal {
  const stream = { write: () => undefined, isTTY: tty, columns: width }
  return new Terminal({ out: stream, err: stream, env: {} })
}

function drawn(changes: Partial<RunResult>, screen = terminal()): string[] {
  const result = sampleResult(changes)
  return [...runHeading(result, screen, { version: '1.0.0', number: 2 }), ...backtestTable(result, screen)]
}

describe('the result on a screen', () => {
  const lines = drawn({})

  test('names the run, marks synthetic data, and puts the strategy beside buy and hold', () => {
    expect(lines[0]).toBe('botyard 1.0.0 · backtest #2 · first-bot · seed 5')
    expect(lines[1]).toBe('data   BTCUSDT  2024-01-01 → 2024-03-30  129,600 bars of 1m  SYNTHETIC DATA')
    expect(lines).toContain(' Net return                   +1.89 %     -18.40 %')
    expect(lines).toContain('   95 % interval           -3.5 … 4.4   90 days cannot tell skill from luck')
    expect(drawn({ synthetic: false }).join('\n')).not.toContain('SYNTHETIC')
  })

  test('names the symbols of the run and not the rest of the data, and gives many a line of their own', () => {
    const some = ['BTC', 'ETH', 'SOL', 'DOGE'].map((coin) => `sim:linear:${coin}USDT`)
    const data = { ...sampleResult({}).data, name: 'SYNTHETIC BTCUSDT ETHUSDT bars' }
    expect(drawn({ data, symbols: ['sim:linear:ETHUSDT'] })[1]).toMatch(/^data {3}ETHUSDT {2}2024-01-01/)
    const [, first, second] = drawn({ symbols: some })
    expect(first).toBe('data   BTCUSDT, ETHUSDT, SOLUSDT, DOGEUSDT')
    expect(second).toBe('       2024-01-01 → 2024-03-30  129,600 bars of 1m  SYNTHETIC DATA')
    const many = [...some, ...some.map((symbol) => symbol.replace('USDT', 'USDC'))]
    expect(drawn({ symbols: many })[1]).toBe('data   BTCUSDT, ETHUSDT, SOLUSDT, DOGEUSDT, BTCUSDC and 3 more')
    expect(drawn({ synthetic: false, symbols: ['x'.repeat(200)] }).every((line) => columns(line) <= 80)).toBe(true)
  })

  test('splits the result by strategy and symbol where there are several, and not where there is one', () => {
    const [btc, eth] = ['sim:linear:BTCUSDT', 'sim:linear:ETHUSDT']
    const owners = [
      owned('ride', btc, { net: 120.5, fees: 12.25, trades: 30 }),
      owned('ride', eth, { net: -20.5, fees: 4, trades: 7 }),
      { ...owned('pair', btc, { net: 1000, fees: 0, trades: 1 }), owner: 'pair', symbol: null },
    ]
    const split = drawn({ symbols: [btc, eth], owners })
    const at = split.findIndex((line) => line.startsWith(' Strategy'))
    expect(split.slice(at, at + 4)).toEqual([
      ' Strategy  symbol         net    fees  trades',
      ' ride      BTCUSDT    +120.50  -12.25      30',
      ' ride      ETHUSDT     -20.50   -4.00       7',
      ' pair      all      +1,000.00    0.00       1',
    ])
    expect(lines.some((line) => line.startsWith(' Strategy'))).toBe(false)
  })

  test('tells why orders were refused and what failed to the last word', () => {
    const reason = 'sim:linear:BTCUSDT could reach 49.72 % of equity, maxPosition allows 20.00 %'
    const told = drawn({
      refusals: [{ owner: 'a', symbol: 'BTCUSDT', error: 'BY4203', reason, count: 6290 }],
      checks: [{ name: 'refused', passed: false, text: `no order was sent, most often for BY4203: ${reason}` }],
    })
    const words = told.join(' ').replace(/ +/g, ' ')
    expect(words.match(/maxPosition allows/g)).toHaveLength(2)
    expect(words.match(/20\.00 %/g)).toHaveLength(2)
    expect(told.slice(-6).join('')).not.toContain('…')
  })

  test('in one line has the figures, and lines for the checks that failed', () => {
    expect(resultLines(sampleResult())).toEqual([
      'first-bot  net +189.21 USDT (+1.89 %)  max drawdown 5.06 %  Sharpe 0.48  113 trades  SYNTHETIC DATA',
    ])
    const checks = [{ name: 'ledger', passed: false, text: 'does not add up' }]
    expect(resultLines(sampleResult({ checks })).slice(1)).toEqual(['✖ ledger  does not add up'])
  })

  test('tells how large the data is, not what the strategies made of it', () => {
    const amount = (rows: number, bars: RunResult['data']['bars']) => {
      const [, line] = drawn({ bars: 7, data: { ...sampleResult().data, name: 'x', rows, bars }, symbols: ['x'] })
      return /2024-03-30 {2}(.*?) {2}SYN/.exec(line ?? '')?.[1]
    }
    expect(amount(10, [])).toBe('10 rows')
    expect(amount(5, [{ interval: '1m', count: 2 }])).toBe('2 bars of 1m')
    const both = [
      { interval: '1m', count: 60 },
      { interval: '1h', count: 1 },
    ] as const
    expect(amount(122, both)).toBe('60 bars of 1m, 1 bar of 1h')
    // Trades with a few bars beside them are no data of bars.
    expect(amount(1_000_000, both)).toBe('1,000,000 rows')
  })

  test('says why there is no Sharpe ratio, which is not always the time', () => {
    const reason = (days: number[]) => {
      const lines = drawn({ sharpe: null, sharpeInterval: null, dailyEquity: Float64Array.from(days) })
      return lines.find((line) => line.includes('Sharpe'))?.replace(/^.* {3}/, '')
    }
    expect(reason([1, 2, 3])).toBe('needs 20 days')
    expect(reason(Array(30).fill(10_000))).toBe('equity never moved')
    expect(reason([...Array(30).fill(10_000), 0])).toBe('equity fell to zero')
  })

  test('splits costs so that they add up', () => {
    const { fees } = sampleResult()
    const amount = (label: string) =>
      Number(/[+-][\d,.]+/.exec(lines.find((line) => line.startsWith(` ${label}`)) ?? '')?.[0].replaceAll(',', ''))
    expect(amount('Fees')).toBeCloseTo(-fees, 2)
    expect(amount('Before costs') + amount('Fees')).toBeCloseTo(amount('Net  '), 2)
  })

  test('shows exits beside checks, the most frequent first', () => {
    expect(lines).toContain(' trailing stop     75      look-ahead       ✔ none (64 cut points)')
  })

  test('has N/A where there is nothing', () => {
    const bare = drawn({
      sharpe: null,
      sharpeInterval: null,
      dailyEquity: Float64Array.of(1, 2),
      buyAndHold: null,
      trades: [],
      fees: 0,
      checks: [],
    }).join('\n')
    expect(bare).toMatch(/Sharpe \(yearly\) +N\/A +N\/A {3}needs 20 days/)
    expect(bare).toContain('none was closed')
    expect(bare).not.toMatch(/NaN|null|undefined|Infinity|interval/)
  })

  test('says when costs took the gain and when a position was left open', () => {
    const result = {
      finalEquity: 9_900,
      netReturn: -0.01,
      open: [openAtEnd()],
    }
    const text = drawn(result).join('\n')
    expect(text).toContain('costs took all of the gain')
    expect(text).toContain('Open at the end  1 position')
  })

  test('counts refusals, the most frequent first', () => {
    const refusal = (count: number) => ({ owner: 'a', symbol: 'BTCUSDT', error: `BY410${count}`, reason: 'too small', count })
    const text = drawn({ refusals: [1, 4, 2, 3].map(refusal) })
    expect(text.find((line) => line.includes('BY41'))).toMatch(/^ +4x {2}BY4104 {2}too small/)
    expect(text.at(-1)).toBe(' and 1 other kind, all in the report')
  })

  test('is never wider than the screen, whatever is in it, painted or not', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '龙', '\n', '\u001b[2J', ' ', '%'), maxLength: 120 })
    const number = fc.oneof(fc.double(), fc.constantFrom(0, -1e15, 1e15, Number.NaN))
    fc.assert(
      fc.property(text, number, number, fc.integer({ min: 40, max: 100 }), fc.boolean(), (name, amount, share, width, tty) => {
        const trades = sampleTrades(4).map((trade, at) => ({ ...trade, reason: name + at, net: amount, currency: name }))
        const lines = drawn(
          {
            bot: name,
            currency: name,
            data: { ...sampleResult().data, name },
            finalEquity: amount,
            netReturn: share,
            fees: amount,
            trades,
            refusals: [{ owner: name, symbol: name, error: name, reason: name, count: 3 }],
            checks: [{ name, passed: false, text: name }],
          },
          terminal(width, tty),
        )
        for (const line of lines) {
          expect(columns(line)).toBeLessThanOrEqual(tty ? width : 80)
          expect(line.includes('\n') || line.includes('\u001b[2J')).toBe(false)
        }
      }),
    )
  })
})

describe('trades', () => {
  test('of several currencies are counted but not added up', () => {
    const [first, second] = sampleTrades(2)
    const mixed = [first, { ...second, currency: 'BTC' }] as never
    expect(summarize(mixed)).toMatchObject({ trades: 2, profitFactor: null, best: null, currency: null })
    expect(exitCounts(mixed).every(({ net }) => net === null)).toBe(true)
  })

  test('are told as they are', () => {
    const trade = (net: number, side: 1 | -1) =>
      ({ ...(sampleTrades(1)[0] as never as object), net, side, reason: net > 0 ? 'up' : 'down' }) as never
    const sum = summarize([trade(30, 1), trade(-10, -1), trade(-5, 1), trade(0, 1)])
    expect(sum).toMatchObject({
      trades: 4,
      long: 3,
      short: 1,
      won: 1,
      winShare: 0.25,
      profitFactor: 2,
      averageWin: 30,
      averageLoss: -7.5,
      best: 30,
      worst: -10,
    })
    expect(summarize([])).toMatchObject({ trades: 0, winShare: null, averageHold: null })
  })

  test('as CSV keep every digit of an amount, none of a binary fraction in an average, and run nothing in a spreadsheet', () => {
    const [trade] = sampleTrades(1)
    const evil = [{ ...trade, owner: '=cmd()', reason: 'a "b", c', symbol: '-1+1', net: 0.1 + 0.2 }] as never
    const [heading = '', line = ''] = tradesCsv(evil).trimEnd().split('\n')
    expect(heading.split(',')).toHaveLength(14)
    expect(line).toContain(`'=cmd(),'-1+1,`)
    expect(line).toContain('"a ""b"", c"')
    expect(line).toContain('0.30000000000000004')
    const [average] = [{ ...trade, entryPrice: 42498.399999999994, exitPrice: 49053.200000000004 }] as never[]
    expect(tradesCsv([average as never])).toContain(',42498.4,49053.2,')
  })
})
