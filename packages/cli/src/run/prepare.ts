import { MemoryRecording } from '@botyard/columns'
import { type Bot, Env, type RunResult, resultOf, runSession } from '@botyard/core'
import type { RunOptions } from '../runner.ts'
import { defaultSeed } from './backtest.ts'
import { findData } from './find-data.ts'
import { openRun, planRun, rangeOf } from './open-run.ts'

/** One backtest with these options: `{ 'momentum.fast': 30 }`. */
export type Run = (values?: Readonly<Record<string, unknown>>) => Promise<RunResult>

/**
 * Decodes data once for many runs that differ in options only, as a parameter search makes them. Each run equals a fresh backtest with
 * the same options.
 *
 * @example
 * const run = await prepare(bot)
 * for (const fast of [10, 20, 30]) console.log(fast, (await run({ 'momentum.fast': fast })).netReturn)
 */
export async function prepare(bot: Bot, options: RunOptions = {}): Promise<Run> {
  const plan = planRun(bot, options)
  const recording = new MemoryRecording(findData(plan, options))
  const range = rangeOf(recording, options, plan)
  const { seed = defaultSeed } = options
  return async (values = {}) => {
    const session = openRun(planRun(bot, options, values), recording, {
      seed,
      ...range,
      market: ({ numbers }) => [recording.open(numbers, range.since, range.to)],
    })
    const env = session.wired.parts.get(Env)
    const start = env.monotonic()
    await runSession(session, range)
    return resultOf(session, {
      mode: 'backtest',
      recording,
      seed,
      ...range,
      seconds: (env.monotonic() - start) / 1e9,
      checks: [],
    })
  }
}
