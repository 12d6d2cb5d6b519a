import { toMicros } from '../options/duration-text.ts'
import { Env } from '../ports/env.ts'
import type { Duration, Micros } from '../ports/time.ts'
import type { Session } from './session.ts'

/** Rows between two breaths, in which signals and progress are served. */
const rowsAtOnce = 250_000
/** Steps of a feed between two breaths. */
const stepsAtOnce = 4096

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
  readonly from: Micros
  /** Not included. */
  readonly to: Micros
  readonly feed?: Feed | undefined
  readonly stop?: AbortSignal | undefined
  readonly progress?: ((share: number) => void) | undefined
  /** Leaves orders and positions as they are and does not call `onStop`: the bot is to be saved and to go on. */
  readonly pause?: boolean
}

/** Drives a session from the first row to the end of its range, then stops it and hears out the answers that are on their way. */
export async function runSession(session: Session, range: RunRange): Promise<void> {
  const { from, to, stop, progress, pause = false } = range
  const { lifecycle, parts } = session.wired
  const env = parts.get(Env)
  const rest = (delay: Micros) => new Promise<void>((resolve) => void env.timer(delay, resolve))
  const breathe = () => {
    progress?.(Math.min(1, (session.clock.time - from) / (to - from)))
    return rest(0)
  }
  await lifecycle.start()
  try {
    await drain(session, from - 1, stop, breathe)
    session.start(from)
    if (range.feed === undefined) await drain(session, to - 1, stop, breathe)
    else await follow(session, range.feed, stop, breathe, rest)
    if (pause) return
    session.stop()
    await drain(session, Math.max(session.clock.time, to - 1) + roundTrip(session), undefined, breathe)
    progress?.(1)
  } finally {
    await lifecycle.stop()
  }
}

async function follow(
  session: Session,
  feed: Feed,
  stop: AbortSignal | undefined,
  breathe: () => Promise<void>,
  rest: (delay: Micros) => Promise<void>,
) {
  for (let steps = 1; !feed.ended && stop?.aborted !== true; steps++) {
    await drain(session, feed.fill(), stop, breathe)
    if (steps % stepsAtOnce === 0 || feed.wait > 0) await breathe()
    if (feed.wait > 0) await rest(feed.wait)
  }
}

async function drain(
  session: Session,
  horizon: Micros,
  stop: AbortSignal | undefined,
  breathe: () => Promise<void>,
): Promise<void> {
  for (;;) {
    const drained = session.engine.drain(horizon, rowsAtOnce)
    if (drained === 'done' || stop?.aborted === true) return
    if (drained === 'blocked') await session.questions.settled()
    else await breathe()
  }
}

/** How long after the last row an answer can still be on its way. */
function roundTrip(session: Session): Micros {
  const { entry, response } = session.wired.plan.spec.latency ?? {}
  const atLeast: Duration = '1s'
  return toMicros(entry ?? atLeast) + toMicros(response ?? atLeast)
}
