import { assert } from '../errors/assert.ts'
import type { Memory } from '../ports/memory.ts'

/** No level, and a free slot: greater than every key, so that a level that is missing is worse than any. */
export const noKey = 0

/** Shorter lists than this are sorted at this length. */
const sortedLengthMin = 16

/**
 * The levels of one side that lie beyond its window, unsorted in an open-addressing table, so that a change costs the same wherever it is.
 * A level is named by a negative key, of which the smaller is the better price.
 *
 * The table never grows. A level that finds it full is dropped and counted; those that are in it stay exact.
 */
export class FarLevels {
  /** The key in each slot, or noKey. */
  readonly keys: Int32Array
  readonly lots: Float64Array
  readonly levelsMax: number
  count = 0
  /** Levels that found the table full since it was last cleared. */
  dropped = 0
  readonly #mask: number
  readonly #shift: number
  /** Views of one column, each twice as long as the one before, so that a short list is sorted without making a view for it. */
  readonly #sorted: Int32Array[] = []
  #isSorted = false

  /** `levelsMax` is a power of two; the table is kept at most half full. */
  constructor(memory: Memory, name: string, levelsMax: number) {
    assert(
      levelsMax >= sortedLengthMin && Number.isInteger(Math.log2(levelsMax)),
      `${levelsMax} far levels are not a power of two`,
    )
    const slots = levelsMax * 2
    this.levelsMax = levelsMax
    this.keys = memory.column('i32', slots, `${name}.keys`)
    this.lots = memory.column('f64', slots, `${name}.lots`)
    this.#mask = slots - 1
    this.#shift = Math.clz32(slots) + 1
    const sorted = memory.column('i32', levelsMax, `${name}.sorted`)
    for (let length = sortedLengthMin; length <= levelsMax; length *= 2) this.#sorted.push(sorted.subarray(0, length))
  }

  /** Sets a level to the lots in `from[row]`, which are more than none. */
  set(key: number, from: Float64Array, row: number): void {
    const slot = this.#slotOf(key)
    if (this.keys[slot] === noKey) {
      if (this.count === this.levelsMax) {
        this.dropped++
        return
      }
      this.keys[slot] = key
      this.count++
      this.#isSorted = false
    }
    this.lots[slot] = from[row]
  }

  /** Forgets a level; one that is not there is ignored. */
  remove(key: number): void {
    const slot = this.#slotOf(key)
    if (this.keys[slot] === key) this.removeAt(slot)
  }

  /**
   * Frees a slot and closes the gap, so that a search never meets a hole. What stood behind may have moved into the slot:
   * whoever walks over the slots looks at the same one again.
   */
  removeAt(slot: number): void {
    const { keys, lots } = this
    const mask = this.#mask
    let gap = slot
    for (let i = (slot + 1) & mask; keys[i] !== noKey; i = (i + 1) & mask) {
      const home = this.#homeOf(keys[i])
      if (((i - home) & mask) < ((i - gap) & mask)) continue
      keys[gap] = keys[i]
      lots[gap] = lots[i]
      gap = i
    }
    keys[gap] = noKey
    this.count--
    this.#isSorted = false
  }

  /** Lots of a level, 0 when it is not there. */
  lotsAt(key: number): number {
    const slot = this.#slotOf(key)
    return this.keys[slot] === key ? this.lots[slot] : 0
  }

  /** The best key, or noKey. Reads the whole table. */
  best(): number {
    const { keys } = this
    let best = noKey
    if (this.count === 0) return best
    for (let slot = 0; slot < keys.length; slot++) if (keys[slot] < best) best = keys[slot]
    return best
  }

  /** All keys, best first, then noKey to the end of the list. It is sorted when asked for after a level came or went; borrowed. */
  sorted(): Int32Array {
    let shortest = 0
    while (this.#sorted[shortest].length < this.count) shortest++
    const list = this.#sorted[shortest]
    if (this.#isSorted) return list
    const { keys } = this
    let n = 0
    for (let slot = 0; slot < keys.length; slot++) if (keys[slot] !== noKey) list[n++] = keys[slot]
    list.fill(noKey, n).sort()
    this.#isSorted = true
    return list
  }

  clear(): void {
    if (this.count > 0) this.keys.fill(noKey)
    this.count = 0
    this.dropped = 0
    this.#isSorted = false
  }

  /** The slot of a key, or the free one where it would go. */
  #slotOf(key: number): number {
    let slot = this.#homeOf(key)
    while (this.keys[slot] !== key && this.keys[slot] !== noKey) slot = (slot + 1) & this.#mask
    return slot
  }

  /** Where a search for a key begins: neighbouring prices are spread over the table by the golden ratio. */
  #homeOf(key: number): number {
    return Math.imul(key, 0x9e3779b1) >>> this.#shift
  }
}
