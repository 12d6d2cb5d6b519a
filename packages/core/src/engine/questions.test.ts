import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import type { Asked, Question } from '../ports/question.ts'
import { TapeClock } from './clock.ts'
import { Engine } from './engine.ts'
import { FakeEnv, settle } from './fake-env.oracle.ts'
import { Questions } from './questions.ts'
import { Seat } from './seat.ts'
import { laneOf } from './tape.oracle.ts'
import { Kind } from './tape-kinds.ts'

const ms = 1000
const begin = Date.UTC(2024, 0, 1) * 1000

type Answering = Question['answer']

/** A scene with an engine, so that rows are read as they are in a run. Heard answers are written down as text. */
function scene(time: 'modelled' | 'real' = 'modelled') {
  const env = new FakeEnv(begin)
  const memory = new HeapMemory()
  const clock = new TapeClock(memory, 4)
  clock.time = begin
  const questions = new Questions(memory, clock, env, time)
  const heard: string[] = []
  const log = () => {}
  const seats = ['one', 'two', 'three'].map((name, i) => {
    const seat = new Seat(name, i + 1, { debug: log, info: log, warn: log, error: log }, () => {})
    seat.strategy = {
      onAnswer(answer) {
        const what = answer.failed ? 'failed' : [...answer.values].join(' ')
        heard.push(`${name} ${answer.question} ${what}, asked ${at(answer.asked)}, heard ${at(answer.time)}`)
        onAnswer(seat, answer.question)
      },
    }
    seat.start()
    return seat
  })
  let onAnswer = (_seat: Seat, _question: string) => {}
  const applies = {
    message(tape: (typeof questions)['lane'], from: number) {
      if (tape.kind[from] === Kind.answer) questions.answered(tape, from)
    },
    settle: () => questions.flush(),
    endOfInstant: () => false,
  }
  const market = laneOf(64)
  const engine = new Engine([questions.lane, market], [questions], [], clock, applies as never)
  return {
    env,
    clock,
    questions,
    engine,
    heard,
    seats,
    market,
    hear: (then: typeof onAnswer) => void (onAnswer = then),
    /** As the outer loop of a run does it. */
    async drain(until: number) {
      questions.flush()
      while (engine.drain(begin + until) === 'blocked') await questions.settled()
    },
  }
}

const at = (time: number) => `${(time - begin) / ms}`

function question(answer: Answering, given: Partial<Asked> = {}): Asked {
  return { key: 'model()', name: 'model', timeout: '1s', latency: '50ms', make: () => ({ answer }), ...given }
}

const sumOf: Answering = async (features) => Float64Array.of(features.reduce((sum, one) => sum + one, 0))

test('in a replay an answer is heard when its latency has passed, not before, however fast it was known', async () => {
  const { questions, seats, heard, drain, clock } = scene()
  questions.ask(seats[0]!, question(sumOf), Float64Array.of(1, 2))
  await drain(49 * ms)
  expect({ heard, time: at(clock.time) }).toEqual({ heard: [], time: '0' })
  await drain(50 * ms)
  expect(heard).toEqual(['one model 3, asked 0, heard 50'])
})

test('however slow it was known, too: the engine stops at the instant and waits', async () => {
  const { questions, seats, heard, engine, drain, env } = scene()
  let answer = (_: Float64Array) => {}
  const slow = question(() => new Promise((resolve) => void (answer = resolve)))
  questions.ask(seats[0]!, slow, new Float64Array(0))
  questions.flush()
  await settle()
  expect(engine.drain(begin + 49 * ms)).toBe('done')
  expect(engine.drain(begin + 60 * ms)).toBe('blocked')
  answer(Float64Array.of(7))
  await env.pass(1)
  await drain(60 * ms)
  expect(heard).toEqual(['one model 7, asked 0, heard 50'])
})

test('features and values are copied: what their owners write over them later changes nothing', async () => {
  const { questions, seats, heard, drain } = scene()
  const values = new Float64Array(1)
  const echo = question(async (features) => {
    values[0] = features[0]!
    return values
  })
  const features = Float64Array.of(5)
  questions.ask(seats[0]!, echo, features)
  features[0] = 6
  questions.flush()
  await settle()
  values[0] = 7
  await drain(50 * ms)
  expect(heard).toEqual(['one model 5, asked 0, heard 50'])
})

