import { expect, test } from 'vitest'
import { BotyardErrors } from '../errors/botyard-error.ts'
import { text } from '../options/options.ts'
import { definePlugin } from './define.ts'
import { plainBot, plainStrategy, plainVenue, pluginOf, problemsOf } from './plain-bot.oracle.ts'
import type { PlanChanges } from './plan.ts'
import { planBot } from './plan.ts'

const plan = (given: Parameters<typeof plainBot>[0] = {}, changes: PlanChanges = {}) => planBot(plainBot(given), changes)
const problems = (given: Parameters<typeof plainBot>[0], changes: PlanChanges = {}) => problemsOf(() => plan(given, changes))
const valuesOf = (changes: PlanChanges, given: Parameters<typeof plainBot>[0] = {}) => plan(given, changes).strategies[0]?.values

test('a plan has every strategy and plugin with its options checked and its defaults filled in', () => {
  const { strategies, plugins, venues } = plan({ plugins: [pluginOf('store')] })
  expect(strategies.map(({ name, values }) => ({ name, values }))).toEqual([
    { name: 'plain-strategy', values: { fast: 20, edge: 0.004 } },
  ])
  expect(plugins.ordered.map(({ name }) => name)).toEqual(['plain', 'store'])
  expect(venues).toEqual(['plain'])
})

test('all problems come at once, in the order of the file, whatever their sort', () => {
  const spec = {
    strategies: [
      plainStrategy({ fast: 4 }),
      plainStrategy({ edge: 20, fst: 5 } as never, { as: 'second' }),
      plainStrategy({}, { as: 'second' }),
    ],
    risk: [pluginOf('rule', { requires: [{ name: 'Nowhere' }] })],
  }
  const found = problems(spec)
  expect(found.map((one) => one.slice(0, 6))).toEqual(['BY1104', 'BY1104', 'BY1103', 'BY1201', 'BY2004'])
  try {
    plan(spec)
  } catch (error) {
    expect(error).toBeInstanceOf(BotyardErrors)
    const places = (error as BotyardErrors).problems.map(({ at }) => [at?.line ?? 0, at?.column ?? 0] as const)
    expect(places.every(([line]) => line > 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a[0] - b[0] || a[1] - b[1]))
  }
})

test('falsy entries of lists are ignored, so conditions can be written in them', () => {
  const late = false as boolean
  const { strategies, plugins } = plan({
    strategies: [late && plainStrategy(), null, plainStrategy(), undefined],
    risk: [undefined, late && pluginOf('rule')],
    plugins: [null],
  })
  expect([strategies.length, plugins.ordered.length]).toEqual([1, 1])
})

