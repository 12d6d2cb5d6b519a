import type { Call } from '../call.ts'
import { range, span } from '../format.ts'
import { runBot } from '../run-bot.ts'
import type { Replay } from '../runner.ts'

/** `botyard paper`: simulated fills on a replay that keeps time unless told otherwise. */
export function run(call: Call): Promise<number> {
  const { speed } = call.flags
  return runBot(call, {
    run: (runner, bot, options, progress) => {
      const begins = (replay: Replay) => {
        for (const line of opening(replay)) call.terminal.note(line)
        if (replay.speed !== 'max') progress.keepTime((replay.to - replay.from) / replay.speed)
      }
      return runner.paper(bot, { ...options, begins, ...(speed === undefined ? {} : { speed }) })
    },
    keepsStopped: true,
  })
}

/** What is about to happen and how long it takes: at a multiple of real time that is hours, which nobody should find out by waiting. */
function opening({ from, to, speed }: Replay): string[] {
  const pace =
    speed === 'max'
      ? 'as fast as it goes'
      : `at ${speed} times real time it takes ${span((to - from) / speed)}; --speed max is done at once`
  return [`paper on a replay of ${range(from, to)}, ${span(to - from)}`, pace, 'Ctrl-C ends it and writes its report']
}
