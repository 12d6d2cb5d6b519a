import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { TapeClock } from './clock.ts'
import { Engine } from './engine.ts'
import { laneOf, type PlainMessage, readMessage, WritingApplies } from './tape.oracle.ts'
import { Kind } from './tape-kinds.ts'

const time = fc.integer({ min: 1, max: 30 })
const rows = fc.integer({ min: 1, max: 3 })
const raw = fc.array(fc.record({ time, rows }), { maxLength: 15 })

/** Lanes of messages whose names tell lane and place. */
const market = (inOrder: boolean) =>
  fc
    .array(raw, { minLength: 1, maxLength: 4 })
    .map((lanes): PlainMessage[][] =>
      lanes.map((lane, l) =>
        (inOrder ? lane.toSorted((a, b) => a.time - b.time) : lane).map((one, i) => ({ ...one, name: l * 100 + i })),
      ),
    )

function run(lanes: readonly PlainMessage[][], timers: readonly number[], drain: (engine: Engine) => void) {
  const clock = new TapeClock(new HeapMemory(), 32)
  const applies = new WritingApplies(clock)
  const seen: PlainMessage[] = []
  const reader = {
    name: 'reader',
    message: (...message: Parameters<typeof readMessage>) => {
      expect(seen).toHaveLength(applies.heard.length)
      seen.push(readMessage(...message))
    },
  }
  const desk = clock.of({ lastDaily: new Map(), run: (wake) => wake() })
  for (const due of timers) desk.after(`${due / 1000}ms`, () => {})
  drain(new Engine([clock.lane, ...lanes.map((lane) => laneOf(64, lane))], [clock], [reader], clock, applies))
  expect(seen).toEqual(applies.heard.map(({ time, name, rows }) => ({ time, name, rows })))
  return applies.heard.map((one) => ({ what: one.kind === Kind.timer ? `timer ${one.name}` : `message ${one.name}`, ...one }))
}

const wholly = (engine: Engine) => void engine.drain(Number.POSITIVE_INFINITY)

test('the tape is one sorted list: by time, then timers, then lane by lane as they were written', () => {
  fc.assert(
    fc.property(market(true), fc.array(time, { maxLength: 10 }), (lanes, timers) => {
      const events = [
        ...timers.map((due, i) => ({ time: due, rank: 0, what: `timer ${i + 1}` })),
        ...lanes.flatMap((lane, l) => lane.map((one) => ({ time: one.time, rank: l + 1, what: `message ${one.name}` }))),
      ]
      // Sorting is stable, so what is equal keeps the order in which it was set or written.
      const sorted = events.toSorted((a, b) => a.time - b.time || a.rank - b.rank)
      expect(run(lanes, timers, wholly).map(({ what }) => what)).toEqual(sorted.map(({ what }) => what))
    }),
  )
})

test('rows that come late are applied in the order of their lanes, and the clock only ever goes forward', () => {
  fc.assert(
    fc.property(market(false), (lanes) => {
      const waiting = lanes.map((lane) => [...lane])
      const expected: { name: number; now: number }[] = []
      for (let now = 0; waiting.some((lane) => lane.length > 0); ) {
        const heads = waiting.filter((lane) => lane.length > 0)
        const first = heads.reduce((best, lane) => (lane[0]!.time < best[0]!.time ? lane : best))
        const message = first.shift()!
        now = Math.max(now, message.time)
        expected.push({ name: message.name, now })
      }
      expect(run(lanes, [], wholly).map(({ name, now }) => ({ name, now }))).toEqual(expected)
    }),
  )
})

test('however a drain is cut into horizons and breaths, the same happens in the same order at the same times', () => {
  fc.assert(
    fc.property(
      market(true),
      fc.array(time, { maxLength: 10 }),
      fc.array(fc.tuple(time, rows), { maxLength: 20 }),
      (lanes, timers, cuts) => {
        const horizons = cuts.map(([horizon]) => horizon).sort((a, b) => a - b)
        const inPieces = run(lanes, timers, (engine) => {
          horizons.forEach((horizon, i) => void engine.drain(horizon, cuts[i]![1]))
          wholly(engine)
        })
        expect(inPieces).toEqual(run(lanes, timers, wholly))
      },
    ),
  )
})
