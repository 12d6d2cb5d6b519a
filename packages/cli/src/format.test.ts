import { dayMicros } from '@botyard/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  day,
  decimalsFor,
  evenDecimals,
  grouped,
  isoTime,
  minute,
  percent,
  range,
  ratio,
  signed,
  significant,
  span,
} from './format.ts'

describe('numbers', () => {
  test.each([
    [1041.09, 2, '1,041.09'],
    [-624.714, 2, '-624.71'],
    [-0.001, 2, '0.00'],
    [0, 0, '0'],
    [999_999.999, 2, '1,000,000.00'],
    [Number.NaN, 2, 'N/A'],
    [Number.POSITIVE_INFINITY, 2, 'N/A'],
  ])('%d with %d decimals is %s', (value, decimals, text) => {
    expect(grouped(value, decimals)).toBe(text)
  })

  test('only what is above zero after rounding has a plus', () => {
    expect([signed(189.21, 2), signed(-1, 2), signed(0.001, 2), signed(0, 2)]).toEqual(['+189.21', '-1.00', '0.00', '0.00'])
  })

  test('without its commas a number reads back as itself', () => {
    const cents = fc.integer({ min: -1e12, max: 1e12 })
    fc.assert(fc.property(cents, (value) => Number(grouped(value / 100, 2).replaceAll(',', '')) === value / 100))
  })

  test('a price keeps the digits that carry meaning and loses the dust of fractions', () => {
    expect([0.1 + 0.2, 61_234.5678901, 0.00001234, 1e-7, 42_000, 0].map((value) => significant(value))).toEqual([
      '0.3',
      '61,234.568',
      '0.00001234',
      '0.0000001',
      '42,000',
      '0',
    ])
  })

  test('a column of prices has one number of decimals', () => {
    expect(evenDecimals([42_773.24, 42_757.9, 41_000])).toBe(2)
    expect(evenDecimals([])).toBe(0)
  })

  test('small amounts of money get more decimals than large ones', () => {
    expect([10_000, 100, 0.5, 0.00012, 0, Number.NaN].map(decimalsFor)).toEqual([2, 2, 6, 8, 2, 2])
  })

  test('what does not exist is N/A and never NaN', () => {
    expect([
      percent(null),
      percent(Number.NaN),
      ratio(null),
      ratio(Number.NaN),
      span(Number.NaN),
      day(Number.NaN),
      minute(1e30),
    ]).toEqual(Array.from({ length: 7 }, () => 'N/A'))
    expect(isoTime(Number.POSITIVE_INFINITY)).toBe('')
  })
})

describe('times', () => {
  const start = Date.UTC(2024, 0, 1) * 1000

  test('a range of whole days ends with the last day that is included', () => {
    expect(range(start, start + 90 * dayMicros)).toBe('2024-01-01 → 2024-03-30')
    expect(range(start + 1, start + 90 * dayMicros + 1)).toBe('2024-01-01 → 2024-03-30')
  })

  test('a short range is told in minutes', () => {
    expect(range(start + 60_000_000, start + 3_660_000_000)).toBe('2024-01-01 00:01 → 2024-01-01 01:01')
  })

  test.each([
    [400_000, '0.4 s'],
    [59_900_000, '1 m 0 s'],
    [200_000_000, '3 m 20 s'],
    [57_120_000_000, '15 h 52 m'],
    [48.6 * dayMicros, '48.6 d'],
    [-1, '0 s'],
  ])('%d microseconds are %s', (micros, text) => {
    expect(span(micros)).toBe(text)
  })
})
