import { describe, expect, expectTypeOf, test } from 'vitest'
import { BotyardError } from '../errors/botyard-error.ts'
import type { Duration, Percent } from '../ports/time.ts'
import { describeOptions, optionsTable } from './describe-options.ts'
import { duration, flag, integer, number, type OptionInput, type OptionValues, oneOf, percent, text } from './options.ts'
import { readFlag } from './read-flag.ts'
import { searchValues } from './search-values.ts'

const declared = {
  fast: integer(20, 'fast EMA', { min: 5, max: 50, unit: 'bars' }),
  edge: percent('0.4%', 'gap needed to enter', { min: '0%', max: '2%', step: '0.5%' }),
  hold: duration('15m', 'least time | in a position', { min: '1m' }),
  market: oneOf(['linear', 'spot'], 'which market'),
  file: text(undefined, 'where to write'),
  quick: flag(false, 'skip the filter'),
}

test('the compiler knows what is written and what the code receives', () => {
  expectTypeOf<OptionValues<typeof declared>>().toEqualTypeOf<{
    readonly fast: number
    readonly edge: number
    readonly hold: Duration
    readonly market: 'linear' | 'spot'
    readonly file: string
    readonly quick: boolean
  }>()
  expectTypeOf<OptionInput<typeof declared>>().toEqualTypeOf<{
    readonly fast?: number
    readonly edge?: Percent
    readonly hold?: Duration
    readonly market?: 'linear' | 'spot'
    readonly file?: string
    readonly quick?: boolean
  }>()
})

test('a declaration is frozen data, with everything measured in what the code receives', () => {
  expect(declared.edge).toEqual({
    kind: 'percent',
    fallback: 0.004,
    about: 'gap needed to enter',
    min: 0,
    max: 0.02,
    step: 0.005,
  })
  expect(declared.hold.min).toBe(60_000_000)
  for (const option of Object.values(declared)) expect(Object.isFrozen(option)).toBe(true)
  expect(Object.isFrozen(declared.market.choices)).toBe(true)
})

describe('a declaration that contradicts itself is refused where it is written', () => {
  test.each<[string, () => unknown, string]>([
    ['a default above the maximum', () => integer(60, 'a', { max: 50 }), 'the default is 60, allowed is at most 50'],
    ['a default that is no whole number', () => integer(1.5, 'a'), 'the default is 1.5, expected a whole number'],
    ['a bare percent', () => percent(20, 'a'), "the default is 20: write '20%' or 0.2"],
    ['a default without a unit', () => duration('15' as Duration, 'a'), 'the default is "15", expected a duration'],
    [
      'a search value out of range',
      () => integer(5, 'a', { max: 9, search: [5, 10] }),
      'a search value is 10, allowed is at most 9',
    ],
    ['limits the wrong way round', () => number(1, 'a', { min: 2, max: 1 }), 'min is above max'],
    ['a limit of NaN', () => number(1, 'a', { min: Number.NaN }), 'a limit cannot be read as its kind'],
    ['a bare percent as limit', () => percent('5%', 'a', { max: 20 }), 'a limit cannot be read as its kind'],
    ['a broken limit of a whole number', () => integer(1, 'a', { min: 0.5 }), 'a limit is not a whole number'],
    ['a step of zero', () => number(1, 'a', { step: 0 }), 'step is not above zero'],
  ])('%s', (_, declare, reason) => {
    let caught: unknown
    try {
      declare()
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(BotyardError)
    expect((caught as BotyardError).code).toBe('BY1113')
    expect((caught as BotyardError).title.endsWith(`is declared wrongly: ${reason}`)).toBe(true)
    expect((caught as BotyardError).at?.file).toMatch(/options\.test\.ts$/)
  })
})

test('options become a table for the docs', () => {
  expect(optionsTable(describeOptions(declared))).toBe(
    [
      '| option | type | default | range | about |',
      '| --- | --- | --- | --- | --- |',
      '| `fast` | integer, bars | `20` | 5 to 50 | fast EMA |',
      '| `edge` | percent | `0.4%` | 0% to 2% | gap needed to enter |',
      '| `hold` | duration | `15m` | at least 1m | least time \\| in a position |',
      "| `market` | 'linear' \\| 'spot' | `linear` |  | which market |",
      '| `file` | text | required | at most 1000 characters | where to write |',
      '| `quick` | flag | `false` |  | skip the filter |',
    ].join('\n'),
  )
  expect(optionsTable([])).toBe('')
})

test('a flag is read as the declared type, with the words of the bot file', () => {
  const read = (name: string, typed: string): unknown[] => {
    const { raw, problems } = readFlag('momentum', declared, name, typed)
    return [raw, ...problems.map(({ message }) => message)]
  }
  expect(read('fast', '30')).toEqual([30])
  expect(read('fast', '1_0')).toEqual([10])
  expect(read('edge', '1%')).toEqual(['1%'])
  expect(read('edge', '0.01')).toEqual([0.01])
  expect(read('hold', '2h')).toEqual(['2h'])
  expect(read('quick', 'true')).toEqual([true])
  expect(read('file', '30')).toEqual(['30'])
  expect(read('fast', 'abc')).toEqual(['abc', 'BY1102 fast of momentum is "abc", expected a whole number'])
  expect(read('fast', '')).toEqual(['', 'BY1102 fast of momentum is "", expected a whole number'])
  expect(read('edge', '20')).toEqual([20, 'BY1104 edge of momentum is 20, allowed is 0% to 2%'])
  expect(read('quick', 'yes')).toEqual(['yes', 'BY1102 quick of momentum is "yes", expected true or false'])
  expect(read('fats', '30')).toEqual(['30', 'BY1103 Unknown option "fats" of momentum'])
  expect(read('toString', '30')).toEqual(['30', 'BY1103 Unknown option "toString" of momentum'])
})

test('a search tries what was declared, else even parts of the range', () => {
  expect(searchValues(integer(20, 'a', { min: 5, max: 50, search: [5, 10, 20] }))).toEqual([5, 10, 20])
  expect(searchValues(integer(5, 'a', { min: 5, max: 50 }))).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 50])
  expect(searchValues(integer(5, 'a', { min: 5, max: 7 }))).toEqual([5, 6, 7])
  expect(searchValues(integer(5, 'a', { min: 5, max: 5 }))).toEqual([5])
  expect(searchValues(number(0, 'a', { min: 0, max: 0.4, step: 0.1 }))).toEqual([0, 0.1, 0.2, 0.3, 0.4])
  expect(searchValues(declared.edge)).toEqual([0, 0.005, 0.01, 0.015, 0.02])
  expect(searchValues(percent('1%', 'a', { search: ['1%', 0.02] }))).toEqual([0.01, 0.02])
  expect(searchValues(duration('1m', 'a', { min: '1m', max: '3m', step: '1m' }))).toEqual(['1m', '2m', '3m'])
  expect(searchValues(declared.market)).toEqual(['linear', 'spot'])
  expect(searchValues(declared.quick)).toEqual([false, true])
  expect(searchValues(number(1, 'a', { min: 0 }))).toEqual([])
  expect(searchValues(duration('1m', 'a', { min: '1m', max: '3m' }))).toEqual([])
  expect(searchValues(number(0, 'a', { min: 0, max: 1, step: 1e-9 }))).toHaveLength(1000)
})