test.each<[string, Record<string, unknown>, RegExp]>([
  [
    'a strategy that was named and not called',
    { strategies: [plainStrategy] },
    /^BY2009 Entry 0 of `strategies` is a function, expected a strategy/,
  ],
  [
    'a plugin among strategies',
    { strategies: [plainStrategy(), pluginOf('x')] },
    /^BY2009 Entry 1 of `strategies` is an object, expected a strategy/,
  ],
  ['a strategy among rules', { risk: [false, plainStrategy()] }, /^BY2009 Entry 1 of `risk`/],
  ['a number among plugins', { plugins: [7] }, /^BY2009 Entry 0 of `plugins` is 7/],
  ['a rule without its list', { risk: pluginOf('rule') }, /^BY1102 risk is an object, expected a list/],
  ['a strategy without its list', { strategies: plainStrategy() }, /^BY1102 strategies is an object, expected a list/],
  ['a venue that was not called', { venue: plainVenue }, /^BY1102 venue is a function, expected a venue/],
  ['several venues without names', { venue: undefined, venues: [null] }, /^BY1102 venues is a list/],
  ['venues beside a venue', { venues: { a: plainVenue() } }, /^BY1102 venues is an object, expected nothing, because/],
  ['venues that are none, beside a venue', { venues: 'x' }, /^BY1102 venues is "x", expected an object/],
  ['one of several venues', { venue: undefined, venues: { a: plainVenue(), b: 'b' } }, /^BY1102 venues\.b is "b"/],
  ['no venue', { venue: undefined }, /^BY1204 .* has no venue/],
  ['no symbols', { symbols: [] }, /^BY1204 .* has no symbols/],
  ['only falsy strategies', { strategies: [false, null] }, /^BY1204 .* has no strategies/],
  ['an account without a start', { account: { quote: 'USDT' } }, /^BY1204 .* has no account/],
  ['no name', { name: '' }, /^BY1204 The bot "" has no name/],
  ['a name with a blank', { name: 'my bot' }, /^BY1206 "my bot" cannot be the name of a bot/],
  [
    'a strategy with a name like a path',
    { strategies: [plainStrategy({}, { as: '../up' })] },
    /^BY1206 "\.\.\/up" .* a strategy/,
  ],
  [
    'a venue that symbols could not name',
    { venue: undefined, venues: { Big: plainVenue() } },
    /^BY1206 "Big" .* a venue: venues begin with a small letter/,
  ],
  ['a symbol twice', { symbols: ['BTCUSDT', 'ETHUSDT', 'BTCUSDT'] }, /^BY1207 The symbol "BTCUSDT" is listed twice/],
  ['a symbol that is none', { symbols: [7] }, /^BY1102 an entry of symbols is 7/],
  ['a misspelled field', { risks: [] }, /^BY1103 Unknown option "risks" of defineBot/],
  [
    'a misspelled field in a profile',
    { profiles: { careful: { symbol: [] } } },
    /^BY1103 Unknown option "symbol" of the profile careful/,
  ],
  [
    'a rounding that does not exist',
    { orders: { rounding: 'up' } },
    /^BY1109 orders\.rounding is "up", expected one of 'refuse', 'passive'/,
  ],
  ['no room for timers', { capacity: { timers: 0 } }, /^BY1104 capacity\.timers is 0/],
  [
    'a window of books that is no power of two',
    { capacity: { windowUnits: 3000 } },
    /^BY1104 capacity\.windowUnits is 3000, allowed is powers of two from 1024 to 16777216/,
  ],
  ['a window of books that is too small', { capacity: { windowUnits: 512 } }, /^BY1104 capacity\.windowUnits is 512/],
  ['half an order', { capacity: { orders: 10.5 } }, /^BY1104 capacity\.orders is 10\.5/],
])('%s is one problem', (_, given, expected) => {
  const found = problems(given)
  expect(found).toEqual([expect.stringMatching(expected)])
})

test('what is right passes', () => {
  plan({ capacity: { orders: 100, windowUnits: 1024, timers: 1 }, orders: { rounding: 'passive' } })
  plan({ venue: undefined, venues: { a: plainVenue(), b: plainVenue() }, symbols: ['a:BTCUSDT', 'b:BTCUSDT'] })
})

test('a second strategy of one kind has a name of its own', () => {
  expect(problems({ strategies: [plainStrategy(), plainStrategy()] })).toEqual([
    expect.stringMatching(/^BY1201 .*"plain-strategy"/),
  ])
  const { strategies } = plan({ strategies: [plainStrategy(), plainStrategy({ fast: 30 }, { as: 'wide' })] })
  expect(strategies.map(({ name }) => name)).toEqual(['plain-strategy', 'wide'])
})

test('a profile replaces strategies and symbols, and an unknown one is refused with the nearest', () => {
  const profiles = { careful: { strategies: [plainStrategy({ fast: 50 })] }, other: { symbols: ['ETHUSDT'] } }
  expect(valuesOf({ profile: 'careful' }, { profiles })).toMatchObject({ fast: 50 })
  expect(plan({ profiles }, { profile: 'other' }).spec).toMatchObject({ symbols: ['ETHUSDT'], name: 'plain-bot' })
  expect(problems({ profiles }, { profile: 'carefull' })).toEqual([expect.stringMatching(/^BY1202 .*"carefull"/)])
  for (const profile of ['toString', '__proto__']) expect(problems({ profiles }, { profile })).toHaveLength(1)
})

test('symbols that are asked for replace those of the bot and of its profile', () => {
  const profiles = { other: { symbols: ['ETHUSDT'] } }
  expect(plan({ profiles }, { profile: 'other', symbols: ['A', 'B'] }).spec.symbols).toEqual(['A', 'B'])
  expect(problems({ profiles }, { symbols: ['A', 'A'] })).toEqual([expect.stringMatching(/^BY1207/)])
})

test('a profile with several venues replaces the one, and the other way round', () => {
  const several = { profiles: { two: { venues: { a: plainVenue(), b: plainVenue() } } } }
  expect(plan(several, { profile: 'two' }).venues).toEqual(['a', 'b'])
  const one = { venue: undefined, venues: { a: plainVenue() }, profiles: { one: { venue: plainVenue() } } }
  expect(plan(one, { profile: 'one' }).venues).toEqual(['plain'])
})

