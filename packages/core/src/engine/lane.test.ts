import { expect, test } from 'vitest'
import { copyRow } from './copy-row.ts'
import { laneOf, readMessage, writeMessage } from './tape.oracle.ts'
import { Flag, Kind } from './tape-kinds.ts'

const message = (name: number, rows = 1) => ({ time: 1000 + name, name, rows })

test('a message is visible when it is closed and not before', () => {
  const lane = laneOf(8)
  lane.open()
  lane.next(Kind.trade)
  lane.next(Kind.trade)
  expect(lane.tail).toBe(0)
  lane.close()
  expect(lane.tail).toBe(2)
})

test('the first row gives its times and its sequence to the rest, and the last row ends the message', () => {
  const lane = laneOf(8, [message(1, 3), message(2, 1)])
  expect([...lane.receivedTime.slice(0, 4)]).toEqual([1001, 1001, 1001, 1002])
  expect([...lane.exchangeTime.slice(0, 4)]).toEqual([1001, 1001, 1001, 1002])
  expect([...lane.sequence.slice(0, 4)]).toEqual([1, 1, 1, 2])
  expect([...lane.flags.slice(0, 4)].map((flags) => flags & Flag.last)).toEqual([0, 0, Flag.last, Flag.last])
})

test('flags that a producer sets stay beside the end of the message', () => {
  const lane = laneOf(2)
  lane.open()
  lane.flags[lane.next(Kind.trade)] = Flag.flat
  lane.flags[lane.next(Kind.trade)] = Flag.flat
  lane.close()
  expect([...lane.flags]).toEqual([Flag.flat, Flag.flat | Flag.last])
})

test('a row that is copied is the same in every column', () => {
  const [from, into] = [laneOf(2), laneOf(2)]
  const columns = Object.keys(from).filter((name) => ArrayBuffer.isView(from[name as keyof typeof from]))
  expect(columns).toHaveLength(12)
  const read = (lane: typeof from, row: number) =>
    columns.map((name) => (lane as unknown as Record<string, number[]>)[name]?.[row])
  for (const [i, name] of columns.entries()) (from as unknown as Record<string, number[]>)[name]![1] = i + 1
  copyRow(from, 1, into, 0)
  expect(read(into, 0)).toEqual(read(from, 1))
  expect(read(into, 0)).toEqual(columns.map((_, i) => i + 1))
  expect(new Set(read(into, 1))).toEqual(new Set([0]))
})

test('an empty message is nothing', () => {
  const lane = laneOf(2)
  lane.open()
  lane.close()
  lane.close()
  expect(lane.tail).toBe(0)
})

test('a message left open is continued by the next open, not nested', () => {
  const lane = laneOf(4)
  lane.open()
  lane.ref[lane.next(Kind.trade)] = 7
  lane.open()
  lane.next(Kind.trade)
  lane.close()
  expect(readMessage(lane, 0, lane.tail)).toMatchObject({ name: 7, rows: 2 })
})

test('a full lane says -1 and counts it, and what was discarded is never seen', () => {
  const lane = laneOf(4, [message(1, 3)])
  expect(writeMessage(lane, message(2, 2))).toBe(false)
  expect({ tail: lane.tail, dropped: lane.dropped }).toEqual({ tail: 3, dropped: 1 })
  expect(writeMessage(lane, message(3, 1))).toBe(true)
  expect(readMessage(lane, 3, lane.tail)).toEqual(message(3, 1))
})

test('rows begin at the start again when everything was read', () => {
  const lane = laneOf(4, [message(1, 2), message(2, 2)])
  lane.head = 4
  expect(writeMessage(lane, message(4, 4))).toBe(true)
  expect({ head: lane.head, tail: lane.tail }).toEqual({ head: 0, tail: 4 })
  expect(readMessage(lane, 0, 4)).toEqual(message(4, 4))
})

test('a lane that never runs empty goes on for ever, because what is unread moves to the start', () => {
  const lane = laneOf(8, [message(1, 1), message(2, 2)])
  for (let name = 3; name < 100; name++) {
    expect(writeMessage(lane, message(name, 2))).toBe(true)
    const from = lane.head
    lane.head += name === 3 ? 1 : 2
    expect(readMessage(lane, from, lane.head)).toEqual(message(name - 2, name === 3 ? 1 : 2))
  }
  expect(lane.dropped).toBe(0)
})

test('a message that was begun before the rest was read stays where it is', () => {
  const lane = laneOf(4, [message(1, 2)])
  lane.open()
  lane.ref[lane.next(Kind.trade)] = 9
  lane.head = 2
  lane.open()
  lane.close()
  expect({ head: lane.head, tail: lane.tail, name: lane.ref[2] }).toEqual({ head: 2, tail: 3, name: 9 })
})

test('a row that is used again has no flags of its past', () => {
  const lane = laneOf(1)
  lane.open()
  lane.flags[lane.next(Kind.fill)] = Flag.maker
  lane.close()
  lane.head = 1
  lane.open()
  expect(lane.flags[lane.next(Kind.fill)]).toBe(0)
})
