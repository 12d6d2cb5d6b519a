import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTime } from './read-time.ts'

const dates = fc.date({ min: new Date('0100-01-01T00:00:00Z'), max: new Date('9000-01-01T00:00:00Z'), noInvalidDate: true })

test('times are those of the calendar, in any spelling', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, east) => {
      const iso = date.toISOString()
      const micros = date.getTime() * 1000
      expect(readTime(iso)).toBe(micros)
      expect(readTime(iso.replace('T', ' ').replace('Z', ''))).toBe(micros)
      expect(readTime(iso.replaceAll('-', '/').replace('Z', ' UTC'))).toBe(micros)
      expect(readTime(iso.slice(0, 10))).toBe(Math.floor(micros / 86_400_000_000) * 86_400_000_000)
      const local = new Date(date.getTime() + east * 60_000).toISOString().replace('Z', '')
      const zone = `${east < 0 ? '-' : '+'}${String(Math.floor(Math.abs(east) / 60)).padStart(2, '0')}`
      const minutes = String(Math.abs(east) % 60).padStart(2, '0')
      if (/^\d{4}/.test(local))
        expect([readTime(`${local}${zone}:${minutes}`), readTime(`${local}${zone}${minutes}`)]).toEqual([micros, micros])
    }),
    { numRuns: 500 },
  )
})

test('fractions go to the microsecond, and a date may stand without marks', () => {
  expect(readTime('1970-01-01T00:00:01.000001')).toBe(1_000_001)
  expect(readTime('1970-01-01T00:00:01,5')).toBe(1_500_000)
  expect(readTime('1970-01-01T00:00:01.123456789Z')).toBe(1_123_456)
  expect(readTime('20240229')).toBe(Date.UTC(2024, 1, 29) * 1000)
})

test('dates that do not exist are refused', () => {
  const wrong = [
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-01-01T24:00',
    '2024-01-01T10:60',
    '1900-02-29',
    '20231301',
  ]
  for (const text of [...wrong, '', 'yesterday', '01/02/2024', '2024-1-1', '2024-01-01T10', '2024-01-01T10:00+15:00']) {
    expect(readTime(text), text).toBeNaN()
  }
})
