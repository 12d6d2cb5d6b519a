import type { Durability, Journal } from '../ports/journal.ts'
import type { Micros } from '../ports/time.ts'
import { ownerOfRecord, timeOfRecord } from './decision-log.ts'

/** Records that are kept to be compared; later ones count in the digest only. */
const recordsMax = 1 << 20

/** Where two runs part. */
export interface Parting {
  readonly time: Micros
  /** Number of the owner whose decision it is; -1 for an answer of the venue. */
  readonly owner: number
}

/**
 * A journal that also keeps a mark of every record beside its time, so that two runs can be compared up to a time that is chosen later.
 * A mark has 32 bits: two records that differ look alike once in four thousand million.
 */
export class DecisionTrail implements Journal {
  readonly #journal: Journal
  readonly #times: Micros[] = []
  readonly #owners: number[] = []
  readonly #marks: number[] = []

  constructor(journal: Journal) {
    this.#journal = journal
  }

  append(bytes: Uint8Array, level: Durability): number {
    if (this.#times.length < recordsMax) {
      const record = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      this.#times.push(timeOfRecord(record))
      this.#owners.push(ownerOfRecord(record))
      this.#marks.push(markOf(record))
    }
    return this.#journal.append(bytes, level)
  }

  /** When something was decided or answered, each time once, oldest first. */
  times(): Micros[] {
    return [...new Set(this.#times)]
  }

  /** The first record up to and including a time in which another run differs, or undefined when it did the same up to there. */
  partingFrom(other: DecisionTrail, until: Micros): Parting | undefined {
    const [own, its] = [this.#countUntil(until), other.#countUntil(until)]
    let at = 0
    while (at < own && at < its && this.#marks[at] === other.#marks[at] && this.#times[at] === other.#times[at]) at++
    if (at === own && at === its) return undefined
    const mine = at < own ? this.#at(at) : undefined
    const theirs = at < its ? other.#at(at) : undefined
    if (mine === undefined || theirs === undefined) return mine ?? theirs
    return theirs.time < mine.time ? theirs : mine
  }

  flush(): void {
    this.#journal.flush()
  }

  released(hear: (record: number) => void): void {
    this.#journal.released(hear)
  }

  replay(hear: (bytes: Uint8Array) => void): void {
    this.#journal.replay(hear)
  }

  digest(): string {
    return this.#journal.digest()
  }

  #at(record: number): Parting {
    return { time: this.#times[record], owner: this.#owners[record] }
  }

  /** Records are written in the order of time. */
  #countUntil(until: Micros): number {
    let [low, high] = [0, this.#times.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#times[middle] <= until) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** FNV-1a over words instead of bytes. */
function markOf(record: DataView): number {
  let mark = 0x811c9dc5
  for (let at = 0; at + 4 <= record.byteLength; at += 4) {
    mark = Math.imul(mark ^ record.getInt32(at), 0x01000193)
    mark ^= mark >>> 15
  }
  return mark
}
