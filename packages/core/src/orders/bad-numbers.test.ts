import { expect, test } from 'vitest'
import type { Ticket } from '../ports/orders.ts'
import type { Protection, Size } from '../ports/strategy.ts'
import type { InstrumentDesk } from './desk.ts'
import { OrderScene } from './order-scene.oracle.ts'

// What a strategy may hand over where a number belongs, typed or not. None of it may leave as an order, and above all not as a market order.

const notNumbers: readonly unknown[] = [
  Number.NaN,
  Infinity,
  -Infinity,
  -1,
  0,
  -0,
  1e308,
  '1',
  '',
  'NaN',
  null,
  [1],
  {},
  1n,
  true,
]
const badPrices: readonly unknown[] = [...notNumbers, undefined]
const badSides = badPrices.filter((value) => value !== -1)
const price = 'BY4101'
const quantity = 'BY4103'
const ticket = 'BY4111'

const commands: readonly {
  readonly name: string
  readonly bad: readonly unknown[]
  readonly error: string
  give(desk: InstrumentDesk, bad: never): unknown
}[] = [
  { name: 'buy: quantity', bad: badPrices, error: quantity, give: (desk, bad) => desk.buy(bad) },
  { name: 'buy: quantity of a limit order', bad: badPrices, error: quantity, give: (desk, bad) => desk.buy(bad, 99) },
  { name: 'buy: price', bad: notNumbers, error: price, give: (desk, bad) => desk.buy(1, bad) },
  { name: 'sell: quantity', bad: badPrices, error: quantity, give: (desk, bad) => desk.sell(bad) },
  { name: 'sell: price', bad: notNumbers, error: price, give: (desk, bad) => desk.sell(1, bad) },
  { name: 'buyFor: amount', bad: badPrices, error: quantity, give: (desk, bad) => desk.buyFor(bad) },
  { name: 'buyFor: price', bad: notNumbers, error: price, give: (desk, bad) => desk.buyFor(100, bad) },
  { name: 'enter: quantity', bad: notNumbers, error: quantity, give: (desk, bad) => desk.enter(1, { quantity: bad }) },
  { name: 'enter: amount', bad: notNumbers, error: quantity, give: (desk, bad) => desk.enter(1, { amount: bad }) },
  { name: 'enter: equity', bad: notNumbers.slice(0, 14), error: quantity, give: (desk, bad) => desk.enter(-1, { equity: bad }) },
  { name: 'enter: risk', bad: notNumbers, error: quantity, give: (desk, bad) => desk.enter(1, { risk: bad, stop: 99 }) },
  {
    name: 'enter: stop of risk',
    bad: notNumbers.filter((value) => value !== 1e308),
    error: price,
    give: (desk, bad) => desk.enter(1, { risk: '1%', stop: bad }),
  },
  { name: 'enter: limit', bad: notNumbers, error: price, give: (desk, bad) => desk.enter(1, { quantity: 1, limit: bad }) },
  { name: 'enter: side', bad: badSides, error: ticket, give: (desk, bad) => desk.enter(bad, { quantity: 1 }) },
  {
    name: 'exit: share',
    bad: [...notNumbers, 2, '150%', '0%', '-5%'],
    error: quantity,
    give: (desk, bad) => desk.exit('x', bad),
  },
  { name: 'send: quantity', bad: badPrices, error: quantity, give: (desk, bad) => desk.send(market({ quantity: bad })) },
  {
    name: 'send: price of a market order',
    bad: notNumbers,
    error: price,
    give: (desk, bad) => desk.send(market({ price: bad })),
  },
  { name: 'send: price', bad: badPrices, error: price, give: (desk, bad) => desk.send(market({ type: 'limit', price: bad })) },
  { name: 'send: trigger', bad: badPrices, error: price, give: (desk, bad) => desk.send(market({ type: 'stop', trigger: bad })) },
  {
    name: 'send: distance',
    bad: notNumbers,
    error: price,
    give: (desk, bad) => desk.send(market({ type: 'trailing', distance: bad })),
  },
  {
    name: 'send: trail',
    bad: badPrices,
    error: ticket,
    give: (desk, bad) => desk.send(market({ type: 'trailing', trail: bad })),
  },
  { name: 'send: side', bad: badSides, error: ticket, give: (desk, bad) => desk.send(market({ side: bad })) },
  { name: 'send: type', bad: [...badPrices, 'toString'], error: ticket, give: (desk, bad) => desk.send(market({ type: bad })) },
  {
    name: 'send: lifetime',
    bad: notNumbers.filter((value) => value !== null),
    error: ticket,
    give: (desk, bad) => desk.send(market({ lifetime: bad })),
  },
  { name: 'protect: stop', bad: notNumbers, error: price, give: (desk, bad) => desk.protect({ stop: bad }) },
  { name: 'protect: target', bad: notNumbers, error: price, give: (desk, bad) => desk.protect({ stop: 90, target: bad }) },
  { name: 'protect: trail', bad: notNumbers, error: ticket, give: (desk, bad) => desk.protect({ trail: bad }) },
  { name: 'protect: by', bad: notNumbers, error: ticket, give: (desk, bad) => desk.protect({ stop: 90, by: bad }) },
  { name: 'quotes: price', bad: badPrices, error: price, give: (desk, bad) => desk.quotes(1, list(bad), list(1), 1) },
  {
    name: 'quotes: quantity',
    bad: [Number.NaN, Infinity, -1, 1e308],
    error: quantity,
    give: (desk, bad) => desk.quotes(-1, list(101), list(bad), 1),
  },
  { name: 'quotes: side', bad: badSides, error: ticket, give: (desk, bad) => desk.quotes(bad, list(99), list(1), 1) },
  {
    name: 'quotes: levels',
    bad: [Number.NaN, Infinity, -1, 0.5, 2, 65, '1', null],
    error: ticket,
    give: (desk, bad) => desk.quotes(1, list(99), list(1), bad),
  },
]