test('the same question is under way once for each strategy; after its answer it may be asked again', async () => {
  const { questions, seats, heard, drain, hear } = scene()
  const [one, two] = seats as [Seat, Seat]
  const ask = (seat: Seat, number: number) => questions.ask(seat, question(sumOf), Float64Array.of(number))
  expect([ask(one, 1), ask(one, 2), ask(two, 3)]).toEqual([true, false, true])
  questions.flush()
  expect(ask(one, 4)).toBe(false)
  let again: boolean | undefined
  hear((seat) => {
    if (seat === one) again ??= ask(one, 5)
  })
  await drain(200 * ms)
  expect(again).toBe(true)
  expect(heard).toEqual(['one model 1, asked 0, heard 50', 'two model 3, asked 0, heard 50', 'one model 5, asked 50, heard 100'])
})

test('other options make another question, which is not held up', async () => {
  const { questions, seats, heard, drain } = scene()
  const ask = (key: string) => questions.ask(seats[0]!, question(sumOf, { key, name: key }), Float64Array.of(key.length))
  expect([ask('model(1)'), ask('model(22)'), ask('model(1)')]).toEqual([true, true, false])
  await drain(50 * ms)
  expect(heard).toEqual(['one model(1) 8, asked 0, heard 50', 'one model(22) 9, asked 0, heard 50'])
})

test('equal questions share one instance, also over strategies', async () => {
  const { questions, seats, drain } = scene()
  let made = 0
  const make = () => {
    made++
    return { answer: sumOf }
  }
  const asked = () => question(sumOf, { make })
  for (const seat of seats) questions.ask(seat, asked(), new Float64Array(1))
  await drain(50 * ms)
  for (const seat of seats) questions.ask(seat, asked(), new Float64Array(1))
  expect(made).toBe(1)
})

const wrong: [string, Answering][] = [
  [
    'throws',
    () => {
      throw new TypeError('no')
    },
  ],
  ['rejects', () => Promise.reject(new TypeError('later'))],
  ['gives nothing', async () => undefined as never],
  ['gives null', async () => null as never],
  ['gives a list', async () => [1, 2] as never],
  ['gives more than fits', async () => new Float64Array(65)],
]

test.each(wrong)('a question that %s has failed, at the time of its answer, and may be asked again', async (_, answer) => {
  const { questions, seats, heard, drain } = scene()
  const asked = question(answer)
  questions.ask(seats[0]!, asked, new Float64Array(1))
  await drain(50 * ms)
  expect(heard).toEqual(['one model failed, asked 0, heard 50'])
  expect(questions.ask(seats[0]!, asked, new Float64Array(1))).toBe(true)
})

test('answers of any length up to the limit arrive whole', async () => {
  for (const length of [0, 1, 2, 3, 63, 64]) {
    const { questions, seats, heard, drain } = scene()
    const values = Float64Array.from({ length }, (_, i) => i + 0.5)
    questions.ask(
      seats[0]!,
      question(async () => values),
      new Float64Array(0),
    )
    await drain(50 * ms)
    expect(heard).toEqual([`one model ${[...values].join(' ')}, asked 0, heard 50`])
  }
})

test('in a replay a question whose latency is beyond its timeout fails at the timeout, without being waited for', async () => {
  const { questions, seats, heard, engine, env } = scene()
  const never = question(() => new Promise(() => {}), { latency: '3s', timeout: '2s' })
  questions.ask(seats[0]!, never, new Float64Array(0))
  questions.flush()
  expect(engine.drain(begin + 3_000 * ms)).toBe('done')
  expect({ heard, timers: env.waiting }).toEqual({ heard: ['one model failed, asked 0, heard 2000'], timers: 0 })
})

