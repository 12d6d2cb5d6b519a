import { type Bot, DecisionTrail, inFuture, type Logger, MemoryJournal, openIn, type Recording, runSession } from '@botyard/core'
import type { RunOptions } from '../runner.ts'
import type { CutPoint } from './cut-points.ts'
import { openRun, planRun, type Range } from './open-run.ts'

/** A run of which nothing is wanted but what was decided in it. */
export interface Stage {
  readonly bot: Bot
  readonly recording: Recording
  readonly range: Range
  readonly seed: number
  readonly options: RunOptions
}

/** Lines that were logged in a rehearsal are logged again in the run that counts. */
export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }

/**
 * Runs a bot from its start up to a cut point, with another future behind it. Whatever opens recorded rows meanwhile finds the same
 * other future in them.
 */
export async function rehearse(stage: Stage, { after, isShort }: CutPoint): Promise<DecisionTrail> {
  const { recording, range, seed } = stage
  const future = { after, seed }
  const to = isShort ? after + 1 : range.to
  const open = (numbers: readonly number[]) => openIn(future, () => recording.open(numbers, range.since, to))
  return await inFuture(future, () => runUpTo(stage, after, open))
}

/** The same with the true future: what a run that stops there decides. */
export async function repeat(stage: Stage, { after }: CutPoint): Promise<DecisionTrail> {
  const { recording, range } = stage
  return await runUpTo(stage, after, (numbers) => recording.open(numbers, range.since, range.to))
}

async function runUpTo(
  { bot, recording, range, seed, options }: Stage,
  last: number,
  open: (numbers: readonly number[]) => ReturnType<Recording['open']>,
): Promise<DecisionTrail> {
  const journal = new DecisionTrail(new MemoryJournal())
  const plan = planRun(bot, { ...options, log: silent })
  const session = openRun(plan, recording, { seed, ...range, journal, market: ({ numbers }) => [open(numbers)] })
  await runSession(session, { ...range, to: last + 1, pause: true, stop: options.stop })
  return journal
}
