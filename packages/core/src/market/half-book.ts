import { assert } from '../errors/assert.ts'
import type { Side } from '../ports/instrument.ts'
import type { Memory } from '../ports/memory.ts'
import type { Tape } from '../ports/tape.ts'
import { FarLevels, noKey } from './far-levels.ts'

/** The smallest window: the summary needs at least one word, and each of its bits stands for a word of 32 slots. */
export const windowUnitsMin = 1024

/** The best key there is. */
const keyMin = -(2 ** 31)

/** How much of a market a book keeps at hand. */
export interface BookSize {
  /** Price units of each side's window, a power of two; 65,536 when left out. */
  readonly windowUnits?: number
  /** Levels a side can have outside its window, a power of two; 8,192 when left out. Those beyond are dropped and counted. */
  readonly farLevelsMax?: number
}

/**
 * One side of a book. Inside, a price is a key below 0, of which the smaller is better, and 0 is no level: so both sides run the same code
 * without asking which they are.
 *
 * The window holds the keys from `#low` on, each at the slot of its low bits, with a bit for each level and a summary bit for each word
 * of bits. No level is better than the window: one that comes moves the window so that it stands a quarter behind the edge. What is worse
 * than the window is in the table of far levels. When the best price sinks into the last quarter of the window, the window follows it.
 * Moving copies levels between window and table, so prices and lots are exact at any time and only the cost of a change depends on where it is.
 */
export class HalfBook {
  readonly side: Side
  readonly far: FarLevels
  /** Best price in units, 0 when the side is empty; as of the last `settle`. */
  bestUnits = 0
  /** Lots at the best price, 0 when the side is empty. */
  bestLots = 0
  /** How often the window has moved. */
  moves = 0
  readonly #lots: Float64Array
  /** A bit for each slot, and behind them one for each of these words: one column, because its head is then looked at once. */
  readonly #bits: Int32Array
  /** The second part of that column. */
  readonly #summary: Int32Array
  readonly #words: number
  readonly #size: number
  readonly #mask: number
  /** The bits that the distance of a key from the window's best one only has when the key is not in the window. */
  readonly #outside: number
  /** Turns a price in units into a key and back: the bits of a bid are inverted, an ask is lowered by 2^31. */
  readonly #flip: number
  /** The best key of the window, a multiple of 32 so that a word of bits never holds both ends of it. */
  #low = keyMin
  /** No level is better than this; noKey when there is none in the window. */
  #best = noKey

  constructor(memory: Memory, name: string, side: Side, size: BookSize) {
    const { windowUnits = 65_536, farLevelsMax = 8_192 } = size
    const isPowerOfTwo = Number.isInteger(Math.log2(windowUnits))
    assert(
      windowUnits >= windowUnitsMin && isPowerOfTwo,
      `a window of ${windowUnits} units is not a power of two from ${windowUnitsMin}`,
    )
    this.side = side
    this.far = new FarLevels(memory, `${name}.far`, farLevelsMax)
    this.#lots = memory.column('f64', windowUnits, `${name}.lots`)
    this.#words = windowUnits / 32
    this.#bits = memory.column('i32', this.#words + this.#words / 32, `${name}.bits`)
    this.#summary = this.#bits.subarray(this.#words)
    this.#size = windowUnits
    this.#mask = windowUnits - 1
    this.#outside = ~this.#mask
    this.#flip = side === 1 ? -1 : keyMin
  }

