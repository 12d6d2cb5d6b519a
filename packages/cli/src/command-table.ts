import type { Call } from './call.ts'
import type { FlagName } from './flags.ts'

/** What the file of a command exports: it does its work and answers with the exit code. */
interface CommandFile {
  run(call: Call): Promise<number>
}

/** One command, as data. Its file is loaded only when it is called. */
export interface Command {
  /** 'backtest', or 'data synth' for one of a group. */
  readonly name: string
  readonly about: string
  readonly group: 'Run' | 'Data' | 'Config' | 'Help'
  /** Words it takes, '[bot]' may be left out, '<file>' must be there. */
  readonly takes: readonly string[]
  readonly flags: readonly FlagName[]
  /** What a flag is to this command, where the sentence that all commands share would not fit. */
  readonly means?: Readonly<Partial<Record<FlagName, string>>>
  readonly examples: readonly string[]
  /** Lines that stand between flags and examples; the first is their heading. */
  readonly notes?: readonly string[]
  /** It exists to say that it is not part of this version, so no list offers it. */
  readonly isUnoffered?: true
  load(): Promise<CommandFile>
}

const botFlags = ['config', 'set', 'profile'] as const
const runFlags = ['from', 'to', 'days', 'symbols', 'seed', 'data', 'verify'] as const

/** Every command of `botyard`. */
export const commands: readonly Command[] = [
  {
    name: 'backtest',
    about: 'run a bot over recorded data and write a report',
    group: 'Run',
    takes: ['[bot]'],
    flags: [...botFlags, ...runFlags],
    examples: [
      'botyard backtest',
      'botyard backtest bots/maker.ts --from 2024-01-01 --days 30',
      'botyard backtest --set momentum.fast=30 --json',
    ],
    load: () => import('./commands/backtest.ts'),
  },
  {
    name: 'paper',
    about: 'trade with simulated fills, on a replay of recorded data',
    group: 'Run',
    takes: ['[bot]'],
    flags: [...botFlags, ...runFlags, 'speed'],
    examples: ['botyard paper --speed 60x', 'botyard paper --speed max --days 7'],
    load: () => import('./commands/paper.ts'),
  },
  {
    name: 'live',
    about: 'trade real money; not part of this version',
    group: 'Run',
    takes: ['[bot]'],
    flags: [...botFlags],
    examples: [],
    isUnoffered: true,
    load: () => import('./commands/live.ts'),
  },
  {
    name: 'data synth',
    about: 'make a synthetic market from a seed',
    group: 'Data',
    takes: [],
    flags: ['seed', 'days', 'from', 'symbols', 'kinds', 'gaps', 'out', 'overwrite'],
    means: {
      days: 'days to make; 1 when left out',
      from: 'start, UTC: 2024-01-31; 2024-01-01 when left out',
      symbols: 'symbols to make; BTCUSDT when left out',
    },
    examples: ['botyard data synth --seed 7 --days 30 --symbols BTCUSDT --out data/made.byc'],
    load: () => import('./commands/data-synth.ts'),
  },
  {
    name: 'data import',
    about: 'turn a CSV file into a data file',
    group: 'Data',
    takes: ['<file>'],
    flags: ['format', 'kind', 'symbol', 'interval', 'time', 'tick', 'lot', 'skip-bad', 'out', 'overwrite'],
    examples: ['botyard data import btc.csv --kind bars --symbol BTCUSDT --out btc.byc'],
    notes: [
      'Columns, in any order, by the letters and digits of their headings',
      '  time          timestamp, date, datetime, opentime, ts, t, unix, start,',
      '                transacttime, tradetime',
      '  of bars       open (o), high (h), low (l), close (c, last)',
      '  if there      volume (v, vol, volumebtc, basevolume, volumebase)',
      '  of trades     price (p, rate),',
      '                quantity (qty, amount, size, q, volume, vol, lastsize)',
      '  if there      side (takerside, direction, type),',
      '                isbuyermaker (buyermaker, m), id (tradeid, aggtradeid, execid,',
      '                tid)',
      '  no headings   time, open, high, low, close, volume, or',
      '                time, price, quantity, side',
    ],
    load: () => import('./commands/data-import.ts'),
  },
  {
    name: 'data check',
    about: 'verify checksums, order and gaps of data',
    group: 'Data',
    takes: ['<path>'],
    flags: [],
    examples: ['botyard data check data --json'],
    load: () => import('./commands/data-check.ts'),
  },
  {
    name: 'data ls',
    about: 'list data: symbols, kinds, times',
    group: 'Data',
    takes: ['[path]'],
    flags: [],
    examples: ['botyard data ls'],
    load: () => import('./commands/data-ls.ts'),
  },
  {
    name: 'config print',
    about: 'show every option of a bot and where it comes from',
    group: 'Config',
    takes: ['[bot]'],
    flags: [...botFlags],
    examples: ['botyard config print --profile careful'],
    load: () => import('./commands/config-print.ts'),
  },
  {
    name: 'config check',
    about: 'check a bot without running it',
    group: 'Config',
    takes: ['[bot]'],
    flags: [...botFlags],
    examples: ['botyard config check'],
    load: () => import('./commands/config-check.ts'),
  },
  {
    name: 'doctor',
    about: 'check Node, packages, folder and bot, each with a fix',
    group: 'Help',
    takes: ['[bot]'],
    flags: ['config'],
    examples: ['botyard doctor'],
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'explain',
    about: 'explain an error code, offline',
    group: 'Help',
    takes: ['[code]'],
    flags: [],
    examples: ['botyard explain BY1103'],
    load: () => import('./commands/explain.ts'),
  },
]

/** The commands of a bot file that calls `main`; the bot is the file itself. */
export const botCommands: readonly Command[] = commands
  .filter(({ group }) => group === 'Run')
  .map((command) => ({ ...command, takes: [], flags: command.flags.filter((name) => name !== 'config'), examples: [] }))
