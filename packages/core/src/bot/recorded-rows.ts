import { Kind } from '../engine/tape-kinds.ts'
import { writeDuration } from '../options/duration-text.ts'
import type { RecordedBars } from '../ports/report.ts'
import type { Tape, TapeReader } from '../ports/tape.ts'

/** Counts what the market's lanes brought, which is how large the data is; strategies may have heard something else of it. */
export class RecordedRows implements TapeReader {
  readonly name = 'recorded rows'
  rows = 0
  readonly #lanes: readonly Tape[]
  readonly #barsByMillis = new Map<number, number>()

  constructor(lanes: readonly Tape[]) {
    this.#lanes = lanes
  }

  message(tape: Tape, from: number, to: number): void {
    if (!this.#lanes.includes(tape)) return
    this.rows += to - from
    for (let row = from; row < to; row++) if (tape.kind[row] === Kind.bar) this.#countBar(tape.ref[row])
  }

  clear(): void {
    this.rows = 0
    this.#barsByMillis.clear()
  }

  /** Bars of each interval, the shortest first. */
  bars(): RecordedBars[] {
    const sorted = [...this.#barsByMillis].sort(([one], [other]) => one - other)
    return sorted.map(([millis, count]) => ({ interval: writeDuration(millis * 1000), count }))
  }

  #countBar(millis: number): void {
    this.#barsByMillis.set(millis, (this.#barsByMillis.get(millis) ?? 0) + 1)
  }
}
