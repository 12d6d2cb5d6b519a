import { type Desk, definePlugin, defineStrategy, RiskRules, type RiskState, type Side, type Strategy } from '@botyard/core'
import { expect, test } from 'vitest'
import { type ScriptedMarket, type ScriptOptions, scriptedMarket } from '../src/index.ts'

// The order path of whole bots before the simulated exchange, where requests and answers take their time.

const slow = { latency: { entry: '10ms', response: '10ms' } } as const

/** A bot whose strategy is made of callbacks for one desk. */
function bot(make: (desk: Desk) => Strategy = () => ({}), options: ScriptOptions = {}): ScriptedMarket {
  const market = scriptedMarket(defineStrategy({ name: 'tested', create: make })(), options)
  price(market, 100)
  return market
}

/** A deep book around a price, and a trade at it. */
function price(market: ScriptedMarket, at: number): void {
  const levels = (side: Side) => [0.01, 20].map((away) => [at - side * away, 500] as const)
  market.book('BTCUSDT', levels(1), levels(-1))
  market.trade('BTCUSDT', 1, at, 0.001)
}

/** Orders that are open, by reason and side with what is left of them. */
function open(market: ScriptedMarket) {
  const last = new Map(market.orders.map((order) => [order.handle, order]))
  return [...last.values()]
    .filter(({ state }) => ['open', 'partial', 'amending'].includes(state))
    .map(({ reason, side, quantity, filled }) => [reason, side, Math.round((quantity - filled) * 1000) / 1000] as const)
}

const signed = ({ position }: Desk) => position.side * position.quantity

test('a target that fills takes the stop with it, and the other way round', async () => {
  for (const [to, filled] of [
    [111, 'target'],
    [94, 'stop'],
  ] as const) {
    const market = bot()
    const desk = market.desk()
    desk.buy(1)
    desk.protect({ stop: 95, target: 110 })
    await market.wait('1s')
    expect(open(market)).toEqual([
      ['stop', -1, 1],
      ['target', -1, 1],
    ])
    price(market, to)
    await market.wait('1s')
    expect([desk.position.flat, open(market), market.fills.at(-1)?.reason]).toEqual([true, [], filled])
  }
})

test('a fixed stop under a trailing one: the nearer is hit, both are gone', async () => {
  const market = bot(undefined, slow)
  const desk = market.desk()
  desk.buy(1)
  desk.protect({ stop: 95, trail: '4%' })
  await market.wait('1s')
  for (const at of [110, 120, 116, 115]) price(market, at)
  await market.wait('1s')
  expect([desk.position.flat, open(market), market.fills.at(-1)?.reason]).toEqual([true, [], 'trail'])
  expect(market.refused).toEqual([])
})

test('protection follows an entry that fills in parts, and a part that leaves', async () => {
  const market = bot(undefined, slow)
  const desk = market.desk()
  desk.enter(1, { quantity: 1, limit: 99 })
  desk.protect({ stop: 95, target: 110 })
  await market.wait('1s')
  market.trade('BTCUSDT', -1, 99, 0.4)
  await market.wait('1s')
  expect(signed(desk)).toBe(0.4)
  expect(open(market).slice(1)).toEqual([
    ['stop', -1, signed(desk)],
    ['target', -1, signed(desk)],
  ])
  price(market, 98.5)
  await market.wait('1s')
  expect(signed(desk)).toBe(1)
  desk.exit('part', '30%')
  await market.wait('1s')
  expect(open(market)).toEqual([
    ['stop', -1, 0.7],
    ['target', -1, 0.7],
  ])
})

test('a stop on a price that the market does not tell is placed twice and then told, and the bot goes on', async () => {
  const market = bot(undefined, slow)
  const desk = market.desk()
  desk.buy(1)
  desk.protect({ stop: 95, by: 'mark' })
  await market.wait('1s')
  expect(market.refused.map(({ error }) => error)).toEqual(['BY4118', 'BY4118', 'BY4122'])
  expect(market.refused.at(-1)?.reason).toContain('the position has no stop')
  market.ticker('BTCUSDT', 'mark', 100)
  desk.protect({ stop: 95.5, by: 'mark' })
  await market.wait('1s')
  expect(open(market)).toEqual([['stop', -1, 1]])
})

test('a strategy that enters at every tick, either way, holds its size and never more', async () => {
  let side: Side = 1
  const market = bot((desk) => ({ onBook: () => void desk.enter(side, { quantity: 1 }) }), slow)
  for (let i = 0; i < 40; i++) {
    if (i % 10 === 9) side = side === 1 ? -1 : 1
    price(market, 100 + (i % 3))
    await market.wait('3ms')
    expect(market.desk().position.quantity).toBeLessThanOrEqual(1)
  }
  await market.wait('1s')
  expect(signed(market.desk())).toBe(side)
  expect(market.fills.map(({ quantity }) => quantity)).toEqual([1, 2, 2, 2, 2])
})

test('a strategy that leaves at every tick is flat, not on the other side', async () => {
  const market = bot((desk) => ({ onBook: () => void (desk.position.open && desk.exit('out')) }), slow)
  market.desk().buy(1)
  await market.wait('1s')
  for (let i = 0; i < 10; i++) {
    price(market, 100)
    await market.wait('3ms')
  }
  await market.wait('1s')
  expect([market.desk().position.flat, market.fills.length]).toEqual([true, 2])
})

test('leaving and entering the other side in one callback is a turn by the size', async () => {
  const market = bot(undefined, slow)
  const desk = market.desk()
  desk.enter(1, { quantity: 1 })
  await market.wait('1s')
  desk.exit('flip')
  desk.enter(-1, { quantity: 1 })
  desk.protect({ stop: 105 })
  await market.wait('1s')
  expect(signed(desk)).toBe(-1)
})

