import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Duration } from '../ports/time.ts'
import { readMicros, toMicros, writeDuration } from './duration-text.ts'
import { movePoint, readShare, toShare, writePercent } from './percent-text.ts'

test.each([
  ['1ms', 1000],
  ['0.001ms', 1],
  ['1.1s', 1_100_000],
  ['15m', 900_000_000],
  ['1h', 3_600_000_000],
  ['1d', 86_400_000_000],
  ['0s', 0],
  ['0.1d', 8_640_000_000],
])('%s is %i microseconds', (text, micros) => {
  expect(toMicros(text as Duration)).toBe(micros)
})

test.each([
  '',
  '15',
  'm',
  '-5m',
  '+5m',
  ' 5m',
  '5 m',
  '5M',
  '1e3s',
  '.5s',
  '5.s',
  '1,5s',
  '0.0001ms',
  '0.0000005s',
  '99999999999d',
  '5m\n',
  15,
  null,
])('%s is not a duration', (text) => {
  expect(readMicros(text)).toBeNaN()
  expect(() => toMicros(text as Duration)).toThrow('BY1108')
})

test('a length of time is written by its largest whole unit and reads back as itself', () => {
  expect([90_000_000, 120_000_000, 86_400_000_000, 1500, 0, 1].map(writeDuration)).toEqual([
    '90s',
    '2m',
    '1d',
    '1.5ms',
    '0s',
    '0.001ms',
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e15 }), (micros) => {
      expect(readMicros(writeDuration(micros))).toBe(micros)
    }),
  )
})

test.each([
  ['2%', 0.02],
  ['0.4%', 0.004],
  ['7%', 0.07],
  ['-1.5%', -0.015],
  ['150%', 1.5],
  [0.02, 0.02],
  [1, 1],
  [-1, -1],
])('%s is a share of %d', (percent, share) => {
  expect(toShare(percent as `${number}%`)).toBe(share)
})

test.each([
  ['2', 'BY1106'],
  ['%', 'BY1106'],
  ['0,5%', 'BY1106'],
  ['2 %', 'BY1106'],
  ['1e2%', 'BY1106'],
  ['', 'BY1106'],
  [undefined, 'BY1106'],
  [20, 'BY1107'],
  [-1.0001, 'BY1107'],
  [Number.NaN, 'BY1110'],
  [Number.POSITIVE_INFINITY, 'BY1110'],
])('%s is not a percent: %s', (percent, code) => {
  expect(readShare(percent)).toBeNaN()
  expect(() => toShare(percent as number)).toThrow(code)
})

test('a share is written as a percent that is the very same share', () => {
  expect([0.004, 0.07, 1, 1.5, 0, -0.015, 1e-9].map(writePercent)).toEqual([
    '0.4%',
    '7%',
    '100%',
    '150%',
    '0%',
    '-1.5%',
    '0.0000001%',
  ])
  fc.assert(
    fc.property(fc.double({ min: -1000, max: 1000, noNaN: true }), (share) => {
      expect(readShare(writePercent(share)) + 0).toBe(share + 0)
    }),
  )
})

test('moving the point adds no digits of its own', () => {
  expect([movePoint(0.07, 2), movePoint(20, -2), movePoint(1e-7, 2), movePoint(1e21, -2)]).toEqual([7, 0.2, 1e-5, 1e19])
})

test('a bare number far beyond 100 % is not offered as a share that would be refused again', () => {
  expect(() => toShare(150, 'maxPosition')).toThrow("BY1107 maxPosition is 150: write '150%' or a share of at most 1")
})