test('--set reads its text as the declared type, the last one wins, and long paths work too', () => {
  expect(valuesOf({ set: ['plain-strategy.fast=30', 'plain-strategy.edge=1%'] })).toEqual({ fast: 30, edge: 0.01 })
  expect(valuesOf({ set: ['plain-strategy.fast=30', 'strategies.plain-strategy.fast=31'] })).toMatchObject({ fast: 31 })
  expect(valuesOf({ set: ['plain-strategy.edge=0.01'] }, { strategies: [plainStrategy({ fast: 40 })] })).toEqual({
    fast: 40,
    edge: 0.01,
  })
  const { plugins } = plan({}, { set: ['plugins.plain.depth=7'] })
  expect(plugins.ordered[0]?.values).toEqual({ depth: 7 })
})

test('--set goes to the one strategy that is named', () => {
  const strategies = [plainStrategy(), plainStrategy({}, { as: 'wide' })]
  const values = plan({ strategies }, { set: ['wide.fast=50'] }).strategies.map((one) => one.values)
  expect(values).toMatchObject([{ fast: 20 }, { fast: 50 }])
})

test.each<[string, string, RegExp]>([
  ['an unknown option', 'plain-strategy.fst=30', /^BY1203 .*"plain-strategy\.fst"/],
  ['an unknown owner', 'plane-strategy.fast=30', /^BY1203 .*"plane-strategy\.fast"/],
  ['a path without an owner', 'fast=30', /^BY1203/],
  ['a bare value for a strategy, whose options are always named', 'plain-strategy=30', /^BY1203/],
  ['no value', 'plain-strategy.fast', /^BY1102/],
  ['a value of another type', 'plain-strategy.fast=ten', /^BY1102/],
  ['a value out of range', 'plain-strategy.fast=51', /^BY1104/],
  ['a bare number above one for a percent', 'plain-strategy.edge=2', /^BY1107/],
  ['what no option is called', 'plain-strategy.__proto__=1', /^BY1203/],
])('--set with %s is refused', (_, flag, expected) => {
  expect(problems({}, { set: [flag] })).toEqual([expect.stringMatching(expected)])
})

test('an unknown path names the nearest one', () => {
  try {
    plan({}, { set: ['plain-strategy.fst=30'] })
  } catch (error) {
    expect((error as { fix: string[] }).fix[0]).toBe('use one of: plain-strategy.fast')
  }
  expect.assertions(1)
})

test('values of a search are checked like those of a file, and flags come after them', () => {
  expect(valuesOf({ values: { 'plain-strategy.fast': 25 } })).toMatchObject({ fast: 25 })
  expect(valuesOf({ values: { 'plain-strategy.fast': 25 }, set: ['plain-strategy.fast=26'] })).toMatchObject({ fast: 26 })
  expect(problems({}, { values: { 'plain-strategy.fast': '25' } })).toEqual([expect.stringMatching(/^BY1102/)])
  expect(problems({}, { values: { 'plain-strategy.slow': 25 } })).toEqual([expect.stringMatching(/^BY1203/)])
})

test('one bare value stands for the first option, also beside --set', () => {
  const file = definePlugin({ name: 'file', options: { path: text('a', 'path'), mode: text('b', 'mode') }, setup() {} })
  const { plugins } = plan({ plugins: [file('data.csv')] }, { set: ['file.mode=c'] })
  expect(plugins.ordered[1]?.values).toEqual({ path: 'data.csv', mode: 'c' })
  const { plugins: bare } = plan({ plugins: [file('data.csv')] }, { set: ['file=other.csv'] })
  expect(bare.ordered[1]?.values).toMatchObject({ path: 'other.csv' })
})

test('planning makes nothing and changes nothing: the same bot can be planned again and again', () => {
  let setups = 0
  const bot = plainBot({ plugins: [pluginOf('store', { setup: () => void setups++ })] })
  const first = planBot(bot, { set: ['plain-strategy.fast=30'] })
  const second = planBot(bot)
  expect([first.strategies[0]?.values, second.strategies[0]?.values]).toEqual([
    { fast: 30, edge: 0.004 },
    { fast: 20, edge: 0.004 },
  ])
  expect(setups).toBe(0)
})
