import { toMicros } from '../options/duration-text.ts'
import type { Env } from '../ports/env.ts'
import type { Memory } from '../ports/memory.ts'
import type { Answer, Asked, Question } from '../ports/question.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { Waiter } from '../ports/venue.ts'
import type { TapeClock } from './clock.ts'
import { MemoryLane } from './lane.ts'
import type { Seat } from './seat.ts'
import { Kind } from './tape-kinds.ts'
import { windowOn } from './window.ts'

/** Questions of one bot, and numbers in one answer. */
const questionsMax = 64
const valuesMax = 64

/** How long a replay waits for one answer before it counts as failed: a wall time, because a replay has no other. */
const replayLimit: Micros = 60_000_000

/** One question of one strategy, and how far it is. */
interface Place {
  readonly asked: Asked
  readonly question: Question
  readonly seat: Seat
  features: Float64Array
  askedAt: Micros
  /** When the answer is heard. */
  due: Micros
  state: 'idle' | 'wished' | 'waiting' | 'answered' | 'written'
  /** Undefined when the question failed. */
  values: Float64Array | undefined
  settled: Promise<void>
  /** Ends the waiting: nobody wants the answer any more. */
  giveUp(): void
}

/** Rows behind an answer row that carry its values. */
export function valueRows(tape: Tape, row: number): number {
  return Math.ceil(Math.max(0, tape.b[row]) / 2)
}

/** How long answers take: as their question says, so that a replay repeats, or as long as they really take. */
export type AnswerTime = 'modelled' | 'real'

/**
 * The one door for what takes time. A question is asked after the drain, and its answer comes back as a row. In a replay the row is due
 * at a modelled time, and the engine stops there until the answer is known; live it comes when it comes.
 */
export class Questions implements Waiter {
  due: Micros = Number.POSITIVE_INFINITY
  readonly lane: MemoryLane
  /** Called when a real answer has come and the engine should drain. */
  onAnswer: () => void = () => {}
  readonly #clock: TapeClock
  readonly #env: Env
  readonly #time: AnswerTime
  readonly #places: Place[] = []
  /** Equal wishes share one instance, because a model is large. */
  readonly #made = new Map<string, Question>()
  readonly #answer = new HeardAnswer()

  constructor(memory: Memory, clock: TapeClock, env: Env, time: AnswerTime) {
    this.#clock = clock
    this.#env = env
    this.#time = time
    this.lane = new MemoryLane(memory, 'answers', questionsMax * (1 + valuesMax / 2))
  }

  /** True when the next thing due is an answer that is not known yet. */
  get isBlocked(): boolean {
    return this.#places.some((place) => place.state === 'waiting' && place.due <= this.due)
  }

  /** Remembers a wish; false while the same question of the same strategy is under way. */
  ask(seat: Seat, asked: Asked, features: Float64Array): boolean {
    const place = this.#places.find((one) => one.seat === seat && one.asked.key === asked.key) ?? this.#open(seat, asked)
    if (place === undefined || place.state !== 'idle') return false
    place.features = features.slice()
    place.state = 'wished'
    return true
  }