test('quotes that move faster than the wire never stand twice, and end where they were wanted', async () => {
  const prices = new Float64Array(2)
  const quantities = Float64Array.of(1, 2)
  const market = bot(
    (desk) => ({
      onBook(book) {
        for (const side of [1, -1] as const) {
          for (let i = 0; i < 2; i++) prices[i] = desk.instrument.floor(book.mid - side * (1 + i))
          desk.quotes(side, prices, quantities, 2)
        }
      },
    }),
    slow,
  )
  for (let i = 0; i < 30; i++) {
    price(market, 100 + (i % 7) / 10)
    await market.wait('3ms')
    expect(open(market).length).toBeLessThanOrEqual(4)
  }
  await market.wait('1s')
  const last = new Map(market.orders.map((order) => [order.handle, order]))
  const quoted = [...last.values()]
    .filter(({ state }) => state === 'open')
    .map(({ side, price: at, quantity }) => [side, at, quantity])
  expect(quoted).toEqual([
    [1, 99.1, 1],
    [1, 98.1, 2],
    [-1, 101.1, 1],
    [-1, 102.1, 2],
  ])
})

test('two strategies on one symbol leave apart, and a halt closes them both whatever they hold together', async () => {
  const idle = defineStrategy({ name: 'idle', create: () => ({}) })
  let state: RiskState = 'active'
  const brake = definePlugin({
    name: 'brake',
    setup: (host) =>
      host.contribute(RiskRules, () => ({ name: 'brake', check: () => 0, watch: () => state, why: () => 'somebody pulled it' })),
  })
  const market = scriptedMarket([idle(), idle({}, { as: 'other' })], { ...slow, risk: [brake()] })
  price(market, 100)
  const [one, other] = [market.desk('BTCUSDT', 0), market.desk('BTCUSDT', 1)]
  one.buy(1)
  other.sell(0.4)
  one.protect({ stop: 95, target: 110 })
  other.protect({ stop: 105 })
  await market.wait('1s')
  expect([signed(one), signed(other)]).toEqual([1, -0.4])
  one.exit('out')
  await market.wait('1s')
  expect([signed(one), signed(other)]).toEqual([0, -0.4])
  expect(open(market)).toEqual([['stop', 1, 0.4]])
  one.buy(1)
  one.buy(1, 90)
  await market.wait('1s')
  state = 'halted'
  await market.wait('2s')
  await market.wait('1s')
  expect([signed(one), signed(other), open(market), market.refused]).toEqual([0, 0, [], []])
  one.buy(1)
  await market.wait('1s')
  expect(market.refused.map(({ error, reason }) => `${error} ${reason}`)).toEqual([
    'BY4201 buy 1 BTCUSDT market: somebody pulled it',
  ])
})

test('what was on its way in when the bot was halted goes out again', async () => {
  let state: RiskState = 'active'
  const brake = definePlugin({
    name: 'brake',
    setup: (host) =>
      host.contribute(RiskRules, () => ({ name: 'brake', check: () => 0, watch: () => state, why: () => 'pulled' })),
  })
  const market = bot(undefined, { latency: { entry: '700ms', response: '700ms' }, risk: [brake()] })
  const desk = market.desk()
  desk.buy(2)
  await market.wait('2s')
  desk.buy(1)
  await market.wait('10ms')
  state = 'halted'
  for (let i = 0; i < 5; i++) await market.wait('1s')
  expect([signed(desk), open(market)]).toEqual([0, []])
  expect(market.fills.map(({ side, quantity, reason }) => [side, quantity, reason])).toEqual([
    [1, 2, ''],
    [1, 1, ''],
    [-1, 2, 'risk: brake'],
    [-1, 1, 'risk: brake'],
  ])
})

test('after a restart the stop still stands for the position, once, and what had not left is forgotten', async () => {
  const market = bot(undefined, slow)
  market.desk().buy(1)
  market.desk().protect({ stop: 95, trail: '8%', target: 110 })
  await market.wait('1s')
  market.desk().buy(1, 90)
  market.restart()
  await market.wait('1s')
  expect(open(market)).toEqual([
    ['stop', -1, 1],
    ['trail', -1, 1],
    ['target', -1, 1],
  ])
  market.desk().protect({ stop: 95, trail: '8%', target: 110 })
  market.desk().cancelAll()
  await market.wait('1s')
  expect(open(market)).toHaveLength(3)
  price(market, 94.9)
  await market.wait('1s')
  expect([market.desk().position.flat, open(market)]).toEqual([true, []])
})

test('where two trade one symbol, an exit and a stop that is pulled at the same time do not both fill', async () => {
  const idle = defineStrategy({ name: 'idle', create: () => ({}) })
  for (const share of [1, 0.5]) {
    const market = scriptedMarket([idle(), idle({}, { as: 'other' })], slow)
    price(market, 100)
    const [one, other] = [market.desk('BTCUSDT', 0), market.desk('BTCUSDT', 1)]
    other.buy(3)
    one.buy(1)
    one.protect({ stop: 95, target: 110 })
    await market.wait('1s')
    price(market, 94.9)
    one.exit('too', share)
    await market.wait('1s')
    expect([signed(one), signed(other), open(market)]).toEqual([0, 3, []])
    one.buy(1)
    one.protect({ stop: 90, target: 110 })
    await market.wait('1s')
    one.exit('first', share)
    await market.wait('1s')
    const left = share === 1 ? [] : [['stop', -1, 0.5] as const, ['target', -1, 0.5] as const]
    expect([signed(one), open(market)]).toEqual([1 - share, left])
  }
})
