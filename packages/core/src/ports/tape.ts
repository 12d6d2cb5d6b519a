import { listToken } from './token.ts'

/**
 * One lane of rows with one producer. A message is one or more rows that become visible together.
 * Rows are columns of numbers; the table in `engine/tape-kinds.ts` says which columns a kind of row uses.
 * Nothing here allocates, and nothing here throws but an assertion.
 */
export interface Tape {
  /** What sort of row it is, a number of `Kind`. */
  readonly kind: Uint8Array
  /** Bits of `Flag`, such as the last row of a message. */
  readonly flags: Uint8Array
  /** The number of the instrument. */
  readonly instrument: Uint16Array
  /** 1, -1 or 0; what it means depends on the kind. */
  readonly side: Int8Array
  /** Price units of the instrument. */
  readonly price: Int32Array
  /** Whole lots of the instrument. */
  readonly quantity: Float64Array
  /** A number whose meaning depends on the kind: the high limb of an amount. */
  readonly a: Float64Array
  /** Another such number: the low limb of an amount. */
  readonly b: Float64Array
  /** An index: an order slot, an interval, a currency, an entry of a table. */
  readonly ref: Int32Array
  /** Microseconds, by the venue's clock. */
  readonly exchangeTime: Float64Array
  /** Microseconds, by ours; the order of the tape. */
  readonly receivedTime: Float64Array
  /** The venue's sequence number, or 0. */
  readonly sequence: Float64Array
  /** Begins a message. A message left open is continued, never nested. */
  open(): void
  /**
   * A row to fill, or -1 when the lane is full: then drop the message with `discard`.
   * The first row of a message carries its two times and its sequence; `close` copies them to the rest.
   */
  next(kind: number): number
  /** Makes the message visible. An empty message is nothing. */
  close(): void
  /** Forgets the open message. */
  discard(): void
}

/** Reads whole messages before the engine applies them. It never writes, never throws and never keeps `tape`. */
export interface TapeReader {
  /** What messages call it. */
  readonly name: string
  /** Rows `from` to `to` (exclusive) are one message. */
  message(tape: Tape, from: number, to: number): void
}
/** Who reads every message before the engine applies it, for `contribute`. */
export const TapeReaders = listToken<TapeReader>('TapeReaders')
