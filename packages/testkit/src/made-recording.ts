import type { Duration, InstrumentRules, Interest, Lane, Micros, Recording } from '@botyard/core'
import {
  alterationInForce,
  BotyardError,
  copyRow,
  Flag,
  HeapMemory,
  type Instrument,
  InstrumentTable,
  Kind,
  MemoryLane,
  writeDuration,
} from '@botyard/core'
import { ScriptLane } from './script-lane.ts'
import { rulesOf, type ScriptedInstrument } from './scripted-recording.ts'

const plainKinds = { trades: Kind.trade, ticker: Kind.ticker, data: Kind.data } as const
const bookKinds = new Set<number>([Kind.clear, Kind.level, Kind.quote])

/** Writes the rows of a recording, in the order of time. */
export type WriteRows = (script: ScriptLane, instruments: readonly Instrument[]) => void

/** What a made recording has beside its rows. */
export interface MadeOptions {
  readonly rowsMax?: number
  /** Rules that come into force on the way, for rows of kind `instrument`. */
  readonly rules?: readonly ScriptedInstrument[]
  /** Names of `data` rows. */
  readonly dataNames?: readonly string[]
}

/** A recording in memory whose rows a test has written: what a data file is, without the file. */
export class MadeRecording implements Recording {
  readonly name = 'made'
  readonly synthetic = true
  readonly checksum: string
  readonly instruments: readonly InstrumentRules[]
  readonly rules: readonly InstrumentRules[]
  readonly dataNames: readonly string[]
  readonly #rows: MemoryLane

  constructor(
    instruments: readonly (string | ScriptedInstrument)[],
    write: WriteRows,
    { rowsMax = 1 << 18, rules = [], dataNames = [] }: MadeOptions = {},
  ) {
    this.rules = rules.map(rulesOf)
    this.dataNames = dataNames
    this.instruments = instruments.map((one) => rulesOf(typeof one === 'string' ? { symbol: one } : one))
    this.#rows = new MemoryLane(new HeapMemory(), 'made', rowsMax)
    const table = new InstrumentTable()
    for (const rules of this.instruments) table.add(rules, 'made')
    write(new ScriptLane(this.#rows), table.listed)
    const { dropped, tail } = this.#rows
    if (dropped > 0)
      throw new BotyardError('BY1104', {
        what: 'rows of a made recording',
        got: tail + dropped,
        range: `at most rowsMax, ${rowsMax}`,
      })
    this.checksum = `made of ${this.#rows.tail} rows`
  }

  get from(): Micros {
    return this.#rows.receivedTime[0]
  }

  get to(): Micros {
    return this.#rows.receivedTime[this.#rows.tail - 1] + 1
  }

  offers(instrument: InstrumentRules, kind: Interest['kind'], interval?: Duration): boolean {
    if (kind === 'bars')
      return interval === undefined ? this.intervals(instrument).length > 0 : this.intervals(instrument).includes(interval)
    if (kind === 'book') return this.#has(instrument, (rowKind) => bookKinds.has(rowKind))
    return this.#has(instrument, (rowKind) => rowKind === plainKinds[kind])
  }

  intervals(instrument: InstrumentRules): readonly Duration[] {
    const millis = new Set<number>()
    this.#has(instrument, (kind, row) => {
      if (kind === Kind.bar) millis.add(this.#rows.ref[row])
      return false
    })
    return [...millis].map((one) => writeDuration(one * 1000))
  }

  open(numbers: readonly number[], from: Micros, to: Micros): Lane {
    const source = this.#rows
    const lane = new MemoryLane(new HeapMemory(), 'made', source.tail)
    for (let row = 0; row < source.tail; row++) {
      const number = numbers[source.instrument[row]] ?? -1
      const time = source.receivedTime[row]
      if (number >= 0 && time >= from && time < to) this.#copy(row, lane, number)
      if ((source.flags[row] & Flag.last) !== 0) {
        lane.close()
        lane.open()
      }
    }
    alterationInForce()?.alter(lane, 0, lane.tail)
    return lane
  }

  #copy(row: number, lane: MemoryLane, number: number): void {
    const at = lane.next(this.#rows.kind[row])
    copyRow(this.#rows, row, lane, at)
    lane.instrument[at] = number
  }

  #has(instrument: InstrumentRules, fits: (kind: number, row: number) => boolean): boolean {
    const index = this.instruments.indexOf(instrument)
    for (let row = 0; row < this.#rows.tail; row++)
      if (this.#rows.instrument[row] === index && fits(this.#rows.kind[row], row)) return true
    return false
  }
}
