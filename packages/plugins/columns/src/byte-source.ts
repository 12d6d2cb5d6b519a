import { BotyardError } from '@botyard/core'

/** Reads numbers out of bytes and never past their end; whatever does not fit is BY6007 with the place in the file. */
export class ByteSource {
  readonly file: string
  bytes: Uint8Array = new Uint8Array(0)
  view: DataView = new DataView(new ArrayBuffer(0))
  /** The next byte to read. */
  at = 0
  /** The first byte that is no longer ours. */
  end = 0
  #fileOffset = 0

  constructor(file: string) {
    this.file = file
  }

  /** Reads `bytes[from..to)` from here on; byte `from` stands at `fileOffset` in the file. */
  over(bytes: Uint8Array, from: number, to: number, fileOffset: number): void {
    if (this.bytes !== bytes) {
      this.bytes = bytes
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    this.at = from
    this.end = to
    this.#fileOffset = fileOffset - from
  }

  /** Says what does not fit at the byte in hand. */
  damaged(what: string): never {
    const at = this.#fileOffset + this.at
    throw new BotyardError('BY6007', { file: this.file, at }, { why: `${what} at byte ${at}. Nothing of this part is used.` })
  }

  /** Makes sure that so many bytes are left. */
  need(bytes: number): void {
    if (!(this.at + bytes <= this.end)) this.damaged('more bytes are announced than there are')
  }

  u8(): number {
    this.need(1)
    return this.bytes[this.at++]
  }

  u32(): number {
    this.need(4)
    const value = this.view.getUint32(this.at, true)
    this.at += 4
    return value
  }

  f64(): number {
    this.need(8)
    const value = this.view.getFloat64(this.at, true)
    this.at += 8
    return value
  }

  uvarint(): number {
    let value = 0
    let place = 1
    for (;;) {
      const byte = this.u8()
      value += (byte & 127) * place
      if (value > Number.MAX_SAFE_INTEGER) this.damaged('a number is too large')
      if (byte < 128) return value
      place *= 128
      if (place > Number.MAX_SAFE_INTEGER) this.damaged('a number is too long')
    }
  }

  svarint(): number {
    const first = this.u8()
    let size = (first & 127) >> 1
    if (first >= 128) size += 64 * this.uvarint()
    if (size > Number.MAX_SAFE_INTEGER) this.damaged('a number is too large')
    return (first & 1) === 1 && size > 0 ? -size : size
  }

  /** A count that must lie between two bounds, so that it can be used as a length. */
  count(least: number, most: number, what: string): number {
    const value = this.uvarint()
    if (value < least || value > most) this.damaged(`${what} is ${value}, expected ${least} to ${most},`)
    return value
  }
}