test('a replay waits a minute for a question that never answers, tells it to stop, and goes on', async () => {
  const { questions, seats, heard, env, drain } = scene()
  let stopped = false
  const never = question((_, stop) => {
    stop.addEventListener('abort', () => void (stopped = true))
    return new Promise(() => {})
  })
  questions.ask(seats[0]!, never, new Float64Array(0))
  const drained = drain(50 * ms)
  await env.pass(59_000 * ms)
  expect({ heard, stopped }).toEqual({ heard: [], stopped: false })
  await env.pass(1_000 * ms)
  await drained
  expect({ heard, stopped }).toEqual({ heard: ['one model failed, asked 0, heard 50'], stopped: true })
})

test('live an answer comes when it comes, and one that takes too long has failed and is told to stop', async () => {
  const { questions, seats, heard, env, drain } = scene('real')
  const after =
    (delay: number): Answering =>
    (_, stop) =>
      new Promise((resolve) => {
        stop.addEventListener('abort', () => heard.push(`told to stop at ${at(env.now)}`))
        env.timer(delay, () => resolve(Float64Array.of(delay)))
      })
  let drains = 0
  questions.onAnswer = () => void drains++
  questions.ask(seats[0]!, question(after(300 * ms), { key: 'a', name: 'a' }), new Float64Array(0))
  questions.ask(seats[1]!, question(after(3_000 * ms), { key: 'b', name: 'b' }), new Float64Array(0))
  await drain(0)
  await env.pass(2_000 * ms)
  await drain(2_000 * ms)
  expect(heard).toEqual(['told to stop at 1000', 'one a 300000, asked 0, heard 300', 'two b failed, asked 0, heard 1000'])
  expect(drains).toBe(2)
})

test('what comes after the timeout is dropped, also when the question was asked again meanwhile', async () => {
  const { questions, seats, heard, env, drain } = scene('real')
  const delays = [1_500 * ms, 800 * ms]
  let asked = 0
  const slow = question(() => {
    const number = asked++
    return new Promise((resolve) => void env.timer(delays[number]!, () => resolve(Float64Array.of(number + 1))))
  })
  questions.ask(seats[0]!, slow, new Float64Array(0))
  await drain(0)
  await env.pass(1_000 * ms)
  await drain(1_000 * ms)
  questions.ask(seats[0]!, slow, new Float64Array(0))
  await drain(1_000 * ms)
  await env.pass(600 * ms)
  await drain(1_600 * ms)
  expect(heard).toEqual(['one model failed, asked 0, heard 1000'])
  await env.pass(400 * ms)
  await drain(2_000 * ms)
  expect(heard[1]).toBe('one model 2, asked 1000, heard 1800')
})

test('after the run nobody is waited for: what is under way is told to stop and no timer is left', async () => {
  const { questions, seats, env } = scene()
  let stopped = 0
  const never = question((_, stop) => new Promise(() => stop.addEventListener('abort', () => stopped++)))
  questions.ask(seats[0]!, never, new Float64Array(0))
  questions.ask(seats[1]!, never, new Float64Array(0))
  questions.flush()
  await settle()
  questions.close()
  await questions.settled()
  expect({ stopped, timers: env.waiting }).toEqual({ stopped: 2, timers: 0 })
})

test('what is no answer at all counts as failed, also numbers whose memory was given away', async () => {
  const { questions, seats, heard, drain } = scene()
  const detached = Float64Array.of(1, 2)
  structuredClone(detached.buffer, { transfer: [detached.buffer] })
  const strange = Object.defineProperty(Float64Array.of(1), 'length', {
    get() {
      throw new Error('no length')
    },
  })
  const wrong = [detached, strange, new Float64Array(65), new Float32Array(2), [1], 5, null, undefined]
  for (const [i, values] of wrong.entries()) {
    const odd = question(async () => values as never, { key: `${i}`, name: `${i}` })
    questions.ask(seats[0]!, odd, new Float64Array(0))
  }
  await drain(50 * ms)
  expect(heard).toEqual(wrong.map((_, i) => `one ${i} failed, asked 0, heard 50`))
})

test('a strategy that is out hears no answer', async () => {
  const { questions, seats, heard, drain } = scene()
  questions.ask(seats[0]!, question(sumOf), new Float64Array(0))
  questions.flush()
  seats[0]!.active = false
  await drain(50 * ms)
  expect(heard).toEqual([])
})
