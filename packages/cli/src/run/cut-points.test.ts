import { expect, test } from 'vitest'
import { allPoints, earlyPoints, rehearsalShare, scoutPoint } from './cut-points.ts'

const day = 86_400_000_000
const range = { since: 0, from: 0, to: 100 * day }
const hourly = Array.from({ length: 2400 }, (_, hour) => (hour + 1) * 3_600_000_000)

test('what is rehearsed without being asked for adds up to a fifth of the time at most, at several decisions', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const scout = scoutPoint(range)!
    const points = earlyPoints(
      range,
      hourly.filter((time) => time <= scout.after),
      seed,
    )
    const taken = [scout, ...points].reduce((sum, { after }) => sum + after, 0)
    expect(taken).toBeLessThanOrEqual(rehearsalShare * 100 * day)
    expect(points.length).toBeGreaterThan(2)
    expect(points.every(({ after }) => hourly.includes(after))).toBe(true)
    expect(new Set(points.map(({ after }) => after)).size).toBe(points.length)
  }
})

test('history that takes longer than there is time for leaves no cut point, and a bot that decides nothing has one', () => {
  expect(scoutPoint({ ...range, from: 50 * day })).toBeUndefined()
  expect(earlyPoints(range, [], 1)).toEqual([{ after: 5 * day, isShort: false }])
})

test('a proof has points all over the run, some of them cut short, and the same ones for the same seed', () => {
  const points = allPoints(range, hourly, 1)
  expect(points).toHaveLength(32)
  expect(allPoints(range, hourly, 1)).toEqual(points)
  expect(allPoints(range, hourly, 2)).not.toEqual(points)
  expect(points.filter(({ isShort }) => isShort)).toHaveLength(8)
  for (let tenth = 0; tenth < 10; tenth++)
    expect(points.some(({ after }) => after >= tenth * 10 * day && after < (tenth + 1) * 10 * day)).toBe(true)
})

test('where little was decided all of it is a cut point', () => {
  const points = allPoints(range, [5, 6, 7], 1).map(({ after }) => after)
  expect(points.slice(0, 3)).toEqual([5, 6, 7])
  expect(points).toHaveLength(11)
})
