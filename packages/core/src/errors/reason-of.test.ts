import { expect, test } from 'vitest'
import { reasonOf } from './reason-of.ts'

test('whatever is thrown has a reason, and none can break the telling of it', () => {
  expect(reasonOf(new TypeError('no price'))).toBe('no price')
  expect(reasonOf(new RangeError())).toBe('RangeError')
  expect(reasonOf('no ink')).toBe('no ink')
  expect(reasonOf(undefined)).toBe('undefined')
  expect(reasonOf(Object.create(null))).toBe('an object')
  expect(reasonOf(Symbol('x'))).toBe('a symbol')
})
