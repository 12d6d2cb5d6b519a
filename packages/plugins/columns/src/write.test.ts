import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HeapMemory, isBotyardError, Kind, MemoryLane } from '@botyard/core'
import { beforeEach, expect, test } from 'vitest'
import { fill, type Message, plainMessages, readLane, rulesOf, temporaryFolder, writeFile } from '../test/rows.ts'
import { messageRowsMax } from './format.ts'
import { type FileCalls, nodeFiles } from './part-file.ts'
import { openColumns } from './read.ts'
import { ColumnsWriter } from './write.ts'

const folder = join(temporaryFolder(), 'files')
const path = join(folder, 'trades.byc')
const instruments = [rulesOf('AAAUSDT')]

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
})

function trades(count: number): Message[] {
  return Array.from({ length: count }, (_, i) => ({
    exchange: 1_000_000 + i,
    exchangeRest: 0,
    received: 1_000_100 + i,
    receivedRest: 0,
    sequence: i,
    rows: [{ kind: Kind.trade, flags: 0, instrument: 0, side: 1, price: 500 + (i % 7), quantity: 3, a: 0, b: 0, ref: 0 }],
  }))
}

test('the file appears under its name only when it is whole', () => {
  const writer = new ColumnsWriter({ path, name: 'x', synthetic: true, instruments })
  fill(writer.tape, trades(40_000))
  expect(readdirSync(folder)).not.toContain('trades.byc')
  writer.finish()
  expect(readdirSync(folder)).toEqual(['trades.byc'])
  expect(openColumns(path).rows).toBe(40_000)
})

test('a writer that is given up leaves nothing behind', () => {
  const writer = new ColumnsWriter({ path, name: 'x', synthetic: true, instruments })
  fill(writer.tape, trades(40_000))
  writer.abandon()
  writer.abandon()
  expect(readdirSync(folder)).toEqual([])
})

test('an old file is kept unless it is to be replaced', () => {
  writeFile(path, trades(3))
  const before = readFileSync(path)
  expect(() => new ColumnsWriter({ path, name: 'x', synthetic: true, instruments })).toThrow(/BY6011/)
  expect(readFileSync(path)).toEqual(before)
  writeFile(path, trades(5))
  expect(openColumns(path).rows).toBe(5)
  expect(readdirSync(folder)).toEqual(['trades.byc'])
})

test('a file that appears while another of its name is written is kept', () => {
  const writer = new ColumnsWriter({ path, name: 'x', synthetic: true, instruments })
  fill(writer.tape, trades(3))
  writeFileSync(path, 'mine')
  expect(() => writer.finish()).toThrow(/BY6011/)
  expect(readFileSync(path, 'utf8')).toBe('mine')
  expect(readdirSync(folder)).toEqual(['trades.byc'])
})

// Every call that the writer makes of the disk fails once, in a run of its own; whichever it is, the error is the same and the
// folder is as it was.
test('a disk that fails at any point gives BY6009 and leaves the folder as it was', () => {
  writeFile(path, trades(3))
  const before = readFileSync(path)
  const calls = countCalls()
  expect(calls).toBeGreaterThan(8)
  for (let failing = 0; failing < calls; failing++) {
    const error = failAt(failing)
    if (error === undefined) continue
    expect(error.code).toBe('BY6009')
    expect(error.message).toContain('the disk is full')
    expect(readFileSync(path)).toEqual(before)
    expect(readdirSync(folder)).toEqual(['trades.byc'])
  }
})

test('the bytes are on the disk before the file gets its name, and the name after it', () => {
  const calls: string[] = []
  const files: FileCalls = {
    ...nodeFiles,
    write: (file, bytes) => {
      calls.push('write')
      return nodeFiles.write(file, bytes)
    },
    sync: () => void calls.push('sync'),
    rename: (from, to) => {
      calls.push('rename')
      nodeFiles.rename(from, to)
    },
  }
  writeFile(path, trades(3), { files })
  expect(calls.join(' ')).toMatch(/^(write )+sync rename sync$/)
})

test('a recorder whose disk is full says so and does not throw where the tape is read', () => {
  let full = false
  const files: FileCalls = { ...nodeFiles, write: (file, bytes) => (full ? noSpace() : nodeFiles.write(file, bytes)) }
  const writer = new ColumnsWriter({ path, name: 'x', synthetic: true, instruments, files })
  const lane = new MemoryLane(new HeapMemory(), 'market', 40_000)
  fill(lane, trades(40_000))
  full = true
  for (let row = 0; row < 40_000; row++) writer.message(lane, row, row + 1)
  expect(writer.failure?.code).toBe('BY6009')
  expect(() => writer.finish()).toThrow(/BY6009/)
  expect(readdirSync(folder)).toEqual([])
})

test('rows that cannot be right end the recording with the reason', () => {
  const stranger = trades(2)
  stranger[1].rows[0].instrument = 3
  expect(() => writeFile(path, stranger, { instruments })).toThrow(/names instrument 3 of 1/)
  const timeless = trades(2)
  timeless[1].received = Number.NaN
  expect(() => writeFile(path, timeless)).toThrow(/no received time/)
  expect(readdirSync(folder)).toEqual([])
})

test('the longest message goes in and a longer one is refused', () => {
  const [{ rows, ...times }] = trades(1)
  const long = { ...times, rows: Array.from({ length: messageRowsMax }, (_, i) => ({ ...rows[0], price: i })) }
  const messages = [...trades(16_383), long, ...trades(2)]
  expect(readLane(openColumns(writeFile(path, messages)).openAll())).toEqual(plainMessages(messages))

  const lane = new MemoryLane(new HeapMemory(), 'market', messageRowsMax + 1)
  fill(lane, [{ ...times, rows: [...long.rows, rows[0]] }])
  const writer = new ColumnsWriter({ path, name: 'x', synthetic: true, instruments, overwrite: true })
  writer.message(lane, 0, messageRowsMax + 1)
  expect(writer.failure?.message).toContain('longer than 49152')
})

test('a folder that does not exist is named', () => {
  expect(() => new ColumnsWriter({ path: join(folder, 'no/x.byc'), name: 'x', synthetic: true, instruments })).toThrow(
    /BY6009.*folder/,
  )
})

function noSpace(): never {
  throw Object.assign(new RangeError('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
}

/** The real disk, in which the n-th call finds no space. Removing works: a full disk can be emptied. */
function failingFiles(failing: number, counted: { calls: number }): FileCalls {
  const guarded = <A extends unknown[], R>(work: (...args: A) => R) => {
    return (...args: A): R => (counted.calls++ === failing ? noSpace() : work(...args))
  }
  return {
    open: guarded(nodeFiles.open),
    write: guarded(nodeFiles.write),
    sync: guarded(nodeFiles.sync),
    close: guarded(nodeFiles.close),
    rename: guarded(nodeFiles.rename),
    remove: nodeFiles.remove,
  }
}

function countCalls(): number {
  const counted = { calls: 0 }
  writeFile(join(folder, 'other.byc'), trades(40_000), { files: failingFiles(-1, counted) })
  rmSync(join(folder, 'other.byc'))
  return counted.calls
}

/** The error of a run whose n-th call fails; none where only the folder could not be synced, after the file is in its place. */
function failAt(failing: number): { code: string; message: string } | undefined {
  const old = readFileSync(path)
  try {
    writeFile(path, trades(40_000), { files: failingFiles(failing, { calls: 0 }) })
  } catch (error) {
    if (isBotyardError(error)) return error
    throw error
  }
  expect(openColumns(path).rows).toBe(40_000)
  writeFileSync(path, old)
  return undefined
}
