import type { Instrument } from '../ports/instrument.ts'
import type { Data } from '../ports/market.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { Seat } from './seat.ts'
import { Kind } from './tape-kinds.ts'
import { windowOn } from './window.ts'

/** Rows that are told together at most: eight values. */
const rowsMax = 4

/** The newest numbers that came under a name; one object, refilled. */
export class HeardData implements Data {
  name = ''
  instrument!: Instrument
  time: Micros = 0
  values: Float64Array
  readonly #names: readonly string[]
  readonly #view: Data = windowOn(this, ['name', 'instrument', 'time', 'values'])
  /** One view of the same numbers for each count of rows, so that none is made while rows come. */
  readonly #views: readonly Float64Array[]

  constructor(names: readonly string[]) {
    const all = new Float64Array(rowsMax * 2)
    this.#names = names
    this.#views = Array.from({ length: rowsMax + 1 }, (_, rows) => all.subarray(0, rows * 2))
    this.values = this.#views[0]
  }

  /** Takes rows of one name, from `row` on, that follow each other in a message; returns how many there were. */
  read(instrument: Instrument, tape: Tape, row: number, to: number): number {
    const all = this.#views[rowsMax]
    let rows = 0
    for (let at = row; at < to && rows < rowsMax; at++, rows++) {
      if (tape.kind[at] !== Kind.data || tape.ref[at] !== tape.ref[row] || tape.instrument[at] !== tape.instrument[row]) break
      all[rows * 2] = tape.a[at]
      all[rows * 2 + 1] = tape.b[at]
    }
    this.name = this.#names[tape.ref[row]] ?? String(tape.ref[row])
    this.instrument = instrument
    this.time = tape.receivedTime[row]
    this.values = this.#views[rows]
    return rows
  }

  tell(seats: readonly Seat[]): void {
    for (let i = 0; i < seats.length; i++) seats[i].tell('onData', this.#view)
  }
}
