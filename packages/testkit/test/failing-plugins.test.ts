import {
  BotyardError,
  type BotyardErrors,
  definePlugin,
  defineStrategy,
  Executor,
  isBotyardErrors,
  type MakeRiskRule,
  OrderGateway,
  type PluginHost,
  RiskRules,
  type TapeReader,
  TapeReaders,
} from '@botyard/core'
import { expect, test } from 'vitest'
import { MadeRecording } from '../src/index.ts'
import { begin, bookAround, wholeRun } from './whole-run.ts'

const fail = (): never => {
  throw new TypeError('no price')
}

/** Buys at every book and remembers how often it was called. */
const buyer = (calls: { books: number }) =>
  defineStrategy({
    name: 'buyer',
    create: (desk) => ({
      onBook() {
        calls.books++
        desk.buy(0.1)
      },
    }),
  })()

const plugin = (setup: (host: PluginHost) => void) => definePlugin({ name: 'mine', setup })()
const rule =
  (given: Partial<ReturnType<MakeRiskRule>>): MakeRiskRule =>
  () => ({
    name: 'strict',
    check: () => 0,
    why: () => 'because',
    ...given,
  })
const reader = (message: TapeReader['message']): TapeReader => ({ name: 'tally', message })

const failing: Readonly<Record<string, (host: PluginHost) => void>> = {
  'the tape reader tally': (host) => host.contribute(TapeReaders, reader(fail)),
  'check of the risk rule strict': (host) => host.contribute(RiskRules, rule({ check: fail })),
  'watch of the risk rule strict': (host) => host.contribute(RiskRules, rule({ watch: fail })),
  'onFill of the risk rule strict': (host) => host.contribute(RiskRules, rule({ onFill: fail })),
  'why of the risk rule strict': (host) => host.contribute(RiskRules, rule({ watch: () => 'halted', why: fail })),
  contribute: (host) => host.contribute(RiskRules, fail),
  'submit of its stage before the gateway': (host) => host.wrap(Executor, ({ next }) => ({ ...next, submit: fail })),
  'onOrder of its stage before the gateway': (host) => host.wrap(Executor, ({ next }) => ({ ...next, onOrder: fail })),
  'onFill of its stage before the gateway': (host) => host.wrap(Executor, ({ next }) => ({ ...next, onFill: fail })),
  wrap: (host) => host.wrap(Executor, fail),
}

test.each(Object.entries(failing))(
  'what a plugin throws in %s ends the run under its name, and no strategy is blamed',
  async (call, setup) => {
    const calls = { books: 0 }
    let thrown: unknown
    const run = wholeRun({ strategies: [buyer(calls)], plugins: [plugin(setup)] }, bookAround([100, 101, 102]))
    const ended = await run.catch((error: unknown) => void (thrown = error))
    const failure = (ended?.failure ?? thrown) as BotyardError
    expect(failure).toMatchObject({
      code: 'BY2014',
      message: `BY2014 The plugin mine failed in ${call}: TypeError: no price`,
      cause: expect.any(TypeError),
    })
    expect(ended?.session.strategies[0]?.seat.failures ?? 0).toBe(0)
  },
)

const answers: [what: string, given: Record<string, () => unknown>, expected: string][] = [
  ['check', { check: () => undefined }, 'it returned undefined, expected 0 or a refusal'],
  ['check', { check: () => Number.NaN }, 'it returned NaN'],
  ['check', { check: () => 99_999 }, 'it returned 99999'],
  ['check', { check: () => -5 }, 'it returned -5'],
  ['check', { check: () => 'no' }, 'it returned "no"'],
  ['check', { check: async () => fail() }, 'it returned a promise'],
  ['watch', { watch: () => 'stopped' }, 'it returned "stopped"'],
  ['watch', { watch: () => undefined }, "it returned undefined, expected 'active'"],
  ['watch', { watch: async () => 'halted' }, 'it returned a promise'],
  ['why', { watch: () => 'halted', why: () => 5 }, 'it returned 5, expected a text'],
]

