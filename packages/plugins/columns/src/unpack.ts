import type { ByteSource } from './byte-source.ts'

// These loops are where reading spends its time: one number of a column each turn, without a branch. Up to 24 bits may begin
// anywhere within a byte, so they always lie within four; the last ones are read together with up to three bytes of what
// follows, which the checksum behind every chunk makes room for.

/** Numbers of `width` bits from the byte in hand on, each `least + scale * bits`, into `into[from..to)`. */
export function floatsOfBits(
  source: ByteSource,
  width: number,
  into: Float64Array,
  from: number,
  to: number,
  least: number,
  scale: number,
): void {
  const { view } = source
  const mask = (1 << width) - 1
  let bit = source.at * 8
  for (let i = from; i < to; i++) {
    into[i] = least + scale * ((view.getInt32(bit >>> 3, true) >>> (bit & 7)) & mask)
    bit += width
  }
}

/** The same for a column of 32-bit numbers. Differences of such numbers may take more, but all sums wrap at 32 bits and so come out right. */
export function wholeOfBits(
  source: ByteSource,
  width: number,
  into: Int32Array,
  from: number,
  to: number,
  least: number,
  scale: number,
): void {
  const { view } = source
  const mask = (1 << width) - 1
  const first = least | 0
  const step = scale | 0
  let bit = source.at * 8
  for (let i = from; i < to; i++) {
    into[i] = (first + Math.imul(step, (view.getInt32(bit >>> 3, true) >>> (bit & 7)) & mask)) | 0
    bit += width
  }
}

/** Numbers of 32 or 64 bits. */
export function floatsOfWords(
  source: ByteSource,
  width: number,
  into: Float64Array,
  from: number,
  to: number,
  least: number,
  scale: number,
): void {
  const { view } = source
  let at = source.at
  for (let i = from; i < to; i++) {
    const low = view.getUint32(at, true)
    into[i] = least + scale * (width === 64 ? low + 0x1_0000_0000 * view.getUint32(at + 4, true) : low)
    at += width >> 3
  }
}

/** The same for a column of 32-bit numbers. */
export function wholeOfWords(
  source: ByteSource,
  width: number,
  into: Int32Array,
  from: number,
  to: number,
  least: number,
  scale: number,
): void {
  const { view } = source
  let at = source.at
  for (let i = from; i < to; i++) {
    const low = view.getUint32(at, true)
    into[i] = least + scale * (width === 64 ? low + 0x1_0000_0000 * view.getUint32(at + 4, true) : low)
    at += width >> 3
  }
}
