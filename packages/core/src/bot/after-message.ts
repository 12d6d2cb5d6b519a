import type { CallbackTable } from '../engine/callback-table.ts'
import type { TapeClock } from '../engine/clock.ts'
import type { Applies } from '../engine/engine.ts'
import type { MemoryLane } from '../engine/lane.ts'
import type { Questions } from '../engine/questions.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import type { Bus } from '../events/bus.ts'
import type { TradingFloor } from '../orders/trading-floor.ts'
import type { Unanswered } from '../orders/unanswered.ts'
import type { Micros } from '../ports/time.ts'
import type { Lane } from '../ports/venue.ts'
import type { EquityCurve } from './equity-curve.ts'
import type { Telling } from './telling.ts'

const second: Micros = 1_000_000

/** What follows every message. */
export interface AfterNeeds {
  readonly table: CallbackTable
  readonly clock: TapeClock
  /** What the venue answers comes by this lane. */
  readonly answerLane: MemoryLane
  readonly telling: Telling
  readonly unanswered: Unanswered
  readonly questions: Questions
  readonly bus: Bus
  readonly curve: EquityCurve
  readonly floor: TradingFloor
  /** Called when the rules change the state of the bot as a whole. */
  riskChanged(): void
  /** Called with every look at the equity while a rule has halted the bot. */
  halted(): void
}

/**
 * The order of things after a message: protective orders follow, refusals are told, equity is looked at, wishes leave, questions are
 * asked, and last the bus. All of it before the next message is looked for.
 */
export class AfterMessage implements Applies {
  /** Set when a bar closed, so that equity is sampled at every close. */
  barClosed = false
  /** No sample and no rule before this time. */
  from: Micros = Number.NEGATIVE_INFINITY
  /** Until then equity is looked at after fills and closed bars only; kept over a restart. */
  nextLook: Micros = 0
  readonly #needs: AfterNeeds

  constructor(needs: AfterNeeds) {
    this.#needs = needs
  }

  message(tape: Lane, from: number, to: number): void {
    this.#needs.table.message(tape, from, to)
  }

  settle(): void {
    const { telling, clock, answerLane } = this.#needs
    // Before anybody acts on what is no longer true.
    if (answerLane.dropped > 0) throw new BotyardError('BY4305', { count: answerLane.dropped, limit: answerLane.rowsMax })
    telling.settle()
    if (this.barClosed || telling.filled || clock.time >= this.nextLook) this.#look()
    this.#send()
  }

  /** The same for what was wished for without a message, at start and stop; there is nothing new to look at. */
  release(): void {
    this.#needs.telling.settle()
    this.#send()
  }

  endOfInstant(): boolean {
    if (!this.#needs.table.endOfInstant()) return false
    this.settle()
    return true
  }

  busiest(): string {
    const { clock, floor } = this.#needs
    const counts = floor.ownerNames.map(() => 0)
    for (const slot of floor.pool.slots) if (slot.sentTime === clock.time) counts[slot.owner]++
    const most = Math.max(...counts)
    return most === 0 ? (clock.wokenNow() ?? 'somebody') : floor.ownerNames[counts.indexOf(most)]
  }

  /** A sample of the equity of now, for whoever sums up; rules are not asked. */
  sample(): void {
    const { clock, floor, curve } = this.#needs
    const { valuation } = floor.ledger
    valuation.update()
    if (clock.time < this.from || !valuation.isKnown) return
    curve.time = clock.time
    curve.value = valuation.equity
    curve.sample()
  }

  #send(): void {
    const { floor, unanswered, questions, bus } = this.#needs
    if (floor.outbox.parked > 0) floor.outbox.flush()
    unanswered.flush()
    questions.flush()
    bus.flush()
  }

  #look(): void {
    const { telling, clock, floor } = this.#needs
    const { account, ledger, risk } = floor
    this.barClosed = false
    telling.filled = false
    this.nextLook = (Math.floor(clock.time / second) + 1) * second
    if (clock.time < this.from) return
    this.sample()
    const { valuation } = ledger
    if (ledger.overflowed) throw new BotyardError('BY4301', { currency: account.currency, amount: String(valuation.equity) })
    // Before everything that is held has a price, equity would be told too low.
    if (valuation.isKnown && risk.isDue(clock.time) && risk.watch(account, clock.time)) this.#needs.riskChanged()
    if (risk.state === 'halted') this.#needs.halted()
  }
}
