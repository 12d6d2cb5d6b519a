import { BotyardError, type Check, type DecisionTrail, type Parting, type Session } from '@botyard/core'
import { allPoints, type CutPoint, earlyPoints, scoutPoint } from './cut-points.ts'
import { rehearse, repeat, type Stage } from './rehearsal.ts'

/** A whole run, and what was decided in it. */
export interface Run {
  readonly session: Session
  readonly trail: DecisionTrail
}

/** A rehearsal that was made, waiting for the run that counts. */
export interface Rehearsed extends CutPoint {
  readonly trail: DecisionTrail
}

/** Rehearses as often as a fifth of the run's time buys. */
export async function rehearseEarly(stage: Stage): Promise<Rehearsed[]> {
  const scout = scoutPoint(stage.range)
  if (scout === undefined) return []
  const first = { ...scout, trail: await rehearse(stage, scout) }
  return [first, ...(await rehearseAll(stage, earlyPoints(stage.range, first.trail.times(), stage.seed)))]
}

/** Rehearses at every cut point of a proof, which are taken from a run over everything. */
export async function rehearseProof(stage: Stage, { session, trail }: Run): Promise<Rehearsed[]> {
  const times = trail.times().filter((time) => time < session.stoppedAt)
  return await rehearseAll(stage, allPoints(stage.range, times, stage.seed))
}

async function rehearseAll(stage: Stage, points: readonly CutPoint[]): Promise<Rehearsed[]> {
  const rehearsed: Rehearsed[] = []
  for (const point of points) {
    if (stage.options.stop?.aborted === true) break
    rehearsed.push({ ...point, trail: await rehearse(stage, point) })
  }
  return rehearsed
}

/** Whether the run that counts decided what its rehearsals did, which knew another future. */
export async function lookAheadCheck(stage: Stage, rehearsed: readonly Rehearsed[], { session, trail }: Run): Promise<Check> {
  const name = 'look-ahead'
  const owners = session.trading.floor.ownerNames
  for (const point of rehearsed) {
    const until = Math.min(point.after, session.stoppedAt - 1)
    const parting = trail.partingFrom(point.trail, until)
    if (parting === undefined) continue
    // Who does not even repeat himself with the same future proves nothing about another one.
    const again = trail.partingFrom(await repeat(stage, point), until)
    const text = again === undefined ? foreknown(parting, point, owners).message : cannotBeJudged(again, owners)
    return { name, passed: false, text }
  }
  return { name, passed: true, text: passedText(stage, rehearsed.length) }
}

function passedText({ options }: Stage, points: number): string {
  if (options.lookAhead === false) return 'not looked for, as was asked'
  if (points === 0) return 'not looked for: the history alone takes too long; --verify does'
  return `other data after ${points} cut ${points === 1 ? 'point' : 'points'} changed no decision`
}

function foreknown({ time, owner }: Parting, { after }: CutPoint, owners: readonly string[]): BotyardError {
  return new BotyardError('BY8001', { who: whoOf(owner, owners), time: isoOf(time), cut: isoOf(after) })
}

function cannotBeJudged({ time, owner }: Parting, owners: readonly string[]): string {
  return `cannot be judged: ${unsteady(`${whoOf(owner, owners)} at ${isoOf(time)}`)}`
}

/** What a check says of a bot that does not repeat itself, with what is most often behind it. */
export function unsteady(where: string): string {
  const { message } = new BotyardError('BY8002', { where })
  return `${message}; likely causes are Math.random, Date and variables outside create`
}

function whoOf(owner: number, owners: readonly string[]): string {
  return owner < 0 ? 'The venue' : `Strategy "${owners[owner]}"`
}

function isoOf(time: number): string {
  return new Date(time / 1000).toISOString().replace('.000Z', 'Z')
}
