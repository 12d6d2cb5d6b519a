import type { Lane } from '../ports/venue.ts'
import type { AlteredRows } from './altered-rows.ts'

/**
 * A lane with another future. Rows are copied before they are altered, because others may read the same columns; whoever looks at rows
 * that are still to come sees altered ones.
 */
export class AlteredLane implements Lane {
  kind = new Uint8Array(0)
  flags = new Uint8Array(0)
  instrument = new Uint16Array(0)
  side = new Int8Array(0)
  price = new Int32Array(0)
  quantity = new Float64Array(0)
  a = new Float64Array(0)
  b = new Float64Array(0)
  ref = new Int32Array(0)
  exchangeTime = new Float64Array(0)
  receivedTime = new Float64Array(0)
  sequence = new Float64Array(0)
  head = 0
  tail = 0
  readonly #source: Lane
  readonly #rows: AlteredRows

  constructor(source: Lane, rows: AlteredRows) {
    this.#source = source
    this.#rows = rows
    this.#take()
  }

  refill(): boolean {
    if (this.#source.refill?.() !== true) return false
    this.#take()
    return true
  }

  // Nothing is written to a lane that is being read: as a tape it is always full.
  open(): void {}
  next(): number {
    return -1
  }
  close(): void {}
  discard(): void {}

  #take(): void {
    const { head, tail } = this.#source
    const rows = tail - head
    if (rows > this.kind.length) this.#grow(rows)
    this.kind.set(this.#source.kind.subarray(head, tail))
    this.flags.set(this.#source.flags.subarray(head, tail))
    this.instrument.set(this.#source.instrument.subarray(head, tail))
    this.side.set(this.#source.side.subarray(head, tail))
    this.price.set(this.#source.price.subarray(head, tail))
    this.quantity.set(this.#source.quantity.subarray(head, tail))
    this.a.set(this.#source.a.subarray(head, tail))
    this.b.set(this.#source.b.subarray(head, tail))
    this.ref.set(this.#source.ref.subarray(head, tail))
    this.exchangeTime.set(this.#source.exchangeTime.subarray(head, tail))
    this.receivedTime.set(this.#source.receivedTime.subarray(head, tail))
    this.sequence.set(this.#source.sequence.subarray(head, tail))
    this.#source.head = tail
    this.head = 0
    this.tail = rows
    this.#rows.alter(this, 0, rows)
  }

  #grow(rows: number): void {
    this.kind = new Uint8Array(rows)
    this.flags = new Uint8Array(rows)
    this.instrument = new Uint16Array(rows)
    this.side = new Int8Array(rows)
    this.price = new Int32Array(rows)
    this.quantity = new Float64Array(rows)
    this.a = new Float64Array(rows)
    this.b = new Float64Array(rows)
    this.ref = new Int32Array(rows)
    this.exchangeTime = new Float64Array(rows)
    this.receivedTime = new Float64Array(rows)
    this.sequence = new Float64Array(rows)
  }
}
