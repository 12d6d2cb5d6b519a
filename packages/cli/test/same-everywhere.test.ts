import {
  type Bot,
  defineBot,
  defineStrategy,
  type Fill,
  integer,
  planBot,
  runHash,
  runSession,
  Session,
  type SessionNeeds,
  type StrategySpec,
  saveSession,
  wire,
} from '@botyard/core'
import { sim } from '@botyard/sim'
import { meanReversion, momentum } from '@botyard/strategies'
import type { MadeRecording } from '@botyard/testkit'
import { expect, test } from 'vitest'
import { maker } from '../../testkit/test/six-bots/maker.ts'
import { scalper } from '../../testkit/test/six-bots/scalper.ts'
import { iceberg, twap } from '../../testkit/test/slicing-stages.ts'
import { backtestOn } from '../src/run/backtest.ts'
import { paperOn } from '../src/run/paper.ts'
import { madeBars, madeBook } from './made-market.ts'

const trend = () => momentum({ interval: '1m', fast: 5, slow: 60, volatility: 10, edge: 0.5, cooldown: 0 })
const fade = () => meanReversion({ interval: '5m' })

function botOf(strategies: readonly StrategySpec[], symbols: readonly string[] = ['BTCUSDT'], latency = '0ms' as const): Bot {
  return defineBot({
    name: 'same',
    venue: sim(),
    symbols,
    strategies,
    account: { start: 10_000, quote: 'USDT' },
    latency: { entry: latency, response: latency },
  })
}

/** The same bot behind two stages that hold its orders and send them in parts. */
function cutting({ spec }: Bot): Bot {
  return defineBot({ ...spec, plugins: [twap({ parts: 3, every: '1m' }), iceberg({ shown: 50 })] })
}

const bars = madeBars(['BTCUSDT'], 5000)
const book = madeBook('BTCUSDT', 3000)
const cases: [string, Bot, MadeRecording][] = [
  ['momentum on bars', botOf([trend()]), bars],
  ['mean reversion on bars', botOf([fade()]), bars],
  ['a maker on a book', botOf([maker()]), book],
  ['a scalper on a book', botOf([scalper()]), book],
  ['orders that stages cut, on bars', cutting(botOf([trend()])), bars],
  ['orders that stages cut, on a book', cutting(botOf([scalper()])), book],
]

test.each(cases)('%s: backtest and paper with zero latency give identical orders and fills', async (_, bot, recording) => {
  const tested = await backtestOn(bot, recording, {})
  const paper = await paperOn(bot, recording, { speed: 'max' })
  expect(tested.fills).toBeGreaterThan(5)
  expect({ hash: paper.hash, trades: paper.trades }).toEqual({ hash: tested.hash, trades: tested.trades })
})

test('a run on two symbols of a strategy made per instrument equals two runs on one', async () => {
  const both = await backtestOn(botOf([trend()], ['BTCUSDT', 'ETHUSDT']), madeBars(['BTCUSDT', 'ETHUSDT'], 5000))
  expect(both.trades.length).toBeGreaterThan(10)
  for (const symbol of ['BTCUSDT', 'ETHUSDT']) {
    const alone = await backtestOn(botOf([trend()], [symbol]), madeBars(['BTCUSDT', 'ETHUSDT'], 5000))
    expect(both.trades.filter((trade) => trade.symbol.endsWith(symbol))).toEqual(alone.trades)
  }
})

/** In and out at the market by the count of bars: two of them with other counts are often on opposite sides. */
const byCount = defineStrategy({
  name: 'by-count',
  options: { every: integer(7, 'bars between turns', { min: 2, max: 100 }) },
  create(desk, { every }) {
    const bars = desk.bars('1m')
    return {
      onBar() {
        if (bars.count % every !== 0) return
        if (desk.position.open) desk.exit('turn')
        else desk.enter(bars.count % (2 * every) === 0 ? 1 : -1, { quantity: 0.5 })
      },
    }
  },
})