  /** Sets the level of a row to its quantity, or removes it when that is 0. */
  apply(tape: Tape, row: number): void {
    const key = tape.price[row] ^ this.#flip
    if (((key - this.#low) & this.#outside) === 0) this.#set(key, tape.quantity, row)
    else this.#applyOutside(key, tape.quantity, row)
  }

  /** Forgets every level. The window stays where it was until a level comes that is not in it. */
  clear(): void {
    const lots = this.#lots
    for (let s = 0; s < this.#summary.length; s++) {
      for (let words = this.#summary[s]; words !== 0; words &= words - 1) {
        const word = (s << 5) + lowestBit(words)
        for (let bits = this.#bits[word]; bits !== 0; bits &= bits - 1) lots[(word << 5) + lowestBit(bits)] = 0
        this.#bits[word] = 0
      }
      this.#summary[s] = 0
    }
    this.far.clear()
    this.#best = noKey
  }

  /** Finds the best price. Once per message, because a message often takes away what it has just brought. */
  settle(): void {
    let best = this.#resolve()
    if (best === noKey && this.far.count > 0) {
      best = this.far.best()
      this.#moveTo(this.#lowFor(best))
    } else if (best !== noKey && best - this.#low > (this.#size / 4) * 3) this.#moveTo(this.#lowFor(best))
    this.bestUnits = best === noKey ? 0 : best ^ this.#flip
    this.bestLots = best === noKey ? 0 : this.#lots[best & this.#mask]
  }

  /** Writes levels best first until one of the arrays is full, and returns how many there were; prices are in units. */
  copy(units: Int32Array | Float64Array, lots: Float64Array): number {
    const most = Math.min(units.length, lots.length)
    let n = this.#copyWindow(units, lots, most)
    if (n === most || this.far.count === 0) return n
    const keys = this.far.sorted()
    for (let i = 0; i < this.far.count && n < most; i++) {
      units[n] = keys[i] ^ this.#flip
      lots[n++] = this.far.lotsAt(keys[i])
    }
    return n
  }

  /** Lots at a price in units, 0 when nothing is there. */
  lotsAt(units: number): number {
    const key = units ^ this.#flip
    return ((key - this.#low) & this.#outside) === 0 ? this.#lots[key & this.#mask] : this.far.lotsAt(key)
  }

  #applyOutside(key: number, from: Float64Array, row: number): void {
    assert(key < 0, 'prices count from one unit up')
    const isBetter = key < this.#low
    if (!(from[row] > 0)) {
      if (!isBetter) this.far.remove(key)
    } else if (isBetter || (this.#best === noKey && this.far.count === 0)) {
      this.#moveTo(this.#lowFor(key))
      this.#set(key, from, row)
    } else this.far.set(key, from, row)
  }

  /**
   * Sets or removes a level of the window. Without a branch on the quantity, because whether a level comes or goes is what a
   * processor cannot guess. So the summary may keep the bit of a word that has become empty; who finds that takes it back.
   */
  #set(key: number, from: Float64Array, row: number): void {
    const slot = key & this.#mask
    const word = slot >>> 5
    const lots = from[row]
    const isThere = +(lots > 0)
    const bits = this.#bits
    this.#lots[slot] = lots
    bits[word] = (bits[word] & ~(1 << slot)) | (isThere << slot)
    bits[this.#words + (word >>> 5)] |= isThere << word
    if (key < this.#best) this.#best = key
  }

  /** Puts the window elsewhere. No level may be better than its new place. */
  #moveTo(low: number): void {
    if (low === this.#low) return
    this.moves++
    const end = low + this.#size
    if (low < this.#low) {
      this.#evict(end)
      this.#low = low
      return
    }
    this.#low = low
    const { keys, lots } = this.far
    if (this.far.count === 0) return
    for (let slot = 0; slot < keys.length; ) {
      if (keys[slot] !== noKey && keys[slot] < end) {
        this.#set(keys[slot], lots, slot)
        this.far.removeAt(slot)
      } else slot++
    }
  }

  /** Moves the levels at or behind a key out of the window. */
  #evict(from: number): void {
    if (this.#best === noKey) return
    let key = this.#atOrAfter(from > this.#low ? from : this.#low)
    while (key !== noKey) {
      const slot = key & this.#mask
      this.far.set(key, this.#lots, slot)
      this.#lots[slot] = 0
      const word = slot >>> 5
      this.#bits[word] &= ~(1 << slot)
      key = this.#atOrAfter(key)
    }
  }

  /** The best key of the window, which is remembered, or noKey. */
  #resolve(): number {
    const best = this.#best
    if (best === noKey || this.#lots[best & this.#mask] > 0) return best
    return (this.#best = this.#atOrAfter(best))
  }

  /** Writes up to `most` levels of the window: summary, words and bits are walked once around, from the best price on. */
  #copyWindow(units: Int32Array | Float64Array, lots: Float64Array, most: number): number {
    const best = this.#resolve()
    if (best === noKey) return 0
    const summary = this.#summary
    let word = (best & this.#mask) >>> 5
    let bits = this.#bits[word]
    let s = word >>> 5
    let words = summary[s] & (-2 << word)
    const wordsBefore = ~(-1 << word)
    let n = 0
    for (let left = summary.length; ; ) {
      for (; bits !== 0; bits &= bits - 1) {
        if (n === most) return n
        const slot = (word << 5) + lowestBit(bits)
        units[n] = (this.#low + ((slot - this.#low) & this.#mask)) ^ this.#flip
        lots[n++] = this.#lots[slot]
      }
      while (words === 0 && left > 0) {
        s = (s + 1) & (summary.length - 1)
        words = --left === 0 ? summary[s] & wordsBefore : summary[s]
      }
      if (words === 0) return n
      word = (s << 5) + lowestBit(words)
      words &= words - 1
      bits = this.#bits[word]
      if (bits === 0) summary[s] &= ~(1 << word)
    }
  }

  /** The first level of the window at or behind a key of it, or noKey. */
  #atOrAfter(key: number): number {
    const summary = this.#summary
    let word = (key & this.#mask) >>> 5
    let bits = this.#bits[word] & (-1 << key)
    let s = word >>> 5
    let words = summary[s] & (-2 << word)
    for (let left = summary.length; bits === 0; ) {
      while (words === 0) {
        if (left-- === 0) return noKey
        s = (s + 1) & (summary.length - 1)
        words = summary[s]
      }
      word = (s << 5) + lowestBit(words)
      bits = this.#bits[word]
      if (bits === 0) summary[s] &= ~(1 << word)
      words &= words - 1
    }
    const slot = (word << 5) + lowestBit(bits)
    const found = this.#low + ((slot - this.#low) & this.#mask)
    // Behind the worst slot of the window comes its best one again: what is found there is not behind the key.
    return found < key ? noKey : found
  }

  /** Where the window begins when a key stands a quarter behind its edge. */
  #lowFor(key: number): number {
    return Math.max(key - this.#size / 4, keyMin) & -32
  }
}

/** The place of the lowest bit that is set, 0 to 31. */
function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
