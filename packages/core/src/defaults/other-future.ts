import { AsyncLocalStorage } from 'node:async_hooks'
import { AlteredLane } from '../engine/altered-lane.ts'
import { AlteredRows } from '../engine/altered-rows.ts'
import type { Micros } from '../ports/time.ts'
import type { Lane } from '../ports/venue.ts'
import { seededStream } from './seeded-stream.ts'

/** From when on rows are to be other ones, and by which chance. */
export interface OtherFuture {
  readonly after: Micros
  readonly seed: number
}

/** What work and everything it waits for goes by; other runs of the process, at the same time, do not. */
const inForce = new AsyncLocalStorage<OtherFuture & { openings: number }>()

/** Does work in which whatever opens recorded rows finds another future in them. */
export function inFuture<T>(future: OtherFuture, work: () => T): T {
  return inForce.run({ ...future, openings: 0 }, work)
}

/**
 * Opens rows so that their future is another one. A recording of ours sees to that itself, and one that is made from ours is then made
 * from rows that are altered already, so that what it has filled in backwards shows; whatever else is opened is altered here.
 */
export function openIn(future: OtherFuture, open: () => Lane): Lane {
  const store = { ...future, openings: 0 }
  const lane = inForce.run(store, open)
  return store.openings > 0 ? lane : new AlteredLane(lane, alterationOf(future))
}

/** What a recording has to do to the rows that it hands out, asked once when it is opened; undefined when they are to be true. */
export function alterationInForce(): AlteredRows | undefined {
  const future = inForce.getStore()
  if (future === undefined) return undefined
  future.openings++
  return alterationOf(future)
}

function alterationOf({ after, seed }: OtherFuture): AlteredRows {
  return new AlteredRows(after, seededStream(seed, 'another future'))
}
