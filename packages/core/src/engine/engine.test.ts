import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { BrokenInvariant } from '../errors/assert.ts'
import type { TapeReader } from '../ports/tape.ts'
import type { Lane, Waiter } from '../ports/venue.ts'
import { TapeClock } from './clock.ts'
import { Engine } from './engine.ts'
import { laneOf, type PlainMessage, readMessage, WritingApplies, writeMessage } from './tape.oracle.ts'

const at = (time: number, name: number, rows = 1): PlainMessage => ({ time, name, rows })

function sceneOf(lanes: readonly Lane[], waiters: readonly Waiter[] = [], readers: readonly TapeReader[] = []) {
  const clock = new TapeClock(new HeapMemory(), 8)
  const applies = new WritingApplies(clock)
  return { clock, applies, engine: new Engine(lanes, waiters, readers, clock, applies) }
}

test('messages of all lanes come by received time, and of equal times by the order of the lanes', () => {
  const lanes = [laneOf(9, [at(2, 20), at(5, 50)]), laneOf(9, [at(1, 11), at(2, 21)]), laneOf(9, [at(2, 22), at(5, 52)])]
  const { engine, applies } = sceneOf(lanes)
  expect(engine.drain(Number.POSITIVE_INFINITY)).toBe('done')
  expect(applies.heard.map(({ name }) => name)).toEqual([11, 20, 21, 22, 50, 52])
})

test('a drain goes up to its horizon and includes it', () => {
  const { engine, applies } = sceneOf([laneOf(9, [at(1, 1), at(2, 2), at(2, 3), at(3, 4)])])
  expect(engine.drain(2)).toBe('done')
  expect(applies.heard.map(({ name }) => name)).toEqual([1, 2, 3])
  expect(engine.drain(Number.NaN)).toBe('done')
  expect(engine.drain(2)).toBe('done')
  expect(applies.heard).toHaveLength(3)
  engine.drain(3)
  expect(applies.heard).toHaveLength(4)
})

test('after about rowsMax rows it comes up for breath and says that there is more', () => {
  const { engine, applies } = sceneOf([laneOf(20, [at(1, 1, 3), at(1, 2, 3), at(2, 3, 3), at(3, 4, 3)])])
  expect(engine.drain(10, 4)).toBe('more')
  expect(applies.heard.map(({ name }) => name)).toEqual([1, 2])
  expect(engine.drain(10, 1)).toBe('more')
  expect(engine.drain(10, 100)).toBe('done')
  expect(engine.rows).toBe(12)
  expect(applies.heard.map(({ name }) => name)).toEqual([1, 2, 3, 4])
})

test('readers see each message, in their order, before it is applied', () => {
  const seen: string[] = []
  const reader = (name: string): TapeReader => ({
    name,
    message(tape, from, to) {
      const message = readMessage(tape, from, to)
      seen.push(`${name} ${message.name} of ${message.rows}, ${applies.heard.length} applied at ${clock.time}`)
    },
  })
  const lane = laneOf(9, [at(5, 1, 2), at(6, 2)])
  const { engine, applies, clock } = sceneOf([lane], [], [reader('recorder'), reader('matcher')])
  engine.drain(10)
  expect(seen).toEqual([
    'recorder 1 of 2, 0 applied at 5',
    'matcher 1 of 2, 0 applied at 5',
    'recorder 2 of 1, 1 applied at 6',
    'matcher 2 of 1, 1 applied at 6',
  ])
})

test('what is wished for in a message leaves before the next one is looked for', () => {
  const { engine, applies } = sceneOf([laneOf(9, [at(1, 1), at(1, 2)])])
  engine.drain(10)
  expect(applies.log).toEqual(['message 1', 'settle', 'message 2', 'settle'])
})

test('a row that came late is applied at once and never moves time back', () => {
  const { engine, applies, clock } = sceneOf([laneOf(9, [at(100, 1), at(40, 2), at(101, 3)])])
  engine.drain(1000)
  expect(applies.heard.map(({ name, time, now }) => [name, time, now])).toEqual([
    [1, 100, 100],
    [2, 40, 100],
    [3, 101, 101],
  ])
  expect(clock.now()).toBe(101)
})

test('rows that a message causes in an earlier lane come before the rest of the same time', () => {
  const orders = laneOf(9)
  const market = laneOf(9, [at(7, 1), at(7, 2), at(8, 3)])
  const { engine, applies } = sceneOf([orders, market])
  applies.inMessage = (name) => {
    if (name === 1) writeMessage(orders, at(7, 100))
  }
  engine.drain(10)
  expect(applies.heard.map(({ name }) => name)).toEqual([1, 100, 2, 3])
})

