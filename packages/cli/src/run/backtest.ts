import {
  type Bot,
  type Check,
  DecisionTrail,
  Env,
  MemoryJournal,
  type Recording,
  type RunResult,
  resultOf,
  runHash,
  runSession,
} from '@botyard/core'
import type { RunOptions } from '../runner.ts'
import { findData } from './find-data.ts'
import { lookAheadCheck, type Run, rehearseEarly, rehearseProof, unsteady } from './look-ahead.ts'
import { openRun, planRun, rangeOf, reached, tellReport } from './open-run.ts'
import { type Stage, silent } from './rehearsal.ts'

/** Of the random streams when none is asked for; printed with every result. */
export const defaultSeed = 1

/**
 * Runs a bot over recorded data against the simulated exchange, and says everything the run knows of itself. Before the run that counts
 * parts of it are rehearsed with another future, to find out whether the bot knows it: what a strategy leaves outside of itself comes twice.
 *
 * @example
 * const result = await backtest(bot, { data: 'sample:bars' })
 */
export async function backtest(bot: Bot, options: RunOptions = {}): Promise<RunResult> {
  return await backtestOn(bot, findData(planRun(bot, options), options), options)
}

/** The same on data that is open already. */
export async function backtestOn(bot: Bot, recording: Recording, options: RunOptions = {}): Promise<RunResult> {
  const seed = options.seed ?? defaultSeed
  const range = rangeOf(recording, options, planRun(bot, options))
  const stage: Stage = { bot, recording, range, seed, options }
  // Rehearsals come first, so that what plugins write is in the end that of the run that counts.
  const proof = options.verify === true ? await runOnce(stage, { ...options, log: silent }) : undefined
  const rehearsed =
    options.lookAhead === false ? [] : await (proof === undefined ? rehearseEarly(stage) : rehearseProof(stage, proof))
  const run = await runOnce(stage, options, options.progress)
  const { session, seconds } = run
  tellReport(session, options)
  const hash = runHash(session, recording)
  const isWhole = options.stop?.aborted !== true
  const checks = [
    ...(proof === undefined ? [] : [determinismCheck(runHash(proof.session, recording), hash)]),
    ...(isWhole ? [await lookAheadCheck(stage, rehearsed, run)] : []),
  ]
  const to = reached(session, range, options.stop)
  return resultOf(session, { mode: 'backtest', recording, seed, from: range.from, to, seconds, checks })
}

async function runOnce(
  { bot, recording, range, seed }: Stage,
  options: RunOptions,
  progress?: (share: number) => void,
): Promise<Run & { readonly seconds: number }> {
  const trail = new DecisionTrail(new MemoryJournal())
  const session = openRun(planRun(bot, options), recording, {
    seed,
    ...range,
    journal: trail,
    market: ({ numbers }) => [recording.open(numbers, range.since, range.to)],
  })
  const env = session.wired.parts.get(Env)
  const start = env.monotonic()
  await runSession(session, { ...range, stop: options.stop, progress })
  return { session, trail, seconds: (env.monotonic() - start) / 1e9 }
}

/** The same bot on the same market must do the same. */
function determinismCheck(first: string, second: string): Check {
  const name = 'determinism'
  if (first === second) return { name, passed: true, text: 'same hash twice' }
  const where = `${first.slice(0, 8)} and ${second.slice(0, 8)}`
  return { name, passed: false, text: unsteady(where) }
}
