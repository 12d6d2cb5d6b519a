import { type BotSpec, type Desk, defineBot, defineStrategy, type Logger, type Strategy } from '@botyard/core'
import { maxPosition } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { expect, test } from 'vitest'
import { backtest } from '../src/run/backtest.ts'

/** A day on the sample of bars, and the warnings that it gave. */
async function dayOf(create: (desk: Desk) => Strategy, data = 'sample:bars', risk: BotSpec['risk'] = []) {
  const warnings: string[] = []
  const log: Logger = { debug() {}, info() {}, warn: (text) => void warnings.push(text), error() {} }
  const quoting = defineStrategy({ name: 'quoting', create })
  const bot = defineBot({
    name: 'silent',
    venue: sim(),
    symbols: ['BTCUSDT'],
    account: { start: 10_000, quote: 'USDT' },
    strategies: [quoting()],
    risk,
  })
  const { checks } = await backtest(bot, { data, log, ...(data === 'sample:bars' ? { days: 1 } : {}) })
  const named = (wanted: string) => checks.find(({ name }) => name === wanted)
  return { warnings, silent: named('silent'), refused: named('refused') }
}

const nothing = () => undefined

test('a strategy that only hears a book fails a check on data without one', async () => {
  const { warnings, silent } = await dayOf(() => ({ onBook: nothing }))
  expect(warnings).toEqual([expect.stringMatching(/^BY6012 SYNTHETIC BTCUSDT bars has no book of sim:linear:BTCUSDT/)])
  expect(silent).toEqual({
    name: 'silent',
    passed: false,
    text: 'quoting@sim:linear:BTCUSDT was never called: onBook, no book in this data',
  })
})

test('one that hears bars as well is warned of the book and passes', async () => {
  const { warnings, silent } = await dayOf((desk) => {
    desk.bars('1h')
    return { onBook: nothing, onBar: nothing }
  })
  expect(warnings).toHaveLength(1)
  expect(silent).toBeUndefined()
})

test('one that waits for bars it did not ask for is told', async () => {
  const { warnings, silent } = await dayOf(() => ({ onBar: nothing }))
  expect(warnings).toEqual([expect.stringMatching(/^BY6012 .* has no bars that were asked for/)])
  expect(silent?.text).toBe('quoting@sim:linear:BTCUSDT was never called: onBar, desk.bars was not called')
})

test('one that works by its clock is left alone, and so is one with a book to hear', async () => {
  const byClock = await dayOf((desk) => ({ onStart: () => void desk.clock.every('1h', () => desk.buy(0.01)), onTrade: nothing }))
  expect([byClock.warnings.length, byClock.silent]).toEqual([1, undefined])
  expect(await dayOf(() => ({ onBook: nothing, onTrade: nothing }), 'sample:book')).toEqual({
    warnings: [],
    silent: undefined,
    refused: undefined,
  })
})

test('one whose every wish is refused has traded nothing, which is a failed check and not a quiet day', async () => {
  const entering = (equity: `${number}%`) => (desk: Desk) => {
    desk.bars('1h')
    return { onBar: () => void (desk.position.flat && desk.enter(1, { equity })) }
  }
  const { refused } = await dayOf(entering('50%'), 'sample:bars', [maxPosition('20%')])
  expect(refused?.passed).toBe(false)
  expect(refused?.text).toMatch(/^no order was sent, 2[34] wishes refused, most often for BY4203: .* maxPosition allows 20.00 %$/)
  expect((await dayOf(entering('10%'), 'sample:bars', [maxPosition('20%')])).refused).toBeUndefined()
})

test('one that is refused more than it sends is told, and fails, unless its own rules refuse', async () => {
  const often = (first: number, then: number) => (desk: Desk) => {
    const bars = desk.bars('15m')
    return { onBar: () => void desk.buy(bars.count % 4 === 0 ? first : then) }
  }
  // Three in four are smaller than what the venue takes.
  const { refused } = await dayOf(often(0.001, 0.0001))
  expect(refused).toMatchObject({
    passed: false,
    text: expect.stringMatching(/^72 wishes refused and 24 orders sent, .* BY4104/),
  })
  const other = await dayOf(often(0.0001, 0.001))
  expect(other.refused).toMatchObject({ passed: true, text: '24 refused beside 72 orders sent' })
  expect((await dayOf(often(0.001, 0.1), 'sample:bars', [maxPosition('20%')])).refused).toBeUndefined()
})
