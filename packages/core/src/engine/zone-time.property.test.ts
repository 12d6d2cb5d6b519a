import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Micros } from '../ports/time.ts'
import { minutesOf, ZoneTime } from './zone-time.ts'

const minute = 60_000_000
const slot = 15 * minute
const day = 1440 * minute
const from = Date.UTC(2018, 0, 1) * 1000
const to = Date.UTC(2026, 0, 1) * 1000

// Half an hour of summer time, two hours of it, quarters of an hour, jumps at midnight and in the month of Ramadan, and none at all.
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'America/St_Johns',
  'Pacific/Chatham',
  'UTC',
]

/** Minutes that a zone is ahead of UTC, read from the name that the runtime gives its clock: 'GMT+10:30'. */
function offsetsOf(zone: string): (time: Micros) => Micros {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  const known = new Map<number, Micros>()
  return (time) => {
    const place = Math.floor(time / slot)
    const offset = known.get(place)
    if (offset !== undefined) return offset
    const name = format.formatToParts((place * slot) / 1000).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
    const read = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minute
    known.set(place, read)
    return read
  }
}

const dayOf = (wall: Micros) => Math.floor(wall / day)

/** Walks over the minutes of a few days and takes the first that shows the time, or at which the clock has jumped over it. */
function naiveNext(offset: (time: Micros) => Micros, time: Micros, minutes: number): Micros {
  const begin = time - (time % minute) - 2 * day
  const shown = new Set<number>()
  let wallBefore = begin - minute + offset(begin - minute)
  for (let now = begin; ; now += minute) {
    const wall = now + offset(now)
    // Every wall minute between the one before and this one was shown now or was jumped over; which days count once only, and days of
    // which no minute was shown never.
    for (let passed = wallBefore + minute; passed <= wall; passed += minute) {
      if (dayOf(passed) > dayOf(wallBefore) && dayOf(passed) < dayOf(wall)) continue
      if (((passed % day) + day) % day !== minutes * minute || shown.has(passed)) continue
      shown.add(passed)
      if (now > time) return now
    }
    wallBefore = wall
  }
}

test.each(zones)('%s: the next time of day is the first after that shows it, or the jump over it', (zone) => {
  const offset = offsetsOf(zone)
  const wall = new ZoneTime(zone)
  const changes: Micros[] = []
  for (let time = from; time < to; time += day) {
    if (offset(time) === offset(time + day)) continue
    for (let at = time; at < time + day; at += slot) if (offset(at) !== offset(at + slot)) changes.push(at + slot)
  }
  const anywhere = fc.integer({ min: from, max: to - 3 * day })
  const aroundChange =
    changes.length === 0
      ? anywhere
      : fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * day, max: 2 * day })).map(([at, by]) => at + by)
  const time = fc.oneof(anywhere, aroundChange).chain((at) => fc.constantFrom(at, at - (at % minute)))
  fc.assert(
    fc.property(time, fc.integer({ min: 0, max: 1439 }), (at, minutes) => {
      expect(wall.offset(at)).toBe(offset(at))
      expect(new Date(wall.nextDaily(at, minutes) / 1000)).toEqual(new Date(naiveNext(offset, at, minutes) / 1000))
    }),
    { numRuns: 60 },
  )
})

test('runs of a daily timer are one a day, in every zone and over every change of the clock', () => {
  for (const zone of ['Europe/Berlin', 'Australia/Lord_Howe', 'America/Sao_Paulo']) {
    const wall = new ZoneTime(zone)
    for (const minutes of [0, 30, 120, 150, 1439]) {
      let time = Date.UTC(2018, 0, 1, 12) * 1000
      const days: number[] = []
      for (let i = 0; i < 400; i++) {
        time = wall.nextDaily(time, minutes)
        days.push(Math.floor((time + wall.offset(time)) / day))
      }
      expect(days).toEqual(days.map((_, i) => days[0]! + i))
    }
  }
})

const allZones = Intl.supportedValuesOf('timeZone')
// Before 1975 a few clocks were still ahead of UTC by odd seconds.
const firstYear = 1975

test('in every zone of the runtime the next time of day is the first that shows it, around changes of the clock too', () => {
  const offsets = new Map(allZones.map((zone) => [zone, offsetsOf(zone)]))
  const around = fc.tuple(fc.constantFrom(...allZones), fc.integer({ min: firstYear, max: 2030 })).chain(([zone, year]) => {
    const offset = offsets.get(zone)!
    const month = (place: number) => Date.UTC(year, place) * 1000
    const changed = Array.from({ length: 12 }, (_, place) => place).filter(
      (place) => offset(month(place)) !== offset(month(place + 1)),
    )
    const places = changed.map((place) =>
      changeIn((time) => offset(time) === offset(month(place + 1)), month(place), month(place + 1)),
    )
    const at = places.length > 0 ? fc.constantFrom(...places) : fc.integer({ min: 0, max: 364 }).map((n) => month(0) + n * day)
    return fc.record({ zone: fc.constant(zone), at, by: fc.integer({ min: -2 * day, max: 2 * day }) })
  })
  fc.assert(
    fc.property(around, fc.integer({ min: 0, max: 1439 }), ({ zone, at, by }, minutes) => {
      const found = new ZoneTime(zone).nextDaily(at + by, minutes)
      expect(new Date(found / 1000)).toEqual(new Date(naiveNext(offsets.get(zone)!, at + by, minutes) / 1000))
    }),
    { numRuns: 300 },
  )
})

