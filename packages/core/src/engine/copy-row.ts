import type { Tape } from '../ports/tape.ts'

/** The columns of rows, without the means to write messages. */
export type RowsOfTape = Omit<Tape, 'open' | 'next' | 'close' | 'discard'>

/** Copies every column of a row of the tape. A message that is copied row by row keeps its end, because flags are copied too. */
export function copyRow(from: RowsOfTape, row: number, into: RowsOfTape, at: number): void {
  into.kind[at] = from.kind[row]
  into.flags[at] = from.flags[row]
  into.instrument[at] = from.instrument[row]
  into.side[at] = from.side[row]
  into.price[at] = from.price[row]
  into.quantity[at] = from.quantity[row]
  into.a[at] = from.a[row]
  into.b[at] = from.b[row]
  into.ref[at] = from.ref[row]
  into.exchangeTime[at] = from.exchangeTime[row]
  into.receivedTime[at] = from.receivedTime[row]
  into.sequence[at] = from.sequence[row]
}
