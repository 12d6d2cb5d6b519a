import { basename, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bot } from '@botyard/core'
import { botCommands, commands } from './command-table.ts'
import { runAsProcess } from './process.ts'
import { version } from './version.ts'

export { backtest } from './run/backtest.ts'
export { paper } from './run/paper.ts'
export { prepare, type Run } from './run/prepare.ts'
export type { PaperOptions, Replay, RunOptions } from './runner.ts'

/**
 * Makes the file of a bot a program of its own: `node bot.ts [backtest | paper] [flags]`, paper when left out. It ends the
 * process with the exit code of the command and does not return.
 *
 * @example
 * export default bot
 * if (import.meta.main) await main(bot)
 */
export async function main(bot: Bot): Promise<void> {
  const file = process.argv[1] ?? fileURLToPath(import.meta.url)
  const below = relative(process.cwd(), file)
  const path = below.startsWith('..') ? file : below
  const about = `Run ${bot.spec.name}: over recorded data, or on paper.`
  await runAsProcess(
    {
      name: `node ${basename(file)}`,
      paste: `node ${path}`,
      about,
      version: version(),
      commands: botCommands,
      fallback: 'paper',
      elsewhere: { paste: 'npx botyard', commands, bot: path },
    },
    { bot, file },
  )
}