test('a waiter that is due goes before rows of the same or a later time, the first of them first', () => {
  const lane = laneOf(9)
  const woken: string[] = []
  const waiter = (name: string, due: number) => {
    const one = {
      due,
      wake() {
        woken.push(`${name} at ${clock.time}`)
        writeMessage(lane, at(one.due, 900 + woken.length))
        one.due = Number.POSITIVE_INFINITY
      },
    }
    return one
  }
  const { engine, applies, clock } = sceneOf([lane, laneOf(9, [at(4, 1), at(5, 2)])], [waiter('venue', 5), waiter('clock', 5)])
  engine.drain(10)
  expect(woken).toEqual(['venue at 5', 'clock at 5'])
  expect(applies.heard.map(({ name }) => name)).toEqual([1, 901, 902, 2])
})

test('a waiter without rows around it still moves time, but not beyond the horizon', () => {
  const waiter = { due: 50, wake: () => void (waiter.due = Number.POSITIVE_INFINITY) }
  const { engine, clock } = sceneOf([], [waiter])
  engine.drain(49)
  expect(clock.time).toBe(0)
  engine.drain(50)
  expect({ time: clock.time, due: waiter.due }).toEqual({ time: 50, due: Number.POSITIVE_INFINITY })
})

test('it stops where an answer from outside is missing, and goes on from there', () => {
  const lane = laneOf(9)
  const waiter = {
    due: 5,
    isBlocked: true,
    wake() {
      writeMessage(lane, at(5, 100))
      waiter.due = Number.POSITIVE_INFINITY
    },
  }
  const { engine, applies, clock } = sceneOf([lane, laneOf(9, [at(4, 1), at(5, 2)])], [waiter])
  expect(engine.drain(4)).toBe('done')
  expect([engine.drain(10), engine.drain(10)]).toEqual(['blocked', 'blocked'])
  expect({ applied: applies.heard.length, time: clock.time }).toEqual({ applied: 1, time: 4 })
  waiter.isBlocked = false
  expect(engine.drain(10)).toBe('done')
  expect(applies.heard.map(({ name }) => name)).toEqual([1, 100, 2])
})

test('an instant ends once, after all of its messages, and what that causes belongs to it', () => {
  const orders = laneOf(9)
  const { engine, applies } = sceneOf([orders, laneOf(9, [at(1, 1), at(1, 2)]), laneOf(9, [at(1, 3), at(2, 4)])])
  let open = 0
  applies.inMessage = () => void open++
  applies.atEnd = () => {
    if (open === 0) return false
    if (open > 1) writeMessage(orders, at(1, 100))
    open = 0
    return true
  }
  engine.drain(10)
  expect(applies.log.filter((line) => line !== 'settle')).toEqual([
    'message 1',
    'message 2',
    'message 3',
    'end',
    'message 100',
    'end',
    'message 4',
    'end',
  ])
})

test('the last instant ends too, also when the rows are used up by the horizon', () => {
  const { engine, applies } = sceneOf([laneOf(9, [at(1, 1), at(9, 2)])])
  let open = false
  applies.inMessage = () => void (open = true)
  applies.atEnd = () => open && !(open = false)
  engine.drain(1)
  expect(applies.log).toEqual(['message 1', 'settle', 'end'])
})

test('a lane brings its next rows when they are needed, and is asked for them before anything later is applied', () => {
  const lane: Lane = Object.assign(laneOf(9), {
    refills: [[at(1, 1)], [at(3, 2), at(3, 3)], []],
    refill() {
      for (const message of this.refills.shift() ?? []) writeMessage(this as never, message)
      return lane.head < lane.tail
    },
  })
  const { engine, applies } = sceneOf([lane, laneOf(9, [at(2, 20), at(4, 40)])])
  engine.drain(10)
  expect(applies.heard.map(({ name }) => name)).toEqual([1, 20, 2, 3, 40])
})

test('a venue and a strategy that answer each other without end are a fault, not a hang', () => {
  const lane = laneOf(2, [at(1, 1)])
  const { engine, applies } = sceneOf([lane])
  applies.log.push = () => 0
  applies.heard.push = () => 0
  applies.inMessage = () => void writeMessage(lane, at(1, 1))
  expect(() => engine.drain(10)).toThrow(/^BY2109 Time stands still: nobody does something/)
})

test('a waiter that stays due however often it is woken is a fault too', () => {
  const { engine } = sceneOf([laneOf(2)], [{ due: 1, wake() {} }])
  expect(() => engine.drain(10)).toThrow(BrokenInvariant)
})

test('a message without an end is a fault and is not applied', () => {
  const lane = laneOf(2, [at(1, 1, 2)])
  lane.flags[1] = 0
  const { engine, applies } = sceneOf([lane])
  expect(() => engine.drain(10)).toThrow(/a message ends within its lane/)
  expect(applies.heard).toEqual([])
})
