import type { Call } from '../call.ts'
import { runBot } from '../run-bot.ts'

/** `botyard backtest`: a bot over recorded data, as fast as it goes. */
export function run(call: Call): Promise<number> {
  return runBot(call, { run: (runner, bot, options) => runner.backtest(bot, options), keepsStopped: false })
}
