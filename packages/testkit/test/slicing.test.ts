import { definePlugin, defineStrategy, type Fill, number, type Order, Refuse, RiskRules } from '@botyard/core'
import { expect, test } from 'vitest'
import { type ScriptedMarket, type ScriptOptions, scriptedMarket } from '../src/index.ts'
import { iceberg, twap } from './slicing-stages.ts'
import { begin, minuteBars, type RunOptions, wholeRun } from './whole-run.ts'

const orders: [state: string, filled: number][] = []
const fills: Fill[] = []

/** Refuses what is worth more than this. */
const dearest = definePlugin({
  name: 'dearest',
  options: { value: number(450, 'in quote currency') },
  setup: (host, { value }) =>
    host.contribute(RiskRules, (refusals) => {
      const refusal = refusals.register('BY4208', 'too dear')
      return { name: 'dearest', check: ({ notional }) => (notional <= value ? 0 : refusal), why: () => 'too dear' }
    }),
})

/** Halts the bot once it holds anything for a minute of fills. */
const stopAfter = definePlugin({
  name: 'stop-after',
  setup: (host) =>
    host.contribute(RiskRules, () => {
      let fills = 0
      return {
        name: 'stop-after',
        check: () => 0,
        watch: () => (fills >= 2 ? 'halted' : 'active'),
        onFill: () => void fills++,
        why: () => 'enough',
      }
    }),
})

const buyer = defineStrategy({
  name: 'buyer',
  create(desk) {
    desk.bars('1m')
    return { onBar: () => void (desk.position.flat && desk.buy(4)) }
  },
})
const sliced = (options: RunOptions, plugins = [twap()]) =>
  wholeRun({ strategies: [buyer()], plugins }, minuteBars({ BTCUSDT: [1, 2, 3, 4, 5, 6] }), options)

const listener = defineStrategy({
  name: 'listener',
  create: () => ({
    onOrder: ({ state, filled }: Order) => void orders.push([state, filled]),
    onFill: (fill: Fill) => void fills.push({ ...fill }),
  }),
})

function made(options: ScriptOptions): ScriptedMarket {
  orders.length = 0
  fills.length = 0
  const market = scriptedMarket(listener(), options)
  market.book('BTCUSDT', [[99.9, 50]], [[100.1, 50]])
  return market
}

/** Children as they were told last, oldest first. */
function children(market: ScriptedMarket): [quantity: number, state: string][] {
  const last = new Map(market.orders.filter(({ parent }) => parent !== 0).map((order) => [order.handle, order]))
  return [...last.values()].map(({ quantity, state }) => [quantity, state])
}

const worst = (market: ScriptedMarket, side: 1 | -1 = 1) => market.desk().account().worstCase(market.desk().instrument, side)

test('a market order is sent in parts over time, and its strategy sees one order that fills by and by', async () => {
  const market = made({ plugins: [twap()] })
  const order = market.desk().buy(4)
  await market.wait('1ms')
  expect(market.desk().order(order)).toMatchObject({ state: 'partial', filled: 1 })
  expect([market.desk().position.quantity, worst(market)]).toEqual([1, 4])
  for (let i = 0; i < 3; i++) await market.wait('1m')
  expect(orders).toEqual([
    ['open', 0],
    ['partial', 1],
    ['partial', 2],
    ['partial', 3],
    ['filled', 4],
  ])
  expect(fills.map((fill) => [fill.order, fill.quantity])).toEqual([1, 1, 1, 1].map((quantity) => [order, quantity]))
  expect(children(market)).toEqual([1, 1, 1, 1].map((quantity) => [quantity, 'filled']))
  expect([market.desk().position.quantity, worst(market)]).toEqual([4, 4])
})

