import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import type { Tape } from '../ports/tape.ts'
import { TapeClock } from './clock.ts'
import { Engine } from './engine.ts'
import { FakeEnv } from './fake-env.oracle.ts'
import { Questions } from './questions.ts'
import { Seat } from './seat.ts'
import { laneOf } from './tape.oracle.ts'
import { Kind } from './tape-kinds.ts'

const begin = Date.UTC(2024, 0, 1) * 1000
const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** One question: when it is asked, how long its answer is said to take, whether it fails, and how often it is asked again at once. */
interface Plan {
  readonly asked: number
  readonly latency: number
  readonly timeout: number
  readonly fails: boolean
  readonly values: number
  readonly again: number
}

const plan: fc.Arbitrary<Plan> = fc.record({
  asked: fc.nat(30),
  latency: fc.nat(20),
  timeout: fc.integer({ min: 1, max: 20 }),
  fails: fc.boolean(),
  values: fc.nat(5),
  again: fc.nat(2),
})

/** Runs plans in a replay; `hops` says for each question how many turns its promise takes. Returns every answer row as text. */
async function answerRows(plans: readonly Plan[], hops: readonly number[]): Promise<string[]> {
  const memory = new HeapMemory()
  const clock = new TapeClock(memory, 4)
  const questions = new Questions(memory, clock, new FakeEnv(begin), 'modelled')
  const seat = new Seat('one', 1, silent, () => {})
  const left = plans.map(({ again }) => again)
  const ask = (i: number) => {
    const { latency, timeout, fails, values } = plans[i]!
    const answer = async (features: Float64Array) => {
      for (let hop = 0; hop < (hops[i] ?? 0); hop++) await Promise.resolve()
      if (fails) throw new TypeError('no')
      return Float64Array.from({ length: values }, (_, k) => features[0]! * 10 + k)
    }
    const asked = {
      key: `${i}`,
      name: `${i}`,
      latency: `${latency}ms`,
      timeout: `${timeout}ms`,
      make: () => ({ answer }),
    } as const
    questions.ask(seat, asked, Float64Array.of(i))
  }
  seat.strategy = {
    onAnswer({ question }) {
      if (left[Number(question)]-- > 0) ask(Number(question))
    },
  }
  seat.start()
  const rows: string[] = []
  const reader = {
    name: 'recorder',
    message(tape: Tape, from: number, to: number) {
      for (let row = from; row < to && tape.kind[row] !== Kind.connection; row++)
        rows.push(`${tape.kind[row]} ${tape.ref[row]} ${tape.a[row]} ${tape.b[row]} at ${tape.receivedTime[row] - begin}`)
    },
  }
  const applies = {
    message(tape: Tape, from: number) {
      if (tape.kind[from] === Kind.answer) questions.answered(tape, from)
      else for (const [i, { asked }] of plans.entries()) if (begin + asked * 1000 === clock.time) ask(i)
    },
    settle: () => questions.flush(),
    endOfInstant: () => false,
    busiest: () => 'nobody',
  }
  const times = [...new Set(plans.map(({ asked }) => asked))].sort((a, b) => a - b)
  const market = laneOf(
    64,
    times.map((time, i) => ({ time: begin + time * 1000, name: i, rows: 1 })),
  )
  const engine = new Engine([questions.lane, market], [questions], [reader], clock, applies)
  while (engine.drain(Number.POSITIVE_INFINITY) === 'blocked') await questions.settled()
  return rows
}

const plans = fc.array(plan, { minLength: 1, maxLength: 12 })
const hops = fc.array(fc.nat(30), { minLength: 12, maxLength: 12 })

test('answers are the same rows in the same order, in whatever order their promises are kept', async () => {
  await fc.assert(
    fc.asyncProperty(plans, hops, hops, async (all, some, others) => {
      expect(await answerRows(all, others)).toEqual(await answerRows(all, some))
    }),
  )
})

test('every question has one answer for each asking, at the time of asking and the shorter of latency and timeout', async () => {
  await fc.assert(
    fc.asyncProperty(plans, hops, async (all, some) => {
      const rows = (await answerRows(all, some)).filter((row) => row.startsWith(`${Kind.answer} `))
      const expected = all.flatMap(({ asked, latency, timeout, fails, values, again }) => {
        const takes = Math.min(latency, timeout)
        const count = fails || latency > timeout ? -1 : values
        return Array.from({ length: again + 1 }, (_, k) => ({ at: asked + k * takes, due: asked + (k + 1) * takes, count }))
      })
      // Places are numbered in the order of the first asking, so rows are compared by their times and counts.
      const text = (at: number, count: number, due: number) => `${begin + at * 1000} ${count} at ${due * 1000}`
      expect(rows.map((row) => row.split(' ').slice(2).join(' ')).sort()).toEqual(
        expected.map(({ at, count, due }) => text(at, count, due)).sort(),
      )
    }),
  )
})

test('as many questions as there may be, with the longest answers, asked again at once for a while: nothing is lost', async () => {
  const all = Array.from({ length: 64 }, (): Plan => ({ asked: 1, latency: 0, timeout: 1, fails: false, values: 64, again: 5 }))
  const rows = await answerRows(all, [])
  expect(rows.filter((row) => row.startsWith(`${Kind.answer} `))).toHaveLength(64 * 6)
  expect(rows).toHaveLength(64 * 6 * 33)
})

test('one question more than there may be is not asked', () => {
  const memory = new HeapMemory()
  const questions = new Questions(memory, new TapeClock(memory, 4), new FakeEnv(), 'modelled')
  const seat = new Seat('one', 1, silent, () => {})
  const asked = Array.from({ length: 66 }, (_, i) =>
    questions.ask(
      seat,
      { key: `${i}`, name: 'model', latency: '1s', timeout: '1s', make: () => ({ answer: async (features) => features }) },
      new Float64Array(1),
    ),
  )
  expect(asked.filter(Boolean)).toHaveLength(64)
})
