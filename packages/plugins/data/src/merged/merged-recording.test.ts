import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ColumnsWriter, openColumns } from '@botyard/columns'
import { isBotyardError, isBotyardErrors, Kind, type Tape } from '@botyard/core'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/made.ts'
import { type PlainRow, receivedAt, rowsOf, splitOff } from '../../test/split.ts'
import { makeSynthetic } from '../synthetic/make-synthetic.ts'
import { openData } from './merged-recording.ts'

// The oracle is one file with two markets in it: taken apart and put together again it has to be the same market.

const around = temporaryFolder()
const made = { symbols: ['BTCUSDT', 'ETHUSDT'], hours: 2, kinds: ['bars', 'trades'] as const, seed: 5 }
const whole = openColumns(makeSynthetic({ out: join(around, 'whole.byc'), ...made, kinds: [...made.kinds] }))
const [btc, eth] = [whole.instruments[0]!, whole.instruments[1]!]
const middle = whole.from + 3_600_000_000 + 30_000_000

const folder = join(around, 'parts')
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
})
const part = (name: string, instruments: readonly number[], more: object = {}) =>
  splitOff(whole, { path: join(folder, `${name}.byc`), instruments, ...more })

/** The rows of both markets as two queues: whichever has the earlier row goes on, and the first one when both are as early. */
function expected(): PlainRow[] {
  const queues = [0, 1].map((place) => rowsOf(whole.open([place === 0 ? 0 : -1, place === 1 ? 1 : -1], -Infinity, Infinity)))
  const [first = [], second = []] = queues
  const rows: PlainRow[] = []
  for (let [i, k] = [0, 0]; i < first.length || k < second.length; ) {
    const takesFirst = (first[i]?.[receivedAt] ?? Infinity) <= (second[k]?.[receivedAt] ?? Infinity)
    rows.push(takesFirst ? first[i++]! : second[k++]!)
  }
  return rows
}

function codesOf(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    if (isBotyardErrors(error)) return error.problems.map(({ message }) => message)
    if (isBotyardError(error)) return [error.message]
    throw error
  }
  return []
}

test('files of two symbols are heard as the one file they were made from', () => {
  part('x', [1])
  part('y', [0])
  const merged = openData(folder)
  expect(merged.instruments).toEqual([btc, eth])
  expect({ from: merged.from, to: merged.to, synthetic: merged.synthetic }).toMatchObject({ from: whole.from, to: whole.to })
  const rows = rowsOf(merged.open([0, 1], -Infinity, Infinity))
  expect(rows.length).toBeGreaterThan(1000)
  expect(rows).toEqual(expected())
})

test('files that follow each other in time are one, and a range of them is that of the whole', () => {
  part('late', [0, 1], { from: middle })
  part('early', [0, 1], { to: middle })
  const merged = openData(folder)
  expect(rowsOf(merged.open([1, 0], -Infinity, Infinity))).toEqual(rowsOf(whole.open([1, 0], -Infinity, Infinity)))
  const [from, to] = [middle - 60_000_000, middle + 60_000_000]
  expect(rowsOf(merged.open([0, -1], from, to))).toEqual(rowsOf(whole.open([0, -1], from, to)))
  expect(merged.rowsWithin(-Infinity, Infinity)).toBe(whole.rows)
})

test('names and order of files change neither rows nor checksum, and another row changes the checksum', () => {
  part('a', [0])
  part('b', [1])
  const before = openData(folder)
  const rows = rowsOf(before.open([0, 1], -Infinity, Infinity))
  renameSync(join(folder, 'a.byc'), join(folder, 'z.byc'))
  const after = openData(folder)
  expect(after.checksum).toBe(before.checksum)
  expect(rowsOf(after.open([0, 1], -Infinity, Infinity))).toEqual(rows)
  part('b', [1], { to: middle })
  expect(openData(folder).checksum).not.toBe(before.checksum)
})

test('it offers what any of the files has of an instrument, and only that', () => {
  part('a', [0])
  part('b', [1], { from: middle })
  const merged = openData(folder)
  expect([merged.offers(btc, 'trades'), merged.offers(eth, 'bars', '1m'), merged.offers(eth, 'book')]).toEqual([
    true,
    true,
    false,
  ])
  expect(merged.intervals(btc)).toEqual(['1m'])
  expect(merged.intervals({ ...btc, venue: 'elsewhere' })).toEqual(['1m'])
  expect(merged.intervals({ ...btc, kind: 'spot' })).toEqual([])
})

