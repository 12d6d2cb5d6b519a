import { type Bot, Env, type Lane, type Recording, type RunResult, resultOf, runSession } from '@botyard/core'
import type { PaperOptions } from '../runner.ts'
import { defaultSeed } from './backtest.ts'
import { findData } from './find-data.ts'
import { openRun, planRun, rangeOf, reached, tellReport } from './open-run.ts'
import { FeedLane, ReplayFeed } from './replay-feed.ts'

/** Times real time, when a replay stands in for a live market. */
const defaultSpeed = 60
/** Rows of the lane a feed writes; no message is larger. */
const laneRows = 1 << 17

/**
 * Runs a bot as it would run live, on rows that come one after the other. Until live prices exist they come from a recording, at 60 times
 * real time unless said otherwise.
 */
export async function paper(bot: Bot, options: PaperOptions = {}): Promise<RunResult> {
  return await paperOn(bot, findData(planRun(bot, options), options), options)
}

/** The same on data that is open already. */
export async function paperOn(bot: Bot, recording: Recording, options: PaperOptions = {}): Promise<RunResult> {
  const range = rangeOf(recording, options, planRun(bot, options))
  const { seed = defaultSeed, speed = defaultSpeed, stop, progress } = options
  let source: Lane | undefined
  let lane: FeedLane | undefined
  const session = openRun(planRun(bot, options), recording, {
    seed,
    ...range,
    market({ numbers }, memory) {
      source = recording.open(numbers, range.from, range.to)
      lane = new FeedLane(memory, 'feed', laneRows)
      return range.since < range.from ? [recording.open(numbers, range.since, range.from), lane] : [lane]
    },
  })
  const env = session.wired.parts.get(Env)
  const start = env.monotonic()
  const feed = new ReplayFeed(source!, lane!, env, speed, range)
  options.begins?.({ from: range.from, to: range.to, speed })
  await runSession(session, { ...range, feed, stop, progress })
  tellReport(session, options)
  const to = reached(session, range, stop)
  return resultOf(session, {
    mode: 'paper',
    recording,
    seed,
    from: range.from,
    to,
    seconds: (env.monotonic() - start) / 1e9,
    checks: [],
  })
}