test('a zone that moves over the date line leaves a day out, and a daily timer with it', () => {
  const moves = allZones.flatMap((zone) => {
    const offset = offsetsOf(zone)
    const [from, to] = [Date.UTC(firstYear, 0) * 1000, Date.UTC(2030, 0) * 1000]
    if (offset(to) - offset(from) < day / 2) return []
    return [{ zone, offset, at: changeIn((time) => offset(time) - offset(from) > day / 2, from, to) }]
  })
  expect(moves.map(({ zone }) => zone)).toContain('Pacific/Apia')
  for (const { zone, offset, at } of moves) {
    const wall = new ZoneTime(zone)
    for (const minutes of [0, 1, 720, 1439]) {
      const days: Micros[] = []
      for (let time = wall.nextDaily(at - 3 * day, minutes); time < at + 3 * day; time = wall.nextDaily(time, minutes)) {
        expect(new Date((time + offset(time)) / 1000).getUTCMinutes()).toBe(minutes % 60)
        days.push(dayOf(time + offset(time)))
      }
      expect(new Set(days).size, zone).toBe(days.length)
      expect(
        days.filter((one) => one === dayOf(at + offset(at)) - 1),
        zone,
      ).toEqual([])
    }
  }
})

/** The first quarter of an hour after a change of the clock between two times, by whatever tells the time after it from the one before. */
function changeIn(isAfter: (time: Micros) => boolean, from: Micros, to: Micros): Micros {
  let [low, high] = [from - (from % slot), to - (to % slot)]
  while (high - low > slot) {
    const middle = low + Math.floor((high - low) / 2 / slot) * slot
    if (isAfter(middle)) high = middle
    else low = middle
  }
  return high
}

test.each<[string, string, string, string, string]>([
  ['spring: 02:30 is jumped over and comes at the jump', 'Europe/Berlin', '02:30', '2024-03-30T12:00Z', '2024-03-31T01:00Z'],
  ['autumn: 02:30 comes the first of two times', 'Europe/Berlin', '02:30', '2024-10-26T12:00Z', '2024-10-27T00:30Z'],
  ['and not the second time', 'Europe/Berlin', '02:30', '2024-10-27T00:30Z', '2024-10-28T01:30Z'],
  ['from between the two it is tomorrow', 'Europe/Berlin', '02:30', '2024-10-27T01:00Z', '2024-10-28T01:30Z'],
  ['the opening bell before summer time', 'America/New_York', '09:30', '2024-03-08T20:00Z', '2024-03-09T14:30Z'],
  ['the opening bell after it', 'America/New_York', '09:30', '2024-03-09T20:00Z', '2024-03-10T13:30Z'],
  ['half an hour is jumped over', 'Australia/Lord_Howe', '02:15', '2024-10-05T00:00Z', '2024-10-05T15:30Z'],
  ['half an hour comes twice', 'Australia/Lord_Howe', '01:45', '2024-04-06T00:00Z', '2024-04-06T14:45Z'],
  ['a zone on the half hour', 'Asia/Kolkata', '09:15', '2024-01-01T03:45Z', '2024-01-02T03:45Z'],
  ['just before it', 'Asia/Kolkata', '09:15', '2024-01-01T03:44:59.999Z', '2024-01-01T03:45Z'],
  ['midnight that is jumped over', 'America/Sao_Paulo', '00:00', '2018-11-03T12:00Z', '2018-11-04T03:00Z'],
  ['a day that is left out has no time of day', 'Pacific/Apia', '12:00', '2011-12-29T23:00Z', '2011-12-30T22:00Z'],
  ['and the day after it begins at its midnight', 'Pacific/Apia', '00:00', '2011-12-29T23:00Z', '2011-12-30T10:00Z'],
])('%s', (_, zone, at, after, expected) => {
  const found = new ZoneTime(zone).nextDaily(Date.parse(after) * 1000, minutesOf(at as '12:00'))
  expect(new Date(found / 1000)).toEqual(new Date(expected))
})

test('a time of day is read as hours and minutes', () => {
  expect((['00:00', '9:05', '09:05', '23:59'] as const).map(minutesOf)).toEqual([0, 545, 545, 1439])
})

test('a zone that is left out is refused instead of being that of the machine', () => {
  expect(() => new ZoneTime(undefined as never)).toThrow(/BY1102.*time zone is undefined/)
})
