import { expect, test } from 'vitest'
import type { Duration } from '../ports/time.ts'
import { intervalMillis } from './interval.ts'

test.each<[Duration, number]>([
  ['1ms', 1],
  ['15m', 900_000],
  ['1h', 3_600_000],
  ['24d', 2_073_600_000],
])('bars of %s are %i milliseconds long', (interval, millis) => {
  expect(intervalMillis(interval)).toBe(millis)
})

test.each<[Duration]>([['25d'], ['0.5ms'], ['0s'], ['-1m']])('there are no bars of %s', (interval) => {
  expect(() => intervalMillis(interval)).toThrow(expect.objectContaining({ code: 'BY1108' }))
})
