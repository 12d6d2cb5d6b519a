import type { Lane, Tape } from '@botyard/core'
import { Flag } from '@botyard/core'
import { type Columns, firstRows, restoreColumns, type SavedColumns, saveColumns } from './saved-columns.ts'

/** Answers that were given and not heard yet: messages of rows, in their order. */
export type AnswersUnderWay = readonly SavedColumns[]

/** What of a lane was not read yet. A tape that does not tell has nothing. */
export function unheardOf(tape: Tape | undefined): AnswersUnderWay {
  const messages: SavedColumns[] = []
  if (tape === undefined || !isLane(tape)) return messages
  for (let from = tape.head, row = from; row < tape.tail; row++) {
    if ((tape.flags[row] & Flag.last) === 0) continue
    messages.push(
      saveColumns(
        columnsOf(tape),
        firstRows(row + 1 - from).map((at) => from + at),
      ),
    )
    from = row + 1
  }
  return messages
}

/** Gives them again in another lane, to be heard when they were to be heard. One that finds no room is dropped whole and counted there. */
export function giveAgain(messages: AnswersUnderWay, tape: Tape): void {
  for (const message of messages) {
    tape.open()
    const rows = message['kind'].map((kind) => tape.next(Number(kind)))
    if (rows.includes(-1)) tape.discard()
    else {
      restoreColumns(columnsOf(tape), rows, message)
      tape.close()
    }
  }
}

function isLane(tape: Tape): tape is Lane {
  return 'head' in tape && 'tail' in tape
}

function columnsOf(tape: Tape): Columns {
  const { kind, flags, instrument, side, price, quantity, a, b, ref, exchangeTime, receivedTime, sequence } = tape
  return { kind, flags, instrument, side, price, quantity, a, b, ref, exchangeTime, receivedTime, sequence }
}
