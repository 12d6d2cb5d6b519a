import { expect, test } from 'vitest'
import { FakeEnv } from '../engine/fake-env.oracle.ts'
import type { BotyardErrors } from '../errors/botyard-error.ts'
import { Cache } from '../ports/cache.ts'
import { Env } from '../ports/env.ts'
import { Executor } from '../ports/execution.ts'
import { Logger } from '../ports/logger.ts'
import { type Notice, Notifier } from '../ports/notifier.ts'
import type { PluginHost } from '../ports/plugin.ts'
import { Store } from '../ports/store.ts'
import { type TapeReader, TapeReaders } from '../ports/tape.ts'
import { token } from '../ports/token.ts'
import { OrderGateway } from '../ports/venue.ts'
import { plainBot, plainVenue, pluginOf, problemsOf } from './plain-bot.oracle.ts'
import { planBot } from './plan.ts'
import type { PluginDefinition, PluginSpec } from './spec.ts'
import { wire } from './wire.ts'

const wired = (...plugins: readonly PluginSpec[]) => wire(planBot(plainBot({ plugins })))
const problems = (...plugins: readonly PluginSpec[]) => problemsOf(() => wired(...plugins))
const setup = (name: string, work: (host: PluginHost) => void, given: Partial<PluginDefinition> = {}) =>
  pluginOf(name, { ...given, setup: work })

const Number1 = token<{ readonly n: number }>('Number1')
const Number2 = token<{ readonly n: number }>('Number2')

test('a part is made from the parts it needs, once, and not before somebody needs it', () => {
  const made: string[] = []
  const one = setup('one', (host) => host.provide(Number1, [], () => ({ n: made.push('one') })), { provides: [Number1] })
  const two = setup(
    'two',
    (host) =>
      host.provide(Number2, [Number1, Env], (first, env) => {
        made.push(`two of ${first.n} at ${typeof env.wall()}`)
        return first
      }),
    { provides: [Number2], requires: [Number1] },
  )
  const { parts } = wired(two, one)
  expect(made).toEqual([])
  expect(parts.get(Number2)).toBe(parts.get(Number2))
  expect(parts.get(Number1)).toBe(parts.get(Number2))
  expect(made).toEqual(['one', 'two of 1 at number'])
})

test('core parts have a default, and a plugin of the bot takes one over for this bot only', () => {
  const mine = new FakeEnv(5)
  const first = wired(setup('env', (host) => host.provide(Env, [], () => mine), { provides: [Env] }))
  const second = wired()
  expect(first.parts.get(Env)).toBe(mine)
  expect(second.parts.get(Env)).not.toBe(mine)
  expect(second.parts.get(Cache)).toBe(wired().parts.get(Cache))
  for (const part of [Env, Logger, Cache, Store]) expect(second.parts.get(part as typeof Env)).toBeDefined()
})

test('of two that provide a part only the one that counts is ever made', () => {
  const made: string[] = []
  const provides = (name: string, given: Partial<PluginDefinition>) =>
    setup(name, (host) => host.provide(Number1, [], () => ({ n: made.push(name) })), { provides: [Number1], ...given })
  const { parts } = wired(provides('weak', {}), provides('strong', { overrides: [Number1] }))
  parts.get(Number1)
  expect(made).toEqual(['strong'])
})

test('host.get is for onStart; earlier it is BY2006, and a part that nobody provides is BY2004', async () => {
  expect(problems(setup('early', (host) => void host.get(Store)))).toEqual([
    expect.stringMatching(/^BY2006 early asked for Store before the start/),
  ])
  let store: unknown
  let problem: unknown
  const { lifecycle, parts } = wired(
    setup('right', (host) =>
      host.onStart(() => {
        store = host.get(Store)
        problem = problemsOf(() => host.get(Number1))[0]
      }),
    ),
  )
  await lifecycle.start()
  expect(store).toBe(parts.get(Store))
  expect(problem).toMatch(/^BY2004 Nothing provides Number1/)
})

