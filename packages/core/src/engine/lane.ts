import type { Memory } from '../ports/memory.ts'
import type { Lane } from '../ports/venue.ts'
import { Flag } from './tape-kinds.ts'

/**
 * The columns of one producer. Rows are written behind `tail` and read from `head`. Nothing ever wraps, so a message is always one
 * stretch of rows: when everything was read both go back to the start, and when the end comes near, what is unread moves to the start.
 * A message finds room when it takes no more than half of the rows that are free.
 */
export class MemoryLane implements Lane {
  readonly kind: Uint8Array
  readonly flags: Uint8Array
  readonly instrument: Uint16Array
  readonly side: Int8Array
  readonly price: Int32Array
  readonly quantity: Float64Array
  readonly a: Float64Array
  readonly b: Float64Array
  readonly ref: Int32Array
  readonly exchangeTime: Float64Array
  readonly receivedTime: Float64Array
  readonly sequence: Float64Array
  readonly rowsMax: number
  head = 0
  tail = 0
  /** Rows that found the lane full. */
  dropped = 0
  #written = 0

  constructor(memory: Memory, name: string, rowsMax: number) {
    this.rowsMax = rowsMax
    this.kind = memory.column('u8', rowsMax, `${name}.kind`)
    this.flags = memory.column('u8', rowsMax, `${name}.flags`)
    this.instrument = memory.column('u16', rowsMax, `${name}.instrument`)
    this.side = memory.column('i8', rowsMax, `${name}.side`)
    this.price = memory.column('i32', rowsMax, `${name}.price`)
    this.quantity = memory.column('f64', rowsMax, `${name}.quantity`)
    this.a = memory.column('f64', rowsMax, `${name}.a`)
    this.b = memory.column('f64', rowsMax, `${name}.b`)
    this.ref = memory.column('i32', rowsMax, `${name}.ref`)
    this.exchangeTime = memory.column('f64', rowsMax, `${name}.exchangeTime`)
    this.receivedTime = memory.column('f64', rowsMax, `${name}.receivedTime`)
    this.sequence = memory.column('f64', rowsMax, `${name}.sequence`)
  }

  open(): void {
    // A message that was left open keeps its rows where its producer knows them to be.
    if (this.#written !== this.tail || this.head === 0) return
    if (this.head === this.tail) this.#begin(0)
    else if (this.head >= this.rowsMax - this.tail) this.#moveUnread()
  }

  next(kind: number): number {
    const row = this.#written
    if (row === this.rowsMax) {
      this.dropped++
      return -1
    }
    this.#written = row + 1
    this.kind[row] = kind
    this.flags[row] = 0
    return row
  }

  close(): void {
    const from = this.tail
    const to = this.#written
    if (from === to) return
    for (let row = from + 1; row < to; row++) {
      this.exchangeTime[row] = this.exchangeTime[from]
      this.receivedTime[row] = this.receivedTime[from]
      this.sequence[row] = this.sequence[from]
    }
    this.flags[to - 1] |= Flag.last
    this.tail = to
  }

  discard(): void {
    this.#written = this.tail
  }

  /** At least as many rows were read since the last time as there is room left, so a row is moved about once. */
  #moveUnread(): void {
    const { head, tail } = this
    this.kind.copyWithin(0, head, tail)
    this.flags.copyWithin(0, head, tail)
    this.instrument.copyWithin(0, head, tail)
    this.side.copyWithin(0, head, tail)
    this.price.copyWithin(0, head, tail)
    this.quantity.copyWithin(0, head, tail)
    this.a.copyWithin(0, head, tail)
    this.b.copyWithin(0, head, tail)
    this.ref.copyWithin(0, head, tail)
    this.exchangeTime.copyWithin(0, head, tail)
    this.receivedTime.copyWithin(0, head, tail)
    this.sequence.copyWithin(0, head, tail)
    this.#begin(tail - head)
  }

  #begin(unread: number): void {
    this.head = 0
    this.tail = unread
    this.#written = unread
  }
}
