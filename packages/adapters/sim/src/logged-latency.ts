import type { Micros } from '@botyard/core'
import { assert } from '@botyard/core'
import type { LatencyModel } from './latency.ts'

/** An order that was really sent, in nanoseconds since 1970. */
export interface LoggedOrder {
  readonly sentNanos: bigint
  /** When the exchange took it. */
  readonly decidedNanos: bigint
  /** When its answer was heard. */
  readonly heardNanos: bigint
}

/**
 * The wire as it was: between two logged orders a delay lies on the straight line from the one to the other, the way there by the time of
 * sending and the way back by the time of the decision; before the first and after the last it is theirs. Nanoseconds since 1970 are too many
 * for a double, so everything is counted from the first order, and delays are cut to whole nanoseconds.
 */
export class LoggedLatency implements LatencyModel {
  readonly #origin: bigint
  readonly #originMicros: Micros
  /** What the origin has beside its whole microseconds. */
  readonly #restNanos: number
  readonly #sent: Float64Array
  readonly #decided: Float64Array
  readonly #entry: Float64Array
  readonly #response: Float64Array
  /** Where the last look-up ended: times go forward, so the next one is near. */
  #entryAt = 0
  #responseAt = 0

  constructor(orders: readonly LoggedOrder[]) {
    const [first] = orders
    assert(first !== undefined, 'a log of latencies has at least one order')
    this.#origin = first.sentNanos
    this.#originMicros = Number(first.sentNanos / 1000n)
    this.#restNanos = Number(first.sentNanos % 1000n)
    const since = (nanos: bigint) => Number(nanos - first.sentNanos)
    this.#sent = Float64Array.from(orders, (one) => since(one.sentNanos))
    this.#decided = Float64Array.from(orders, (one) => since(one.decidedNanos))
    this.#entry = Float64Array.from(orders, (one) => Number(one.decidedNanos - one.sentNanos))
    this.#response = Float64Array.from(orders, (one) => Number(one.heardNanos - one.decidedNanos))
    for (let i = 0; i < orders.length; i++) {
      assert(this.#entry[i] >= 0 && this.#response[i] >= 0, `logged order ${i} was heard before it was sent`)
      assert(
        i === 0 || (this.#sent[i] > this.#sent[i - 1] && this.#decided[i] > this.#decided[i - 1]),
        'logged orders go forward',
      )
    }
  }

  /** The way there of an order sent at this time, in nanoseconds. */
  entryNanos(sentNanos: bigint): number {
    return this.#entryOf(Number(sentNanos - this.#origin))
  }

  /** The way back of an answer decided at this time, in nanoseconds. */
  responseNanos(decidedNanos: bigint): number {
    return this.#responseOf(Number(decidedNanos - this.#origin))
  }

  entryMicros(sent: Micros): number {
    return Math.floor(this.#entryOf(this.#sinceOrigin(sent)) / 1000)
  }

  responseMicros(decided: Micros): number {
    return Math.floor(this.#responseOf(this.#sinceOrigin(decided)) / 1000)
  }

  #sinceOrigin(time: Micros): number {
    return (time - this.#originMicros) * 1000 - this.#restNanos
  }

  #entryOf(nanos: number): number {
    this.#entryAt = placeOf(this.#sent, nanos, this.#entryAt)
    return between(this.#sent, this.#entry, this.#entryAt, nanos)
  }

  #responseOf(nanos: number): number {
    this.#responseAt = placeOf(this.#decided, nanos, this.#responseAt)
    return between(this.#decided, this.#response, this.#responseAt, nanos)
  }
}

/** The last row at or before a time, or the first row; looked for from where the search before ended. */
function placeOf(times: Float64Array, time: number, from: number): number {
  let at = from
  while (at + 1 < times.length && times[at + 1] <= time) at++
  while (at > 0 && times[at] > time) at--
  return at
}

function between(times: Float64Array, delays: Float64Array, at: number, time: number): number {
  if (time <= times[at] || at + 1 === times.length) return delays[at]
  const share = (time - times[at]) / (times[at + 1] - times[at])
  return Math.trunc(delays[at] + share * (delays[at + 1] - delays[at]))
}
