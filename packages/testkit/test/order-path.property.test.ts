import { type Desk, type Duration, defineStrategy, type Side } from '@botyard/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ScriptedMarket, scriptedMarket } from '../src/index.ts'

// Whole bots that do as they please on a market that walks at random, over wires of random length.

const command = fc.record({
  verb: fc.constantFrom(
    'enter',
    'limit',
    'exit',
    'part',
    'buy',
    'protect',
    'trail',
    'quotes',
    'amend',
    'cancel',
    'cancelAll',
    'walk',
  ),
  owner: fc.nat(1),
  side: fc.constantFrom<Side>(1, -1),
  n: fc.integer({ min: 1, max: 20 }),
  wait: fc.constantFrom<Duration>('1ms', '7ms', '15ms', '400ms'),
})
const run = fc.record({
  commands: fc.array(command, { minLength: 5, maxLength: 40 }),
  owners: fc.constantFrom(1, 2),
  entry: fc.constantFrom<Duration>('0ms', '5ms', '20ms'),
  response: fc.constantFrom<Duration>('0ms', '5ms', '20ms'),
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
  else if (verb === 'exit') keep(desk.exit('out'))
  else if (verb === 'part') keep(desk.exit('part', n / 20))
  else if (verb === 'buy') keep(side === 1 ? desk.buy(n / 10, 100 - n / 10) : desk.sell(n / 10, 100 + n / 10))
  else if (verb === 'protect')
    desk.protect({ stop: 100 - Math.sign(signed(desk)) * (n / 5), target: 100 + Math.sign(signed(desk)) * (n / 5) })
  else if (verb === 'trail') desk.protect({ trail: n / 1000, by: n > 17 ? 'mark' : 'last' })
  else if (verb === 'quotes')
    desk.quotes(side, Float64Array.of(100 - side * (n / 20), 100 - side), Float64Array.of(n / 10, 0.2), n % 3)
  else if (verb === 'amend') desk.amend(order, n / 5, 100 - side * (n / 10))
  else if (verb === 'cancel') desk.cancel(order)
  else if (verb === 'cancelAll') desk.cancelAll()
}

test('after anything at all a strategy can be brought to rest: nothing open, nothing held, nothing counted', async () => {
  await fc.assert(
    fc.asyncProperty(run, async ({ commands, owners, entry, response }) => {
      const strategies = [idle(), idle({}, { as: 'other' })].slice(0, owners)
      const market = scriptedMarket(strategies, { latency: { entry, response } })
      walk(market, 100)
      const desks = strategies.map((_, i) => market.desk('BTCUSDT', i))
      const orders: number[][] = [[], []]
      for (const one of commands) {
        if (one.verb === 'walk') walk(market, 100 + one.side * (one.n / 10))
        else give(desks[one.owner % owners], orders[one.owner % owners], one)
        await market.wait(one.wait)
      }
      for (let i = 0; i < 6; i++) {
        walk(market, 100)
        for (const desk of desks) {
          desk.protect({})
          desk.cancelAll()
          if (i % 2 === 1 && desk.position.open) desk.exit('rest')
        }
        await market.wait('400ms')
      }
      const account = desks[0].account()
      const { instrument } = desks[0]
      expect(desks.map(signed)).toEqual(desks.map(() => 0))
      expect([account.position(instrument).flat, account.worstCase(instrument, 1), account.worstCase(instrument, -1)]).toEqual([
        true,
        0,
        0,
      ])
      const last = new Map(market.orders.map(({ handle, state }) => [handle, state]))
      expect([...last.values()].filter((state) => ['open', 'partial', 'amending', 'cancelling'].includes(state))).toEqual([])
      // A script of nothing but hopeless wishes is at rest as well.
      const failed = market.result().checks.filter(({ name, passed }) => name !== 'refused' && name !== 'gaps' && !passed)
      expect(failed).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('an exit never turns a position, however often it is wished for while it is under way', async () => {
  await fc.assert(
    fc.asyncProperty(run, async ({ commands, owners, entry, response }) => {
      const strategies = [idle(), idle({}, { as: 'other' })].slice(0, owners)
      const market = scriptedMarket(strategies, { latency: { entry, response } })
      walk(market, 100)
      const [desk, other] = [market.desk('BTCUSDT', 0), market.desk('BTCUSDT', owners - 1)]
      desk.buy(2)
      if (owners === 2) other.sell(3)
      await market.wait('1s')
      for (const { n, wait } of commands) {
        desk.exit('out', n / 20)
        await market.wait(wait)
        expect(signed(desk)).toBeGreaterThanOrEqual(0)
      }
      desk.exit('out')
      await market.wait('1s')
      expect(desk.position.flat).toBe(true)
      expect(signed(other)).toBe(owners === 2 ? -3 : 0)
    }),
    { numRuns: 40 },
  )
})
