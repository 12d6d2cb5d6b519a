import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import type { Clock, Duration, Micros } from '../ports/time.ts'
import { TapeClock } from './clock.ts'
import { Engine } from './engine.ts'
import { laneOf, type PlainMessage, WritingApplies, writeMessage } from './tape.oracle.ts'

const second = 1_000_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
/** A Wednesday at noon, UTC. */
const noon = Date.UTC(2024, 0, 3, 12) * 1000

function scene(begin: Micros = noon, timersMax = 16, messages: readonly PlainMessage[] = []) {
  const clock = new TapeClock(new HeapMemory(), timersMax)
  clock.time = begin
  const applies = new WritingApplies(clock)
  const market = laneOf(64, messages)
  const engine = new Engine([clock.lane, market], [clock], [], clock, applies)
  const woken: string[] = []
  const lastDaily = new Map<string, Micros>()
  const seat = { lastDaily, run: (wake: () => void) => wake() }
  const desk = clock.of(seat)
  const wake = (name: string) => () => void woken.push(`${name} +${(desk.now() - begin) / second}s`)
  return { clock, engine, applies, market, desk, wake, woken, lastDaily, seat }
}

test('it stands still within a callback and moves with the rows', () => {
  const { engine, applies, desk } = scene(noon, 4, [{ time: noon + 5, name: 1, rows: 2 }])
  const read: number[] = []
  applies.inMessage = () => void read.push(desk.now() - noon, desk.now() - noon)
  engine.drain(noon + 10)
  expect(read).toEqual([5, 5])
})

test('after wakes once, at the time of asking and the delay', () => {
  const { engine, desk, wake, woken } = scene()
  desk.after('1500ms', wake('once'))
  desk.after('0s', wake('now'))
  engine.drain(noon + day)
  expect(woken).toEqual(['now +0s', 'once +1.5s'])
})

test.each<[Duration, Micros, number[]]>([
  ['15m', noon + 7 * minute, [8 * minute, 23 * minute, 38 * minute]],
  ['1h', noon, [hour, 2 * hour, 3 * hour]],
  ['1d', noon + hour, [11 * hour, 35 * hour, 59 * hour]],
  ['7h', noon, [5 * hour, 12 * hour, 19 * hour]],
  ['250ms', noon + 1, [249_999, 499_999, 749_999]],
])('every %s is aligned to the epoch, whenever it is asked for', (interval, begin, expected) => {
  const { engine, desk, clock } = scene(begin)
  const woken: number[] = []
  desk.every(interval, () => void woken.push(clock.time - begin))
  engine.drain(begin + (expected[2] ?? 0))
  expect(woken).toEqual(expected)
})

test('several that are due at once wake in the order in which they were set', () => {
  const { engine, desk, wake, woken } = scene()
  desk.every('1m', wake('a'))
  desk.after('1m', wake('b'))
  desk.daily('12:01', 'UTC', 'skip', wake('c'))
  engine.drain(noon + 2 * minute)
  expect(woken).toEqual(['a +60s', 'b +60s', 'c +60s', 'a +120s'])
})

test('timers come before rows of the same time and after rows of an earlier one', () => {
  const rows = [59, 60, 60, 61].map((seconds, i) => ({ time: noon + seconds * second, name: i, rows: 1 }))
  const { engine, desk, wake, woken, applies } = scene(noon, 4, rows)
  applies.inMessage = (name) => void woken.push(`row ${name}`)
  desk.every('1m', wake('timer'))
  engine.drain(noon + minute + second)
  expect(woken).toEqual(['row 0', 'timer +60s', 'row 1', 'row 2', 'row 3'])
})

test('a timer that is set within a wake-up fires in its turn, also when it is due at once', () => {
  const { engine, desk, wake, woken } = scene()
  desk.after('1m', () => {
    wake('first')()
    desk.after('0ms', wake('at once'))
    desk.after('1s', wake('later'))
  })
  desk.after('1m', wake('second'))
  engine.drain(noon + hour)
  expect(woken).toEqual(['first +60s', 'second +60s', 'at once +60s', 'later +61s'])
})

test('timers that set the next one at once never choke, also with no room but their own', () => {
  const { engine, desk, woken } = scene(noon, 4)
  const again = (name: string, times: number) => () => {
    woken.push(`${name}${times}`)
    if (times > 1) desk.after('0ms', again(name, times - 1))
  }
  for (const name of ['a', 'b', 'c', 'd']) desk.after('1s', again(name, 3))
  engine.drain(noon + second)
  expect(woken).toEqual(['a3', 'b3', 'c3', 'd3', 'a2', 'b2', 'c2', 'd2', 'a1', 'b1', 'c1', 'd1'])
})

test('a cancelled timer never wakes, also when it is due at the same instant and its row is written', () => {
  const { engine, desk, wake, woken } = scene()
  const numbers: number[] = []
  desk.after('1m', () => {
    wake('first')()
    for (const number of numbers) desk.cancel(number)
  })
  numbers.push(desk.after('1m', wake('never')), desk.every('30s', wake('until then')))
  engine.drain(noon + hour)
  expect(woken).toEqual(['until then +30s', 'first +60s'])
})

test('a timer that cancels itself within its wake-up is gone', () => {
  const { engine, desk, wake, woken } = scene()
  const number = desk.every('1m', () => {
    wake('tick')()
    if (woken.length === 2) desk.cancel(number)
  })
  engine.drain(noon + hour)
  expect(woken).toEqual(['tick +60s', 'tick +120s'])
})

