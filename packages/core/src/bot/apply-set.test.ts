import { expect, test } from 'vitest'
import type { StandardIssue, StandardSchemaV1 } from '../options/standard-schema.ts'
import { definePlugin } from './define.ts'
import { plainBot, problemsOf } from './plain-bot.oracle.ts'
import { planBot } from './plan.ts'

interface Stored {
  readonly file: string
  readonly rows: number
  readonly tags: readonly string[]
}

/** What a schema library makes: defaults are filled in, types are checked, and what it does not know is dropped without a word. */
const schema: StandardSchemaV1<Partial<Stored>, Stored> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate(given) {
      const { file, rows = 100, tags = [] } = given as Partial<Stored>
      const issues: StandardIssue[] = []
      if (typeof file !== 'string') issues.push({ message: 'must be a text', path: ['file'] })
      if (!(Number.isInteger(rows) && rows > 0)) issues.push({ message: 'must be a positive whole number', path: ['rows'] })
      if (!Array.isArray(tags)) issues.push({ message: 'must be a list', path: ['tags'] })
      return issues.length > 0 ? { issues } : { value: { file: file ?? '', rows, tags } }
    },
  },
}
const store = definePlugin({ name: 'store', options: schema, setup() {} })
const bot = plainBot({ plugins: [store({ file: 'bot.sqlite' })] })
const stored = (...set: string[]) => planBot(bot, { set }).plugins.ordered.find(({ name }) => name === 'store')?.values
const problems = (...set: string[]) => problemsOf(() => stored(...set))

test('--set changes an option that a schema declares, beside those of the file', () => {
  expect(stored('store.rows=5')).toEqual({ file: 'bot.sqlite', rows: 5, tags: [] })
  expect(stored('plugins.store.rows=1_000', 'store.file=other.sqlite')).toEqual({ file: 'other.sqlite', rows: 1000, tags: [] })
})

test('its text is the JSON value that it looks like, unless the schema takes it only as text', () => {
  expect(stored('store.tags=["a","b"]')).toMatchObject({ tags: ['a', 'b'] })
  expect(stored('store.file=2024')).toMatchObject({ file: '2024' })
  expect(stored('store.file={"a":1}')).toMatchObject({ file: '{"a":1}' })
  expect(stored('store.file=')).toMatchObject({ file: '' })
})

test('what the schema refuses is told once, in its words', () => {
  expect(problems('store.rows=-5')).toEqual(['BY1112 rows of store is not accepted: must be a positive whole number'])
  expect(problems('store.rows=many')).toEqual(['BY1112 rows of store is not accepted: must be a positive whole number'])
})

test('what the schema would drop is refused, with the option that was meant', () => {
  expect(problems('store.row=5')).toEqual([expect.stringMatching(/^BY1203 The bot has no option "store\.row"/)])
  try {
    stored('store.row=5')
  } catch (error) {
    expect((error as { fix: string[] }).fix[0]).toBe('use one of: store.rows')
  }
  expect.assertions(2)
})

test('a search changes options of a schema too', () => {
  const { plugins } = planBot(bot, { values: { 'store.rows': 7 } })
  expect(plugins.ordered.find(({ name }) => name === 'store')?.values).toMatchObject({ rows: 7 })
})

test('a schema that needs more than it was given says so for the file, and not for the flag', () => {
  const empty = plainBot({ plugins: [store({})] })
  expect(problemsOf(() => planBot(empty, { set: ['store.rows=5'] }))).toEqual([
    'BY1112 file of store is not accepted: must be a text',
  ])
  planBot(empty, { set: ['store.rows=5', 'store.file=a'] })
})
