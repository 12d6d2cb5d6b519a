import { expect, test } from 'vitest'
import type { Ticket } from '../ports/orders.ts'
import type { RiskQuestion, RiskRule } from '../ports/risk.ts'
import { OrderScene } from './order-scene.oracle.ts'

// What an order is worth to the rules: no price written on it makes it small. The market stands at 100.

/** A scene whose only rule notes what it is asked and lets worst cases of up to 1000 pass. */
function watched(options: ConstructorParameters<typeof OrderScene>[0] = {}) {
  const asked: Pick<RiskQuestion, 'notional' | 'worstCase' | 'amends'>[] = []
  const grown: boolean[] = []
  const rule: RiskRule = {
    name: 'limit',
    check({ notional, worstCase, amends, grows }) {
      asked.push({ notional, worstCase, amends })
      grown.push(grows)
      return worstCase <= 1000 ? 0 : 99
    },
    why: () => 'too much',
  }
  const scene = new OrderScene({
    ...options,
    rules: (refusals) => {
      const refusal = refusals.register('BY4203', 'too much')
      return [{ ...rule, check: (question) => (rule.check(question) === 0 ? 0 : refusal) }]
    },
  })
  return { scene, asked, grown }
}

test.each<[string, Ticket, number]>([
  ['a buy limit is worth its limit', { side: 1, type: 'limit', quantity: 2, price: 90 }, 180],
  [
    'a buy limit through the market too, because the market may run there',
    { side: 1, type: 'limit', quantity: 2, price: 120 },
    240,
  ],
  ['a sell limit above the market is worth its limit', { side: -1, type: 'limit', quantity: 2, price: 110 }, 220],
  ['a sell limit far below the market trades at the market', { side: -1, type: 'limit', quantity: 2, price: 0.05 }, 200],
  ['a market order is worth the market', { side: -1, type: 'market', quantity: 2 }, 200],
  ['a buy stop is worth its trigger', { side: 1, type: 'stop', quantity: 2, trigger: 150 }, 300],
  ['a sell stop is worth the market that it leaves', { side: -1, type: 'stop', quantity: 2, trigger: 50 }, 200],
  ['a sell stop with a limit is no smaller', { side: -1, type: 'stop-limit', quantity: 2, trigger: 50, price: 1 }, 200],
  ['a trailing buy is worth the market and its distance', { side: 1, type: 'trailing', quantity: 2, distance: 5 }, 210],
  ['a trailing buy is worth the market and its share', { side: 1, type: 'trailing', quantity: 2, trail: 0.1 }, 220],
])('%s', (_, ticket, worth) => {
  const { scene, asked } = watched()
  scene.desk.send(ticket)
  expect(asked).toEqual([{ notional: worth, worstCase: worth, amends: false }])
})

test('what is open keeps its own worth, whatever price comes after it', () => {
  const { scene, asked } = watched()
  scene.desk.sell(4, 110)
  scene.desk.sell(4, 0.05)
  scene.desk.sell(2, 0.05)
  expect(asked.map(({ worstCase }) => worstCase)).toEqual([440, 840, 1040])
})

test('what is held counts at the market, not at the price of the next order', () => {
  const { scene, asked } = watched()
  scene.hold(9000)
  scene.desk.buy(1, 0.05)
  scene.price(0, 120)
  scene.desk.buy(1, 0.05)
  expect(asked.map(({ worstCase }) => worstCase)).toEqual([900.05, 1080.1])
})

test('an amend to a dearer price is asked about and counts; back again it is asked about as one that does not grow', () => {
  const { scene, asked, grown } = watched()
  const order = scene.desk.buy(8, 50)
  scene.calm()
  expect(scene.desk.amend(order, 8, 110)).toBe(0)
  scene.calm()
  expect(asked.at(-1)).toEqual({ notional: 880, worstCase: 880, amends: true })
  expect(scene.desk.amend(order, 8, 130)).toBeGreaterThan(0)
  expect(scene.desk.amend(order, 8, 60)).toBe(0)
  scene.calm()
  expect(grown).toEqual([true, true, true, false])
  expect(scene.floor.exposure.openWorth(0, 1)).toBe(8000 * 6000)
})

test('while an amend is unanswered the dearer version counts, and a refused one leaves no trace', () => {
  const { scene } = watched()
  const order = scene.desk.buy(1, 90)
  scene.calm()
  scene.desk.amend(order, 1, 100)
  scene.settle()
  expect(scene.floor.exposure.openWorth(0, 1)).toBe(1000 * 10_000)
  scene.venue.arrive('refused')
  scene.hearNext()
  expect(scene.floor.exposure.openWorth(0, 1)).toBe(1000 * 9000)
})

test('linked orders count once, at the dearest price among them', () => {
  const { scene, asked } = watched()
  const first = scene.desk.buy(2, 90)
  scene.desk.send({ side: 1, type: 'stop', quantity: 2, trigger: 120, link: first })
  expect(asked.at(-1)).toEqual({ notional: 240, worstCase: 240, amends: false })
  scene.desk.cancel(first)
  expect(scene.floor.exposure.openWorth(0, 1)).toBe(2000 * 12_000)
})

test('two strategies cannot build what one alone must not: what one holds against the other may leave first', () => {
  const { scene, asked } = watched({ owners: [{ name: 'a' }, { name: 'b' }] })
  const [a, b] = scene.desks
  scene.hold(8000, 1)
  scene.hold(-8000, 2)
  expect(scene.floor.ledger.netLots(0)).toBe(0)
  expect(a.buy(3)).toBeLessThan(0)
  expect(b.sell(3)).toBeLessThan(0)
  expect(asked.map(({ worstCase }) => worstCase)).toEqual([1100, 1100])
  expect(a.sell(8)).toBeGreaterThan(0)
  expect(b.buy(8)).toBeGreaterThan(0)
})

test('a sale against the position of another strategy is an opening, and asked about', () => {
  const { scene, asked } = watched({ owners: [{ name: 'a' }, { name: 'b' }] })
  scene.hold(50_000, 1)
  expect(scene.desks[1].sell(20)).toBeLessThan(0)
  expect(asked).toEqual([{ notional: 2000, worstCase: 2000, amends: false }])
})

test('an order whose worth is not known is refused as soon as there is a rule', () => {
  const { scene } = watched()
  scene.markets[0].lastUnits = 0
  expect(scene.desk.buy(1)).toBeLessThan(0)
  expect(scene.floor.exposure.openWorth(0, 1)).toBe(0)
  scene.price(0, 100)
  expect(scene.desk.buy(1)).toBeGreaterThan(0)
})

test('equity is not known while something that is held has no price, so limits refuse', () => {
  const { scene } = watched()
  scene.hold(1000)
  expect(scene.floor.account.equity).toBe(1_000_000)
  scene.floor.ledger.mark(0, 0)
  expect(scene.floor.account.equity).toBeNaN()
})
