import type { Journal } from '../ports/journal.ts'
import type { Tape } from '../ports/tape.ts'
import type { Clock, Micros } from '../ports/time.ts'
import { type OrderSlot, slotOf } from './order-pool.ts'

/** What leaves the outbox, most urgent first: what takes risk away never queues behind what adds it. */
export const urgencies = ['cancel', 'reduce', 'amend', 'new'] as const

/** Why an order is in the outbox. */
export type Urgency = (typeof urgencies)[number]

const recordBytes = 64

/** First byte of a record: what the bot decided, or what the venue answered. */
const recordTypes = { decided: 1, answered: 2 } as const
/** Where every record has its time, and that of a decision its owner. */
const timeAt = 8
const ownerAt = 16
const types = ['market', 'limit', 'stop', 'stop-limit', 'trailing'] as const
const lifetimes = ['gtc', 'ioc', 'fok', 'day'] as const
const triggers = ['last', 'mark', 'index'] as const

/** Whose decision a record is, by the number of the owner; -1 for an answer of the venue. */
export function ownerOfRecord(record: DataView): number {
  return record.getUint8(0) === recordTypes.decided ? record.getUint16(ownerAt) : -1
}

/** When what a record tells was decided or heard. */
export function timeOfRecord(record: DataView): Micros {
  return record.getFloat64(timeAt)
}

/**
 * Turns decisions and the venue's answers into journal records of a fixed size. Equal runs write equal bytes, so the journal's digest is
 * the proof that two runs did the same.
 */
export class DecisionLog {
  readonly #journal: Journal
  readonly #clock: Pick<Clock, 'now'>
  readonly #bytes = new Uint8Array(recordBytes)
  readonly #view = new DataView(this.#bytes.buffer)

  constructor(journal: Journal, clock: Pick<Clock, 'now'>) {
    this.#journal = journal
    this.#clock = clock
  }

  /** A wish that is about to leave; returns the number of its record. */
  decided(slot: OrderSlot, what: Urgency): number {
    const view = this.#begin(recordTypes.decided, this.#clock.now())
    view.setUint8(1, urgencies.indexOf(what))
    view.setUint8(2, types.indexOf(slot.type))
    view.setUint8(
      3,
      lifetimes.indexOf(slot.lifetime) | (slot.postOnly ? 16 : 0) | (slot.reduceOnly ? 32 : 0) | (triggers.indexOf(slot.by) << 6),
    )
    view.setInt8(4, slot.side)
    view.setUint16(5, slot.instrument.index)
    view.setUint16(ownerAt, slot.owner)
    view.setInt32(18, slot.handle)
    view.setInt32(22, slot.wantedPriceUnits)
    view.setFloat64(26, slot.wantedLots)
    view.setInt32(34, slot.triggerUnits)
    view.setInt32(38, slot.distanceUnits)
    view.setFloat64(42, slot.trail)
    view.setInt32(50, slot.link)
    view.setFloat64(54, slot.sequence)
    // A parent is live as long as its children, so its slot names it.
    view.setUint16(62, slot.parent === 0 ? 0 : slotOf(slot.parent) + 1)
    return this.#journal.append(this.#bytes, what === 'cancel' ? 'written' : 'synced')
  }

  /** An answer of the venue, as its row on the tape. */
  answered(tape: Tape, row: number): void {
    const view = this.#begin(recordTypes.answered, tape.receivedTime[row])
    view.setUint8(1, tape.kind[row])
    view.setUint8(2, tape.flags[row])
    view.setInt8(4, tape.side[row])
    view.setUint16(5, tape.instrument[row])
    view.setInt32(16, tape.price[row])
    view.setFloat64(20, tape.quantity[row])
    view.setFloat64(28, tape.a[row])
    view.setFloat64(36, tape.b[row])
    view.setInt32(44, tape.ref[row])
    view.setFloat64(48, tape.exchangeTime[row])
    this.#journal.append(this.#bytes, 'written')
  }

  #begin(type: number, time: Micros): DataView {
    this.#bytes.fill(0)
    this.#view.setUint8(0, type)
    this.#view.setFloat64(timeAt, time)
    return this.#view
  }
}
