import { resolve } from 'node:path'
import { npmCall, runChild } from './child.ts'
import { type Plan, shownPath } from './plan.ts'
import { fitsSample } from './project-files.ts'
import { templates } from './templates.ts'

/** The part of a backtest's document that is told here; all of it is passed on. */
interface Result {
  readonly symbols: readonly string[]
  readonly strategies: readonly string[]
  readonly from: string
  readonly to: string
  readonly synthetic: boolean
  readonly currency: string
  readonly initialEquity: number
  readonly finalEquity: number
  readonly netReturn: number
  readonly maxDrawdown: number
  readonly trades: number
  readonly report: string
}

/** What the first run came to. */
export interface FirstRun {
  readonly title: string
  readonly ok: boolean
  /** Lines to show: the result, or why there is none. */
  readonly lines: readonly string[]
  /** The document of the backtest; undefined without one. */
  readonly result: unknown
  /** What was run, to be run again. */
  readonly again: string
}

/** Runs a project for the first time: a bot over its data, a package without one through its tests. */
export async function firstRun(plan: Plan, cwd: string, run: string, stop: AbortSignal): Promise<FirstRun> {
  const { bot } = templates[plan.template]
  if (bot === undefined) return await firstTests(plan, run, stop)
  const title = 'first backtest'
  if (!fitsSample(plan.symbols)) {
    const made = await script(plan, 'data', stop)
    if (!made.ok) return { title, ok: false, lines: lastLines(made.all), result: undefined, again: `${run} data` }
  }
  const { ok, out, err } = await runChild(process.execPath, [bot, 'backtest', '--json'], { cwd: plan.folder, stop })
  const again = `${run} backtest`
  const result = ok ? documentIn(out) : undefined
  if (result === undefined) return { title, ok: false, lines: lastLines(err), result: undefined, again }
  return { title, ok: true, lines: told(result, plan.folder, cwd), result, again }
}

async function firstTests(plan: Plan, run: string, stop: AbortSignal): Promise<FirstRun> {
  const { ok, all } = await script(plan, 'test', stop)
  return { title: 'first test run', ok, lines: ok ? [] : lastLines(all), result: undefined, again: `${run} test` }
}

function script({ tool, folder }: Plan, name: string, stop: AbortSignal) {
  const [program, words] = tool === 'npm' ? npmCall(['run', name]) : [tool, ['run', name]]
  return runChild(program, words, { cwd: folder, stop })
}

function documentIn(text: string): Result | undefined {
  try {
    return JSON.parse(text) as Result
  } catch {
    return undefined
  }
}

function told(result: Result, folder: string, cwd: string): string[] {
  const {
    symbols,
    strategies,
    from,
    to,
    synthetic,
    currency,
    initialEquity,
    finalEquity,
    netReturn,
    maxDrawdown,
    trades,
    report,
  } = result
  const net = finalEquity - initialEquity
  const lastDay = new Date(Date.parse(to) - 1).toISOString().slice(0, 10)
  const amount = new Intl.NumberFormat('en', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'always',
  }).format(net)
  const share = `${netReturn < 0 ? '-' : '+'}${percent(Math.abs(netReturn))}`
  const names = symbols.map((symbol) => symbol.replace(/^.*:/, ''))
  return [
    `${names.join(' ')} ${strategies.join(' ')}  ${from.slice(0, 10)} → ${lastDay}${synthetic ? '   SYNTHETIC DATA' : ''}`,
    `net ${amount} ${currency} (${share})   max drawdown ${percent(maxDrawdown)}   ${trades} ${trades === 1 ? 'trade' : 'trades'}`,
    `report ${shownPath(cwd, resolve(folder, report))}`,
  ]
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

const linesMost = 12

/** The end of what a program printed, for people. */
export function lastLines(text: string): string[] {
  return text.trim().split('\n').slice(-linesMost)
}