/** An amount of USDT in its whole units, so that sums are exact; that it is one is part of what is tested. */
function units(amount: number): bigint {
  const whole = Math.round(amount * 1e8)
  expect(Math.abs(amount * 1e8 - whole)).toBeLessThan(0.01)
  return BigInt(whole)
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + units(amount), 0n)

test('two strategies on one symbol never unwind each other, and what they made adds up to the account', async () => {
  const [seven, nine] = [() => byCount({ every: 7 }), () => byCount({ every: 9 }, { as: 'other' })]
  const run = (strategies: StrategySpec[]) => backtestOn(botOf(strategies), bars)
  const [both, first, second] = [await run([seven(), nine()]), await run([seven()]), await run([nine()])]
  const of = (name: string) => both.trades.filter(({ owner }) => owner.startsWith(name))
  expect(of('by-count').length).toBeGreaterThan(100)
  expect(of('by-count')).toEqual(first.trades)
  expect(of('other')).toEqual(second.trades)
  const made = (result: typeof both) => units(result.finalEquity) - units(result.initialEquity)
  expect(made(both)).toBe(made(first) + made(second))
})

test('two strategies with stops and targets on one symbol add up to the account as well', async () => {
  const both = await backtestOn(botOf([trend(), fade()]), bars)
  expect(both.trades.length).toBeGreaterThan(20)
  expect(both.open.length).toBeGreaterThan(0)
  const closed = sum(both.trades.map(({ net }) => net))
  const open = sum(both.open.flatMap(({ unrealized, gross, fees, funding }) => [unrealized, gross, -fees, funding]))
  expect(closed + open).toBe(units(both.finalEquity) - units(both.initialEquity))
  expect(sum([...both.trades, ...both.open].map(({ fees }) => fees))).toBe(units(both.fees))
})

test.each(cases)('%s: stop, save, restore and go on equals never having stopped', async (_, bot, recording) => {
  const whole = await runPart(bot, recording, recording.from, recording.to)
  const half = recording.from + Math.floor((recording.to - recording.from) / 2)
  const first = await runPart(bot, recording, recording.from, half, { pause: true })
  const saved = JSON.parse(JSON.stringify(saveSession(first.session)))
  const second = await runPart(bot, recording, half, recording.to, { saved, gateway: first.session.trading.gateway })
  expect(whole.fills.length).toBeGreaterThan(5)
  expect([...first.fills, ...second.fills]).toEqual(whole.fills)
  const trades = ({ session }: typeof whole) => session.trading.tally.trades()
  expect([...trades(first), ...trades(second)]).toEqual(trades(whole))
  expect(saveSession(second.session).ledger).toEqual(saveSession(whole.session).ledger)
  expect(saveSession(second.session).strategies).toEqual(saveSession(whole.session).strategies)
  expect(saveSession(second.session).indicators).toEqual(saveSession(whole.session).indicators)
})

interface Part {
  readonly pause?: boolean
  readonly saved?: SessionNeeds['saved']
  readonly gateway?: SessionNeeds['gateway']
}

/** A part of a recording as one session, with the fills it had; handles are left out, because a restart numbers afresh. */
async function runPart(
  bot: Bot,
  recording: MadeRecording,
  from: number,
  to: number,
  { pause = false, saved, gateway }: Part = {},
) {
  const wired = wire(planBot(bot))
  const fills: Omit<Fill, 'order'>[] = []
  wired.bus.on(
    'fill',
    'test',
    ({ order: _order, instrument, ...fill }) => void fills.push({ ...fill, instrument: instrument.symbol as never }),
  )
  const session = new Session({
    wired,
    recording,
    answers: 'modelled',
    seed: 1,
    from,
    market: ({ numbers }) => [recording.open(numbers, from, to)],
    ...(saved === undefined ? {} : { saved }),
    ...(gateway === undefined ? {} : { gateway }),
  })
  await runSession(session, { from, to, pause })
  return { session, fills, hash: runHash(session, recording) }
}
