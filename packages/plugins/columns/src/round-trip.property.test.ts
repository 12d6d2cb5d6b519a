import { join } from 'node:path'
import { Column, HeapMemory, MemoryLane } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNaively } from '../test/naive-reader.ts'
import {
  anyMessages,
  columnsOf,
  fill,
  type Message,
  plainMessages,
  readLane,
  rulesOf,
  temporaryFolder,
  unsynced,
  writeFile,
} from '../test/rows.ts'
import { MemoryRecording } from './memory-recording.ts'
import { openColumns } from './read.ts'
import { ColumnsWriter } from './write.ts'

const folder = temporaryFolder()
const path = join(folder, 'any.byc')

test('rows of every kind come back bit for bit, whatever the size of the chunks', () => {
  fc.assert(
    fc.property(anyMessages(3, 40), fc.integer({ min: 1, max: 60 }), (messages, chunkRows) => {
      const recording = openColumns(writeFile(path, messages, { chunkRows }))
      expect(readLane(recording.openAll())).toEqual(plainMessages(messages))
      expect(recording.from).toBe(Math.min(...messages.map((message) => message.received)))
      expect(recording.to).toBe(Math.max(...messages.map((message) => message.received)) + 1)
    }),
    { numRuns: 150 },
  )
})

test('a reader written from the README alone reads the same rows', () => {
  fc.assert(
    fc.property(anyMessages(3, 40), fc.integer({ min: 1, max: 60 }), (messages, chunkRows) => {
      expect(readNaively(writeFile(path, messages, { chunkRows }))).toEqual(plainMessages(messages))
    }),
    { numRuns: 150 },
  )
})

test('a range and a choice of instruments give what filtering all rows gives', () => {
  const numbers = fc.tuple(...[5, 0, 9].map((number) => fc.constantFrom(-1, number)))
  fc.assert(
    fc.property(
      anyMessages(3, 40),
      fc.integer({ min: 1, max: 60 }),
      numbers,
      fc.nat(40),
      fc.nat(40),
      (messages, chunkRows, chosen, i, j) => {
        const from = messages[i % messages.length].received
        const to = messages[j % messages.length].received
        const recording = openColumns(writeFile(path, messages, { chunkRows }))
        const wanted = filterRows(plainMessages(messages), chosen, from, to)
        expect(readLane(recording.open(chosen, from, to))).toEqual(wanted)
        const kept = new MemoryRecording(recording)
        for (let run = 0; run < 2; run++) {
          const lane = kept.open(chosen, from, to)
          expect(readLane(lane)).toEqual(wanted.map((message) => ({ ...message, exchangeRest: 0, receivedRest: 0 })))
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('the recorder writes what stands on the tape it reads', () => {
  fc.assert(
    fc.property(anyMessages(1, 20), (messages) => {
      const writer = new ColumnsWriter({
        path,
        name: 'run',
        synthetic: false,
        instruments: [rulesOf('AAAUSDT')],
        overwrite: true,
        files: unsynced,
      })
      const lane = new MemoryLane(new HeapMemory(), 'market', 1000)
      fill(lane, messages)
      let from = 0
      for (const { rows, exchangeRest, receivedRest } of messages) {
        writer.message(lane, from, from + rows.length, exchangeRest, receivedRest)
        from += rows.length
      }
      expect(readLane(openColumns(writer.finish()).openAll())).toEqual(plainMessages(messages))
    }),
    { numRuns: 50 },
  )
})

/** Rows without an instrument belong to every choice; a message that loses all of its rows is gone. */
function filterRows(messages: readonly Message[], numbers: readonly number[], from: number, to: number): Message[] {
  return messages
    .filter((message) => message.received >= from && message.received < to)
    .map((message) => ({ ...message, rows: message.rows.flatMap((row) => renumbered(row, numbers)) }))
    .filter((message) => message.rows.length > 0)
}

function renumbered(row: Message['rows'][number], numbers: readonly number[]): Message['rows'] {
  if ((columnsOf(row.kind) & Column.instrument) === 0) return [row]
  return numbers[row.instrument] < 0 ? [] : [{ ...row, instrument: numbers[row.instrument] }]
}