const market = (part: Record<string, unknown>) => ({ side: 1, quantity: 1, type: 'market', ...part }) as unknown as Ticket
const list = (bad: unknown) => {
  const prices = new Float64Array(1)
  // A price that is no number becomes one in a column of numbers, so only those that stay bad are left.
  prices[0] = typeof bad === 'number' ? bad : Number.NaN
  return prices
}
const show = (value: unknown) => (typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value)))

for (const { name, bad, error, give } of commands) {
  test(`${name}: what is no number for it never leaves, and onRefused hears ${error}`, () => {
    for (const value of bad) {
      const scene = new OrderScene()
      scene.hold(1000)
      scene.desk.buy(0.5, 95)
      scene.calm()
      const before = scene.venue.messages.length
      const returned = give(scene.desk, value as never)
      scene.calm()
      const shown = `${name} ${show(value)}`
      expect(scene.venue.messages.slice(before), shown).toEqual([])
      expect(
        scene.told.map((refused) => refused.error),
        shown,
      ).toEqual([error])
      if (returned !== undefined) expect(returned, shown).toBe(scene.told[0].order)
      expect(returned ?? -1, shown).toBeLessThan(0)
    }
  })
}

test.each<[string, (desk: InstrumentDesk) => unknown, RegExp]>([
  ['a bare number above 1', (desk) => desk.enter(1, { equity: 20 }), /the share of equity is 20: write '20%' or 0.2$/],
  [
    'a share that is none',
    (desk) => desk.enter(1, { equity: 'half' as never }),
    /the share of equity is "half", expected a share/,
  ],
  ['a bare risk', (desk) => desk.enter(1, { risk: 2, stop: 99 }), /the share of risk is 2: write '2%' or 0.02$/],
  ['no size', (desk) => desk.enter(1, {}), /the size says nothing: give one of equity, quantity, amount, risk$/],
  ['two sizes', (desk) => desk.enter(1, { quantity: 1, equity: 1 }), /told in 2 ways, equity and quantity/],
  ['a risk alone', (desk) => desk.enter(1, { risk: '1%' }), /a risk needs the stop/],
  ['a stop that is passed', (desk) => desk.enter(1, { risk: '1%', stop: 101 }), /the stop 101 is not below the price of \d+/],
  ['no stop', (desk) => desk.enter(1, { risk: '1%', stop: Number.NaN }), /the stop of the size is NaN/],
  ['a quantity', (desk) => desk.enter(-1, { quantity: Number.NaN }), /^sell .*the quantity is NaN, expected/],
  ['an amount', (desk) => desk.buyFor(Number.NaN), /the amount is NaN, expected/],
  ['more than all', (desk) => desk.exit('x', '150%'), /the share to leave is "150%", expected at most the whole/],
  ['a bare share to leave', (desk) => desk.exit('x', 50), /the share to leave is 50: write '50%' or 0.5/],
  ['a price', (desk) => desk.buy(1, Number.NaN), /price NaN is not a finite positive number/],
  ['a limit without a price', (desk) => desk.send(market({ type: 'limit' })), /price NaN/],
  ['a market order with a price', (desk) => desk.send(market({ price: 99 })), /its type takes no price/],
  ['two trails', (desk) => desk.send(market({ type: 'trailing', trail: 0.1, distance: 1 })), /either a trail or a distance/],
])('a refusal says what is wrong: %s', (_, give, expected) => {
  const scene = new OrderScene()
  give(scene.desk)
  scene.calm()
  expect(scene.told.map(({ reason }) => reason)).toEqual([expect.stringMatching(expected)])
})

