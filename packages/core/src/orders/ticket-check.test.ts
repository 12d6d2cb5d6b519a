import { expect, test } from 'vitest'
import type { Ticket } from '../ports/orders.ts'
import { OrderScene } from './order-scene.oracle.ts'
import { Refuse } from './refusals.ts'

const buy = { side: 1, quantity: 1 } as const

const contradictions: readonly Ticket[] = [
  { ...buy, type: 'market', price: 99 },
  { ...buy, type: 'market', trigger: 99 },
  { ...buy, type: 'limit', price: 99, trigger: 98 },
  { ...buy, type: 'stop', trigger: 105, price: 99 },
  { ...buy, type: 'trailing', trail: '1%', price: 99 },
  { ...buy, type: 'trailing' },
  { ...buy, type: 'trailing', trail: '1%', distance: 1 },
  { ...buy, type: 'trailing', trail: 1 },
  { ...buy, type: 'limit', price: 99, trail: '1%' },
  { ...buy, type: 'limit', price: 99, distance: 1 },
  { ...buy, type: 'market', postOnly: true },
  { ...buy, type: 'limit', price: 99, postOnly: true, lifetime: 'ioc' },
  { ...buy, type: 'limit', price: 99, postOnly: true, lifetime: 'fok' },
]

for (const ticket of contradictions) {
  test(`a ticket that contradicts itself is refused: ${JSON.stringify(ticket)}`, () => {
    const scene = new OrderScene()
    expect(scene.desk.send(ticket)).toBe(-Refuse.badTicket)
    scene.calm()
    expect([scene.venue.messages, scene.told.map(({ error }) => error)]).toEqual([[], ['BY4111']])
  })
}

const whole: readonly Ticket[] = [
  { ...buy, type: 'market', lifetime: 'ioc' },
  { ...buy, type: 'limit', price: 99, postOnly: true, lifetime: 'day' },
  { ...buy, type: 'stop', trigger: 105, by: 'index' },
  { ...buy, type: 'stop-limit', trigger: 105, price: 106, lifetime: 'fok' },
  { ...buy, type: 'trailing', trail: '2.5%', trigger: 95, by: 'mark' },
  { ...buy, type: 'trailing', distance: 1.5 },
]

for (const ticket of whole) {
  test(`everything that a ticket says reaches the venue and is read back: ${JSON.stringify(ticket)}`, () => {
    const scene = new OrderScene()
    const handle = scene.desk.send({ ...ticket, reason: 'because' })
    scene.settle()
    const { trail, ...rest } = ticket
    expect(scene.desk.order(handle)).toMatchObject({
      ...rest,
      ...(trail === undefined ? {} : { trail: 0.025 }),
      reason: 'because',
    })
    expect(scene.venue.messages[0]).toMatchObject({
      priceUnits: Math.round((ticket.price ?? 0) * 100),
      triggerUnits: Math.round((ticket.trigger ?? 0) * 100),
      by: ticket.by ?? 'last',
      trail: trail === undefined ? 0 : 0.025,
    })
  })
}

test('triggers and distances keep to the tick as prices do: refused, or moved away from the market', () => {
  const off: readonly Ticket[] = [
    { side: -1, quantity: 1, type: 'stop', trigger: 95.02 },
    { ...buy, type: 'stop-limit', trigger: 105.02, price: 106 },
    { ...buy, type: 'trailing', distance: 1.52 },
  ]
  const strict = new OrderScene()
  for (const ticket of off) expect(strict.desk.send(ticket)).toBe(-Refuse.offTick)
  const passive = new OrderScene({ rounding: 'passive' })
  const orders = off.map((ticket) => passive.desk.order(passive.desk.send(ticket)))
  expect(orders.map((order) => order?.trigger ?? order?.distance)).toEqual([95.05, 105, 1.5])
})

test('an amend keeps to what the order is: no price for one that has none, no size below what has filled, no venue that cannot', () => {
  const scene = new OrderScene()
  const stop = scene.desk.send({ side: 1, quantity: 1, type: 'stop', trigger: 105 })
  const limit = scene.desk.buy(1, 99)
  scene.calm()
  scene.fill(limit, 400)
  expect(scene.desk.amend(stop, 2, 106)).toBe(Refuse.badTicket)
  expect(scene.desk.amend(limit, 0.4, 99)).toBe(Refuse.badQuantity)
  expect(scene.desk.amend(limit, 0.41, 99.01)).toBe(Refuse.offTick)
  expect(scene.desk.amend(limit, 0.41, 99)).toBe(0)
  expect(scene.desk.amend(limit, 0.5, 99)).toBe(Refuse.alreadyDone)
  scene.calm()
  expect(scene.told.map(({ order }) => order)).toEqual([stop, limit, limit, limit])
  const plain = new OrderScene({ canAmend: false })
  const order = plain.desk.buy(1, 99)
  plain.calm()
  expect(plain.desk.amend(order, 2, 99)).toBe(Refuse.notSupported)
  plain.calm()
  expect(plain.venue.messages).toHaveLength(1)
})
