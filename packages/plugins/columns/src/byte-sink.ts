/** Bytes that grow as they are written, little-endian throughout. */
export class ByteSink {
  #bytes = new Uint8Array(1 << 16)
  #view = new DataView(this.#bytes.buffer)
  size = 0

  clear(): void {
    this.size = 0
  }

  /** What was written so far; valid until the next write. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.size)
  }

  u8(value: number): void {
    this.#reserve(1)
    this.#bytes[this.size++] = value
  }

  u32(value: number): void {
    this.#reserve(4)
    this.#view.setUint32(this.size, value, true)
    this.size += 4
  }

  /** Writes over a number that was not known when its place was passed. */
  putU32(at: number, value: number): void {
    this.#view.setUint32(at, value, true)
  }

  f64(value: number): void {
    this.#reserve(8)
    this.#view.setFloat64(this.size, value, true)
    this.size += 8
  }

  /** Seven bits a byte, lowest first; the high bit says that more follows. Up to 2^53. */
  uvarint(value: number): void {
    this.#reserve(8)
    let rest = value
    while (rest >= 128) {
      this.#bytes[this.size++] = (rest % 128) + 128
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.size++] = rest
  }

  /** The same with the sign in the lowest bit of the first byte: small numbers of either sign take one byte. */
  svarint(value: number): void {
    const size = Math.abs(value)
    const first = (size % 64) * 2 + (value < 0 ? 1 : 0)
    if (size < 64) {
      this.u8(first)
      return
    }
    this.u8(first + 128)
    this.uvarint(Math.floor(size / 64))
  }

  bytes(from: Uint8Array): void {
    this.#reserve(from.length)
    this.#bytes.set(from, this.size)
    this.size += from.length
  }

  /** Writes `count` numbers below 2^width from `values[at]` on, bit after bit, lowest first, up to the next whole byte. */
  bits(values: Float64Array, at: number, count: number, width: number): void {
    this.#reserve(count * 8)
    if (width > 24) {
      for (let i = at; i < at + count; i++) {
        this.u32(values[i] % 0x1_0000_0000)
        if (width > 32) this.u32(Math.floor(values[i] / 0x1_0000_0000))
      }
      return
    }
    let held = 0
    let waiting = 0
    for (let i = at; i < at + count; i++) {
      waiting |= values[i] << held
      held += width
      while (held >= 8) {
        this.#bytes[this.size++] = waiting & 255
        waiting >>>= 8
        held -= 8
      }
    }
    if (held > 0) this.#bytes[this.size++] = waiting
  }

  #reserve(more: number): void {
    if (this.size + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.size + more))
    grown.set(this.#bytes.subarray(0, this.size))
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }
}