test('an order that is shown in parts is refilled until it is filled, at its own price', async () => {
  const market = made({ plugins: [iceberg({ shown: 1000 })] })
  const order = market.desk().buy(2.5, 99)
  await market.wait('1ms')
  expect(market.desk().order(order)?.state).toBe('open')
  expect(children(market)).toEqual([[1, 'open']])
  for (const quantity of [0.6, 1, 1, 1]) {
    market.trade('BTCUSDT', -1, 98, quantity)
    await market.wait('1ms')
  }
  expect(children(market)).toEqual([
    [1, 'filled'],
    [1, 'filled'],
    [0.5, 'filled'],
  ])
  expect(market.desk().order(order)).toMatchObject({ state: 'filled', filled: 2.5 })
  expect(new Set(fills.map(({ price }) => price))).toEqual(new Set([99]))
})

test('a cancel reaches the stage, which takes its children back, and the order is over when none is left', async () => {
  const market = made({ plugins: [iceberg({ shown: 1000 })] })
  const order = market.desk().buy(3, 99)
  await market.wait('1ms')
  market.trade('BTCUSDT', -1, 98, 1.4)
  await market.wait('1ms')
  market.desk().cancel(order)
  await market.wait('1ms')
  expect(children(market).at(-1)).toEqual([1, 'cancelled'])
  expect(orders.at(-1)).toEqual(['cancelled', market.desk().position.quantity])
  expect(worst(market)).toBe(market.desk().position.quantity)
})

test('an order that is held without a child is over at once when it is cancelled', async () => {
  const market = made({ plugins: [twap({ parts: 2 })] })
  const order = market.desk().buy(4)
  await market.wait('1ms')
  market.desk().cancel(order)
  await market.wait('1ms')
  expect(orders.slice(-2)).toEqual([
    ['partial', 2],
    ['cancelled', 2],
  ])
  await market.wait('5m')
  expect([children(market), market.desk().position.quantity, worst(market)]).toEqual([[[2, 'filled']], 2, 2])
})

test('the rules are asked about every part that leaves, and what they refuse is told under the order it was cut from', async () => {
  const market = made({ plugins: [twap({ parts: 2 }), dearest()] })
  market.book('BTCUSDT', [[99.9, 50]], [[100.1, 50]])
  const order = market.desk().buy(4)
  await market.wait('1ms')
  market.book('BTCUSDT', [[299.9, 50]], [[300.1, 50]])
  await market.wait('1m')
  expect(market.refused.map((one) => [one.order, one.error])).toEqual([[order, 'BY4208']])
  expect(market.desk().order(order)).toMatchObject({ state: 'partial', filled: 2 })
  market.book('BTCUSDT', [[99.9, 50]], [[100.1, 50]])
  await market.wait('1m')
  expect(market.desk().order(order)?.state).toBe('filled')
})

test('what a stage remembers and what it has cut go on after a restart', async () => {
  const market = made({ plugins: [twap(), iceberg({ shown: 1000 })] })
  const sliced = market.desk().buy(4)
  const hidden = market.desk().sell(8, 101)
  await market.wait('1ms')
  market.restart()
  for (let i = 0; i < 5; i++) {
    await market.wait('1m')
    market.trade('BTCUSDT', 1, 102, 3)
    await market.wait('1ms')
  }
  expect([sliced, hidden].map((order) => market.desk().order(order)?.state)).toEqual(['filled', 'filled'])
  expect(market.desk().position).toMatchObject({ side: -1, quantity: 4 })
})

test('a bot that has lost the stage which holds an order does not start', async () => {
  const saved = (await sliced({ pause: true, to: begin + 90_000_000 })).save()
  await expect(sliced({ saved, from: begin + 90_000_000 }, [])).rejects.toMatchObject({
    code: 'BY9004',
    details: { reason: expect.stringMatching(/^order \d+ is held by the stage of twap, which the bot does not have/) },
  })
})

test('a stage may stand before another: what the first makes the second cuts again, and the whole counts once', async () => {
  const market = made({ plugins: [twap({ parts: 2 }), iceberg({ shown: 300 })] })
  const order = market.desk().buy(2, 99)
  await market.wait('1ms')
  expect(children(market)).toEqual([
    [1, 'open'],
    [0.3, 'open'],
  ])
  expect(worst(market)).toBe(2)
  for (let i = 0; i < 4; i++) {
    market.trade('BTCUSDT', -1, 98, 0.4)
    await market.wait('1ms')
  }
  expect(market.desk().order(order)).toMatchObject({ state: 'partial', filled: 1 })
  market.desk().cancel(order)
  await market.wait('1ms')
  expect([market.desk().order(order)?.state, worst(market)]).toEqual(['cancelled', 1])
})

