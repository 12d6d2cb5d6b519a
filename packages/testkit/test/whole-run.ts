import type {
  BotSpec,
  Fill,
  Micros,
  Order,
  PluginSpec,
  Refused,
  RunRange,
  RunResult,
  SavedSession,
  Session,
  SessionNeeds,
} from '@botyard/core'
import {
  defineBot,
  definePlugin,
  Logger,
  planBot,
  resultOf,
  runSession,
  saveSession,
  Session as WholeSession,
  wire,
} from '@botyard/core'
import { sim } from '@botyard/sim'
import { MadeRecording, type ScriptedBar } from '../src/index.ts'

export const minute = 60_000_000
/** 2024-01-01 00:00 UTC, where made markets begin. */
export const begin: Micros = Date.UTC(2024, 0, 1) * 1000

/** Bars of a minute for each symbol, one after the other; a number is a bar that stands still there. */
export function minuteBars(bars: Readonly<Record<string, readonly (number | ScriptedBar)[]>>): MadeRecording {
  return new MadeRecording(Object.keys(bars), (script, instruments) => {
    const whole = Object.values(bars).map((list) => list.map(wholeBar))
    const length = Math.max(...whole.map((list) => list.length))
    for (let i = 0; i < length; i++) {
      script.at(begin + i * minute)
      for (const [k, list] of whole.entries()) if (list[i]) script.open(instruments[k], '1m', list[i].open)
      script.at(begin + (i + 1) * minute)
      for (const [k, list] of whole.entries()) if (list[i]) script.bar(instruments[k], '1m', list[i])
    }
  })
}

/** A book around each price in turn, ten of each side, a second apart. */
export function bookAround(prices: readonly number[], symbol = 'BTCUSDT'): MadeRecording {
  return new MadeRecording([symbol], (script, [instrument]) => {
    for (const [i, price] of prices.entries()) {
      script.at(begin + i * 1_000_000)
      script.book(instrument, [[price - 0.1, 10]], [[price + 0.1, 10]])
    }
  })
}

function wholeBar(bar: number | ScriptedBar): ScriptedBar {
  return typeof bar === 'number' ? { open: bar, high: bar, low: bar, close: bar, volume: 1 } : { volume: 1, ...bar }
}

/** A log that a test can read. */
export function writtenLog(lines: string[] = []): PluginSpec {
  const line = (text: string) => void lines.push(text)
  const log = definePlugin({
    name: 'written-log',
    provides: [Logger],
    setup: (host) => host.provide(Logger, [], () => ({ debug: line, info: line, warn: line, error: line })),
  })
  return log()
}

/** How a test runs a bot. */
export interface RunOptions extends Partial<RunRange> {
  readonly saved?: SavedSession | undefined
  readonly gateway?: SessionNeeds['gateway'] | undefined
  /** Where the rows begin; those before `from` are history. */
  readonly rowsFrom?: Micros
  /** Other lanes than those of the recording. */
  readonly market?: SessionNeeds['market'] | undefined
}

/** A run that is over, and what was told of it. */
export interface WholeRun {
  readonly session: Session
  readonly fills: Fill[]
  readonly orders: Order[]
  readonly refused: Refused[]
  /** Lines of the log. */
  readonly lines: string[]
  /** What the run threw; undefined when it went well. */
  readonly failure: unknown
  readonly result: RunResult
  save(): SavedSession
}

/** Runs a bot over a recording on the simulated exchange, without costs and delays unless it says so. */
export async function wholeRun(
  spec: Partial<BotSpec> & Pick<BotSpec, 'strategies'>,
  recording: MadeRecording,
  options: RunOptions = {},
): Promise<WholeRun> {
  const lines: string[] = []
  const { plugins = [], ...rest } = spec
  const bot = defineBot({
    name: 'whole',
    venue: sim(),
    symbols: recording.instruments.map(({ name }) => name),
    account: { start: 10_000, quote: 'USDT' },
    costs: { taker: '0%', maker: '0%', slippage: '0bp' },
    latency: { entry: '0ms', response: '0ms' },
    plugins: [writtenLog(lines), ...plugins],
    ...rest,
  })
  const wired = wire(planBot(bot), { seed: 1 })
  const [fills, orders, refused]: [Fill[], Order[], Refused[]] = [[], [], []]
  wired.bus.on('fill', 'test', (fill) => fills.push(fill))
  wired.bus.on('order', 'test', (order) => orders.push(order))
  wired.bus.on('refused', 'test', (one) => refused.push(one))
  const { from = recording.from, to = recording.to, saved, gateway, market, rowsFrom = recording.from, ...range } = options
  const session = new WholeSession({
    wired,
    recording,
    answers: 'modelled',
    seed: 1,
    from,
    since: rowsFrom,
    market: market ?? (({ numbers }) => [recording.open(numbers, rowsFrom, to)]),
    ...(saved === undefined ? {} : { saved }),
    ...(gateway === undefined ? {} : { gateway }),
  })
  const failure = await runSession(session, { from, to, ...range }).then(
    () => undefined,
    (error: unknown) => error ?? 'nothing',
  )
  const facts = { mode: 'backtest', recording, seed: 1, from, to, seconds: 0, checks: [] } as const
  return {
    session,
    fills,
    orders,
    refused,
    lines,
    failure,
    get result() {
      return resultOf(session, facts)
    },
    save: () => JSON.parse(JSON.stringify(saveSession(session))) as SavedSession,
  }
}
