import { RowColumns } from '@botyard/columns'
import { assert, copyRow, Flag, Kind, type Lane } from '@botyard/core'

/** A lane that keeps its rows in columns of its own, as those of files do. */
export type ColumnLane = RowColumns & Lane

/** One of the lanes, and where what its rows name by number stands in the lists of all. */
export interface MergedPart {
  readonly lane: ColumnLane
  /** Place of its first entry in the history of rules. */
  readonly rulesFrom: number
  /** For each name of its data the place of that name. */
  readonly dataPlaces: readonly number[]
}

/**
 * Several lanes as one, by received time. A message stays whole, and of two at the same time that of the earlier lane comes first; the
 * rows of one lane keep their order whatever their times, as they do when it is read alone.
 */
export class MergedLane extends RowColumns implements Lane {
  head = 0
  tail = 0
  readonly #parts: readonly MergedPart[]

  constructor(parts: readonly MergedPart[]) {
    // A message lies within one chunk of its file, so none is longer than the longest.
    super(parts.reduce((most, { lane }) => Math.max(most, lane.rowsMax), 1))
    this.#parts = parts
  }

  refill(): boolean {
    this.head = 0
    this.tail = 0
    for (let part = this.#earliest(); part !== undefined; part = this.#earliest()) {
      const { lane } = part
      const end = endOfMessage(lane)
      if (this.tail + end - lane.head > this.rowsMax) break
      while (lane.head < end) this.#copy(part, lane.head++, this.tail++)
    }
    return this.tail > 0
  }

  // Nothing is ever written to files that are being read: as a tape this lane is always full.
  open(): void {}
  next(): number {
    return -1
  }
  close(): void {}
  discard(): void {}

  #earliest(): MergedPart | undefined {
    let found: MergedPart | undefined
    let time = Infinity
    for (let i = 0; i < this.#parts.length; i++) {
      const { lane } = this.#parts[i]
      if (lane.head === lane.tail && lane.refill?.() !== true) continue
      const own = lane.receivedTime[lane.head]
      if (found !== undefined && !(own < time)) continue
      found = this.#parts[i]
      time = own
    }
    return found
  }

  #copy({ lane: from, rulesFrom, dataPlaces }: MergedPart, row: number, to: number): void {
    copyRow(from, row, this, to)
    const kind = from.kind[row]
    const ref = from.ref[row]
    if (kind === Kind.instrument) this.ref[to] = ref + rulesFrom
    else if (kind === Kind.data) this.ref[to] = dataPlaces[ref] ?? ref
    this.exchangeRest[to] = from.exchangeRest[row]
    this.receivedRest[to] = from.receivedRest[row]
  }
}

/** Behind the last row of the message that comes next. */
function endOfMessage({ flags, head, tail }: ColumnLane): number {
  let end = head + 1
  while (end < tail && (flags[end - 1] & Flag.last) === 0) end++
  assert((flags[end - 1] & Flag.last) !== 0, 'a message ends within its lane')
  return end
}
