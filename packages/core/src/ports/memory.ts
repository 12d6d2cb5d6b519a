import { token } from './token.ts'

/** Columns by the kind of number they hold. */
export interface Columns {
  f64: Float64Array
  i32: Int32Array
  u16: Uint16Array
  i8: Int8Array
  u8: Uint8Array
}

/** Where columns come from. Everything is asked for at the start; after `seal` a request is a bug and throws. */
export interface Memory {
  /** A column of zeros. The name stands in messages about memory. */
  column<K extends keyof Columns>(kind: K, length: number, name: string): Columns[K]
  /** No more columns from here on. */
  seal(): void
  readonly bytes: number
}
/** Where columns come from, for `requires` and `provides`. */
export const Memory = token<Memory>('Memory')
