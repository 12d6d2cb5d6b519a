import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { BotyardError, BotyardErrors, isBotyardError, isBotyardErrors, throwAll } from './botyard-error.ts'
import type { ExitCode } from './exit-codes.ts'

function unknownOption(option: string, place: { file: string; line: number; column: number } | undefined): BotyardError {
  return new BotyardError('BY1103', { option, owner: 'momentum', known: ['fast', 'slow'] }, { at: place })
}

test('an error says its code and title, and carries the next step and the exit code of the catalogue', () => {
  const error = unknownOption('lookBack', { file: '/bot.ts', line: 12, column: 27 })
  expect(error.message).toBe('BY1103 Unknown option "lookBack" of momentum')
  expect(error.fix).toEqual(['use one of: fast, slow'])
  expect(error.exitCode).toBe(3)
  expectTypeOf(error.exitCode).toEqualTypeOf<ExitCode>()
})

test('the compiler asks for every value of a template', () => {
  // @ts-expect-error `known` is missing
  new BotyardError('BY3006', { symbol: 'X' })
  // @ts-expect-error there is no such code
  expect(() => new BotyardError('BY0000', {})).toThrow()
})

test('why and fix give way to what is known better', () => {
  const error = new BotyardError('BY3006', { symbol: 'X', known: 'A' }, { why: 'because', fix: ['do it'] })
  expect([error.why, error.fix]).toEqual(['because', ['do it']])
})

test('as JSON it has everything but the stack, and numbers that JSON lacks are text', () => {
  const cause = new TypeError('inner')
  const error = new BotyardError('BY4101', { price: Number.NaN, symbol: 'X', seen: [1, Number.POSITIVE_INFINITY] }, { cause })
  const json = JSON.parse(JSON.stringify(error))
  expect(json).toMatchObject({ code: 'BY4101', title: 'Order not sent: NaN is not a price for X', exitCode: 3 })
  expect(json.details).toEqual({ price: 'NaN', symbol: 'X', seen: [1, 'Infinity'] })
  expect(Object.keys(json)).not.toContain('stack')
  expect(error.cause).toBe(cause)
})

test('several problems stand in the order of the file, those without a place last', () => {
  const place = fc.option(fc.record({ file: fc.constantFrom('/a.ts', '/b.ts'), line: fc.nat(9), column: fc.nat(9) }), {
    nil: undefined,
  })
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (places) => {
      const made = places.map((at, i) => unknownOption(`o${i}`, at))
      const all = new BotyardErrors([made[0] as BotyardError, ...made.slice(1)])
      expect(new Set(all.problems)).toEqual(new Set(made))
      expect(all.errors).toEqual(all.problems)
      const keys = all.problems.map(({ at }) => (at === undefined ? '~' : `${at.file}:${at.line}:${at.column}`))
      expect(keys).toEqual([...keys].sort())
    }),
  )
})

test('ten problems are listed and the rest is counted, but JSON has them all', () => {
  const made = Array.from({ length: 13 }, (_, i) => unknownOption(`o${i}`, { file: '/a.ts', line: i + 1, column: 1 }))
  const all = new BotyardErrors([made[0] as BotyardError, ...made.slice(1)])
  expect(all.message.split('\n')).toHaveLength(12)
  expect(all.message).toMatch(/^13 problems\n {2}BY1103 .*\n {2}and 3 more$/s)
  expect(JSON.parse(JSON.stringify(all)).problems).toHaveLength(13)
})

test('what was collected is thrown: nothing, one, or all together', () => {
  const one = unknownOption('a', undefined)
  expect(() => throwAll([])).not.toThrow()
  expect(() => throwAll([one])).toThrow(one)
  expect(() => throwAll([one, one])).toThrow(BotyardErrors)
})

test('an error of another copy of this package is known by its shape', () => {
  const foreign = Object.assign(new Error('x'), { name: 'BotyardError', code: 'BY1103', exitCode: 3 })
  expect([foreign, unknownOption('a', undefined), new Error('x'), null].map(isBotyardError)).toEqual([true, true, false, false])
  expect(isBotyardErrors(new BotyardErrors([unknownOption('a', undefined)]))).toBe(true)
  expect(isBotyardErrors(new AggregateError([]))).toBe(false)
})
