import { describe, expect, test } from 'vitest'
import type { BotyardError } from '../errors/botyard-error.ts'
import { renderError } from '../errors/render-error.ts'
import { duration, flag, integer, number, oneOf, percent, text } from './options.ts'
import { readOptions } from './read-options.ts'

const momentum = {
  lookback: integer(200, 'bars to look back', { min: 5, max: 500 }),
  edge: percent('0.4%', 'gap needed to enter', { min: '0%', max: '2%' }),
  factor: number(1.5, 'size of a step'),
  hold: duration('15m', 'least time in a position', { min: '1m', max: '1d' }),
  market: oneOf(['linear', 'spot'], 'which market'),
  tag: text('', 'printed with orders', { max: 5 }),
  quick: flag(false, 'skip the filter'),
}
const site = { file: '/bot.ts', line: 1, column: 1 }

function lines({ code, title, why, fix, frame }: BotyardError): string[] {
  return [`${code} ${title}`, why, ...fix.map((step) => `> ${step}`), `^ ${frame?.label}`]
}

describe('each problem in its words', () => {
  test.each<[string, object, string[]]>([
    [
      'a misspelled option',
      { lookBack: 50 },
      [
        'BY1103 Unknown option "lookBack" of momentum',
        'Without it momentum would run with its default of 200, so the bot did not start.',
        '> write lookback instead of lookBack',
        '^ did you mean lookback?',
      ],
    ],
    [
      'an option of nothing alike',
      { banana: 1 },
      [
        'BY1103 Unknown option "banana" of momentum',
        'It would be ignored, and momentum would run with something else than you wrote, so the bot did not start.',
        '> use one of: lookback, edge, factor, hold, market, tag, quick',
        '^ momentum has no such option',
      ],
    ],
    [
      'a text for a number',
      { lookback: '50' },
      [
        'BY1102 lookback of momentum is "50", expected a whole number',
        'Values are taken as written and never converted, so nothing was started.',
        '> write a value such as 200',
        '^ expected a whole number',
      ],
    ],
    ['a fraction for a whole number', { lookback: 20.5 }, ['BY1102 lookback of momentum is 20.5, expected a whole number']],
    ['an object for a number', { factor: { key: 'secret' } }, ['BY1102 factor of momentum is an object, expected a number']],
    [
      'a number out of range',
      { lookback: 501 },
      [
        'BY1104 lookback of momentum is 501, allowed is 5 to 500',
        'The range is part of the declaration of the option; outside it the code was never meant to run.',
        '> choose a value in this range: 5 to 500',
        '^ allowed is 5 to 500',
      ],
    ],
    [
      'not a number',
      { factor: Number.NaN },
      [
        'BY1110 factor of momentum is NaN, expected a finite number',
        'NaN and Infinity come from a division by zero or a missing value, and no comparison with NaN is ever true.',
        '> check the expression behind factor of momentum',
        '> write a number such as 1.5',
        '^ not a finite number',
      ],
    ],
    [
      'an infinite percent',
      { edge: Number.NEGATIVE_INFINITY },
      ['BY1110 edge of momentum is -Infinity, expected a finite number'],
    ],
    [
      'a percent with a comma',
      { edge: '0,5%' },
      [
        'BY1106 edge of momentum is "0,5%", expected a percent',
        "A percent is a text with a decimal point and the sign, or a share as a number: '2%' or 0.02.",
        "> write '0.4%'",
        '^ expected a percent',
      ],
    ],
    [
      'a bare percent that is allowed with its sign',
      { edge: 1.5 },
      [
        "BY1107 edge of momentum is 1.5: write '1.5%' or 0.015",
        'Values are a share from 0 to 0.02. 1.5 would mean 150 %.',
        "> write '1.5%' or 0.015",
        "^ write '1.5%' or 0.015",
      ],
    ],
    [
      'a bare percent that is not allowed either way',
      { edge: 20 },
      [
        'BY1104 edge of momentum is 20, allowed is 0% to 2%',
        'Values are a share from 0 to 0.02. 20 would mean 2000 %.',
        '> choose a value in this range: 0% to 2%',
        '^ allowed is 0% to 2%',
      ],
    ],
    ['a percent out of range', { edge: '2.1%' }, ['BY1104 edge of momentum is "2.1%", allowed is 0% to 2%']],
    [
      'a duration without a unit',
      { hold: '15' },
      [
        'BY1108 hold of momentum is "15", expected a duration',
        'A duration is a number with one of the units ms, s, m, h, d and nothing else.',
        "> write '15m'",
        '^ expected a duration',
      ],
    ],
    ['a duration out of range', { hold: '2d' }, ['BY1104 hold of momentum is "2d", allowed is 1m to 1d']],
    [
      'a misspelled choice',
      { market: 'Linear' },
      [
        "BY1109 market of momentum is \"Linear\", expected one of 'linear', 'spot'",
        'Only these values have a meaning here.',
        "> write 'linear'",
        "^ did you mean 'linear'?",
      ],
    ],
    ['a choice of nothing alike', { market: 7 }, ["BY1109 market of momentum is 7, expected one of 'linear', 'spot'"]],
    ['a long text', { tag: 'abcdef' }, ['BY1104 tag of momentum is 6 characters long, allowed is at most 5 characters']],
    ['a number for a text', { tag: 1n }, ['BY1102 tag of momentum is 1n, expected a text']],
    ['a text for a flag', { quick: 'yes' }, ['BY1102 quick of momentum is "yes", expected true or false']],
  ])('%s', (_, raw, expected) => {
    const { problems } = readOptions('momentum', momentum, raw, site)
    expect(problems).toHaveLength(1)
    expect(problems.flatMap(lines).slice(0, expected.length)).toEqual(expected)
    expect(problems[0]?.at).toBe(site)
  })

  test('a rule that is called by the name of its option is named once', () => {
    const declared = { maxDrawdown: percent(undefined, 'largest fall of equity', { min: '0%', max: '100%', unit: 'equity' }) }
    const [problem] = readOptions('maxDrawdown', declared, { maxDrawdown: 20 }, site).problems
    const source = 'maxDrawdown(20)'
    expect(problem && renderError(problem, { color: false, cwd: '/', readSource: () => source })).toBe(
      `✖ BY1107  maxDrawdown is 20: write '20%' or 0.2
  bot.ts:1:13
   1 │ maxDrawdown(20)
     │             ^^ write '20%' or 0.2
  Values are a share of equity from 0 to 1. 20 would mean 2000 %.
  Fix     write '20%' or 0.2
  More    npx botyard explain BY1107`,
    )
  })

  test('options that are no object are refused as a whole', () => {
    for (const [raw, got] of [
      [[1], 'a list'],
      [null, 'null'],
      ['x', '"x"'],
      [7, '7'],
      [() => 1, 'a function'],
    ] as const) {
      const { values, problems } = readOptions('momentum', momentum, raw, site)
      expect(problems.map(({ title }) => title)).toEqual([`The options of momentum must be an object, not ${got}`])
      expect(values.lookback).toBe(200)
    }
  })

  test('an option without a default must be given', () => {
    const declared = { file: text(undefined, 'where to write') }
    expect(readOptions('store', declared, {}).problems.map(lines)).toEqual([
      [
        'BY1105 store needs the option "file"',
        'It has no default (where to write), because only you can know the value.',
        "> add file: '...' to the options of store",
        '^ undefined',
      ],
    ])
  })
})

