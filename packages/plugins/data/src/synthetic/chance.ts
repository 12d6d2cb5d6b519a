/**
 * A stream of chance: sfc32, on 32-bit integers. Markets are made with it and with + - * / and square roots only, which every
 * machine computes alike, so a seed gives the same bytes everywhere.
 */
export class Chance {
  #a: number
  #b: number
  #c: number
  #counter = 1

  /** One stream for each seed and name, so that what one concern draws never moves another. */
  constructor(seed: number, name: string) {
    let hash = 0x811c_9dc5
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x0100_0193)
    this.#a = seed | 0
    this.#b = Math.floor(seed / 0x1_0000_0000) | 0
    this.#c = hash | 0
    for (let i = 0; i < 15; i++) this.next()
  }

  /** 32 bits, as an unsigned number. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * count)
  }

  /** A number from 0 to below 1. */
  unit(): number {
    return this.next() / 0x1_0000_0000
  }

  /** True once in so many times. */
  oneIn(count: number): boolean {
    return this.unit() * count < 1
  }

  /** 1 or -1. */
  sign(): 1 | -1 {
    return this.next() < 0x8000_0000 ? 1 : -1
  }

  /** Mean 0 and deviation 1, from four draws of 16 bits: no logarithm, which machines may round differently. */
  bell(): number {
    const x = this.next()
    const y = this.next()
    const sum = (x >>> 16) + (x & 0xffff) + (y >>> 16) + (y & 0xffff)
    return ((sum - 131_070) / 65_536) * 1.732_050_807_568_877_2
  }

  /** 1, 2, 4, … up to `most`, each step half as likely and a bit: sizes and runs with a heavy tail. */
  heavy(most: number): number {
    let size = 1
    while (size < most && this.unit() < 0.45) size *= 2
    return size
  }
}
