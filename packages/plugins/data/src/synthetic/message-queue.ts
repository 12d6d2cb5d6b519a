import type { Tape } from '@botyard/core'
import type { MadeMessage } from './row-list.ts'

/** Messages that were sent but not received yet; they reach the tape in the order in which they are received. */
export class MessageQueue {
  readonly #tape: Tape
  #waiting: MadeMessage[] = []
  #sequence = 0

  constructor(tape: Tape) {
    this.#tape = tape
  }

  add(message: MadeMessage): void {
    this.#waiting.push(message)
  }

  /** Writes everything that is received before `until`. Equal times keep the order in which they were added. */
  flush(until: number): void {
    if (this.#waiting.length === 0) return
    this.#waiting.sort((x, y) => x.received - y.received)
    const later = this.#waiting.findIndex((message) => message.received >= until)
    const count = later < 0 ? this.#waiting.length : later
    for (let i = 0; i < count; i++) this.#write(this.#waiting[i])
    this.#waiting.splice(0, count)
  }

  #write(message: MadeMessage): void {
    const tape = this.#tape
    this.#sequence++
    tape.open()
    for (const row of message.rows) {
      const at = tape.next(row.kind)
      tape.flags[at] = row.flags ?? 0
      tape.instrument[at] = row.instrument
      tape.side[at] = row.side ?? 0
      tape.price[at] = row.price ?? 0
      tape.quantity[at] = row.quantity ?? 0
      tape.a[at] = row.a ?? 0
      tape.b[at] = row.b ?? 0
      tape.ref[at] = row.ref ?? 0
      tape.exchangeTime[at] = message.exchange
      tape.receivedTime[at] = message.received
      tape.sequence[at] = this.#sequence
    }
    tape.close()
  }
}