test.each(answers)('an answer of %s that is none is not taken for leave: %s', async (call, given, expected) => {
  const answering = plugin((host) => host.contribute(RiskRules, rule(given as never)))
  const { failure, fills } = await wholeRun(
    { strategies: [buyer({ books: 0 })], plugins: [answering] },
    bookAround([100, 101, 102]),
  )
  expect(failure).toMatchObject({ code: 'BY2014', details: { plugin: 'mine', call: `${call} of the risk rule strict` } })
  expect((failure as BotyardError).details['reason']).toContain(expected)
  if (call === 'check') expect(fills).toEqual([])
})

test('a stage is blamed for itself only: what the gateway throws has the name of the venue', async () => {
  const venue = definePlugin({
    name: 'acme',
    venue: true,
    provides: [OrderGateway],
    setup: (host) =>
      host.provide(OrderGateway, [], () => () => ({
        supports: {} as never,
        start: async () => {},
        submit: fail,
        amend() {},
        cancel() {},
        flush() {},
        ask() {},
        stop: async () => {},
      })),
  })
  const passing = plugin((host) => host.wrap(Executor, ({ next }) => ({ ...next })))
  const { failure } = await wholeRun(
    { strategies: [buyer({ books: 0 })], plugins: [passing], venue: venue() },
    bookAround([100, 101]),
  )
  expect(failure).toMatchObject({ code: 'BY2014', details: { plugin: 'acme' } })
})

test('an error with a code stays what it is', async () => {
  const full = () => {
    throw new BotyardError('BY6009', { file: 'tape', reason: 'ENOSPC' })
  }
  const { failure } = await wholeRun(
    { strategies: [buyer({ books: 0 })], plugins: [plugin((host) => host.contribute(TapeReaders, reader(full)))] },
    bookAround([100]),
  )
  expect(failure).toMatchObject({ code: 'BY6009' })
})

test('a stage hears of the orders and fills that passed it, once each', async () => {
  const heard: string[] = []
  const listens = (name: string) =>
    definePlugin({
      name,
      setup: (host) =>
        host.wrap(Executor, ({ next }) => ({
          ...next,
          onOrder: ({ state }) => void heard.push(`${name} ${state}`),
          onFill: ({ quantity }) => void heard.push(`${name} filled ${quantity}`),
        })),
    })()
  const once = defineStrategy({
    name: 'once',
    create: (desk) => ({ onBook: () => void (desk.position.flat && desk.buy(1)) }),
  })
  await wholeRun({ strategies: [once()], plugins: [listens('outer'), listens('inner')] }, bookAround([100, 101]))
  expect(heard).toEqual(['outer open', 'inner open', 'outer filled', 'inner filled', 'outer filled 1', 'inner filled 1'])
})

test('a run that fails and then fails to stop tells both as a list of problems with codes', async () => {
  const bad = plugin((host) => {
    host.contribute(TapeReaders, reader(fail))
    host.onStop(() => {
      throw new TypeError('no stop')
    })
  })
  const { failure } = await wholeRun({ strategies: [buyer({ books: 0 })], plugins: [bad] }, bookAround([100]))
  expect(isBotyardErrors(failure)).toBe(true)
  expect((failure as BotyardErrors).problems.map(({ code }) => code)).toEqual(['BY2014', 'BY2005'])
})

test('a strategy that orders at every fill without end is named, not called a fault of Botyard', async () => {
  const endless = defineStrategy({
    name: 'endless',
    create: (desk) => ({
      onTrade: () => void (desk.position.flat && desk.buy(0.001)),
      onFill: ({ side }) => void (side === 1 ? desk.sell(0.001) : desk.buy(0.001)),
    }),
  })
  const trades = new MadeRecording(['BTCUSDT'], (script, [instrument]) => {
    for (const second of [0, 1]) {
      script.at(begin + second * 1_000_000)
      script.trade(instrument, 1, 100, 1)
    }
  })
  const { failure } = await wholeRun({ strategies: [endless()] }, trades)
  expect(failure).toMatchObject({ code: 'BY2109', details: { who: 'endless@sim:linear:BTCUSDT' } })
})

test('what was saved in another format is refused whole', async () => {
  const idle = defineStrategy({ name: 'idle', create: () => ({}) })
  const { save } = await wholeRun({ strategies: [idle()] }, bookAround([100]))
  const newer = { ...save(), version: 2 }
  await expect(wholeRun({ strategies: [idle()] }, bookAround([100]), { saved: newer })).rejects.toMatchObject({
    code: 'BY9003',
    message: expect.stringContaining('format 2, this one reads 1'),
  })
})
