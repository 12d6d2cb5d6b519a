import { dayMicros, type RunResult } from '@botyard/core'
import { splitCosts } from './cost-split.ts'
import { count, decimalsFor, grouped, missing, percent, plural, range, ratio, signed, signedPercent, span } from './format.ts'
import { shortSymbols, symbolList } from './owner-names.ts'
import { ownerRows } from './owner-rows.ts'
import { recordedAmount } from './recorded-amount.ts'
import { sharpeGap } from './sharpe-note.ts'
import { sparkline } from './sparkline.ts'
import { beside, table } from './table.ts'
import type { Style, Terminal } from './terminal.ts'
import { exitCounts, summarize } from './trade-summary.ts'
import { clean, columns, cut, pad } from './visible.ts'

const labelWidth = 26
const sparkWidth = 62
const exitsMost = 8
const refusalsMost = 3

type Paint = (style: Style, text: string) => string

function tone(paint: Paint, value: number | null, text: string): string {
  if (value === null || value === 0 || !Number.isFinite(value)) return text
  return paint(value > 0 ? 'green' : 'red', text)
}

/** The lines above the table: what was run on what. */
export function runHeading(result: RunResult, terminal: Terminal, about: { version: string; number: number }): string[] {
  const paint: Paint = (style, text) => terminal.paint(style, text)
  const mark = result.synthetic ? `  ${paint('yellow', 'SYNTHETIC DATA')}` : ''
  const who = [`botyard ${about.version}`, `${result.mode} #${about.number}`, clean(result.bot), `seed ${result.seed}`].join(
    ' · ',
  )
  const when = `${range(result.data.from, result.data.to)}  ${recordedAmount(result.data)}`
  const spark = sparkline(result.equity.values, Math.min(sparkWidth, terminal.width - 8))
  return [
    cut(who, terminal.width),
    ...dataLines(result, when, { mark, width: terminal.width }),
    ...(spark === '' ? [] : [`equity ${spark}`]),
  ]
}

/** What was run on: the symbols of the run, not all that the data has. They have a line of their own where they are many. */
function dataLines({ symbols }: RunResult, when: string, { mark, width }: { mark: string; width: number }): string[] {
  const name = clean(symbolList(symbols))
  const line = `data   ${name}  ${when}${mark}`
  if (columns(line) <= width) return [line]
  return [cut(`data   ${name}`, width), `${cut(`       ${when}`, width - columns(mark))}${mark}`]
}

/** The result of a run as lines of at most the terminal's width: the strategy beside buy and hold, costs, trades, exits and checks. */
export function backtestTable(result: RunResult, terminal: Terminal): string[] {
  const paint: Paint = (style, text) => terminal.paint(style, text)
  const split = owners(result, terminal)
  const blocks = [comparison(result, paint), costs(result, paint), trades(result, paint), ...(split.length > 0 ? [split] : [])]
  const body = blocks.flatMap((lines, at) => (at === 0 ? lines : [` ${'─'.repeat(Math.min(50, terminal.width - 1))}`, ...lines]))
  const foot = beside(exits(result), checks(result, terminal), 6, terminal.width)
  const lines = [...body, '', ...foot, ...refusals(result, terminal)]
  return lines.map((line) => (columns(line) > terminal.width ? cut(line, terminal.width) : line))
}

function comparison(result: RunResult, paint: Paint): string[] {
  const held = result.buyAndHold
  const interval = result.sharpeInterval
  const days = Math.round((result.data.to - result.data.from) / dayMicros)
  const luck = interval !== null && interval[0] <= 0 && interval[1] >= 0
  const rows: [string, string, string, string?][] = [
    [
      ' Net return',
      tone(paint, result.netReturn, signedPercent(result.netReturn)),
      tone(paint, held?.netReturn ?? null, signedPercent(held?.netReturn ?? null)),
    ],
    [' Max drawdown', percent(result.maxDrawdown), percent(held?.maxDrawdown ?? null)],
    [
      ' Longest time under water',
      span(result.longestUnderWaterMicros),
      held === null ? missing : span(held.longestUnderWaterMicros),
    ],
    [' Time with a position', percent(result.exposure), held === null ? missing : percent(1)],
    [' Sharpe (yearly)', ratio(result.sharpe), ratio(held?.sharpe ?? null), sharpeGap(result)],
  ]
  if (interval !== null) {
    const text = `${ratio(interval[0], 1)} … ${ratio(interval[1], 1)}`
    rows.push(['   95 % interval', text, '', luck ? `${plural(days, 'day')} cannot tell skill from luck` : undefined])
  }
  const line = (row: (typeof rows)[number]) =>
    `${pad(row[0], labelWidth)}${pad(row[1], 11, 'right')}${row[2] === '' ? '' : pad(row[2], 13, 'right')}   ${row[3] ?? ''}`.trimEnd()
  return [`${pad('', labelWidth)}${pad('strategy', 11, 'right')}${pad('buy & hold', 13, 'right')}`, ...rows.map(line)]
}

