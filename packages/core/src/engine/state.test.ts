import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBotyardErrors } from '../errors/botyard-error.ts'
import type { Kept } from '../ports/state.ts'
import { StateRecords } from './state.ts'

const column = fc.array(fc.double(), { maxLength: 20 }).map((list) => Float64Array.from(list))
const value = fc.oneof(fc.double(), fc.boolean(), fc.string({ unit: 'grapheme' }), column)
const record = fc.dictionary(
  fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
  value,
  { maxKeys: 6 },
)

/** The same shape with other contents: what a fresh start would ask for. */
function blank(kept: Record<string, number | boolean | string | Float64Array>) {
  const empty = { number: 0, boolean: false, string: '' }
  return Object.fromEntries(
    Object.entries(kept).map(([name, one]) => [
      name,
      one instanceof Float64Array ? new Float64Array(one.length) : empty[typeof one as 'number'],
    ]),
  )
}

/** What is wrong with a first value, one message a problem. */
function problemsOf(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    return isBotyardErrors(error) ? error.problems.map(({ message }) => message) : [String(error)]
  }
  return []
}

test('what could not be saved is refused at once, with every field of it', () => {
  const first = { side: 1, inner: { level: 2 }, list: [1, 2], when: new Date(0), gone: undefined, big: 5n }
  const refused = problemsOf(() => new StateRecords('me').record('plan', first as never))
  expect(refused).toEqual([
    'BY1102 inner of the state "plan" is an object, expected one of numbers, texts, flags and Float64Array',
    'BY1102 list of the state "plan" is a list, expected one of numbers, texts, flags and Float64Array',
    'BY1102 when of the state "plan" is an object, expected one of numbers, texts, flags and Float64Array',
    'BY1102 gone of the state "plan" is undefined, expected one of numbers, texts, flags and Float64Array',
    'BY1102 big of the state "plan" is 5n, expected one of numbers, texts, flags and Float64Array',
  ])
  expect(problemsOf(() => new StateRecords('me').record('plan', new Float64Array(3) as never))).toHaveLength(1)
})

test('what is saved comes back bit for bit through JSON, NaN, infinities and minus zero included', () => {
  fc.assert(
    fc.property(record, (kept) => {
      const before = new StateRecords('one')
      before.record('memory', structuredClone(kept))
      const after = new StateRecords('one', JSON.parse(JSON.stringify(before.save())))
      expect(after.record('memory', blank(kept))).toEqual(kept)
      expect(after.changed).toEqual([])
    }),
  )
})

test('a record whose shape has changed starts afresh and is named', () => {
  const before = new StateRecords('one')
  before.record('memory', { seen: 5, column: new Float64Array(3) })
  const saved = before.save()
  const others: Kept[] = [
    { seen: 1 },
    { seen: 1, column: new Float64Array(4) },
    { seen: 'text', column: new Float64Array(3) },
    { other: 1, column: new Float64Array(3) },
  ]
  for (const other of others) {
    const after = new StateRecords('one', saved)
    expect(after.record('memory', structuredClone(other))).toEqual(other)
    expect(after.changed).toEqual(['memory'])
  }
})

test('a name that is asked for twice is an error that names the strategy', () => {
  const records = new StateRecords('one')
  records.record('memory', { seen: 0 })
  expect(() => records.record('memory', { seen: 0 })).toThrow(/BY2105.*one.*memory/)
})
