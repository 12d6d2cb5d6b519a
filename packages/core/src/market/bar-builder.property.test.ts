import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toMicros } from '../options/duration-text.ts'
import type { Duration, Micros } from '../ports/time.ts'
import { asPart, BarScene, endOf, keeping, type PlainBar, type PlainTrade, plainBars } from './bars.oracle.ts'

const begin = Date.UTC(2024, 7, 8) * 1000
const minute = toMicros('1m')

// Mostly busy, sometimes silent for minutes or hours, and now and then exactly on a boundary.
const gaps = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 40_000_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 30 * minute }) },
  { weight: 1, arbitrary: fc.constantFrom(minute, 60 * minute, 200 * minute) },
)
const trades = fc
  .array(fc.tuple(gaps, fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 1e6 }), fc.boolean()), {
    minLength: 1,
    maxLength: 120,
  })
  .map((steps) => {
    let time = begin
    let units = 100_000
    return steps.map(([gap, move, lots, align]): PlainTrade => {
      time += gap
      if (align) time -= time % minute
      time = Math.max(time, begin)
      units += move
      return { time, units, lots }
    })
  })
  .map((list) => [...list].sort((a, b) => a.time - b.time))

/** Bars of trades as an engine makes them: a timer at each boundary before any trade of that time, and one more day of timers. */
function fromTrades(list: readonly PlainTrade[], interval: Duration, until: Micros): PlainBar[] {
  const scene = new BarScene(interval)
  const micros = toMicros(interval)
  let boundary = begin + micros
  scene.builder.start(begin)
  for (const trade of list) {
    for (; boundary <= trade.time; boundary += micros) scene.close(boundary)
    scene.trade(trade)
  }
  for (; boundary <= until; boundary += micros) scene.close(boundary)
  return scene.shown
}

function fromBars(bars: readonly PlainBar[], interval: Duration, from: Duration): PlainBar[] {
  const scene = new BarScene(interval, from)
  scene.builder.start(begin)
  for (const bar of bars) scene.bar(bar)
  return scene.shown
}

const dayAfter = (list: readonly PlainTrade[]) => endOf(list.at(-1)!.time, toMicros('1d'))

test('bars from trades are what grouping the trades by hand gives', () => {
  fc.assert(
    fc.property(trades, fc.constantFrom<Duration>('1m', '3m', '15m', '1h'), (list, interval) => {
      const expected = plainBars(list.map(asPart), toMicros(interval), dayAfter(list))
      expect(fromTrades(list, interval, dayAfter(list))).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

test('boundaries that pass at once are closed one by one, before the trade that comes after them', () => {
  fc.assert(
    fc.property(trades, (list) => {
      const scene = new BarScene('1m')
      for (const trade of list) scene.trade(trade)
      scene.close(dayAfter(list))
      const isWhole = list[0].time % minute === 0
      const expected = plainBars(list.map(asPart), minute, dayAfter(list))
      expect(scene.shown).toEqual(isWhole ? expected : expected.slice(1))
    }),
    { numRuns: 60 },
  )
})

test.each<[Duration]>([['1m'], ['2m'], ['5m'], ['15m'], ['1h'], ['4h'], ['1d']])(
  'bars of %s from bars of a minute equal those from the same trades',
  (interval) => {
    fc.assert(
      fc.property(trades, (list) => {
        const until = dayAfter(list)
        const minutes = fromTrades(list, '1m', until)
        const bars = fromBars(minutes, interval, '1m')
        expect(bars).toEqual(fromTrades(list, interval, until))
        const volume = (all: readonly { lots: number }[]) => all.reduce((sum, { lots }) => sum + lots, 0)
        expect(volume(bars)).toBe(volume(list))
      }),
      { numRuns: 40 },
    )
  },
)

test('a quarter of an hour from five minutes equals one from minutes', () => {
  fc.assert(
    fc.property(trades, (list) => {
      const minutes = fromTrades(list, '1m', dayAfter(list))
      expect(fromBars(fromBars(minutes, '5m', '1m'), '15m', '5m')).toEqual(fromBars(minutes, '15m', '1m'))
    }),
    { numRuns: 40 },
  )
})

test('inner bars that are missing are missing, and bars without any inner bar are flat', () => {
  fc.assert(
    fc.property(trades, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (list, dice) => {
      const minutes = fromTrades(list, '1m', dayAfter(list)).filter(() => dice.next().value !== 0)
      const parts = minutes.map((bar) => ({ ...bar, begin: bar.end - minute }))
      // A bar whose last minute is missing closes when a later minute comes, so the last one may still be open.
      const newest = parts.at(-1)?.begin ?? begin
      const until =
        minutes.at(-1)?.end === endOf(newest, 5 * minute) ? endOf(newest, 5 * minute) : endOf(newest, 5 * minute) - 5 * minute
      expect(fromBars(minutes, '5m', '1m')).toEqual(plainBars(parts, 5 * minute, until))
    }),
    { numRuns: 100 },
  )
})

test('a restart in between changes nothing', () => {
  fc.assert(
    fc.property(trades, fc.nat(), (list, cut) => {
      const first = keeping()
      const before = new BarScene('5m', undefined, 3, first.keep)
      const part = cut % list.length
      for (const trade of list.slice(0, part)) before.trade(trade)
      const after = new BarScene('5m', undefined, 3, keeping(first.records).keep)
      expect({ ...after.series }).toEqual({ ...before.series })
      const whole = new BarScene('5m', undefined, 3)
      for (const trade of list.slice(part)) after.trade(trade)
      for (const trade of list) whole.trade(trade)
      expect([...before.shown, ...after.shown]).toEqual(whole.shown)
      expect(after.series).toMatchObject({ count: whole.series.count, nextOpen: whole.series.nextOpen })
      for (const bars of [0, 1, 2, 3]) expect({ ...after.series.back(bars) }).toEqual({ ...whole.series.back(bars) })
    }),
    { numRuns: 60 },
  )
})
