import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BotyardErrors } from '../errors/botyard-error.ts'
import { Env } from '../ports/env.ts'
import { Store } from '../ports/store.ts'
import { token } from '../ports/token.ts'
import { coreCopy } from './core-copy.ts'
import { plainBot, plainStrategy, plainVenue, pluginOf, problemsOf } from './plain-bot.oracle.ts'
import { planBot } from './plan.ts'
import type { PluginDefinition, PluginSpec } from './spec.ts'
import { pluginApi } from './spec.ts'

const [A, B, C] = [token('A'), token('B'), token('C')] as const

const graph = (plugins: readonly PluginSpec[], override: readonly PluginSpec[] = []) =>
  planBot(plainBot({ plugins }), { override }).plugins
const orderOf = (plugins: readonly PluginSpec[]) => graph(plugins).ordered.map(({ name }) => name)
const problems = (plugins: readonly PluginSpec[]) => problemsOf(() => graph(plugins))

function chainsOf(plugins: readonly PluginSpec[]): (readonly string[] | undefined)[] {
  try {
    graph(plugins)
  } catch (error) {
    return error instanceof BotyardErrors ? error.problems.map(({ chain }) => chain) : [(error as { chain?: string[] }).chain]
  }
  return []
}

test('what is needed comes first, and otherwise the order of the bot file stands', () => {
  const plugins = [
    pluginOf('top', { requires: [A, B] }),
    pluginOf('other'),
    pluginOf('b', { requires: [A], provides: [B] }),
    pluginOf('a', { provides: [A] }),
  ]
  expect(orderOf(plugins)).toEqual(['plain', 'a', 'b', 'top', 'other'])
})

test('however plugins need each other without a circle, each comes after all it needs', () => {
  const tokens = Array.from({ length: 8 }, (_, i) => token(`T${i}`))
  // Plugin i may need what plugins before it in a hidden order provide; the bot lists them in another one.
  const needs = fc.array(fc.array(fc.nat(7), { maxLength: 4 }), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(needs, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), (wanted, listed) => {
      const required = wanted.map((list, i) => [...new Set(list)].filter((one) => one < i))
      const plugins = listed.map((i) =>
        pluginOf(`p${i}`, { provides: [tokens[i]!], requires: required[i]!.map((one) => tokens[one]!) }),
      )
      const order = orderOf(plugins)
      for (const [i, list] of required.entries())
        for (const one of list) expect(order.indexOf(`p${one}`)).toBeLessThan(order.indexOf(`p${i}`))
      expect([...order].sort()).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'plain'])
    }),
  )
})

test('a part that nobody provides is told with the way to it; core parts are there without asking', () => {
  const lonely = [pluginOf('lonely', { requires: [A, Env] })]
  expect(problems(lonely)).toEqual([expect.stringMatching(/^BY2004 Nothing provides A/)])
  expect(chainsOf(lonely)).toEqual([['Bot', 'lonely', 'A']])
})

test('a circle is told once, with every plugin in it, whoever leads into it', () => {
  const circle = [
    pluginOf('lead', { requires: [A] }),
    pluginOf('a', { provides: [A], requires: [B] }),
    pluginOf('b', { provides: [B], requires: [C] }),
    pluginOf('c', { provides: [C], requires: [A] }),
  ]
  expect(problems(circle)).toEqual([expect.stringMatching(/^BY2003 .* beginning at A/)])
  expect(chainsOf(circle)).toEqual([['a', 'b', 'c', 'a']])
})

test('a plugin may need what it provides itself', () => {
  expect(orderOf([pluginOf('own', { provides: [A], requires: [A], setup: (host) => host.provide(A, [], () => 1) })])).toEqual([
    'plain',
    'own',
  ])
})

test('a part that two plugins provide is refused, with both names', () => {
  expect(problems([pluginOf('one', { provides: [Store] }), pluginOf('two', { provides: [Store] })])).toEqual([
    expect.stringMatching(/^BY2001 Both one and two provide Store/),
  ])
})

const takes = (name: string, given: Partial<PluginDefinition> = {}) => pluginOf(name, { provides: [Store], ...given })
const winner = (plugins: readonly PluginSpec[], override: readonly PluginSpec[] = []) =>
  graph(plugins, override).providers.get('Store')?.name

test('one that says it overrides wins, wherever it stands', () => {
  const [plain, strong] = [takes('plain-store'), takes('strong', { overrides: [Store] })]
  expect(winner([plain, strong])).toBe('strong')
  expect(winner([strong, plain])).toBe('strong')
})

test('two that both say so are as bad as two that do not', () => {
  const two = [takes('one', { overrides: [Store] }), takes('two', { overrides: [Store] })]
  for (const plugins of [two, [takes('plain-store'), ...two]])
    expect(problems(plugins)).toEqual([expect.stringMatching(/^BY2001 Both one and two/)])
})

test('what a run puts in the place of the bot own parts wins over everything', () => {
  expect(winner([takes('one')], [takes('run')])).toBe('run')
  expect(winner([takes('one', { overrides: [Store] })], [takes('run')])).toBe('run')
})

test('venues bring a gateway each, and their names tell them apart', () => {
  const { providers, ordered } = planBot(
    plainBot({ venue: undefined, venues: { a: plainVenue(), b: plainVenue() }, symbols: ['a:BTCUSDT'] }),
  ).plugins
  expect(ordered.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(providers.get('OrderGateway')?.name).toBe('a')
})

test('a name that two plugins have is refused', () => {
  expect(problems([pluginOf('store'), pluginOf('store')])).toEqual([expect.stringMatching(/^BY2002 .*"store"/)])
})

test('a strategy of another copy of core is refused as a plugin is', () => {
  const strategies = [{ ...plainStrategy(), core: { version: '0.0.9' } }]
  expect(problemsOf(() => planBot(plainBot({ strategies })))).toEqual([expect.stringMatching(/^BY7005/)])
})

test('a plugin of another copy of core is told as that, one of another API as that', () => {
  const other = { ...pluginOf('foreign'), core: { version: '0.0.9' } }
  expect(problems([other])).toEqual([expect.stringMatching(/^BY7005 Two copies of @botyard\/core: 0\.1\.0 and 0\.0\.9/)])
  const both = { ...other, api: pluginApi + 1 }
  expect(problems([both])).toEqual([expect.stringMatching(/^BY7002/)])
  const older = { ...pluginOf('old', { package: '@acme/old', version: '1.2.3' }), api: pluginApi - 1 }
  expect(problems([older])).toEqual([
    expect.stringMatching(/^BY7002 @acme\/old 1\.2\.3 is for plugin API 0, core 0\.1\.0 has API 1/),
  ])
  const nameless = { ...pluginOf('old'), api: 99 }
  expect(problems([nameless])).toEqual([expect.stringMatching(/^BY7002 old \(version not told\) is for plugin API 99/)])
  expect(coreCopy).toBe(pluginOf('same').core)
})

test('all faults of a graph come at once', () => {
  const found = problems([
    pluginOf('x', { provides: [A] }),
    pluginOf('x', { provides: [A] }),
    pluginOf('y', { requires: [C] }),
    { ...pluginOf('z'), api: 2 },
  ])
  expect(found.map((one) => one.slice(0, 6)).sort()).toEqual(['BY2001', 'BY2002', 'BY2004', 'BY7002'])
})
