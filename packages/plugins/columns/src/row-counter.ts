import { Column, Kind, type Tape } from '@botyard/core'
import type { RowCount } from './format.ts'
import { masks } from './kind-masks.ts'

type Count = { -readonly [K in keyof RowCount]: RowCount[K] }

/** Counts rows by instrument, kind and interval while they are written, so that a reader knows what is there without reading. */
export class RowCounter {
  readonly #byKey = new Map<number, Count[]>()

  /** Adds rows `0..rows`; returns the first instrument that is not below `instruments`, or -1. */
  add(tape: Tape, rows: number, instruments: number): number {
    for (let row = 0; row < rows; row++) {
      const kind = tape.kind[row]
      const instrument = (masks[kind] & Column.instrument) === 0 ? -1 : tape.instrument[row]
      if (instrument >= instruments) return instrument
      const interval = kind === Kind.open || kind === Kind.bar ? tape.ref[row] : 0
      const count = this.#find(instrument, kind, interval)
      const time = tape.receivedTime[row]
      count.rows++
      if (time < count.from) count.from = time
      if (time > count.to) count.to = time
    }
    return -1
  }

  /** In the order of instrument, kind and interval, so equal rows give equal files. */
  counts(): RowCount[] {
    return [...this.#byKey.values()]
      .flat()
      .sort((x, y) => x.instrument - y.instrument || x.kind - y.kind || x.interval - y.interval)
  }

  #find(instrument: number, kind: number, interval: number): Count {
    const key = (instrument + 1) * 256 + kind
    let counts = this.#byKey.get(key)
    if (counts === undefined) this.#byKey.set(key, (counts = []))
    for (const count of counts) if (count.interval === interval) return count
    const made = { instrument, kind, interval, rows: 0, from: Infinity, to: -Infinity }
    counts.push(made)
    return made
  }
}
