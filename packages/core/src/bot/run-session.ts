import { BotyardError, isBotyardError, isBotyardErrors, throwAll } from '../errors/botyard-error.ts'
import { longestDelay } from '../options/delay.ts'
import { Env } from '../ports/env.ts'
import type { Duration, Micros } from '../ports/time.ts'
import type { Session } from './session.ts'

/** Rows between two breaths, in which signals and progress are served. */
const rowsAtOnce = 250_000
/** Steps of a feed between two breaths. */
const stepsAtOnce = 4096
/** Answers that are waited for between two breaths: those that are known at once would never let anybody else come to a word. */
const answersAtOnce = 64

/** Writes market rows while a session runs. Without one the lanes hold everything from the start. */
export interface Feed {
  /** Writes what has come, whole instants only, and returns the time up to which nothing is missing. */
  fill(): Micros
  /** How long to wait before more can have come; 0 when more is there already. */
  readonly wait: Micros
  readonly ended: boolean
}

/** How a session is driven over a range. */
export interface RunRange {
  /** Where the history before the run begins, for those who hear how far it has come. */
  readonly since?: Micros
  readonly from: Micros
  /** Not included. */
  readonly to: Micros
  readonly feed?: Feed | undefined
  readonly stop?: AbortSignal | undefined
  /** Hears the share that is done, from 0 to 1, now and then. */
  readonly progress?: ((share: number) => void) | undefined
  /** Leaves orders and positions as they are and does not call `onStop`: the bot is to be saved and to go on. */
  readonly pause?: boolean
}

/**
 * Drives a session from the first row to the end of its range, then stops it and hears out the answers that are on their way. Strategies
 * and plugins are stopped after a failure too, and what fails then comes out together with it.
 */
export async function runSession(session: Session, range: RunRange): Promise<void> {
  const { lifecycle } = session.wired
  const failures: unknown[] = []
  const also = async (work: () => void | Promise<void>) => {
    try {
      await work()
    } catch (error) {
      failures.push(error)
    }
  }
  // Nobody waits for a model after Ctrl-C.
  const giveUp = () => session.questions.close()
  await lifecycle.start()
  range.stop?.addEventListener('abort', giveUp)
  await also(async () => {
    await session.trading.started
    await drive(session, range)
  })
  if (failures.length > 0) await also(() => session.stop())
  // A bot that is to go on keeps its line; one that is over lets it go.
  if (range.pause !== true) await also(() => session.trading.gateway.stop())
  giveUp()
  range.stop?.removeEventListener('abort', giveUp)
  await also(() => lifecycle.stop())
  if (failures.length > 1) throwAll(failures.flatMap(problemsOf))
  if (failures.length > 0) throw failures[0]
}

/** Several failures come out as one list; what has no code of its own is a fault of ours. */
function problemsOf(failure: unknown): readonly BotyardError[] {
  if (isBotyardError(failure)) return [failure]
  if (isBotyardErrors(failure)) return failure.problems
  return [new BotyardError('BY9901', { message: String(failure) }, { cause: failure })]
}

async function drive(session: Session, { since, from, to, feed, stop, progress, pause = false }: RunRange): Promise<void> {
  const env = session.wired.parts.get(Env)
  const rest = (delay: Micros) => new Promise<void>((resolve) => void env.timer(delay, resolve))
  const breathe = () => {
    const begin = since ?? from
    progress?.(Math.max(0, Math.min(1, (session.clock.time - begin) / (to - begin))))
    return rest(0)
  }
  const pace = { stop, breathe, rest }
  await drain(session, from - 1, pace)
  session.start(from)
  if (feed === undefined) await drain(session, to - 1, pace)
  else await follow(session, feed, pace)
  if (pause) return
  session.stop()
  const isStopped = stop?.aborted === true
  const end = isStopped ? session.clock.time : Math.max(session.clock.time, to - 1)
  await drain(session, end + roundTrip(session), { ...pace, stop: undefined })
  if (!isStopped) progress?.(1)
}

/** How a session takes its time. */
interface Pace {
  readonly stop: AbortSignal | undefined
  breathe(): Promise<void>
  rest(delay: Micros): Promise<void>
}

async function follow(session: Session, feed: Feed, pace: Pace): Promise<void> {
  for (let steps = 1; !feed.ended && pace.stop?.aborted !== true; steps++) {
    await drain(session, feed.fill(), pace)
    if (steps % stepsAtOnce === 0 || feed.wait > 0) await pace.breathe()
    if (feed.wait > 0) await pace.rest(feed.wait)
  }
}

async function drain(session: Session, horizon: Micros, { stop, breathe }: Pace): Promise<void> {
  for (let answers = 1; stop?.aborted !== true; answers++) {
    const drained = session.engine.drain(horizon, rowsAtOnce)
    if (drained === 'done') return
    if (drained === 'blocked') await session.questions.settled()
    if (drained === 'more' || answers % answersAtOnce === 0) await breathe()
  }
}

/** How long after the last row an answer can still be on its way. */
function roundTrip(session: Session): Micros {
  const { entry, response } = session.wired.plan.spec.latency ?? {}
  const atLeast: Duration = '1s'
  return longestDelay(entry ?? atLeast) + longestDelay(response ?? atLeast)
}
