import { type ColumnsRecording, ColumnsWriter, openColumns } from '@botyard/columns'
import { Flag, type InstrumentRules, type Lane, type Tape } from '@botyard/core'

/** One row as plain numbers, so that lanes can be compared. */
export type PlainRow = readonly number[]

/** Where the received time stands in a row. */
export const receivedAt = 10

/** Every row of a lane, with the end of each message marked. */
export function rowsOf(lane: Lane): PlainRow[] {
  const rows: PlainRow[] = []
  while (lane.refill?.() === true) {
    for (let i = lane.head; i < lane.tail; i++) {
      const { kind, flags, instrument, side, price, quantity, a, b, ref, exchangeTime, receivedTime, sequence } = lane
      rows.push(
        [kind, flags, instrument, side, price, quantity, a, b, ref, exchangeTime, receivedTime, sequence].map(
          (column) => column[i] ?? 0,
        ),
      )
    }
    lane.head = lane.tail
  }
  return rows
}

/** What goes from one file into another. */
export interface Part {
  readonly path: string
  /** Places of the instruments that are taken over. */
  readonly instruments: readonly number[]
  readonly from?: number
  readonly to?: number
  /** What the new file says of an instrument. */
  readonly rules?: (rules: InstrumentRules) => InstrumentRules
}

/** Writes a part of a file as a file of its own. */
export function splitOff(
  whole: ColumnsRecording,
  { path, instruments, from = -Infinity, to = Infinity, rules = (one) => one }: Part,
): ColumnsRecording {
  const numbers = whole.instruments.map((_, place) => instruments.indexOf(place))
  const listed = instruments.map((place) => rules(whole.instruments[place]!))
  const writer = new ColumnsWriter({
    path,
    name: path.replace(/^.*\//, ''),
    synthetic: true,
    instruments: listed,
    overwrite: true,
  })
  const lane = whole.open(numbers, from, to)
  while (lane.refill()) copy(lane, writer.tape)
  writer.finish()
  return openColumns(path)
}

function copy(lane: Lane, tape: Tape): void {
  for (let i = 0; i < lane.tail; i++) {
    if (i === 0 || ((lane.flags[i - 1] ?? 0) & Flag.last) !== 0) tape.open()
    const row = tape.next(lane.kind[i] ?? 0)
    for (const name of [
      'instrument',
      'side',
      'price',
      'quantity',
      'a',
      'b',
      'ref',
      'exchangeTime',
      'receivedTime',
      'sequence',
    ] as const)
      tape[name][row] = lane[name][i] ?? 0
    if (((lane.flags[i] ?? 0) & Flag.last) !== 0) tape.close()
  }
}
