import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { type BotyardError, isBotyardError } from '../errors/botyard-error.ts'
import { LadderBook } from '../market/book.ts'
import type { InstrumentKind, InstrumentRules } from '../ports/instrument.ts'
import type { Interest, Recording } from '../ports/venue.ts'
import type { BotSpec } from './bot.ts'
import { listMarkets } from './market-list.ts'
import { plainBot, plainVenue, problemsOf } from './plain-bot.oracle.ts'
import { type PlanChanges, planBot } from './plan.ts'

const rules = (venue: string, kind: InstrumentKind, name: string): InstrumentRules => ({
  venue,
  kind,
  name,
  base: name.slice(0, 3),
  quote: 'USDT',
  settle: 'USDT',
  contractSize: 1,
  priceScale: 100,
  lotScale: 1000,
  tick: 0.01,
  lot: 0.001,
  minQuantity: 0.001,
  minNotional: 0,
})

const instruments = [
  rules('bybit', 'linear', 'BTCUSDT'),
  rules('bybit', 'spot', 'BTCUSDT'),
  rules('bybit', 'linear', 'ETHUSDT'),
  rules('binance', 'linear', 'SOLUSDT'),
]

const recording = {
  name: 'made',
  instruments,
  offers: ({ name }: InstrumentRules, kind: Interest['kind']) => (kind === 'book') === (name === 'ETHUSDT'),
} as Partial<Recording> as Recording

const list = (given: Partial<BotSpec> | Record<string, unknown>) =>
  listMarkets(planBot(plainBot(given)), recording, new HeapMemory())
function thrownBy(work: () => unknown): BotyardError {
  try {
    work()
  } catch (error) {
    if (isBotyardError(error)) return error
  }
  throw new Error('nothing was thrown')
}
const errorOf = (symbols: readonly string[]) => thrownBy(() => list({ symbols }))
const problems = (symbols: readonly string[]) => problemsOf(() => list({ symbols }))

test('symbols are numbered in the order of the bot, and the recording is told which is which', () => {
  const { instruments: table, numbers, hasTrades, markets } = list({ symbols: ['ETHUSDT', 'spot:BTCUSDT'] })
  expect(table.listed.map(({ symbol, index }) => [index, symbol])).toEqual([
    [0, 'plain:linear:ETHUSDT'],
    [1, 'plain:spot:BTCUSDT'],
  ])
  expect(numbers).toEqual([-1, 1, 0, -1])
  expect(markets.map(({ book }) => book instanceof LadderBook)).toEqual([true, false])
  expect([hasTrades(0), hasTrades(1)]).toEqual([false, true])
})

test('one venue hears a recording under its own name, whoever wrote it; several go by the names in it', () => {
  expect(list({ symbols: ['SOLUSDT'] }).instruments.at(0).symbol).toBe('plain:linear:SOLUSDT')
  const venues = { bybit: plainVenue(), binance: plainVenue() }
  const several = list({ venue: undefined, venues, symbols: ['bybit:ETHUSDT', 'binance:SOLUSDT'] })
  expect(several.instruments.listed.map(({ symbol }) => symbol)).toEqual(['bybit:linear:ETHUSDT', 'binance:linear:SOLUSDT'])
})

test('a symbol that the data does not have is told with what was probably meant and where it stands', () => {
  const { code, title, fix, at, frame } = errorOf(['SOLUSDT', 'ETHUDST'])
  expect({ code, title }).toEqual({ code: 'BY3001', title: '"made" has no symbol "ETHUDST"' })
  expect(fix[0]).toBe('write ETHUSDT instead of ETHUDST')
  expect(at?.file).toContain('market-list.test.ts')
  expect(frame).toMatchObject({ option: 'symbols.1', label: 'did you mean ETHUSDT?' })
})

test('a symbol that is like nothing in the data is told with what there is, and all of them at once', () => {
  expect(errorOf(['DOGECOIN']).why).toBe('The data has: linear:BTCUSDT, spot:BTCUSDT, linear:ETHUSDT, linear:SOLUSDT')
  expect(problems(['DOGECOIN', 'LUNA'])).toHaveLength(2)
  expect(errorOf(['spot:SOLUSDT']).fix[0]).toBe('write linear:SOLUSDT instead of spot:SOLUSDT')
})

test('a symbol that the bot has already is not what another one was meant to be', () => {
  const { frame, fix } = errorOf(['SOLUSDT', 'XOLUSDT'])
  expect(frame?.label).toBe('not in the data')
  expect(fix).toEqual(['run without it: --symbols SOLUSDT', 'import it into the same folder, and name that with --data'])
  expect(errorOf(['SOLUSDT', 'spot:BTCUSDT', 'XTCUSDT']).fix[0]).toBe('write BTCUSDT instead of XTCUSDT')
})

test('a symbol of no venue of the bot, and what is no symbol, are told as that', () => {
  expect(errorOf(['kraken:SOLUSDT'])).toMatchObject({ code: 'BY3002', details: { known: ['plain'] } })
  expect(errorOf(['linear:'])).toMatchObject({ code: 'BY3003' })
})

test('symbols that a run puts in place of those of the bot have no place in its file', () => {
  const bot = plainBot({ profiles: { calm: { symbols: ['SOLUDST'] } } })
  const listWith = (changes: PlanChanges) => () => listMarkets(planBot(bot, changes), recording, new HeapMemory())
  expect(thrownBy(listWith({ symbols: ['SOLUDST'], profile: 'calm' })).at).toBeUndefined()
  expect(thrownBy(listWith({ profile: 'calm' })).frame?.option).toBe('profiles.calm.symbols.0')
})

test('a symbol that could be several is refused', () => {
  expect(problems(['BTCUSDT'])).toEqual([expect.stringMatching(/^BY3004 .*plain:linear:BTCUSDT/)])
})

test('one market under two names is listed twice, and that is refused', () => {
  expect(problems(['linear:BTCUSDT', 'plain:linear:BTCUSDT'])).toEqual([
    expect.stringMatching(/^BY1207 The symbol "plain:linear:BTCUSDT" is listed twice/),
  ])
})