test('what is declared and not provided is BY2008, what is provided and not declared BY2012', () => {
  expect(problems(setup('forgot', () => {}, { provides: [Number1] }))).toEqual([
    expect.stringMatching(/^BY2008 The plugin forgot declares Number1/),
  ])
  expect(problems(setup('silent', (host) => host.provide(Number1, [], () => ({ n: 1 }))))).toEqual([
    expect.stringMatching(/^BY2012 The plugin silent provides Number1/),
  ])
})

test('what a part is made from is checked before anything is made', () => {
  const lonely = setup('lonely', (host) => host.provide(Number1, [Number2], (two) => two), { provides: [Number1] })
  expect(problems(lonely)).toEqual([expect.stringMatching(/^BY2004 Nothing provides Number2/)])
  const round = (name: string, own: typeof Number1, other: typeof Number1) =>
    setup(name, (host) => host.provide(own, [other], (one) => one), { provides: [own] })
  expect(problems(round('one', Number1, Number2), round('two', Number2, Number1))).toEqual([
    expect.stringMatching(/^BY2003 .* beginning at Number1/),
  ])
})

test('a part that cannot be made is BY2013 with the words of its maker, and a problem of its own stays what it is', () => {
  const broken = setup(
    'broken',
    (host) =>
      host.provide(Number1, [], () => {
        throw new TypeError('no room')
      }),
    { provides: [Number1] },
  )
  expect(problemsOf(() => wired(broken).parts.get(Number1))).toEqual([
    expect.stringMatching(/^BY2013 Number1 could not be made: no room/),
  ])
  const asking = setup('asking', (host) => host.provide(Number1, [], () => host.get(Number2)), { provides: [Number1] })
  expect(problemsOf(() => wired(asking).parts.get(Number1))).toEqual([expect.stringMatching(/^BY2004 Nothing provides Number2/)])
  class Plain {
    readonly n: number
    constructor(n: number) {
      this.n = n
    }
  }
  const undecorated = setup('undecorated', (host) => host.provideClass(Number1, Plain), { provides: [Number1] })
  expect(problemsOf(() => wired(undecorated).parts.get(Number1))).toEqual([expect.stringMatching(/^BY20(13|05) /)])
})

test('what a part that does not count would need concerns nobody', () => {
  const weak = setup('weak', (host) => host.provide(Number1, [Number2], (two) => two), { provides: [Number1] })
  const strong = setup('strong', (host) => host.provide(Number1, [], () => ({ n: 1 })), {
    provides: [Number1],
    overrides: [Number1],
  })
  expect(problems(weak, strong)).toEqual([])
})

test('plugins that throw while they are set up are all told, and nothing else about them', () => {
  const throws = (name: string) =>
    setup(
      name,
      () => {
        throw new TypeError(`${name} has no file`)
      },
      { provides: [token(name)] },
    )
  expect(problems(throws('one'), throws('two'), setup('three', (async () => {}) as () => void))).toEqual([
    expect.stringMatching(/^BY2005 The plugin one failed in setup: one has no file/),
    expect.stringMatching(/^BY2005 The plugin two failed in setup: two has no file/),
    expect.stringMatching(/^BY2005 The plugin three failed in setup: setup returned a promise/),
  ])
  const { problems: found } = (() => {
    try {
      return wired(throws('one'), throws('two')) as never as BotyardErrors
    } catch (error) {
      return error as BotyardErrors
    }
  })()
  expect(found.every(({ at, cause }) => at !== undefined && cause instanceof TypeError)).toBe(true)
})

test('options reach setup as they were checked', () => {
  const seen: unknown[] = []
  const bot = plainBot({
    venue: {
      ...plainVenue({ depth: 7 }),
      definition: { ...plainVenue.definition, setup: (_: PluginHost, options: unknown) => void seen.push(options), provides: [] },
    },
  })
  wire(planBot(bot))
  expect(seen).toEqual([{ depth: 7 }])
})

test('lists collect what plugins contribute, in the order of need', () => {
  const reader = (name: string): TapeReader => ({ name, message() {} })
  const adds = (name: string, given: Partial<PluginDefinition> = {}) =>
    setup(
      name,
      (host) => {
        host.contribute(TapeReaders, reader(`${name} 1`))
        host.contribute(TapeReaders, reader(`${name} 2`))
        if (given.provides !== undefined) host.provide(Number1, [], () => ({ n: 1 }))
      },
      given,
    )
  const { list } = wired(adds('needy', { requires: [Number1] }), adds('needed', { provides: [Number1] }))
  expect(list(TapeReaders).map(({ plugin, item }) => `${plugin}: ${item.name}`)).toEqual([
    'needed: needed 1',
    'needed: needed 2',
    'needy: needy 1',
    'needy: needy 2',
  ])
  expect(wired().list(TapeReaders)).toEqual([])
})

