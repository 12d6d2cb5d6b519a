import { HeapMemory, Kind, type LadderBook, MemoryLane, type Side } from '@botyard/core'
import { firstRows, type SavedColumns, saveColumns } from './saved-columns.ts'

/** Levels that are read at first; a deeper book is read again with twice the room. */
const levelsAtFirst = 1024
const sides: readonly Side[] = [1, -1]

/** All levels of both sides, bids first; nothing where there is no book. */
export function saveShown(book: LadderBook | undefined): SavedColumns[] {
  return book === undefined ? [] : sides.map((side) => saveSide(book, side))
}

/** Shows the saved levels in an empty book. */
export function restoreShown(book: LadderBook, shown: readonly SavedColumns[]): void {
  const tape = new MemoryLane(new HeapMemory(), 'sim.saved', 1)
  tape.kind[0] = Kind.level
  for (const [at, { units, lots }] of shown.entries()) {
    tape.side[0] = sides[at]
    for (const [level, price] of units.entries()) {
      tape.price[0] = Number(price)
      tape.quantity[0] = Number(lots[level])
      book.apply(tape, 0)
    }
  }
  book.settle(tape, 0)
}

function saveSide(book: LadderBook, side: Side): SavedColumns {
  for (let levelsMax = levelsAtFirst; ; levelsMax *= 2) {
    const units = new Int32Array(levelsMax)
    const lots = new Float64Array(levelsMax)
    const count = book.copyUnits(side, units, lots)
    if (count < levelsMax) return saveColumns({ units, lots }, firstRows(count))
  }
}
