import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderError } from '../errors/render-error.ts'
import { defineBot } from './bot.ts'
import { plainBot, plainStrategy, problemsOf } from './plain-bot.oracle.ts'
import { planBot } from './plan.ts'

const problems = (given: Record<string, unknown>) => problemsOf(() => planBot(plainBot(given)))

test.each<[string, Record<string, unknown>, string]>([
  ['a cost', { costs: { slipage: '3bp' } }, 'BY1103 Unknown option "slipage" of costs'],
  ['a latency', { latency: { entri: '1ms' } }, 'BY1103 Unknown option "entri" of latency'],
  ['an account', { account: { start: 1, quote: 'USDT', strat: 2 } }, 'BY1103 Unknown option "strat" of account'],
  ['a capacity', { capacity: { order: 10 } }, 'BY1103 Unknown option "order" of capacity'],
  ['the orders', { orders: { roundng: 'passive' } }, 'BY1103 Unknown option "roundng" of orders'],
  ['a profile', { profiles: { calm: { cost: {} } } }, 'BY1103 Unknown option "cost" of the profile calm'],
  ['a cost of a profile', { profiles: { calm: { costs: { takr: 1 } } } }, 'BY1103 Unknown option "takr" of profiles.calm.costs'],
])('a misspelled field of %s is refused, because it would be ignored', (_, given, expected) => {
  expect(problems(given)).toEqual([expected])
})

test.each<[Record<string, unknown>, RegExp]>([
  [{ costs: { taker: '5' } }, /^BY1106 costs\.taker is "5"/],
  [{ costs: { maker: 5 } }, /^BY1107 costs\.maker is 5/],
  [{ costs: { taker: Number.NaN } }, /^BY1110 costs\.taker is NaN/],
  [{ costs: { slippage: '2 bp' } }, /^BY1102 costs\.slippage is "2 bp", expected 'book' or basis points/],
  [{ costs: { taker: '200%' } }, /^BY1104 costs\.taker is "200%", allowed is 0% to 10%/],
  [{ costs: { taker: -1 } }, /^BY1104 costs\.taker is -1/],
  [{ costs: { maker: '-2%' } }, /^BY1104 costs\.maker is "-2%"/],
  [{ costs: { symbols: { BTCUSDT: { taker: '-0.1%' } } } }, /^BY1104 costs\.symbols\.BTCUSDT\.taker is "-0\.1%"/],
  [{ costs: { slippage: '1000000bp' } }, /^BY1104 costs\.slippage is "1000000bp", .*'0bp' to '1000bp'/],
  [{ costs: { symbols: 5 } }, /^BY1102 costs\.symbols is 5, expected an object/],
  [{ costs: { symbols: { BTCUSDT: '0.1%' } } }, /^BY1102 costs\.symbols\.BTCUSDT is "0.1%", expected an object/],
  [{ costs: { symbols: { BTCUSDT: { takr: '1%' } } } }, /^BY1103 Unknown option "takr" of costs\.symbols\.BTCUSDT/],
  [{ costs: { symbols: { BTCUSDT: { taker: '5' } } } }, /^BY1106 costs\.symbols\.BTCUSDT\.taker is "5"/],
  [{ costs: { symbols: { BTCUSD: { taker: '1%' } } } }, /^BY1103 Unknown option "BTCUSD" of costs\.symbols/],
  [{ costs: 5 }, /^BY1102 costs is 5, expected an object/],
  [{ costs: ['0.1%'] }, /^BY1102 costs is a list, expected an object/],
  [{ latency: { response: 20 } }, /^BY1108 latency\.response is 20, expected a duration/],
  [{ latency: { entry: '-5ms' } }, /^BY1108 latency\.entry/],
  [{ account: { start: -5, quote: 'USDT' } }, /^BY1102 account\.start is -5, expected an amount of at least 0/],
  [{ account: { start: Number.NaN, quote: 'USDT' } }, /^BY1102 account\.start is NaN/],
  [{ account: { start: { BTC: 1, USDT: 'x' }, quote: 'USDT' } }, /^BY1102 account\.start\.USDT is "x"/],
  [{ account: { start: [5], quote: 'USDT' } }, /^BY1102 account\.start is a list/],
  [{ account: { start: 5, quote: 5 } }, /^BY1102 account\.quote is 5, expected a text/],
  [{ capacity: { timers: '10' } }, /^BY1104 capacity\.timers is "10"/],
  [{ data: 5 }, /^BY1102 data is 5, expected a text/],
  [{ profiles: 5 }, /^BY1102 profiles is 5, expected an object/],
  [{ profiles: { calm: null } }, /^BY1102 profiles\.calm is null, expected an object/],
  [{ latency: { entry: { median: '8ms' } } }, /^BY1102 latency\.entry is .*, expected \{ median, p99 \} or \{ samples \}/],
  [
    { latency: { entry: { median: '8ms', p99: '4ms' } } },
    /^BY1102 latency\.entry is .*, expected a median over 0 and a p99 not under it/,
  ],
  [{ latency: { entry: { samples: [] } } }, /^BY1102 latency\.entry is .*, expected at least one length of time in samples/],
  [{ profiles: { calm: { latency: { entry: 5 } } } }, /^BY1108 profiles\.calm\.latency\.entry is 5/],
])('%j is one problem before anything runs', (given, expected) => {
  expect(problems(given)).toEqual([expect.stringMatching(expected)])
})

test('what is right passes, whatever form it has', () => {
  planBot(plainBot({ costs: { taker: 0.0005, maker: '-0.01%', slippage: 'book' }, latency: { entry: '0ms' } }))
  planBot(plainBot({ account: { start: { BTC: '0.1', USDT: 0 }, quote: 'USDT' }, costs: { slippage: '0.5bp' }, data: 'here' }))
  planBot(plainBot({ costs: { symbols: { BTCUSDT: { taker: '0.1%', maker: undefined } } } }))
  planBot(defineBot({ ...plainBot().spec, account: { start: '10000.000000001', quote: 'USDT' } }))
  planBot(plainBot({ costs: undefined, profiles: { calm: { costs: { taker: undefined } } } }))
})

test('the place of an inner field is its own, also within a profile', () => {
  const bot = defineBot({
    ...plainBot().spec,
    strategies: [plainStrategy()],
    // @ts-expect-error the field is called slippage
    costs: { taker: '0.1%', slipage: '3bp' },
    // @ts-expect-error a duration has a unit
    profiles: { calm: { latency: { entry: '20' } } },
  })
  const [first, second] = shown(bot)
  expect(first).toContain(`     │                             ^^^^^^^ did you mean slippage?`)
  expect(first).toContain('Fix     write slippage instead of slipage')
  expect(second).toMatch(/ +│ +\^{4} expected a duration/)
})

function shown(bot: ReturnType<typeof defineBot>): string[] {
  try {
    planBot(bot)
    return []
  } catch (error) {
    const text = renderError(error as never, { color: false, readSource: (file) => readFileSync(file, 'utf8') })
    return text.split('\n\n')
  }
}
