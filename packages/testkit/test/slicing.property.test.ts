import { type Desk, type Duration, defineStrategy, type Side } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ScriptedMarket, scriptedMarket } from '../src/index.ts'
import { randomBars, randomTrader } from './random-trader.ts'
import { iceberg, twap } from './slicing-stages.ts'
import { begin, minute, type RunOptions, type WholeRun, wholeRun } from './whole-run.ts'

// Whole bots behind two stages that cut their orders. What holds without stages holds with them.

const plugins = [twap({ parts: 3, every: '2m' }), iceberg({ shown: 100 })]

const fillsOf = ({ fills }: WholeRun) =>
  fills.map(({ side, price, quantity, fee, reason, time }) => [side, price, quantity, fee, reason, time])

test('a bot whose orders are cut, stopped and started again anywhere, does what it would have done', async () => {
  let cut = 0
  await fc.assert(
    fc.asyncProperty(
      fc.nat(10_000),
      // Between two steps of the clock the market is heard anew, without which no part of an order goes out after a start.
      fc.uniqueArray(fc.integer({ min: 1, max: 29 }), { minLength: 1, maxLength: 3 }),
      fc.constantFrom<'0ms' | '90s'>('0ms', '90s'),
      async (seed, cuts, entry) => {
        const recording = randomBars(seed, 60)
        const spec = {
          strategies: [randomTrader({ seed }), randomTrader({ seed: seed + 1 }, { as: 'second' })],
          latency: { entry, response: '0ms' },
          costs: { taker: '0.05%', maker: '0.01%', slippage: '1bp' },
          plugins,
        } as const
        const whole = await wholeRun(spec, recording, { pause: true })
        const again = await wholeRun(spec, recording, { pause: true })
        expect(again.result.hash).toBe(whole.result.hash)
        cut += whole.orders.filter(({ parent }) => parent !== 0).length
        const edges = [recording.from, ...cuts.sort((a, b) => a - b).map((at) => begin + 2 * at * minute + 1), recording.to]
        const parts: WholeRun[] = []
        for (const [i, to] of edges.slice(1).entries()) {
          const [from, last] = [edges[i]!, parts.at(-1)]
          const options: RunOptions = {
            from,
            to,
            rowsFrom: from,
            pause: true,
            saved: last?.save(),
            gateway: last?.session.trading.gateway,
          }
          parts.push(await wholeRun(spec, recording, options))
        }
        expect(parts.flatMap(fillsOf)).toEqual(fillsOf(whole))
        const [saved, expected] = [parts.at(-1)!.save(), whole.save()]
        expect(saved.ledger).toEqual(expected.ledger)
        expect(saved.orders.sequence).toBe(expected.orders.sequence)
        expect(parts.flatMap(({ lines }) => lines)).toEqual([])
      },
    ),
    { numRuns: 15 },
  )
  expect(cut).toBeGreaterThan(100)
})

const command = fc.record({
  verb: fc.constantFrom(
    'enter',
    'limit',
    'exit',
    'buy',
    'rest',
    'protect',
    'quotes',
    'amend',
    'cancel',
    'cancelAll',
    'walk',
    'lose',
    'restart',
  ),
  owner: fc.nat(1),
  side: fc.constantFrom<Side>(1, -1),
  n: fc.integer({ min: 1, max: 20 }),
  wait: fc.constantFrom<Duration>('1ms', '7ms', '15ms', '2m'),
})
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

const idle = defineStrategy({ name: 'idle', create: () => ({}) })
const signed = ({ position }: Desk) => position.side * position.quantity

function walk(market: ScriptedMarket, to: number): void {
  const levels = (side: Side) => [0.1, 1, 30].map((away) => [to - side * away, 3] as const)
  market.book('BTCUSDT', levels(1), levels(-1))
  market.trade('BTCUSDT', to > 100 ? 1 : -1, to, 0.5)
}

function give(desk: Desk, orders: number[], { verb, side, n }: Command): void {
  const keep = (handle: number) => handle > 0 && orders.push(handle)
  const order = orders[n % Math.max(1, orders.length)] ?? 0
  if (verb === 'enter') keep(desk.enter(side, { quantity: n / 10 }))
  else if (verb === 'limit') keep(desk.enter(side, { quantity: n / 10, limit: 100 - side * (n / 10) }))
  else if (verb === 'exit') keep(desk.exit('out', n > 10 ? 1 : n / 10))
  else if (verb === 'buy') keep(side === 1 ? desk.buy(n / 10) : desk.sell(n / 10))
  else if (verb === 'rest') keep(side === 1 ? desk.buy(n / 10, 100 - n / 10) : desk.sell(n / 10, 100 + n / 10))
  else if (verb === 'protect')
    desk.protect({ stop: 100 - Math.sign(signed(desk)) * (n / 5), target: 100 + Math.sign(signed(desk)) * (n / 5) })
  else if (verb === 'quotes')
    desk.quotes(side, Float64Array.of(100 - side * (n / 20), 100 - side), Float64Array.of(n / 10, 0.2), n % 3)
  else if (verb === 'amend') desk.amend(order, n / 5, 100 - side * (n / 10))
  else if (verb === 'cancel') desk.cancel(order)
  else if (verb === 'cancelAll') desk.cancelAll()
}

test('after anything at all a bot whose orders are cut can be brought to rest: nothing open, nothing held, nothing counted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 5, maxLength: 30, size: 'max' }),
      fc.constantFrom(1, 2),
      fc.constantFrom<Duration>('0ms', '5ms', '20ms'),
      async (commands, owners, latency) => {
        const strategies = [idle(), idle({}, { as: 'other' })].slice(0, owners)
        const market = scriptedMarket(strategies, { latency: { entry: latency, response: latency }, plugins })
        const desks = () => strategies.map((_, i) => market.desk('BTCUSDT', i))
        const orders: number[][] = [[], []]
        walk(market, 100)
        for (const one of commands) {
          if (one.verb === 'walk') walk(market, 100 + one.side * (one.n / 10))
          else if (one.verb === 'lose') market.loseRequests(1)
          // What is on the wire when a bot goes down is lost with it, and a scripted venue does not tell it again.
          else if (one.verb === 'restart') void (latency === '0ms' && market.restart())
          else give(desks()[one.owner % owners]!, orders[one.owner % owners]!, one)
          await market.wait(one.wait)
        }
        market.loseRequests(0)
        for (let i = 0; i < 8; i++) {
          walk(market, 100)
          for (const desk of desks()) {
            desk.protect({})
            desk.cancelAll()
            if (i % 2 === 1 && desk.position.open) desk.exit('rest')
          }
          await market.wait('8m')
        }
        const account = market.desk().account()
        const { instrument } = market.desk()
        expect(desks().map(signed)).toEqual(strategies.map(() => 0))
        expect([account.worstCase(instrument, 1), account.worstCase(instrument, -1)]).toEqual([0, 0])
        const last = new Map(market.orders.map(({ handle, state }) => [handle, state]))
        expect(
          [...last.values()].filter((state) => ['open', 'partial', 'amending', 'cancelling', 'unknown'].includes(state)),
        ).toEqual([])
        // Of random wishes every one may be refused, which the run rightly tells.
        // A script may leave its market alone for long, and wish for what is refused.
        const own = market.result().checks.filter(({ name }) => name !== 'refused' && name !== 'gaps')
        expect(own.filter(({ passed }) => !passed)).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
})
