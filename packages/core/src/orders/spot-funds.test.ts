import { expect, test } from 'vitest'
import { OrderScene } from './order-scene.oracle.ts'
import { Refuse } from './refusals.ts'

const spot = { kind: 'spot', name: 'BTCUSDT' } as const
const ether = { kind: 'spot', name: 'ETHUSDT', base: 'ETH' } as const
const euro = { kind: 'spot', name: 'BTCEUR', quote: 'EUR', settle: 'EUR' } as const
const cross = { kind: 'spot', name: 'ETHBTC', base: 'ETH', quote: 'BTC', settle: 'BTC', tick: 0.01 } as const
const eurusdt = { kind: 'spot', name: 'EURUSDT', base: 'EUR' } as const

test('money is spent once, over all pairs that are bought with it', () => {
  const { desks } = new OrderScene({ instruments: [spot, ether], start: 1000 })
  expect(desks[0].buy(6, 100)).toBeGreaterThan(0)
  expect(desks[1].buy(5, 100)).toBe(-Refuse.insufficientBalance)
  expect(desks[1].buy(4, 100)).toBeGreaterThan(0)
  expect(desks[0].buy(0.02)).toBe(-Refuse.insufficientBalance)
})

test('a buy stop needs what it would cost at its trigger', () => {
  const { desk } = new OrderScene({ instruments: [spot], start: 1000 })
  expect(desk.send({ side: 1, type: 'stop', quantity: 9, trigger: 120 })).toBe(-Refuse.insufficientBalance)
  expect(desk.send({ side: 1, type: 'stop', quantity: 8, trigger: 120 })).toBeGreaterThan(0)
})

test('an amend cannot spend what is not there', () => {
  const scene = new OrderScene({ instruments: [spot], start: 1000 })
  const order = scene.desk.buy(9, 100)
  scene.calm()
  expect(scene.desk.amend(order, 9, 120)).toBe(Refuse.insufficientBalance)
  expect(scene.desk.amend(order, 8, 120)).toBe(0)
})

test('a coin is sold once, over all pairs that sell it or pay with it', () => {
  const instruments = [spot, euro, ether, cross, eurusdt]
  const { desks } = new OrderScene({ instruments, start: { USDT: 1000, BTC: 10 } })
  expect(desks[0].sell(4, 110)).toBeGreaterThan(0)
  expect(desks[1].sell(4, 110)).toBeGreaterThan(0)
  expect(desks[3].buy(1, 1.5)).toBeGreaterThan(0)
  expect(desks[0].sell(1, 110)).toBe(-Refuse.shortSpot)
  expect(desks[3].buy(1, 1)).toBe(-Refuse.insufficientBalance)
  expect(desks[1].sell(0.5, 110)).toBeGreaterThan(0)
})

test('a strategy sells its own coins and those of nobody, never those of another', () => {
  const scene = new OrderScene({
    instruments: [spot],
    owners: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
    start: { USDT: 1000, BTC: 2 },
  })
  const [a, b, c] = scene.desks
  scene.hold(3000, 1)
  expect(b.sell(3, 110)).toBe(-Refuse.shortSpot)
  expect(b.sell(1.5, 110)).toBeGreaterThan(0)
  expect(c.sell(1, 110)).toBe(-Refuse.shortSpot)
  expect(a.sell(3.5, 110)).toBeGreaterThan(0)
  expect(a.sell(0.1, 110)).toBe(-Refuse.shortSpot)
})

test('a resting sell of everything does not keep a strategy in its position', () => {
  const scene = new OrderScene({ instruments: [spot], start: 1000 })
  scene.hold(2000)
  const resting = scene.desk.sell(2, 150)
  scene.calm()
  scene.desk.protect({ stop: 90 })
  expect(scene.desk.order(scene.desk.protection.standing)?.type).toBe('stop')
  scene.desk.cancel(resting)
  expect(scene.desk.exit('out')).toBeGreaterThan(0)
  expect(scene.told).toEqual([])
})
