import type { Call } from '../call.ts'
import { runBot } from '../run-bot.ts'

/** `botyard paper`: simulated fills on a replay that keeps time unless told otherwise. */
export function run(call: Call): Promise<number> {
  const { speed } = call.flags
  return runBot(call, {
    run: (runner, bot, options) => runner.paper(bot, speed === undefined ? options : { ...options, speed }),
    keepsStopped: true,
    opening: 'paper on a replay; Ctrl-C ends it and writes its report',
  })
}
