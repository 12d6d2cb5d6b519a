import type { Bot, Logger, Micros, Report, RunResult } from '@botyard/core'

/** How a bot is to be run. What is left out is for the runner to choose. */
export interface RunOptions {
  /** A file, a folder, 'sample:bars' or 'sample:book'. */
  readonly data?: string
  readonly from?: Micros
  /** Not included. */
  readonly to?: Micros
  /** The last so many days of the data; never together with `from` or `to`. */
  readonly days?: number
  /** Symbols instead of those of the bot. */
  readonly symbols?: readonly string[]
  readonly seed?: number
  /** Where the bot was loaded from; paths in it count from there. */
  readonly botFile?: string
  /** Settings as given to `--set`: 'momentum.fast=30'. */
  readonly set?: readonly string[]
  readonly profile?: string
  /** Runs it a second time, and seeks look-ahead everywhere. */
  readonly verify?: boolean
  /**
   * False leaves out the search for look-ahead, for a bot that leaves something outside of it, such as a test that writes down what a
   * strategy heard: the search rehearses parts of the run before it.
   */
  readonly lookAhead?: boolean
  /** Where lines of the bot go, unless a plugin of its own takes them; JSON on standard error when left out. */
  readonly log?: Logger
  /** Hears what writes the report instead of the command line, when a plugin of the bot provides it, and which plugin that is. */
  reportBy?(report: Report, plugin: string): void
  /** Ends the run early; the result is that of the part which was run. */
  readonly stop?: AbortSignal
  /** Hears the share that is done, from 0 to 1. */
  progress?(share: number): void
}

/** What a replay is about to hear, and how fast. */
export interface Replay {
  readonly from: Micros
  /** Not included. */
  readonly to: Micros
  /** Multiple of real time. */
  readonly speed: number | 'max'
}

/** The same on a replay that may keep time. */
export interface PaperOptions extends RunOptions {
  /** Multiple of real time; 60 when left out. */
  readonly speed?: number | 'max'
  /** Hears of the replay before its first row. */
  begins?(replay: Replay): void
}

/** What runs bots. */
export interface Runner {
  backtest(bot: Bot, options: RunOptions): Promise<RunResult>
  paper(bot: Bot, options: PaperOptions): Promise<RunResult>
}

/** Loads the engine and the simulated exchange: slow enough that only runs do it. */
export async function loadRunner(): Promise<Runner> {
  const [{ backtest }, { paper }] = await Promise.all([import('./run/backtest.ts'), import('./run/paper.ts')])
  return { backtest, paper }
}
