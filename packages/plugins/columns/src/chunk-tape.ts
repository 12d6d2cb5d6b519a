import { copyRow, Flag, type Tape } from '@botyard/core'
import { chunkRowsMax } from './format.ts'
import { RowColumns } from './row-columns.ts'

/** The rows of the chunk that is being filled. Messages are whole, so a chunk ends between two of them. */
export class ChunkTape extends RowColumns implements Tape {
  /** Rows of closed messages. */
  tail = 0
  #written = 0
  readonly #closed: (rows: number) => void

  /** `closed` hears of every message; it may clear the tape. */
  constructor(closed: (rows: number) => void) {
    super(chunkRowsMax)
    this.#closed = closed
  }

  open(): void {}

  next(kind: number): number {
    const row = this.#written
    if (row === this.rowsMax) return -1
    this.#written = row + 1
    this.kind[row] = kind
    this.flags[row] = 0
    this.exchangeRest[row] = 0
    this.receivedRest[row] = 0
    return row
  }

  close(): void {
    const from = this.tail
    const to = this.#written
    if (from === to) return
    this.exchangeTime.fill(this.exchangeTime[from], from, to)
    this.receivedTime.fill(this.receivedTime[from], from, to)
    this.sequence.fill(this.sequence[from], from, to)
    for (let row = from; row < to - 1; row++) this.flags[row] &= ~Flag.last
    this.flags[to - 1] |= Flag.last
    this.tail = to
    this.#closed(to - from)
  }

  discard(): void {
    this.#written = this.tail
  }

  /** Copies a message of another tape. It fits, because messages are no longer than a chunk is short of its end. */
  append(tape: Tape, from: number, to: number, exchangeRest: number, receivedRest: number): void {
    for (let row = from; row < to; row++) copyRow(tape, row, this, this.next(tape.kind[row]))
    this.rests(exchangeRest, receivedRest)
    this.close()
  }

  /** Sets the nanoseconds beyond the microsecond for the open message, which has a row. */
  rests(exchangeRest: number, receivedRest: number): void {
    this.exchangeRest[this.tail] = exchangeRest
    this.receivedRest[this.tail] = receivedRest
  }

  clear(): void {
    this.tail = 0
    this.#written = 0
  }
}
