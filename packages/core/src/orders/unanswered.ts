import { MemoryLane } from '../engine/lane.ts'
import { Kind } from '../engine/tape-kinds.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import { writeDuration } from '../options/duration-text.ts'
import type { Memory } from '../ports/memory.ts'
import type { OrderState } from '../ports/orders.ts'
import type { Micros } from '../ports/time.ts'
import type { OrderGateway, Waiter } from '../ports/venue.ts'
import type { OrderPool, OrderSlot } from './order-pool.ts'

/** What watching over answers takes. */
export interface UnansweredNeeds {
  readonly memory: Memory
  readonly pool: OrderPool
  readonly clock: { readonly time: Micros }
  readonly gateway: Pick<OrderGateway, 'ask' | 'patience'>
  /** How long an answer may take, beside what the gateway asks for; longer than the longest way there and back. */
  readonly timeout: Micros
  /** Somebody should know. */
  problem(problem: BotyardError): void
}

const isOpenQuestion: Readonly<Record<OrderState, boolean>> = {
  new: false,
  sent: true,
  open: false,
  partial: false,
  amending: true,
  cancelling: true,
  unknown: false,
  filled: false,
  cancelled: false,
  rejected: false,
  expired: false,
  refused: false,
}

/** Whether the venue owes an answer about an order; it does not know those that a stage holds. */
function isOwed({ state, held }: OrderSlot): boolean {
  return isOpenQuestion[state] && !held
}

/**
 * Requests that the venue owes an answer. One that does not come in time, or whose line fell, becomes a row of kind `unknown`: from then on
 * nothing is assumed about the order, it counts as open, and the venue is asked about it, again and again, until a row says what became of it.
 */
export class Unanswered implements Waiter {
  due: Micros = Number.POSITIVE_INFINITY
  readonly lane: MemoryLane
  readonly #needs: UnansweredNeeds
  /** The order behind `due`; when it changes, the next one is looked for. */
  #first: OrderSlot | undefined
  #isPlanned = true
  readonly #toAsk: OrderSlot[] = []
  readonly #downVenues = new Set<string>()

  constructor(needs: UnansweredNeeds) {
    this.#needs = needs
    this.lane = new MemoryLane(needs.memory, 'unanswered', needs.pool.slots.length)
  }

  /** A request about an order has left. */
  sent(slot: OrderSlot): void {
    const { clock } = this.#needs
    slot.sentTime = clock.time
    if (this.#first === slot) this.#isPlanned = false
    if (this.#first !== undefined || !this.#isPlanned) return
    this.#first = slot
    this.due = clock.time + this.#timeout()
  }

  /** The state of an order has changed. */
  changed(slot: OrderSlot): void {
    if (slot === this.#first) this.#isPlanned = false
    if (slot.state === 'unknown') this.#toAsk.push(slot)
  }

  /** Looks at every order anew, as after a restart. */
  begin(): void {
    this.#isPlanned = false
    for (const slot of this.#needs.pool.live) if (slot.state === 'unknown') this.#toAsk.push(slot)
  }

  /** After a message: asks about what became unknown, once its line stands. */
  flush(): void {
    for (let i = 0; i < this.#toAsk.length; i++) this.#ask(this.#toAsk[i])
    this.#toAsk.length = 0
    if (!this.#isPlanned && this.lane.head === this.lane.tail) this.#plan()
  }

  /** Writes a row for every answer that is overdue, and asks again about what is unknown still. */
  wake(): void {
    const { pool, problem } = this.#needs
    const { due } = this
    const timeout = this.#timeout()
    for (const slot of pool.live) {
      if (slot.sentTime + timeout > due) continue
      if (slot.state === 'unknown') this.#ask(slot)
      else if (isOwed(slot) && this.#write(slot))
        problem(new BotyardError('BY4304', { order: slot.id, symbol: slot.instrument.symbol, limit: writeDuration(timeout) }))
    }
    this.#isPlanned = false
    this.due = Number.POSITIVE_INFINITY
    this.#first = undefined
    if (this.lane.head === this.lane.tail) this.#plan()
  }

  /** The line to a venue fell, with whatever was on its way; or stands again, and can be asked by. */
  line(venue: string, isUp: boolean): void {
    const { pool } = this.#needs
    if (isUp) this.#downVenues.delete(venue)
    else this.#downVenues.add(venue)
    for (const slot of pool.live) {
      if (slot.instrument.venue !== venue) continue
      if (isUp && slot.state === 'unknown') this.#toAsk.push(slot)
      else if (!isUp && isOwed(slot)) this.#write(slot)
    }
    this.#isPlanned = false
  }

  #ask(slot: OrderSlot): void {
    if (slot.state !== 'unknown' || this.#downVenues.has(slot.instrument.venue)) return
    this.sent(slot)
    this.#needs.gateway.ask(slot.handle)
  }

  /** False when there is no room: then the row is written once those before it were read. */
  #write(slot: OrderSlot): boolean {
    const { lane } = this
    const { time } = this.#needs.clock
    lane.open()
    const row = lane.next(Kind.unknown)
    if (row < 0) return false
    lane.instrument[row] = slot.instrument.index
    lane.ref[row] = slot.handle
    lane.exchangeTime[row] = time
    lane.receivedTime[row] = time
    lane.sequence[row] = 0
    lane.close()
    return true
  }

  #timeout(): Micros {
    const { timeout, gateway } = this.#needs
    return timeout + (gateway.patience ?? 0)
  }

  /** Finds the order whose answer is due first. */
  #plan(): void {
    const { pool } = this.#needs
    const timeout = this.#timeout()
    this.#isPlanned = true
    this.#first = undefined
    this.due = Number.POSITIVE_INFINITY
    for (let i = 0; i < pool.live.length; i++) {
      const slot = pool.live[i]
      const isWaiting = isOwed(slot) || (slot.state === 'unknown' && !this.#downVenues.has(slot.instrument.venue))
      if (!isWaiting || slot.sentTime + timeout >= this.due) continue
      this.#first = slot
      this.due = slot.sentTime + timeout
    }
  }
}
