/** One row of a message, in the numbers of the tape. */
export interface MadeRow {
  readonly kind: number
  readonly instrument: number
  readonly side?: number
  readonly price?: number
  readonly quantity?: number
  readonly a?: number
  readonly b?: number
  readonly ref?: number
  readonly flags?: number
}

/** One message on its way to the tape. */
export interface MadeMessage {
  /** Microseconds. */
  readonly exchange: number
  readonly received: number
  readonly rows: readonly MadeRow[]
}
