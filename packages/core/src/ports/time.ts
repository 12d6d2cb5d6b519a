/** Microseconds since the Unix epoch, UTC; exact in a double until the year 2255. */
export type Micros = number

/** A day, which in UTC has no other length. */
export const dayMicros: Micros = 86_400_000_000

/** A length of time as people write it: '250ms', '30s', '15m', '1h', '1d'. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`

/** A share: '2%' or 0.02. A bare number above 1 is refused, because 20 could mean either. */
export type Percent = number | `${number}%`

/** A time of day, '09:30'. */
export type TimeOfDay = `${number}:${number}`

/** What a callback may give back; nobody looks at it. A promise is none of it, so the compiler refuses an async callback. */
// biome-ignore lint/suspicious/noConfusingVoidType: with void alone a function may return a promise.
export type Unawaited = void | null | boolean | number | bigint | string | symbol | (object & { readonly then?: never })

/** Starts a timer's work; it may trade, it must not await. */
export type Wake = () => Unawaited

/**
 * The only clock a strategy sees. It stands still inside a callback and moves with the tape, so a replay reads the same times.
 * Timers belong to the strategy that set them, fire as `timer` rows before any row of the same or a later time, and die with it.
 */
export interface Clock {
  /** Receive time of the row in hand. */
  now(): Micros
  /** Wakes once. The returned number cancels it. At most `capacity.timers` wait at a time; one more throws at once. */
  after(delay: Duration, wake: Wake): number
  /** Wakes again and again, aligned to the epoch in every mode: '15m' wakes at :00, :15, :30, :45. */
  every(interval: Duration, wake: Wake): number
  /**
   * Wakes once a day at a wall time of an IANA zone. `missed` says what happens when the bot was down at that time:
   * 'run' wakes once at the start, 'skip' waits for tomorrow.
   */
  daily(at: TimeOfDay, zone: string, missed: 'run' | 'skip', wake: Wake): number
  /** Forgets a timer; an unknown number is ignored, so it may be called twice. */
  cancel(timer: number): void
}
