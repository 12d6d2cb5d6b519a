import { fileURLToPath } from 'node:url'
import type { Bot } from '@botyard/core'
import { botCommands } from './command-table.ts'
import { runAsProcess } from './process.ts'
import { version } from './version.ts'

export { backtest } from './run/backtest.ts'
export { paper } from './run/paper.ts'
export { prepare, type Run } from './run/prepare.ts'
export type { PaperOptions, RunOptions } from './runner.ts'

/**
 * Makes the file of a bot a program of its own: `node bot.ts [backtest | paper | live] [flags]`, paper when left out. It ends the
 * process with the exit code of the command and does not return.
 *
 * @example
 * export default bot
 * if (import.meta.main) await main(bot)
 */
export async function main(bot: Bot): Promise<void> {
  const file = process.argv[1] ?? fileURLToPath(import.meta.url)
  const name = `node ${file.split(/[\\/]/).at(-1)}`
  const about = `Run ${bot.spec.name}: over recorded data, on paper, or live.`
  await runAsProcess({ name, paste: name, about, version: version(), commands: botCommands, fallback: 'paper' }, { bot, file })
}