test('all problems come at once, in the order in which they were written', () => {
  const raw = { tag: 1, lookBack: 5, edge: 20, hold: 'x' }
  expect(readOptions('momentum', momentum, raw).problems.map(({ code }) => code)).toEqual([
    'BY1102',
    'BY1103',
    'BY1104',
    'BY1108',
  ])
})

test('a required option that was misspelled or wrong is one problem, not two', () => {
  const declared = { file: text(undefined, 'where to write'), rows: integer(undefined, 'rows', { min: 1 }) }
  expect(readOptions('store', declared, { fiel: 'x', rows: 0 }).problems.map(({ code }) => code)).toEqual(['BY1103', 'BY1104'])
})

test('an option that is there already is not what another one was meant to be, unless nothing else is near', () => {
  const declared = { stop: integer(1, 'a'), step: integer(2, 'b') }
  const { problems } = readOptions('x', declared, { stop: 1, stpp: 2 })
  expect(problems[0]?.frame?.label).toBe('did you mean step?')
  const { problems: again } = readOptions('x', declared, { stop: 1, step: 2, stpp: 2 })
  expect(again[0]?.why).toContain('It would be ignored')
})

test('what is right comes out as the code wants it, frozen', () => {
  const { values, problems } = readOptions('momentum', momentum, {
    edge: '1.25%',
    hold: '90s',
    market: 'spot',
    lookback: undefined,
    factor: -0,
  })
  expect(problems).toEqual([])
  expect(values).toEqual({ lookback: 200, edge: 0.0125, factor: 0, hold: '90s', market: 'spot', tag: '', quick: false })
  expect(Object.isFrozen(values)).toBe(true)
})
