import { BotyardError } from '../errors/botyard-error.ts'
import type { Columns, Memory } from '../ports/memory.ts'

/** Columns on the ordinary heap of typed arrays: the default. */
export class HeapMemory implements Memory {
  bytes = 0
  #sealed = false

  /** A column of the heap, filled with zeros. */
  column<K extends keyof Columns>(kind: K, length: number, name: string): Columns[K] {
    if (this.#sealed) throw new BotyardError('BY2010', { column: name })
    const made = makers[kind](length)
    this.bytes += made.byteLength
    return made
  }

  /** A request after this is BY2010. */
  seal(): void {
    this.#sealed = true
  }
}

const makers: { [K in keyof Columns]: (length: number) => Columns[K] } = {
  f64: (length) => new Float64Array(length),
  i32: (length) => new Int32Array(length),
  u16: (length) => new Uint16Array(length),
  i8: (length) => new Int8Array(length),
  u8: (length) => new Uint8Array(length),
}