test('rows that name rules and data by number name the same ones when heard together', () => {
  for (const [name, place, tick, mood] of [
    ['a', 0, 0.5, 'mood'],
    ['b', 1, 0.25, 'wind'],
  ] as const) {
    const rules = whole.instruments[place]!
    const path = join(folder, `${name}.byc`)
    const writer = new ColumnsWriter({ path, name, synthetic: true, instruments: [rules] })
    writer.text('data', ['note', mood])
    put(writer.tape, Kind.instrument, writer.rule({ time: 5, instrument: 0, rules: { ...rules, tick } }))
    for (const note of [0, 1]) put(writer.tape, Kind.data, note)
    writer.finish()
  }
  const merged = openData(folder)
  expect(merged.dataNames).toEqual(['note', 'mood', 'wind'])
  const heard = new Map<string, unknown[]>()
  for (const [kind, , instrument, , , , , , ref] of rowsOf(merged.open([0, -1], 0, 10)).concat(
    rowsOf(merged.open([-1, 0], 0, 10)),
  )) {
    const key = `${kind}/${instrument}`
    heard.set(key, [...(heard.get(key) ?? []), kind === Kind.instrument ? merged.rules[ref!]?.tick : merged.dataNames[ref!]])
  }
  expect([...heard.values()]).toEqual([
    [0.5, 0.25],
    ['note', 'mood', 'note', 'wind'],
  ])
})

function put(tape: Tape, kind: number, ref: number): void {
  tape.open()
  const row = tape.next(kind)
  tape.ref[row] = ref
  tape.exchangeTime[row] = 5
  tape.receivedTime[row] = 5
  tape.close()
}

test('the same rows in two files are refused, unless nobody asks for them', () => {
  part('a', [0, 1])
  part('b', [1], { from: middle })
  const merged = openData(folder)
  expect(codesOf(() => merged.open([0, 1], -Infinity, Infinity))).toEqual([
    expect.stringMatching(/^BY6014 .*a\.byc and .*b\.byc both have trades of linear:ETHUSDT/),
    expect.stringMatching(/^BY6014 .* both have 1m bars of linear:ETHUSDT/),
  ])
  expect(rowsOf(merged.open([0, -1], -Infinity, Infinity))).toEqual(rowsOf(whole.open([0, -1], -Infinity, Infinity)))
})

test('a file with other units for the same symbol is refused, because its prices would be others', () => {
  part('a', [0], { to: middle })
  part('b', [0], { from: middle, rules: (rules: typeof btc) => ({ ...rules, tick: rules.tick * 2 }) })
  expect(codesOf(() => openData(folder).open([0], -Infinity, Infinity))).toEqual([
    expect.stringMatching(/^BY6015 .*linear:BTCUSDT/),
  ])
})

test('of a folder those files are taken that have a symbol of the bot, and all of them when one is in none', () => {
  part('a', [0])
  part('b', [1])
  expect(openData(folder, ['sim:linear:ETHUSDT']).instruments).toEqual([eth])
  expect(openData(folder, ['ETHUSDT', 'BTCUDST']).instruments).toEqual([btc, eth])
  expect(openData(join(folder, 'a.byc'), ['ETHUSDT']).instruments).toEqual([btc])
})

test('a file whose name is the end of another name is not meant by that, nor one of another kind', () => {
  part('a', [0], { rules: (rules: object) => ({ ...rules, name: 'BTC/USDT:USDT' }) })
  part('b', [1], { rules: (rules: object) => ({ ...rules, name: 'USDT' }) })
  part('c', [1], { rules: (rules: object) => ({ ...rules, name: 'USDT', kind: 'spot' }) })
  const heard = (symbol: string) => openData(folder, [symbol]).instruments.map(({ kind, name }) => `${kind} ${name}`)
  expect(heard('mine:linear:BTC/USDT:USDT')).toEqual(['linear BTC/USDT:USDT'])
  expect(heard('spot:USDT')).toEqual(['spot USDT'])
})

test('a folder without data, and one with a file that is cut, empty or no data file, are told by name', () => {
  expect(codesOf(() => openData(folder))).toEqual([expect.stringMatching(/^BY6013 .*parts has no data files/)])
  writeFileSync(join(folder, 'notes.txt'), 'no data')
  expect(codesOf(() => openData(folder))).toEqual([expect.stringMatching(/^BY6013/)])
  part('a', [0])
  const bytes = readFileSync(join(folder, 'a.byc'))
  for (const [content, code] of [
    [bytes.subarray(0, bytes.length - 100), /^BY600[78] .*cut\.byc/],
    [bytes.subarray(0, 0), /^BY6004 .*cut\.byc/],
    [Buffer.from('time,open\n1,2\n'.repeat(20)), /^BY6005 .*cut\.byc/],
  ] as const) {
    writeFileSync(join(folder, 'cut.byc'), content)
    expect(codesOf(() => openData(folder, ['BTCUSDT']))).toEqual([expect.stringMatching(code)])
  }
})
