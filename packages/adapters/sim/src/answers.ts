import type { Ledger, Micros, MoneyColumn, OrderHandle, Refusal, Tape } from '@botyard/core'
import { assert, Flag, Kind } from '@botyard/core'
import { type AnswersUnderWay, giveAgain, unheardOf } from './answers-under-way.ts'
import type { FeeModel } from './fees.ts'
import type { LatencyModel } from './latency.ts'
import type { LiquidationFill } from './liquidation-fill.ts'
import type { SimOrders } from './sim-orders.ts'

/** Where the exchange stands in what it says, and what of it is still to be heard. */
export interface SavedAnswers {
  readonly decided: Micros
  readonly heard: Micros
  readonly executions: number
  readonly underWay: AnswersUnderWay
}

/**
 * What the exchange says, as rows of the gateway's lane. `exchangeTime` is the time of the decision and `receivedTime` when we hear of it.
 * One connection keeps its order, so an answer is never heard before the one sent ahead of it. A row that finds the lane full is dropped
 * and counted by the lane, upon which the engine halts.
 */
export class Answers {
  /** Time of the decision in hand. */
  decided: Micros = 0
  /** Number of the last execution. */
  executions = 0
  readonly #orders: SimOrders
  readonly #latency: LatencyModel
  readonly #fees: FeeModel
  /** The exchange's own books of the account, where it keeps them. */
  readonly #ledger: Ledger | undefined
  #tape: Tape | undefined
  #heard: Micros = 0
  #restored: AnswersUnderWay = []

  constructor(orders: SimOrders, latency: LatencyModel, fees: FeeModel, ledger?: Ledger) {
    this.#ledger = ledger
    this.#orders = orders
    this.#latency = latency
    this.#fees = fees
  }