test('a market order without a price to size it by is refused as that', () => {
  const scene = new OrderScene()
  scene.markets[0].lastUnits = 0
  const { desk } = scene
  for (const handle of [desk.buyFor(100), desk.enter(1, { amount: 100 }), desk.enter(1, { equity: '10%' })])
    expect(handle).toBe(-15)
  scene.calm()
  expect(scene.told.map(({ error }) => error)).toEqual(['BY4113', 'BY4113', 'BY4113'])
  expect(scene.venue.messages).toEqual([])
})

test('an amend with a bad number leaves the order as it is, and the refusal names the order', () => {
  for (const bad of badPrices) {
    const scene = new OrderScene()
    const order = scene.desk.buy(1, 99)
    scene.calm()
    expect(scene.desk.amend(order, 1, bad as never), show(bad)).toBe(1)
    expect(scene.desk.amend(order, bad as never, 99), show(bad)).toBe(2)
    scene.calm()
    expect(scene.told.map(({ error, order: told }) => [error, told])).toEqual([
      [price, order],
      [quantity, order],
    ])
    expect(scene.venue.messages).toHaveLength(1)
    expect(scene.desk.order(order)).toMatchObject({ state: 'open', price: 99, quantity: 1 })
  }
})

test('nothing that is not a handle names an order', () => {
  const scene = new OrderScene({ ordersMax: 1 << 14 })
  const order = scene.desk.buy(1, 99)
  scene.calm()
  for (const bad of [...badPrices, order + 1, -order, order + 0.5] as never[]) {
    expect(scene.desk.order(bad), show(bad)).toBeUndefined()
    scene.desk.cancel(bad)
    expect(scene.desk.amend(bad, 1, 98), show(bad)).toBe(9)
  }
  scene.calm()
  expect(scene.venue.messages).toHaveLength(1)
})

test('a size says exactly one thing', () => {
  const sizes: readonly Size[] = [
    {},
    { stop: 99 },
    { limit: 99 },
    { quantity: 1, amount: 100 },
    { equity: 0.1, risk: 0.1, stop: 99 },
    { risk: '1%' },
    { risk: '1%', stop: 101 },
    { risk: '1%', stop: 100 },
  ]
  const scene = new OrderScene()
  for (const size of sizes) expect(scene.desk.enter(1, size), JSON.stringify(size)).toBe(-13)
  scene.calm()
  expect(scene.venue.messages).toEqual([])
  expect(new Set(scene.told.map(({ error }) => error))).toEqual(new Set([ticket]))
})

test('a protection that is refused leaves the one before it', () => {
  const scene = new OrderScene()
  scene.hold(1000)
  scene.desk.protect({ stop: 95, target: 110 })
  scene.calm()
  const wrong: readonly Protection[] = [{ stop: Number.NaN }, { target: -1 }, { trail: 2 }, { stop: 95, trail: '0%' }]
  for (const protection of wrong) scene.desk.protect(protection)
  scene.calm()
  expect(scene.venue.messages).toHaveLength(2)
  expect(scene.told).toHaveLength(4)
})
