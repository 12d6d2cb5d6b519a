import type { Bot } from '@botyard/core'
import type { FlagValues } from './flags.ts'
import type { Runner } from './runner.ts'
import type { Terminal } from './terminal.ts'

/** A bot and the file it comes from. */
export interface LoadedBot {
  readonly bot: Bot
  /** Absolute path. */
  readonly file: string
}

/** How a command hears of Ctrl-C. While nobody listens, the process simply ends. */
export interface Interrupts {
  /** Calls `hear` at every Ctrl-C until the returned function is called. */
  listen(hear: () => void): () => void
  /** Ends the process at once. */
  leave(exitCode: number): void
}

/** What a command is called with. */
export interface Call {
  /** 'backtest', 'data synth'. */
  readonly command: string
  /** Words that are no flags: 'bot.ts' of `backtest bot.ts`. */
  readonly words: readonly string[]
  readonly flags: FlagValues
  readonly terminal: Terminal
  /** Folder to work in: `--cwd`, or where the process was started. */
  readonly cwd: string
  /** Folder the process was started in; paths are shown from there. */
  readonly startedIn: string
  /** The bot, when its own file called `main`; otherwise the command loads one. */
  readonly own?: LoadedBot | undefined
  /** Loads what runs bots; tests put their own here. */
  readonly loadRunner: () => Promise<Runner>
  readonly interrupts: Interrupts
  /**
   * Told of the file of a bot before it is loaded: from then on, what nobody catches is the bot's. The function that comes back says
   * whether such a failure has been told, which ends the process.
   */
  loads?(file: string): () => boolean
}
