import { BotyardError } from '../errors/botyard-error.ts'
import { toMicros } from '../options/duration-text.ts'
import type { Memory } from '../ports/memory.ts'
import type { Clock, Duration, Micros, TimeOfDay, Wake } from '../ports/time.ts'
import type { Waiter } from '../ports/venue.ts'
import { MemoryLane } from './lane.ts'
import { Kind } from './tape-kinds.ts'
import { minutesOf, ZoneTime } from './zone-time.ts'

/** One timer. `again` gives its next time after the one that just passed, or undefined for never. */
interface Timer {
  readonly number: number
  due: Micros
  readonly again: (passed: Micros) => Micros | undefined
  readonly wake: Wake
  readonly seat: TimerSeat
}

/** Whose timers they are: what runs a wake-up so that a failure stays with its strategy, and remembers when daily ones last ran. */
export interface TimerSeat {
  run(wake: Wake): void
  readonly name?: string
  readonly lastDaily: Map<string, Micros>
  /** True for those of the engine itself, which take no room away from anybody. */
  readonly isEngine?: boolean
}

/**
 * Time as rows. It stands still within a message; a timer that is due becomes a row in the clock's own lane before any market row of the
 * same or a later time, so live and replay wake in the same order.
 */
export class TapeClock implements Waiter {
  /** Receive time of the row in hand; the engine sets it. */
  time: Micros = 0
  due: Micros = Number.POSITIVE_INFINITY
  readonly lane: MemoryLane
  /** Whose timer fired last, and when, for whoever is told that time stands still. */
  #woken: TimerSeat | undefined
  #wokenAt: Micros = Number.NaN
  readonly #timers = new Map<number, Timer>()
  readonly #timersMax: number
  #lastNumber = 0
  /** Timers of the engine itself; they are never cancelled. */
  #engineTimers = 0

  constructor(memory: Memory, timersMax: number) {
    this.#timersMax = timersMax
    this.lane = new MemoryLane(memory, 'timers', timersMax)
  }

  now(): Micros {
    return this.time
  }

  /** The clock as one strategy sees it. */
  of(seat: TimerSeat): Clock {
    return {
      now: () => this.time,
      after: (delay, wake) => this.#add(seat, this.time + toMicros(delay), () => undefined, wake),
      every: (interval, wake) => this.#every(seat, interval, wake),
      daily: (at, zone, missed, wake) => this.#daily(seat, at, zone, missed, wake),
      cancel: (timer) => this.#cancel(timer),
    }
  }

  /** Writes a row for every timer that is due. */
  wake(): void {
    const due = this.due
    for (const timer of this.#timers.values()) {
      if (timer.due !== due) continue
      this.lane.open()
      const row = this.lane.next(Kind.timer)
      // What finds no room stays due until the rows before it were read.
      if (row < 0) break
      this.lane.ref[row] = timer.number
      this.lane.a[row] = due
      this.lane.exchangeTime[row] = due
      this.lane.receivedTime[row] = due
      this.lane.sequence[row] = 0
      this.lane.close()
      timer.due = Number.POSITIVE_INFINITY
    }
    this.#findDue()
  }

  /** Applies a timer row: sets the timer's next time, then runs its work. A cancelled timer's row is nothing. */
  fire(number: number, due: Micros): void {
    const timer = this.#timers.get(number)
    const next = timer?.again(due)
    if (timer !== undefined && next !== undefined) timer.due = next
    else this.#timers.delete(number)
    this.#findDue()
    if (timer === undefined) return
    this.#woken = timer.seat
    this.#wokenAt = this.time
    timer.seat.run(timer.wake)
  }

  /** The strategy whose timer was the last to fire at this very time, if any was. */
  wokenNow(): string | undefined {
    return this.#wokenAt === this.time ? this.#woken?.name : undefined
  }

  /** Forgets every timer of a strategy that is out. */
  forget(seat: TimerSeat): void {
    for (const timer of this.#timers.values()) if (timer.seat === seat) this.#timers.delete(timer.number)
    this.#findDue()
  }

  #every(seat: TimerSeat, interval: Duration, wake: Wake): number {
    const step = toMicros(interval)
    if (step === 0) throw new BotyardError('BY1104', { what: 'the interval of every()', got: interval, range: 'more than 0s' })
    const after = (time: Micros) => time - (time % step) + step
    return this.#add(seat, after(this.time), after, wake)
  }

  #daily(seat: TimerSeat, at: TimeOfDay, zone: string, missed: 'run' | 'skip', wake: Wake): number {
    const minutes = minutesOf(at)
    const wall = new ZoneTime(zone)
    const key = `${at} ${zone}`
    const last = seat.lastDaily.get(key)
    const wasMissed = missed === 'run' && last !== undefined && wall.nextDaily(last, minutes) <= this.time
    const remember = () => {
      seat.lastDaily.set(key, this.time)
      wake()
    }
    if (last === undefined) seat.lastDaily.set(key, this.time)
    return this.#add(
      seat,
      wasMissed ? this.time : wall.nextDaily(this.time, minutes),
      (time) => wall.nextDaily(time, minutes),
      remember,
    )
  }

  #add(seat: TimerSeat, due: Micros, again: Timer['again'], wake: Wake): number {
    if (seat.isEngine === true) this.#engineTimers++
    else if (this.#timers.size - this.#engineTimers >= this.#timersMax)
      throw new BotyardError('BY2106', { capacity: this.#timersMax })
    const number = ++this.#lastNumber
    this.#timers.set(number, { number, due, again, wake, seat })
    if (due < this.due && this.#isRead) this.due = due
    return number
  }

  #cancel(number: number): void {
    if (this.#timers.delete(number)) this.#findDue()
  }

  /** While rows wait to be read nothing more is due, so the lane is written from its start each time. */
  get #isRead(): boolean {
    return this.lane.head === this.lane.tail
  }

  #findDue(): void {
    let due = Number.POSITIVE_INFINITY
    if (this.#isRead) for (const timer of this.#timers.values()) if (timer.due < due) due = timer.due
    this.due = due
  }
}