test('stages are kept in the order of the plugins, and steps belong to theirs', async () => {
  const log: string[] = []
  const stage = (name: string) =>
    setup(name, (host) => {
      host.wrap(Executor, ({ next }) => {
        log.push(name)
        return next
      })
      host.onStart(() => void log.push(`${name} starts`))
      host.onStop(() => void log.push(`${name} stops`))
    })
  const { stages, lifecycle } = wired(stage('twap'), stage('iceberg'))
  expect(stages.map(({ plugin }) => plugin)).toEqual(['twap', 'iceberg'])
  for (const { item: make } of stages) make({} as never)
  await lifecycle.start()
  await lifecycle.stop()
  expect(log).toEqual(['twap', 'iceberg', 'twap starts', 'iceberg starts', 'iceberg stops', 'twap stops'])
})

test('listeners hear after the drain; what one throws is logged under the name of its plugin', () => {
  const lines: string[] = []
  const line = (text: string) => void lines.push(text)
  const heard: string[] = []
  const notice: Notice = { event: 'start', severity: 'info', text: 'hello', time: 0 }
  const { bus } = wired(
    setup('log', (host) => host.provide(Logger, [], () => ({ debug: line, info: line, warn: line, error: line })), {
      provides: [Logger],
    }),
    setup('bad', (host) =>
      host.on('notice', () => {
        throw new TypeError('no bell')
      }),
    ),
    setup('good', (host) => host.on('notice', ({ text }) => heard.push(text))),
  )
  bus.tell('notice', notice)
  expect(heard).toEqual([])
  bus.flush()
  expect(heard).toEqual(['hello'])
  // The log is what a bot has for a notifier when it brings none, and it is the bot's own log.
  expect(lines).toEqual([expect.stringMatching(/^BY2005 bad failed to hear "notice".*no bell/), 'hello'])
})

test('notices reach the notifier that a plugin provides, and one that fails is put out without harm', async () => {
  const lines: string[] = []
  const line = (text: string) => void lines.push(text)
  const told: string[] = []
  const { bus } = wired(
    setup('log', (host) => host.provide(Logger, [], () => ({ debug: line, info: line, warn: line, error: line })), {
      provides: [Logger],
    }),
    setup(
      'mail',
      (host) =>
        host.provide(Notifier, [], () => ({
          async notify({ text }) {
            told.push(text)
            throw new TypeError('no route')
          },
        })),
      { provides: [Notifier] },
    ),
  )
  for (let i = 0; i < 7; i++) {
    bus.tell('notice', { event: 'start', severity: 'info', text: `hello ${i}`, time: 0 })
    bus.flush()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(told).toEqual(['hello 0', 'hello 1', 'hello 2', 'hello 3', 'hello 4'])
  expect(lines).toHaveLength(5)
  expect(lines[0]).toMatch(/^BY2005 the notifier failed to hear "notice", 1 of 5/)
})

test('the view shows nothing until there is an engine, and then the engine', () => {
  let host: PluginHost | undefined
  const one = wired(setup('dashboard', (given) => void (host = given)))
  const into = new Float64Array(2)
  expect([host!.view.equity(into), host!.view.book(0, into)]).toEqual([0, 0])
  one.show({ equity: () => 1, positions: () => 2, orders: () => 3, book: () => 4 })
  expect([host!.view.equity(into), host!.view.orders(into)]).toEqual([1, 3])
})

test('a bot whose venue brings no gateway says so', () => {
  const feedOnly = { ...plainVenue(), definition: { ...plainVenue.definition, provides: [], setup: () => {} } }
  const { parts } = wire(planBot(plainBot({ venue: feedOnly })))
  expect(problemsOf(() => parts.get(OrderGateway))).toEqual([expect.stringMatching(/^BY2004 Nothing provides OrderGateway/)])
})
