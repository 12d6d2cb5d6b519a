import {
  type Bot,
  type Check,
  Env,
  type Recording,
  type RunResult,
  resultOf,
  runHash,
  runSession,
  type Session,
} from '@botyard/core'
import type { RunOptions } from '../runner.ts'
import { findData } from './find-data.ts'
import { openRun, planRun, type Range, rangeOf, reached } from './open-run.ts'

/** Of the random streams when none is asked for; printed with every result. */
export const defaultSeed = 1

/**
 * Runs a bot over recorded data against the simulated exchange, and says everything the run knows of itself.
 *
 * @example
 * const result = await backtest(bot, { data: 'sample:bars' })
 */
export async function backtest(bot: Bot, options: RunOptions = {}): Promise<RunResult> {
  return await backtestOn(bot, findData(planRun(bot, options), options), options)
}

/** The same on data that is open already. */
export async function backtestOn(bot: Bot, recording: Recording, options: RunOptions = {}): Promise<RunResult> {
  const range = rangeOf(recording, options, planRun(bot, options))
  const { session, seconds } = await runOnce(bot, recording, range, options)
  const checks = options.verify === true ? [await verify(bot, recording, range, options, session)] : []
  const { from } = range
  const to = reached(session, range, options.stop)
  return resultOf(session, { mode: 'backtest', recording, seed: options.seed ?? defaultSeed, from, to, seconds, checks })
}

async function runOnce(
  bot: Bot,
  recording: Recording,
  range: Range,
  options: RunOptions,
): Promise<{ session: Session; seconds: number }> {
  const { seed = defaultSeed, stop, progress } = options
  const session = openRun(planRun(bot, options), recording, {
    seed,
    ...range,
    market: ({ numbers }) => [recording.open(numbers, range.since, range.to)],
  })
  const env = session.wired.parts.get(Env)
  const start = env.monotonic()
  await runSession(session, { ...range, stop, progress })
  return { session, seconds: (env.monotonic() - start) / 1e9 }
}

/** Runs it once more: the same bot on the same market must do the same. */
async function verify(bot: Bot, recording: Recording, range: Range, options: RunOptions, first: Session): Promise<Check> {
  const { progress: _, ...silent } = options
  const { session } = await runOnce(bot, recording, range, silent)
  const passed = runHash(first, recording) === runHash(session, recording)
  return { name: 'determinism', passed, text: passed ? 'same hash twice' : 'two runs of the same bot on the same data differ' }
}