test('an amend is carried out by the stage, and refused by one that does not understand it', async () => {
  const market = made({ plugins: [iceberg({ shown: 1000 })] })
  const order = market.desk().buy(3, 99)
  await market.wait('1ms')
  market.desk().amend(order, 5, 98)
  await market.wait('1ms')
  expect(market.desk().order(order)).toMatchObject({ state: 'open', quantity: 5, price: 98 })
  expect(market.orders.filter(({ parent, state }) => parent !== 0 && state === 'open').map(({ price }) => price)).toEqual([
    99, 98,
  ])

  const other = made({ plugins: [twap({ parts: 2 })] })
  const stiff = other.desk().buy(3, 99)
  await other.wait('1ms')
  other.desk().amend(stiff, 5, 98)
  await other.wait('1ms')
  expect(other.desk().order(stiff)).toMatchObject({ state: 'open', quantity: 3, price: 99 })
  expect(other.refused.map(({ order, error }) => [order, error])).toEqual([[stiff, 'BY4115']])
})

test('a part that is lost on the way keeps the order open, counted and held until it is known what became of it', async () => {
  const market = made({ plugins: [iceberg({ shown: 1000 })] })
  market.loseRequests(1)
  const order = market.desk().buy(3, 99)
  await market.wait('1ms')
  market.disconnect()
  await market.wait('6s')
  expect(children(market)).toEqual([[1, 'unknown']])
  expect([market.desk().order(order)?.state, worst(market)]).toEqual(['open', 3])
  market.desk().cancel(order)
  await market.wait('1ms')
  expect([market.desk().order(order)?.state, worst(market)]).toEqual(['cancelling', 3])
  market.reconnect()
  await market.wait('1ms')
  expect([market.desk().order(order)?.state, children(market), worst(market)]).toEqual(['cancelled', [[1, 'rejected']], 0])
})

test('a halted bot gets out although a stage is still getting it in', async () => {
  const market = made({ plugins: [twap(), stopAfter()] })
  market.desk().enter(1, { quantity: 4 })
  await market.wait('1m')
  await market.wait('10m')
  expect(
    market.orders
      .filter(({ parent }) => parent === 0)
      .map(({ state, reason }) => [reason, state])
      .at(-1),
  ).toEqual(['risk: stop-after', 'filled'])
  expect([market.desk().position.flat, worst(market), worst(market, -1)]).toEqual([true, 0, 0])
})

test('who wants out stops the entry that a stage is carrying out, and who asks for it again does not', async () => {
  const market = made({ plugins: [twap()] })
  const entry = market.desk().enter(1, { quantity: 4 })
  await market.wait('1m')
  expect(market.desk().enter(1, { quantity: 4 })).toBe(entry)
  expect(market.desk().order(entry)?.state).toBe('partial')
  market.desk().exit('out')
  await market.wait('10m')
  expect([market.desk().order(entry)?.state, market.desk().position.flat]).toEqual(['cancelled', true])
})

test('a strategy cannot touch the parts of its order, and an order that a stage holds cannot be linked', async () => {
  const market = made({ plugins: [iceberg({ shown: 1000 })] })
  const order = market.desk().buy(3, 99)
  await market.wait('1ms')
  const part = market.orders.find(({ parent }) => parent === order)!.handle
  market.desk().cancel(part)
  expect(market.desk().amend(part, 1, 98)).toBe(Refuse.unknownOrder)
  expect(market.desk().send({ type: 'limit', side: -1, quantity: 1, price: 101, link: order })).toBe(-Refuse.notSupported)
  await market.wait('1ms')
  expect(children(market)).toEqual([[1, 'open']])
})
