import { token } from './token.ts'

/** Columns by the kind of number they hold. */
export interface Columns {
  /** Doubles. */
  f64: Float64Array
  /** Whole numbers of 32 bits. */
  i32: Int32Array
  /** Whole numbers from 0 to 65,535. */
  u16: Uint16Array
  /** Whole numbers from -128 to 127. */
  i8: Int8Array
  /** Whole numbers from 0 to 255. */
  u8: Uint8Array
}

/** Where columns come from. Everything is asked for at the start; after `seal` a request is a bug and throws. */
export interface Memory {
  /** A column of zeros. The name stands in messages about memory. */
  column<K extends keyof Columns>(kind: K, length: number, name: string): Columns[K]
  /** No more columns from here on. */
  seal(): void
  /** Bytes of all columns so far. */
  readonly bytes: number
}
/** Where columns come from, for `requires` and `provides`. */
export const Memory = token<Memory>('Memory')