  /** From now on rows go to this lane, first of all those that nobody has heard in the one before, or before a restart. */
  writeTo(tape: Tape): void {
    if (tape === this.#tape) return
    giveAgain([...this.#restored, ...unheardOf(this.#tape)], tape)
    this.#restored = []
    this.#tape = tape
  }

  save(): SavedAnswers {
    const { decided, executions } = this
    return { decided, heard: this.#heard, executions, underWay: [...this.#restored, ...unheardOf(this.#tape)] }
  }

  /** To be done before the first lane is there. */
  restore({ decided, heard, executions, underWay }: SavedAnswers): void {
    assert(this.#tape === undefined, 'an exchange is restored before it is started')
    this.decided = decided
    this.executions = executions
    this.#heard = heard
    this.#restored = underWay
  }

  /** Everything said until the next call is decided at this time. Time never goes back: what comes late is decided now. */
  decide(time: Micros): void {
    if (time > this.decided) this.decided = time
  }

  accepted(slot: number): void {
    this.#termsOf(slot, Kind.accepted)
  }

  amended(slot: number): void {
    this.#termsOf(slot, Kind.amended)
  }

  triggered(slot: number, units: number): void {
    const row = this.#open(Kind.triggered, slot)
    if (row < 0) return
    this.#tape!.price[row] = units
    this.#tape!.close()
  }

  cancelled(slot: number): void {
    this.#ended(slot, Kind.cancelled)
  }

  expired(slot: number): void {
    this.#ended(slot, Kind.expired)
  }

  /** Here and below, `handle` may name an order that the slot no longer has. */
  rejected(slot: number, handle: OrderHandle, refusal: Refusal): void {
    this.#refused(Kind.rejected, slot, handle, refusal)
  }

  amendRefused(slot: number, handle: OrderHandle, refusal: Refusal): void {
    this.#refused(Kind.amendRefused, slot, handle, refusal)
  }

  cancelRefused(slot: number, handle: OrderHandle, refusal: Refusal): void {
    this.#refused(Kind.cancelRefused, slot, handle, refusal)
  }

  /** Evidence on an order that is here or was filled here. */
  found(slot: number): void {
    const row = this.#open(Kind.found, slot)
    if (row < 0) return
    const tape = this.#tape!
    tape.side[row] = this.#orders.side[slot]
    tape.price[row] = this.#orders.priceUnits[slot]
    tape.quantity[row] = this.#orders.lots[slot]
    tape.a[row] = this.#orders.filledLots[slot]
    tape.close()
  }

  /** A fill and its fee, heard together or not at all. */
  fill(slot: number, units: number, lots: number, isMaker: boolean): void {
    this.executions++
    const row = this.#open(Kind.fill, slot)
    if (row < 0) return
    const tape = this.#tape!
    if (isMaker) tape.flags[row] |= Flag.maker
    tape.side[row] = this.#orders.side[slot]
    tape.price[row] = units
    tape.quantity[row] = lots
    tape.a[row] = this.executions
    tape.b[row] = 0
    const fee = tape.next(Kind.fee)
    if (fee < 0) {
      tape.discard()
      return
    }
    tape.instrument[fee] = tape.instrument[row]
    this.#fees.charge(tape, row, fee)
    this.#ledger?.applyFill(0, tape, row)
    this.#ledger?.applyFee(0, tape, fee)
    tape.close()
  }

  /** A position is closed by the exchange: a fill of no order and without a fee, whose value is told beside its price. */
  liquidated(instrument: number, side: number, lots: number, { priceUnits, valueUnits }: LiquidationFill): void {
    this.executions++
    const row = this.#openRow(Kind.fill, instrument, 0)
    if (row < 0) return
    const tape = this.#tape!
    tape.flags[row] |= Flag.liquidation
    tape.side[row] = side
    tape.price[row] = priceUnits
    tape.quantity[row] = lots
    tape.a[row] = this.executions
    tape.b[row] = valueUnits
    this.#ledger?.applyFill(0, tape, row)
    tape.close()
  }

  /** A payment of funding, positive when received. */
  funding(instrument: number, currency: number, amount: MoneyColumn): void {
    const row = this.#openRow(Kind.funding, instrument, currency)
    if (row < 0) return
    const tape = this.#tape!
    tape.a[row] = amount.hi[0]
    tape.b[row] = amount.lo[0]
    this.#ledger?.applyFunding(tape, row)
    tape.close()
  }

  #termsOf(slot: number, kind: number): void {
    const row = this.#open(kind, slot)
    if (row < 0) return
    this.#tape!.price[row] = this.#orders.priceUnits[slot]
    this.#tape!.quantity[row] = this.#orders.lots[slot]
    this.#tape!.close()
  }

  #ended(slot: number, kind: number): void {
    const row = this.#open(kind, slot)
    if (row < 0) return
    this.#tape!.quantity[row] = this.#orders.filledLots[slot]
    this.#tape!.close()
  }

  #refused(kind: number, slot: number, handle: OrderHandle, refusal: Refusal): void {
    const row = this.#open(kind, slot)
    if (row < 0) return
    const tape = this.#tape!
    tape.ref[row] = handle
    tape.a[row] = refusal
    tape.close()
  }

  /** The first row of a message about an order, or -1 when the lane is full. */
  #open(kind: number, slot: number): number {
    return this.#openRow(kind, this.#orders.instrument[slot], this.#orders.handle[slot])
  }

  #openRow(kind: number, instrument: number, ref: number): number {
    const tape = this.#tape
    assert(tape !== undefined, 'the gateway was started')
    const due = this.decided + this.#latency.responseMicros(this.decided)
    if (due > this.#heard) this.#heard = due
    tape.open()
    const row = tape.next(kind)
    if (row < 0) {
      tape.discard()
      return row
    }
    tape.instrument[row] = instrument
    tape.ref[row] = ref
    tape.exchangeTime[row] = this.decided
    tape.receivedTime[row] = this.#heard
    tape.sequence[row] = 0
    return row
  }
}
