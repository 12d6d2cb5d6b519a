import { copyRow } from '@botyard/core'
/** The columns of a tape, with the part of a microsecond that a tape cannot hold beside its two times. */
export class RowColumns {
  readonly rowsMax: number
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
  /** Nanoseconds beyond the microsecond of `exchangeTime`, 0 to 999. */
  readonly exchangeRest: Uint16Array
  /** The same for `receivedTime`. */
  readonly receivedRest: Uint16Array

  constructor(rowsMax: number) {
    this.rowsMax = rowsMax
    this.kind = new Uint8Array(rowsMax)
    this.flags = new Uint8Array(rowsMax)
    this.instrument = new Uint16Array(rowsMax)
    this.side = new Int8Array(rowsMax)
    this.price = new Int32Array(rowsMax)
    this.quantity = new Float64Array(rowsMax)
    this.a = new Float64Array(rowsMax)
    this.b = new Float64Array(rowsMax)
    this.ref = new Int32Array(rowsMax)
    this.exchangeTime = new Float64Array(rowsMax)
    this.receivedTime = new Float64Array(rowsMax)
    this.sequence = new Float64Array(rowsMax)
    this.exchangeRest = new Uint16Array(rowsMax)
    this.receivedRest = new Uint16Array(rowsMax)
  }

  /** Copies the first `rows` rows of other columns to the rows from `at` on. */
  put(at: number, from: RowColumns, rows: number): void {
    this.kind.set(from.kind.subarray(0, rows), at)
    this.flags.set(from.flags.subarray(0, rows), at)
    this.instrument.set(from.instrument.subarray(0, rows), at)
    this.side.set(from.side.subarray(0, rows), at)
    this.price.set(from.price.subarray(0, rows), at)
    this.quantity.set(from.quantity.subarray(0, rows), at)
    this.a.set(from.a.subarray(0, rows), at)
    this.b.set(from.b.subarray(0, rows), at)
    this.ref.set(from.ref.subarray(0, rows), at)
    this.exchangeTime.set(from.exchangeTime.subarray(0, rows), at)
    this.receivedTime.set(from.receivedTime.subarray(0, rows), at)
    this.sequence.set(from.sequence.subarray(0, rows), at)
    this.exchangeRest.set(from.exchangeRest.subarray(0, rows), at)
    this.receivedRest.set(from.receivedRest.subarray(0, rows), at)
  }

  /** Copies a whole row within the columns; used where rows are left out. */
  move(from: number, to: number): void {
    copyRow(this, from, this, to)
    this.exchangeRest[to] = this.exchangeRest[from]
    this.receivedRest[to] = this.receivedRest[from]
  }
}
