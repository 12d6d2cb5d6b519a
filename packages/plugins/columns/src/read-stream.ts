import type { ByteSource } from './byte-source.ts'
import { Against, groupRows, How } from './format.ts'
import { floatsOfBits, floatsOfWords, wholeOfBits, wholeOfWords } from './unpack.ts'

/**
 * Reads one stream of a chunk at a time, either into `floats` or into `whole`, by the column it is for; differences are left for
 * the caller to add up.
 */
export class StreamReader {
  /** The numbers of the stream read last by `readFloats`, unless it was constant. */
  readonly floats: Float64Array
  /** The same for `readWhole`. */
  readonly whole: Int32Array
  /** What they are differences from: a number of `Against`. */
  against = 0
  /** The number before the first, for streams of differences from the previous one. */
  start = 0
  /** Whether every number is `value`; then nothing was written out. */
  constant = false
  value = 0
  readonly #source: ByteSource

  constructor(source: ByteSource, rowsMax: number) {
    this.#source = source
    this.floats = new Float64Array(rowsMax)
    this.whole = new Int32Array(rowsMax)
  }

  /** Reads the next stream, of `count` numbers, for a column of doubles. */
  readFloats(count: number): void {
    const source = this.#source
    const how = this.#begin()
    if (how === How.runs) this.#runs(this.floats, count)
    else if (how === How.packed) this.#packedFloats(count)
    else if (how === How.raw) {
      source.need(count * 8)
      for (let i = 0; i < count; i++) this.floats[i] = source.view.getFloat64(source.at + i * 8, true)
      source.at += count * 8
    }
  }

  /** Reads the next stream, of `count` numbers, for a column of whole numbers of at most 32 bits. */
  readWhole(count: number): void {
    const how = this.#begin()
    if (how === How.runs) this.#runs(this.whole, count)
    else if (how === How.packed) this.#packedWhole(count)
    else if (how === How.raw) this.#source.damaged('whole numbers are written as doubles')
  }

  /** Reads the next stream of whole numbers, which must stand for themselves. */
  readPlain(count: number): void {
    this.readWhole(count)
    this.expect(Against.nothing)
  }

  /** Makes sure of what the numbers are differences from. */
  expect(against: number): void {
    if (this.against !== against) this.#source.damaged('a stream has differences from something unexpected')
  }

  /** Writes out the numbers of a constant stream too, for who has no use for knowing that they are all one. */
  spreadFloats(count: number): void {
    if (this.constant) this.floats.fill(this.value, 0, count)
  }

  /** The same for whole numbers. */
  spreadWhole(count: number): void {
    if (this.constant) this.whole.fill(this.value, 0, count)
  }

  #begin(): number {
    const first = this.#source.u8()
    const how = first & 15
    this.against = first >> 4
    this.constant = how === How.constant
    this.start = this.against === Against.previous ? this.#source.svarint() : 0
    if (this.constant) this.value = this.#source.svarint()
    else if (how > How.raw) this.#source.damaged('a stream is written in an unknown way')
    return how
  }

  #runs(into: Float64Array | Int32Array, count: number): void {
    const source = this.#source
    const runs = source.count(1, count, 'a number of runs')
    let at = 0
    for (let run = 0; run < runs; run++) {
      const rows = source.count(1, count - at, 'the length of a run')
      const value = source.svarint()
      for (let i = at; i < at + rows; i++) into[i] = value
      at += rows
    }
    if (at !== count) source.damaged('a stream ends before its rows do')
  }

  #packedFloats(count: number): void {
    const source = this.#source
    const scale = source.count(1, Number.MAX_SAFE_INTEGER, 'the step of a stream')
    for (let from = 0; from < count; from += groupRows) {
      const to = Math.min(from + groupRows, count)
      const width = source.u8()
      const least = source.svarint()
      const bytes = this.#groupBytes(to - from, width)
      if (width === 0) this.floats.fill(least, from, to)
      else if (width <= 24) floatsOfBits(source, width, this.floats, from, to, least, scale)
      else floatsOfWords(source, width, this.floats, from, to, least, scale)
      source.at += bytes
    }
  }

  #packedWhole(count: number): void {
    const source = this.#source
    const scale = source.count(1, Number.MAX_SAFE_INTEGER, 'the step of a stream')
    for (let from = 0; from < count; from += groupRows) {
      const to = Math.min(from + groupRows, count)
      const width = source.u8()
      const least = source.svarint()
      const bytes = this.#groupBytes(to - from, width)
      if (width === 0) this.whole.fill(least, from, to)
      else if (width <= 24) wholeOfBits(source, width, this.whole, from, to, least, scale)
      else wholeOfWords(source, width, this.whole, from, to, least, scale)
      source.at += bytes
    }
  }

  #groupBytes(rows: number, width: number): number {
    if (width > 24 && width !== 32 && width !== 64) this.#source.damaged('a group has an unknown width')
    const bytes = (rows * width + 7) >> 3
    this.#source.need(bytes)
    return bytes
  }
}
