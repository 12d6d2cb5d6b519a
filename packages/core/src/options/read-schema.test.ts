import { expect, expectTypeOf, test } from 'vitest'
import { describeOptions } from './describe-options.ts'
import type { OptionInput, OptionValues } from './options.ts'
import { readFlag } from './read-flag.ts'
import { readOptions } from './read-options.ts'
import { isStandardSchema, type StandardResult, type StandardSchemaV1 } from './standard-schema.ts'

interface Written {
  readonly file?: string
}
interface Received {
  readonly file: string
}

// The face that every such library shares, around one answer.
function schemaOf(validate: (value: unknown) => unknown, version = 1): StandardSchemaV1<Written, Received> {
  const answer = validate as (value: unknown) => StandardResult<Received>
  return { '~standard': { version: version as 1, vendor: 'test', validate: answer } }
}

function titles(schema: StandardSchemaV1, raw: unknown = {}): string[] {
  return readOptions('store', schema, raw, { file: '/bot.ts', line: 1, column: 1 }).problems.map(({ message }) => message)
}

test('a schema of any library declares options, and its output is what the code receives', () => {
  const schema = schemaOf((value) => ({ value: { file: 'bot.sqlite', ...(value as Written) } }))
  const { values, problems } = readOptions('store', schema, undefined)
  expectTypeOf(values).toEqualTypeOf<Received>()
  expectTypeOf<OptionInput<typeof schema>>().toEqualTypeOf<Written>()
  expectTypeOf<OptionValues<typeof schema>>().toEqualTypeOf<Received>()
  expect(problems).toEqual([])
  expect(values).toEqual({ file: 'bot.sqlite' })
  expect(Object.isFrozen(values)).toBe(true)
})

test('every issue is a problem with its path, in the words of the schema', () => {
  const issues = [
    { message: 'must be a text', path: ['file'] },
    { message: 'too many', path: [{ key: 'rows' }, 0, Symbol('x')] },
    { message: 'nothing fits' },
  ]
  expect(titles(schemaOf(() => ({ issues })))).toEqual([
    'BY1112 file of store is not accepted: must be a text',
    'BY1112 rows.0.Symbol(x) of store is not accepted: too many',
    'BY1112 what was given to store is not accepted: nothing fits',
  ])
})

test('a schema that waits is refused, and its later failure stays without effect', async () => {
  expect(titles(schemaOf(() => Promise.reject(new TypeError('late'))))).toEqual([
    'BY1111 The options schema of store cannot be used: it answers with a promise',
  ])
  // An unhandled rejection would be reported in the next turn.
  await new Promise((done) => setImmediate(done))
})

test('a schema that is broken is a problem of its plugin, never a failure', () => {
  const broken = (): never => {
    throw new TypeError('no such field')
  }
  expect(titles(schemaOf(broken))).toEqual(['BY1111 The options schema of store cannot be used: it threw no such field'])
  expect(titles(schemaOf(() => ({ value: 1 }), 2))).toEqual([
    'BY1111 The options schema of store cannot be used: it has version 2 of the standard',
  ])
  expect(titles(schemaOf(() => undefined))).toEqual([
    'BY1111 The options schema of store cannot be used: it answers with neither a value nor issues',
  ])
})

test('a value of a class is left as its schema made it', () => {
  const made = new Map([['a', 1]])
  const { values } = readOptions(
    'store',
    schemaOf(() => ({ value: made })),
    {},
  )
  expect(values).toBe(made)
  expect(Object.isFrozen(made)).toBe(false)
})

test('schemas are known by their face, as objects and as functions', () => {
  const asFunction = Object.assign(
    () => undefined,
    schemaOf(() => ({ value: 1 })),
  )
  expect([asFunction, schemaOf(() => ({ value: 1 })), {}, null, 'x'].map(isStandardSchema)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('a schema has no rows for the docs, and a flag for it means what it looks like', () => {
  const schema = schemaOf(() => ({ value: {} }))
  expect(describeOptions(schema)).toEqual([])
  expect(['5', '1e3', 'true', 'false', 'abc', ''].map((typed) => readFlag('store', schema, 'x', typed).raw)).toEqual([
    5,
    1000,
    true,
    false,
    'abc',
    '',
  ])
})
