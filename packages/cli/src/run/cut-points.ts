import { type Micros, seededStream } from '@botyard/core'
import type { Range } from './open-run.ts'

/** Where a rehearsal ends, and what it is given for the future behind that. */
export interface CutPoint {
  /** The last time that is as it was. */
  readonly after: Micros
  /** Whether there is no data behind it; other data when false. */
  readonly isShort: boolean
}

/** What all rehearsals without `--verify` take together, as a share of the time that the run covers. */
export const rehearsalShare = 0.2
/** Of these the first, which finds out when something is decided, takes this much. */
const scoutShare = 0.1
/** Rehearsals without `--verify`, the first not counted. */
const earlyMost = 7

/** Cut points with `--verify`: where something was decided or answered, and at times of any sort. */
const recordCuts = 24
const otherCuts = 8
/** Every so many is cut short: a bot may know that something comes without knowing what. */
const shortEvery = 4

/** Where the first rehearsal without `--verify` ends; undefined when the history before the start alone takes longer than there is time for. */
export function scoutPoint({ since, from, to }: Range): CutPoint | undefined {
  const after = Math.floor(since + (to - since) * scoutShare)
  return after > from ? { after, isShort: true } : undefined
}

/**
 * Cut points for what is left of the share, at times when something was decided or answered in the first rehearsal. Each takes at most half of what is left, so
 * that there are several, at several distances from the start.
 */
export function earlyPoints({ since, from, to }: Range, times: readonly Micros[], seed: number): CutPoint[] {
  const chance = seededStream(seed, 'early cut points')
  const points: CutPoint[] = []
  let left = (to - since) * (rehearsalShare - scoutShare)
  const open = new Set(times)
  while (points.length < earlyMost) {
    const near = within(open, since + left / 2)
    const usable = near.length === 0 && points.length === 0 ? within(open, since + left) : near
    const drawn = usable[Math.floor(chance() * usable.length)]
    if (drawn === undefined) break
    open.delete(drawn)
    left -= drawn - since
    points.push({ after: drawn, isShort: false })
  }
  const middle = Math.floor(since + left / 2)
  return points.length === 0 && middle > from ? [{ after: middle, isShort: false }] : points
}

function within(times: ReadonlySet<Micros>, most: Micros): Micros[] {
  return [...times].filter((time) => time <= most)
}

/** The cut points of `--verify`: one of each equal part of the times when something was decided or answered, and one of each part of the run. */
export function allPoints({ from, to }: Range, times: readonly Micros[], seed: number): CutPoint[] {
  const chance = seededStream(seed, 'cut points')
  const parts = Math.min(recordCuts, times.length)
  const atRecords = Array.from({ length: parts }, (_, part) => times[Math.floor(((part + chance()) * times.length) / parts)])
  const others = Array.from({ length: otherCuts }, (_, part) =>
    Math.floor(from + ((to - 1 - from) * (part + chance())) / otherCuts),
  )
  return [...new Set([...atRecords, ...others])]
    .filter((after) => after >= from)
    .map((after, at) => ({ after, isShort: at % shortEvery === shortEvery - 1 }))
}