function costs(result: RunResult, paint: Paint): string[] {
  const split = splitCosts(result)
  const decimals = decimalsFor(result.initialEquity)
  const amounts = [split.before, -split.fees, split.funding, split.net].map((amount) => signed(amount, decimals))
  const width = Math.max(11, ...amounts.map(columns))
  const currency = cut(clean(result.currency), 12)
  const line = (label: string, at: number, note: string) =>
    `${pad(` ${label}`, labelWidth)}${tone(paint, at === 3 ? split.net : null, pad(amounts[at] ?? '', width, 'right'))} ${note}`.trimEnd()
  const room = ' '.repeat(columns(currency) + 2)
  return [
    line('Before costs', 0, currency),
    line('Fees', 1, `${room}${grouped(split.turnoverTimes, 1)}x turnover`),
    ...(result.funding === 0 ? [] : [line('Funding', 2, '')]),
    line('Net', 3, `${room}${split.verdict}`),
  ]
}

function trades(result: RunResult, paint: Paint): string[] {
  const sum = summarize(result.trades)
  const open =
    result.open.length === 0 ? [] : [` Open at the end  ${plural(result.open.length, 'position')}, marked at the last price`]
  if (sum.trades === 0) return [' Trades  none was closed', ...open]
  const decimals = decimalsFor(result.initialEquity)
  const money = (amount: number | null) => (amount === null ? missing : tone(paint, amount, signed(amount, decimals)))
  const first = [
    ` Trades  ${count(sum.trades)} (${count(sum.long)} long, ${count(sum.short)} short)`,
    `won ${percent(sum.winShare, 1)}`,
    `profit factor ${ratio(sum.profitFactor)}`,
  ].join('   ')
  const second = ` Average win ${money(sum.averageWin)}  loss ${money(sum.averageLoss)}   hold ${sum.averageHold === null ? missing : span(sum.averageHold)}`
  const third = ` Best ${money(sum.best)}  worst ${money(sum.worst)}`
  const oneLine = `${second}   ${third.trim().toLowerCase()}`
  return [first, ...(columns(oneLine) <= 80 ? [oneLine] : [second, third]), ...open]
}

function owners(result: RunResult, terminal: Terminal): string[] {
  const rows = ownerRows(result)
  if (rows.length === 0) return []
  const shape = [
    { title: 'Strategy', wrap: 12 },
    { title: 'symbol', wrap: 8 },
    { title: 'net', align: 'right' },
    { title: 'fees', align: 'right' },
    { title: 'trades', align: 'right' },
  ] as const
  return table(shape, rows, terminal.width - 1).map((line) => ` ${line}`)
}

function exits(result: RunResult): string[] {
  const all = exitCounts(result.trades)
  if (all.length === 0) return []
  const rows = all.slice(0, exitsMost).map((exit) => [exit.reason, count(exit.count)])
  if (all.length > exitsMost) rows.push([`${all.length - exitsMost} more reasons`, ''])
  const shape = [
    { title: 'Exit', most: 22 },
    { title: 'count', align: 'right' },
  ] as const
  return table(shape, rows, 40).map((line) => ` ${line}`)
}

function checks(result: RunResult, terminal: Terminal): string[] {
  if (result.checks.length === 0) return []
  const rows = result.checks.map((check) => [check.name, `${check.passed ? '✔' : '✖'} ${check.text}`])
  const shape = [
    { title: 'Check', most: 22 },
    { title: 'result', wrap: 30 },
  ]
  return table(shape, rows, terminal.width - 1)
}

function refusals(result: RunResult, terminal: Terminal): string[] {
  if (result.refusals.length === 0) return []
  const sorted = [...result.refusals].sort((a, b) => b.count - a.count)
  const short = shortSymbols(result.symbols)
  const rows = sorted.slice(0, refusalsMost).map((one) => [`${count(one.count)}x`, one.error, one.reason, short(one.symbol)])
  const shape = [
    { title: 'Refused', align: 'right' },
    { title: 'code' },
    { title: 'reason', wrap: 30 },
    { title: 'symbol', most: 40, drop: 1 },
  ] as const
  const more = sorted.length - refusalsMost
  const lines = table(shape, rows, terminal.width - 1).map((line) => ` ${line}`)
  return ['', ...lines, ...(more > 0 ? [` and ${plural(more, 'other kind')}, all in the report`] : [])]
}
