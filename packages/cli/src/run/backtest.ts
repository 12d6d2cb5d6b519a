import {
  type Bot,
  BotyardError,
  type Check,
  Env,
  type Micros,
  type Recording,
  type RunResult,
  resultOf,
  runHash,
  runSession,
  type Session,
} from '@botyard/core'
import type { RunOptions } from '../runner.ts'
import { findData } from './find-data.ts'
import { openRun, planRun, type Range, rangeOf, reached, tellReport } from './open-run.ts'

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
  tellReport(session, options)
  const checks = options.verify === true ? await verify(bot, recording, range, options, session) : []
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
  const { stop, progress } = options
  const session = openOn(bot, recording, range, range.to, options)
  const env = session.wired.parts.get(Env)
  const start = env.monotonic()
  await runSession(session, { ...range, stop, progress })
  return { session, seconds: (env.monotonic() - start) / 1e9 }
}

function openOn(bot: Bot, recording: Recording, range: Range, dataTo: Micros, options: RunOptions): Session {
  return openRun(planRun(bot, options), recording, {
    seed: options.seed ?? defaultSeed,
    ...range,
    market: ({ numbers }) => [recording.open(numbers, range.since, dataTo)],
  })
}

/** Runs it once more, and up to its middle with and without the data behind that: the same bot on the same market must do the same. */
async function verify(bot: Bot, recording: Recording, range: Range, options: RunOptions, first: Session): Promise<Check[]> {
  const { progress: _, ...silent } = options
  const { session } = await runOnce(bot, recording, range, silent)
  const [one, other] = [runHash(first, recording), runHash(session, recording)]
  return [
    checkOf(
      'determinism',
      one === other ? 'same hash twice' : new BotyardError('BY8002', { first: one.slice(0, 8), second: other.slice(0, 8) }),
    ),
    await seekLookAhead(bot, recording, range, silent),
  ]
}

/** What was decided before the middle may not depend on whether there is anything after it. */
async function seekLookAhead(bot: Bot, recording: Recording, range: Range, options: RunOptions): Promise<Check> {
  const middle = Math.floor((range.from + range.to) / 2)
  const upToMiddle = async (dataTo: Micros) => {
    const session = openOn(bot, recording, range, dataTo, options)
    await runSession(session, { ...range, to: middle, pause: true, stop: options.stop })
    return runHash(session, recording)
  }
  const isSame = (await upToMiddle(range.to)) === (await upToMiddle(middle))
  const strategy = planRun(bot, options)
    .strategies.map(({ name }) => name)
    .join(', ')
  const time = new Date(middle / 1000).toISOString()
  return checkOf(
    'look-ahead',
    isSame ? `the same decisions up to ${time} without the data after it` : new BotyardError('BY8001', { strategy, time }),
  )
}

function checkOf(name: string, found: string | BotyardError): Check {
  return { name, passed: typeof found === 'string', text: typeof found === 'string' ? found : found.message }
}
