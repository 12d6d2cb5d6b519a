import { assert } from '../errors/assert.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import type { TapeReader } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { Lane, Waiter } from '../ports/venue.ts'
import type { TapeClock } from './clock.ts'
import { Flag } from './tape-kinds.ts'

/**
 * Wake-ups of one instant; more is a strategy and a venue answering each other for ever. A market can have very many messages at one
 * instant, but they come to an end, so their limit is there for a lane that is written while it is read.
 */
const wakesAtOnceMax = 50_000
const messagesAtOnceMax = 4_000_000

/** Why a drain ended: everything was applied, the rows it was given were used up, or it waits for an answer from outside. */
export type Drained = 'done' | 'more' | 'blocked'

/** Applies messages. */
export interface Applies {
  /** Rows `from` to `to` (exclusive) are one message. */
  message(tape: Lane, from: number, to: number): void
  /** After each message: what was wished is sent, what was asked is asked. */
  settle(): void
  /** Before time moves on: everything of one instant was applied. True when that caused something that may be due at the same instant. */
  endOfInstant(): boolean
  /** Who has sent the most orders at this instant, or else has set the last timer of it, for whoever is told that it does not end. */
  busiest(): string
}

/**
 * The one loop. It takes the earliest message of all lanes, lets those who work ahead of the tape (timers, a simulated venue) go first
 * where they are due, and hands it to the readers and then to the engine's own tables. Backtest, paper and live differ only in who
 * writes the lanes.
 */
export class Engine {
  /** Rows applied so far. */
  rows = 0
  readonly #lanes: readonly Lane[]
  readonly #waiters: readonly Waiter[]
  readonly #readers: readonly TapeReader[]
  readonly #clock: TapeClock
  readonly #applies: Applies
  #instant: Micros = Number.NEGATIVE_INFINITY
  #wakesAtOnce = 0
  #messagesAtOnce = 0

  /** Lanes and waiters that come first win ties: gateways before the clock, the clock before the market. */
  constructor(
    lanes: readonly Lane[],
    waiters: readonly Waiter[],
    readers: readonly TapeReader[],
    clock: TapeClock,
    applies: Applies,
  ) {
    this.#lanes = lanes
    this.#waiters = waiters
    this.#readers = readers
    this.#clock = clock
    this.#applies = applies
  }

  /** Applies everything up to and including `horizon`, and no more than about `rowsMax` rows, so that a caller can breathe in between. */
  drain(horizon: Micros, rowsMax = Number.POSITIVE_INFINITY): Drained {
    const stopAt = this.rows + rowsMax
    while (this.rows < stopAt) {
      const lane = this.#earliest()
      const waiter = this.#mostUrgent()
      const time = lane === undefined ? Number.POSITIVE_INFINITY : lane.receivedTime[lane.head]
      const due = waiter === undefined ? Number.POSITIVE_INFINITY : waiter.due
      const next = due <= time ? due : time
      if (next > this.#instant && this.#applies.endOfInstant()) continue
      if (!(next <= horizon) || next === Number.POSITIVE_INFINITY) return 'done'
      if (waiter !== undefined && due <= time) {
        if (waiter.isBlocked === true) return 'blocked'
        this.#moveTo(due)
        if (++this.#wakesAtOnce === wakesAtOnceMax) this.#isStuck()
        waiter.wake()
      } else if (lane !== undefined) {
        this.#moveTo(time)
        this.#apply(lane)
      }
    }
    return 'more'
  }

  #apply(lane: Lane): void {
    const from = lane.head
    let to = from + 1
    while (to < lane.tail && (lane.flags[to - 1] & Flag.last) === 0) to++
    assert((lane.flags[to - 1] & Flag.last) !== 0, 'a message ends within its lane')
    lane.head = to
    this.rows += to - from
    if (++this.#messagesAtOnce === messagesAtOnceMax) this.#isStuck()
    for (let i = 0; i < this.#readers.length; i++) this.#readers[i].message(lane, from, to)
    this.#applies.message(lane, from, to)
    this.#applies.settle()
  }

  /** Time never goes back: a row that came late is applied now. */
  #moveTo(time: Micros): void {
    if (!(time > this.#instant)) return
    this.#instant = time
    this.#wakesAtOnce = 0
    this.#messagesAtOnce = 0
    this.#clock.time = time
  }

  #isStuck(): never {
    assert(this.#messagesAtOnce > 0, 'a waiter stays due however often it is woken')
    const details = { time: this.#instant, messages: this.#messagesAtOnce, who: this.#applies.busiest() }
    throw new BotyardError('BY2109', details)
  }

  #earliest(): Lane | undefined {
    let found: Lane | undefined
    let time = Number.POSITIVE_INFINITY
    for (let i = 0; i < this.#lanes.length; i++) {
      const lane = this.#lanes[i]
      if (lane.head === lane.tail && !(lane.refill?.() ?? false)) continue
      const own = lane.receivedTime[lane.head]
      if (own < time) {
        time = own
        found = lane
      }
    }
    return found
  }

  #mostUrgent(): Waiter | undefined {
    let found: Waiter | undefined
    let due = Number.POSITIVE_INFINITY
    for (let i = 0; i < this.#waiters.length; i++) {
      const waiter = this.#waiters[i]
      if (waiter.due < due) {
        due = waiter.due
        found = waiter
      }
    }
    return found
  }
}
