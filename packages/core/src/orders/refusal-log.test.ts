import { expect, test } from 'vitest'
import type { Refused } from '../ports/orders.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { RefusalLog } from './refusal-log.ts'
import { Refusals, Refuse } from './refusals.ts'

const { instrument } = new OrderScene().markets[0]

/** A log, and what it tells as it is told. */
function made() {
  const log = new RefusalLog(new Refusals())
  const told: Refused[] = []
  let asked = 0
  return {
    log,
    told,
    add: (n: number, code: number = Refuse.badPrice) => log.add(1, 'a', instrument, code, -n, () => `${n}, told as ${++asked}`),
    tell: () => log.tell((_, refused) => told.push({ ...refused })),
    asked: () => asked,
  }
}

test('every refusal is told once, in order, with its own numbers, and counted by sort for the report', () => {
  const { log, told, add, tell } = made()
  for (const n of [1, 2]) add(n)
  add(3, Refuse.offTick)
  tell()
  tell()
  expect(told.map(({ error, order, reason }) => [error, order, reason])).toEqual([
    ['BY4101', -1, '1, told as 1'],
    ['BY4101', -2, '2, told as 2'],
    ['BY4102', -3, '3, told as 3'],
  ])
  expect(log.counts().map(({ error, reason, count }) => [error, reason, count])).toEqual([
    ['BY4101', '1, told as 1', 2],
    ['BY4102', '3, told as 3', 1],
  ])
})

test('a strategy that asks in vain on every row costs a fixed room and a few texts, and all of it is counted', () => {
  const { log, told, add, tell, asked } = made()
  for (let i = 0; i < 10_000; i++) add(i)
  expect(log.waiting).toBe(256)
  tell()
  expect([told.length, log.waiting, log.total, log.counts()[0].count]).toEqual([256, 0, 10_000, 10_000])
  expect(asked()).toBeLessThan(50)
})

test('what is refused while refusals are told waits for the next message, in its order', () => {
  const { log, add } = made()
  const told: number[] = []
  add(1)
  add(2)
  const tell = () =>
    log.tell((_, { order }) => {
      told.push(-order)
      if (order === -1) for (const n of [11, 12, 13]) add(n)
      if (order === -2) add(14)
    })
  tell()
  expect([told, log.waiting]).toEqual([[1, 2], 4])
  tell()
  expect([told, log.waiting]).toEqual([[1, 2, 11, 12, 13, 14], 0])
})

test('nothing is told and nothing counted while history is heard', () => {
  const scene = new OrderScene()
  scene.floor.warmUntil = scene.now + 10
  expect(scene.desk.buy(1)).toBe(-Refuse.warming)
  expect(scene.desk.buy(Number.NaN)).toBe(-Refuse.badQuantity)
  scene.settle()
  expect([scene.told, scene.floor.refusals.total]).toEqual([[], 0])
  scene.now += 10
  expect(scene.desk.buy(1)).toBeGreaterThan(0)
})

test('a refusal says what was wished and what is wrong with it', () => {
  const scene = new OrderScene({ instruments: [{ minNotional: 50 }] })
  const { desk } = scene
  desk.buy(1, 99.01)
  desk.send({ side: -1, quantity: 1, type: 'stop', trigger: 95.02 })
  desk.buy(0.01, 99)
  desk.buy(0.1, 99)
  desk.sell(1, 1e12)
  scene.markets[0].book.setState('stale')
  desk.buy(1, 99)
  scene.settle()
  expect(scene.told.map(({ error, reason }) => `${error} ${reason}`)).toEqual([
    'BY4102 buy 1 BTCUSDT limit: price 99.01 is not on the 0.05 tick; next to it are 99 and 99.05',
    'BY4102 sell 1 BTCUSDT stop: price 95.02 is not on the 0.05 tick; next to it are 95 and 95.05',
    'BY4104 buy 0.01 BTCUSDT limit: the venue takes at least 0.02, in steps of 0.01',
    'BY4105 buy 0.1 BTCUSDT limit: the venue takes at least 50 USDT, the price is about 100',
    'BY4101 sell 1 BTCUSDT limit: price 1000000000000 is not a finite positive number that can be counted in ticks',
    'BY4107 buy 1 BTCUSDT limit: the market is stale',
  ])
})
