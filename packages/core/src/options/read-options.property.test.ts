import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeOptions } from './describe-options.ts'
import { duration, flag, integer, number, type Option, oneOf, percent, text } from './options.ts'
import { readFlag } from './read-flag.ts'
import { readOptions } from './read-options.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

// Any declaration that is right in itself: the default lies within its limits.
const declared: fc.Arbitrary<Option<unknown>> = fc.oneof(
  fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.maxSafeInteger()).map((three) => {
    const [min, middle, max] = three.sort((a, b) => a - b) as [number, number, number]
    return integer(middle, 'a', { min, max })
  }),
  fc.tuple(finite, finite, finite).map((three) => {
    const [min, middle, max] = three.sort((a, b) => a - b) as [number, number, number]
    return number(middle, 'a', { min, max })
  }),
  fc.double({ min: -1, max: 1, noNaN: true }).map((share) => percent(share, 'a')),
  fc
    .tuple(fc.nat(100_000), fc.constantFrom('ms', 's', 'm', 'h', 'd'))
    .map(([n, unit]) => duration(`${n}${unit as 'ms'}`, 'a', { min: '0s' })),
  fc.string({ maxLength: 50 }).map((value) => text(value, 'a')),
  fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }).map((choices) => oneOf(choices as [string], 'a')),
  fc.boolean().map((value) => flag(value, 'a')),
)
const options = fc.dictionary(fc.string({ maxLength: 12 }), declared, { maxKeys: 6, noNullPrototype: true })

test('every default passes its own check, and what code receives is frozen and complete', () => {
  fc.assert(
    fc.property(options, (set) => {
      const { values, problems } = readOptions('x', set, undefined)
      expect(problems).toEqual([])
      expect(Object.keys(values)).toEqual(Object.keys(set))
      for (const name of Object.keys(set)) expect(Object.is(values[name], set[name]?.fallback)).toBe(true)
      expect(Object.isFrozen(values)).toBe(true)
    }),
  )
})

test('what the docs show for a default means that default when it is set by flag', () => {
  fc.assert(
    fc.property(options, (set) => {
      for (const { name, fallback } of describeOptions(set)) {
        const { raw, problems } = readFlag('x', set, name, fallback)
        expect(problems).toEqual([])
        expect(readOptions('x', set, Object.fromEntries([[name, raw]])).values[name]).toEqual(set[name]?.fallback)
      }
    }),
    { numRuns: 500 },
  )
})

test('a key that was not declared is always BY1103, never a failure, and reaches no prototype', () => {
  const set = { lookback: integer(200, 'bars'), edge: percent('1%', 'gap') }
  const key = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'Lookback'),
  )
  fc.assert(
    fc.property(key, fc.anything(), (name, value) => {
      fc.pre(!Object.hasOwn(set, name))
      const raw = Object.fromEntries([[name, value]])
      const { values, problems } = readOptions('momentum', set, raw)
      expect(problems.map(({ code }) => code)).toEqual(['BY1103'])
      expect(values).toEqual({ lookback: 200, edge: 0.01 })
      expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
      expect(JSON.parse(JSON.stringify(problems[0])).details.option).toBe(JSON.parse(JSON.stringify(name)))
    }),
    { numRuns: 500 },
  )
  expect({}).not.toHaveProperty('lookback')
})

test('options called like parts of every object can be declared and read', () => {
  const set = Object.fromEntries([
    ['__proto__', integer(1, 'a')],
    ['constructor', integer(2, 'b')],
  ])
  const { values, problems } = readOptions('x', set, JSON.parse('{"__proto__": 5}'))
  expect(problems).toEqual([])
  expect(Object.entries(values)).toEqual([
    ['__proto__', 5],
    ['constructor', 2],
  ])
})

test('whatever is written, each wrong option is one problem with a code, a next step and a place in JSON', () => {
  fc.assert(
    fc.property(options, fc.anything(), fc.dictionary(fc.string(), fc.anything()), (set, anything, dictionary) => {
      for (const raw of [anything, dictionary, Object.fromEntries(Object.keys(set).map((name) => [name, anything]))]) {
        const { problems } = readOptions('x', set, raw)
        for (const problem of problems) {
          expect(problem.code).toMatch(/^BY11\d\d$/)
          expect(problem.fix.length).toBeGreaterThan(0)
          expect(problem.title.length).toBeLessThanOrEqual(100)
          expect(JSON.parse(JSON.stringify(problem)).code).toBe(problem.code)
        }
      }
    }),
  )
})

test('any text of a flag gives the value or a problem, and NaN and Infinity never get through', () => {
  const set = { whole: integer(1, 'a'), any: number(1, 'b'), part: percent('1%', 'c'), time: duration('1m', 'd') }
  const written = fc.oneof(
    fc.string(),
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '1e999', '', ' ', '0x10', '1_000', '5%', '1e3'),
  )
  fc.assert(
    fc.property(fc.constantFrom('whole', 'any', 'part', 'time'), written, (name, typed) => {
      const { raw, problems } = readFlag('x', set, name, typed)
      const { values } = readOptions('x', set, { [name]: raw })
      if (problems.length === 0) expect(values[name as 'any']).not.toBeNaN()
      if (/NaN|Infinity|e999|^\s*$/.test(typed)) expect(problems).toHaveLength(1)
      expect(Number.isFinite(values.whole) && Number.isFinite(values.any) && Number.isFinite(values.part)).toBe(true)
    }),
  )
})