  /** After the drain: asks what was wished for. */
  flush(): void {
    for (const place of this.#places) if (place.state === 'wished') this.#start(place)
  }

  /** Resolves when every answer that is under way is known. */
  async settled(): Promise<void> {
    await Promise.all(this.#places.filter((place) => place.state === 'waiting').map((place) => place.settled))
  }

  /** The run is over: what is under way is told to stop, and nothing is waited for. */
  close(): void {
    for (const place of this.#places) if (place.state === 'waiting') place.giveUp()
  }

  /** Writes the answers that are due and known. */
  wake(): void {
    const { due } = this
    for (let i = 0; i < this.#places.length; i++) {
      const place = this.#places[i]
      if (place.state === 'answered' && place.due <= due) this.#write(place, i)
    }
    this.#findDue()
  }

  /** Applies an answer row: the data rows that carry its values stand right behind it. */
  answered(tape: Tape, row: number): void {
    const place = this.#places[tape.ref[row]]
    if (place !== undefined) place.state = 'idle'
    this.#findDue()
    if (place?.seat.strategy.onAnswer === undefined) return
    this.#answer.read(place.asked.name, tape, row, tape.b[row])
    place.seat.tell('onAnswer', this.#answer.view)
  }

  #open(seat: Seat, asked: Asked): Place | undefined {
    if (this.#places.length === questionsMax) return undefined
    const question = this.#made.get(asked.key) ?? asked.make()
    this.#made.set(asked.key, question)
    const place: Place = {
      asked,
      seat,
      question,
      features: new Float64Array(0),
      askedAt: 0,
      due: 0,
      state: 'idle',
      values: undefined,
      settled: Promise.resolve(),
      giveUp() {},
    }
    this.#places.push(place)
    return place
  }

  #start(place: Place): void {
    const { asked, question, features } = place
    const isModelled = this.#time === 'modelled'
    const stop = new AbortController()
    const timeout = toMicros(asked.timeout)
    const latency = toMicros(asked.latency)
    place.state = 'waiting'
    place.askedAt = this.#clock.time
    place.due = isModelled ? place.askedAt + Math.min(latency, timeout) : Number.POSITIVE_INFINITY
    if (isModelled && latency > timeout) {
      place.values = undefined
      place.state = 'answered'
      this.#findDue()
      return
    }
    // Only the first word of this asking counts: what comes after the timeout may come when the place waits for its next answer.
    let isKnown = false
    const known = (values: Float64Array | undefined) => {
      if (isKnown) return
      isKnown = true
      forget()
      place.values = values
      place.state = 'answered'
      if (!isModelled) place.due = this.#env.wall()
      this.#findDue()
      this.onAnswer()
    }
    place.giveUp = () => {
      known(undefined)
      stop.abort()
    }
    const forget = this.#env.timer(isModelled ? replayLimit : timeout, place.giveUp)
    place.settled = new Promise((settled) => {
      stop.signal.addEventListener('abort', () => settled())
      Promise.resolve()
        .then(() => question.answer(features, stop.signal))
        .then(copyOf)
        .catch(() => undefined)
        .then(known)
        .finally(settled)
    })
    this.#findDue()
  }

  #write(place: Place, index: number): void {
    const { lane } = this
    const values = place.values ?? new Float64Array(0)
    lane.open()
    const row = lane.next(Kind.answer)
    lane.ref[row] = index
    lane.a[row] = place.askedAt
    lane.b[row] = place.values === undefined ? -1 : values.length
    lane.exchangeTime[row] = place.due
    lane.receivedTime[row] = place.due
    lane.sequence[row] = 0
    for (let i = 0; i < values.length; i += 2) {
      const data = lane.next(Kind.data)
      lane.ref[data] = index
      lane.a[data] = values[i]
      lane.b[data] = values[i + 1] ?? 0
    }
    lane.close()
    place.state = 'written'
  }

  /** While rows wait to be read nothing more is due, so the lane has room for every answer whenever it is written. */
  #findDue(): void {
    let due = Number.POSITIVE_INFINITY
    const isRead = this.lane.head === this.lane.tail
    for (const place of isRead ? this.#places : []) {
      const isPending = place.state === 'waiting' || place.state === 'answered'
      if (isPending && place.due < due) due = place.due
    }
    this.due = due
  }
}

/** An answer as it is kept; undefined for what is none. It throws for one whose memory was given away since. */
function copyOf(values: unknown): Float64Array | undefined {
  return values instanceof Float64Array && values.length <= valuesMax ? values.slice() : undefined
}

/** The newest answer as callbacks see it; one object, refilled. */
class HeardAnswer implements Answer {
  question = ''
  asked: Micros = 0
  time: Micros = 0
  values = new Float64Array(0)
  failed = false
  readonly view: Answer = windowOn(this, ['question', 'asked', 'time', 'values', 'failed'])
  readonly #all = new Float64Array(valuesMax)

  read(question: string, tape: Tape, row: number, count: number): void {
    this.question = question
    this.asked = tape.a[row]
    this.time = tape.receivedTime[row]
    this.failed = count < 0
    for (let i = 0; i < count; i++) this.#all[i] = i % 2 === 0 ? tape.a[row + 1 + i / 2] : tape.b[row + 1 + (i - 1) / 2]
    this.values = this.#all.subarray(0, Math.max(0, count))
  }
}
