import { expect, test } from 'vitest'
import { BotyardErrors } from '../errors/botyard-error.ts'
import { renderError } from '../errors/render-error.ts'
import type { BotSpec } from './bot.ts'
import { plainBot, problemsOf } from './plain-bot.oracle.ts'
import { type PlanChanges, planBot } from './plan.ts'

const specWith = (changes: PlanChanges, given: Partial<BotSpec> = {}) => planBot(plainBot(given), changes).spec
const shown = (changes: PlanChanges) => {
  try {
    specWith(changes)
    return ''
  } catch (error) {
    return renderError(error instanceof BotyardErrors ? error : (error as never), { color: false })
  }
}

test('--set changes fields of the bot itself, beside those of the file', () => {
  const costs = { taker: '0.055%', symbols: { BTCUSDT: { maker: '0.02%' } } } as const
  const set = [
    'costs.taker=0.1%',
    'costs.slippage=5bp',
    'costs.symbols.BTCUSDT.taker=0.2%',
    'latency.entry=10ms',
    'account.start=20_000',
  ]
  expect(specWith({ set }, { costs })).toMatchObject({
    costs: { taker: '0.1%', slippage: '5bp', symbols: { BTCUSDT: { maker: '0.02%', taker: '0.2%' } } },
    latency: { entry: '10ms' },
    account: { start: 20_000, quote: 'USDT' },
  })
  expect(specWith({ set: ['account.start.BTC=2'] }, { account: { start: { USDT: 5 }, quote: 'USDT' } }).account.start).toEqual({
    USDT: 5,
    BTC: 2,
  })
})

test('a search changes them too, and flags come after it', () => {
  const values = { 'costs.taker': 0.001, 'capacity.orders': 99 }
  expect(specWith({ values, set: ['costs.taker=0'] })).toMatchObject({ costs: { taker: 0 }, capacity: { orders: 99 } })
})

test.each<[string, RegExp]>([
  ['costs.taker=2', /^BY1107 costs\.taker is 2/],
  ['costs.takr=1%', /^BY1103 Unknown option "takr" of costs/],
  ['costs.taker=x', /^BY1106 costs\.taker/],
  ['costs=5', /^BY1102 costs is 5, expected an object/],
  ['latency.entry=10', /^BY1108 latency\.entry/],
  ['orders.rounding=up', /^BY1109/],
  ['costs.symbols.ETHUSDT.taker=1%', /^BY1103 Unknown option "ETHUSDT" of costs\.symbols/],
])('--set %s is refused as it would be in the file', (flag, expected) => {
  expect(problemsOf(() => specWith({ set: [flag] }))).toEqual([expect.stringMatching(expected)])
})

test('what is wrong with a flag is shown in the flag', () => {
  expect(shown({ set: ['plain-strategy.fast=ten'] })).toContain(`
  --set plain-strategy.fast=ten
                            ^^^ expected a whole number
`)
  expect(shown({ set: ['plain-strategy.fst=30'] })).toContain(`
  --set plain-strategy.fst=30
        ^^^^^^^^^^^^^^^^^^ did you mean plain-strategy.fast?
`)
  expect(shown({ set: ['latency.entry=10'] })).toContain(`
  --set latency.entry=10
                      ^^ expected a duration
`)
  const long = `plain-strategy.fast=${'x'.repeat(100)}`
  for (const line of shown({ set: [long] }).split('\n')) expect(line.length).toBeLessThanOrEqual(80)
})

test('what a search sets was not typed, and does not say so', () => {
  expect(shown({ values: { 'plain-strategy.fst': 30 } })).not.toContain('--set plain')
})

test('programs get the flag as it was typed', () => {
  try {
    specWith({ set: ['plain-strategy.fast=51'] })
  } catch (error) {
    expect((error as { toJSON(): object }).toJSON()).toMatchObject({ code: 'BY1104', flag: '--set plain-strategy.fast=51' })
  }
  expect.assertions(1)
})