test('cancelling twice, or a number that never was, is nothing', () => {
  const { engine, desk, wake, woken } = scene()
  const number = desk.after('1s', wake('gone'))
  for (const one of [number, number, 0, -1, 999, Number.NaN]) desk.cancel(one)
  desk.after('2s', wake('there'))
  engine.drain(noon + hour)
  expect(woken).toEqual(['there +2s'])
})

test('one timer more than there is room for throws at once, and room comes back', () => {
  const { engine, desk, wake, woken } = scene(noon, 2)
  const first = desk.after('1s', wake('first'))
  desk.after('2s', wake('second'))
  expect(() => desk.after('3s', wake('third'))).toThrow(/BY2106.*2 timers/)
  desk.cancel(first)
  desk.after('3s', wake('third'))
  expect(() => desk.every('3s', wake('fourth'))).toThrow(/BY2106/)
  engine.drain(noon + hour)
  desk.after('1s', wake('after that'))
  desk.after('1s', wake('after that'))
  expect(woken).toEqual(['second +2s', 'third +3s'])
})

test('timers of the engine itself take no room away, however many are due at once', () => {
  const { engine, desk, clock, wake, woken } = scene(noon, 2)
  const own = clock.of({ lastDaily: new Map(), run: (work) => work(), isEngine: true })
  for (let i = 0; i < 5; i++) own.every('1m', wake(`engine ${i}`))
  for (const name of ['a', 'b']) desk.after('1m', wake(name))
  expect(() => desk.after('1m', () => {})).toThrow(/BY2106/)
  engine.drain(noon + minute)
  expect(woken).toEqual(['engine 0', 'engine 1', 'engine 2', 'engine 3', 'engine 4', 'a', 'b'].map((name) => `${name} +60s`))
})

test('what is no length of time is refused at once, and so is an interval without length', () => {
  const { desk } = scene()
  expect(() => desk.after('5 minutes' as Duration, () => {})).toThrow(/BY1108/)
  expect(() => desk.after('-1s', () => {})).toThrow(/BY1108/)
  expect(() => desk.every('0s', () => {})).toThrow(/BY1104.*every/)
})

test('timers of a strategy that is out die with it, those of others go on', () => {
  const { engine, desk, clock, seat, wake, woken } = scene(noon, 4)
  const other = clock.of({ ...seat })
  desk.every('1s', wake('its'))
  desk.after('2s', () => clock.forget(seat))
  desk.after('2s', wake('row is written'))
  other.after('3s', wake('other'))
  engine.drain(noon + minute)
  expect(woken).toEqual(['its +1s', 'its +2s', 'other +3s'])
  for (let i = 0; i < 4; i++) other.after('1s', wake('room for all'))
})

test.each<[string, 'run' | 'skip', Micros, string[]]>([
  ['down over the time: run wakes at once, then as usual', 'run', hour, ['daily +3600s', 'daily +88200s']],
  ['down over the time: skip waits for tomorrow', 'skip', hour, ['daily +88200s']],
  ['down for days: run wakes once only', 'run', 3 * day, ['daily +259200s', 'daily +261000s']],
  ['down, but not over the time', 'run', 10 * minute, ['daily +1800s']],
])('a bot that was %s', (_, missed, downFor, expected) => {
  // 12:30 on the clocks of Kolkata is 07:00 UTC; the bot goes down at 06:30.
  const begin = Date.UTC(2024, 0, 3, 6, 30) * 1000
  const set = (clock: Clock, wake: () => void) => clock.daily('12:30', 'Asia/Kolkata', missed, wake)
  const before = scene(begin - day)
  set(before.desk, () => {})
  before.engine.drain(begin)
  const after = scene(begin)
  for (const [key, time] of JSON.parse(JSON.stringify([...before.lastDaily]))) after.lastDaily.set(key, time)
  after.clock.time = begin + downFor
  set(after.desk, after.wake('daily'))
  after.engine.drain(begin + downFor + day)
  expect(after.woken).toEqual(expected)
})

test('a bot that starts for the first time has missed nothing', () => {
  const { engine, desk, wake, woken } = scene(noon)
  desk.daily('09:00', 'UTC', 'run', wake('daily'))
  engine.drain(noon + day)
  expect(woken).toEqual([`daily +${(21 * hour) / second}s`])
})

test('the newest run is remembered, so a second restart runs nothing again', () => {
  const first = scene(noon)
  first.lastDaily.set('09:00 UTC', noon - 2 * day)
  first.desk.daily('09:00', 'UTC', 'run', first.wake('daily'))
  first.engine.drain(noon)
  expect(first.woken).toEqual(['daily +0s'])
  const second = scene(noon)
  second.lastDaily.set('09:00 UTC', first.lastDaily.get('09:00 UTC')!)
  second.clock.time = noon + hour
  second.desk.daily('09:00', 'UTC', 'run', second.wake('daily'))
  second.engine.drain(noon + 2 * hour)
  expect(second.woken).toEqual([])
})

test('a wrong time of day or zone is refused at once', () => {
  const { desk } = scene()
  for (const at of ['24:00', '9.30', '12:60', '', '1200'])
    expect(() => desk.daily(at as '12:00', 'UTC', 'run', () => {})).toThrow(/BY1102.*time of day/)
  expect(() => desk.daily('12:00', 'Europe/Atlantis', 'run', () => {})).toThrow(/BY1102.*time zone/)
})

test('a row that comes late wakes nobody early', () => {
  const { engine, desk, market, wake, woken } = scene(noon, 4, [{ time: noon + minute, name: 1, rows: 1 }])
  desk.after('2m', wake('timer'))
  engine.drain(noon + minute)
  writeMessage(market, { time: noon + second, name: 2, rows: 1 })
  engine.drain(noon + hour)
  expect(woken).toEqual(['timer +120s'])
})
