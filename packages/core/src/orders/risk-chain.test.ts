import { expect, test } from 'vitest'
import type { RiskRule, RiskState } from '../ports/risk.ts'
import { OrderScene } from './order-scene.oracle.ts'
import type { Refusals } from './refusals.ts'

/** A rule that refuses what is worth more than its limit, and remembers what it was asked. */
class Limit implements RiskRule {
  readonly name: string
  readonly asked: { notional: number; worstCase: number; price: number; reference: number }[] = []
  state: RiskState = 'active'
  fills = 0
  readonly #limit: number
  readonly #refusal: number
  #last = 0

  constructor(name: string, limit: number, refusals: Refusals) {
    this.name = name
    this.#limit = limit
    this.#refusal = refusals.register('BY4203', name)
  }

  check({ notional, worstCase, price, reference }: Parameters<RiskRule['check']>[0]): number {
    this.asked.push({ notional, worstCase, price, reference })
    this.#last = worstCase
    return worstCase <= this.#limit ? 0 : this.#refusal
  }

  watch(): RiskState {
    return this.state
  }

  onFill(): void {
    this.fills++
  }

  why(): string {
    return `${this.name} says ${this.#last} or ${this.state}`
  }
}

/** A scene whose rules allow these worst cases, the wider rule first. */
function limited(limits: readonly number[], options: ConstructorParameters<typeof OrderScene>[0] = {}) {
  const rules: Limit[] = []
  const scene = new OrderScene({
    ...options,
    rules: (refusals) => {
      for (const limit of limits) rules.push(new Limit(`limit ${limit}`, limit, refusals))
      return rules
    },
  })
  return { scene, rules }
}

test('rules are asked in their order, the first refusal wins, and its own rule says why', () => {
  const { scene, rules } = limited([1000, 300, 200])
  scene.desk.buy(2, 90)
  scene.desk.buy(4, 90)
  scene.desk.buy(10, 90)
  scene.desk.buy(4, 90)
  scene.settle()
  expect(rules.map(({ asked }) => asked.length)).toEqual([4, 3, 1])
  expect(scene.told.map(({ reason }) => reason)).toEqual([
    'limit 300 says 540 or active',
    'limit 1000 says 1080 or active',
    'limit 300 says 540 or active',
  ])
})

test('a rule hears the value of the order, what it would trade at, and the worst case with everything open', () => {
  const { scene, rules } = limited([1e9])
  scene.desk.buy(2, 90)
  scene.desk.buy(3)
  scene.desk.sell(1, 110)
  expect(rules[0].asked).toEqual([
    { notional: 180, worstCase: 180, price: 90, reference: 100 },
    { notional: 300, worstCase: 480, price: 100, reference: 100 },
    { notional: 110, worstCase: 110, price: 110, reference: 100 },
  ])
})

test('a turn counts what is held at the end of it, not the whole order', () => {
  const { scene, rules } = limited([150])
  scene.hold(1000)
  expect(scene.desk.enter(-1, { quantity: 1 })).toBeGreaterThan(0)
  expect(rules[0].asked[0]).toMatchObject({ notional: 200, worstCase: 100 })
})

test('an amend is asked about with its whole new size, and is refused as the order that it would be', () => {
  const { scene, rules } = limited([1000], { instruments: [{ minNotional: 100 }] })
  const order = scene.desk.buy(2, 90)
  scene.calm()
  expect(scene.desk.amend(order, 2.5, 90)).toBe(0)
  scene.calm()
  expect(rules[0].asked.at(-1)).toMatchObject({ notional: 225, worstCase: 225 })
  expect(scene.desk.amend(order, 12, 90)).toBeGreaterThan(25)
  scene.calm()
  expect(scene.desk.order(order)).toMatchObject({ quantity: 2.5, state: 'open' })
  expect(scene.floor.exposure.openLots(0, 1)).toBe(2500)
})

test('values are told in the currency of the account, and what has no route yet is refused', () => {
  const { scene, rules } = limited([1000], {
    instruments: [
      { name: 'BTCUSDT', kind: 'spot' },
      { name: 'ETHBTC', kind: 'spot', base: 'ETH', quote: 'BTC', settle: 'BTC', tick: 0.01 },
    ],
    start: { USDT: 1e6, BTC: 10 },
  })
  scene.price(0, 50_000)
  expect(scene.desks[1].buy(0.1, 0.04)).toBeGreaterThan(0)
  expect(rules[0].asked.at(-1)?.notional).toBeCloseTo(200, 9)
  scene.floor.ledger.mark(0, 0)
  expect(scene.desks[1].buy(0.1, 0.04)).toBeLessThan(0)
})

test('an inverse contract is worth its quote, also on an account that does not know that currency', () => {
  for (const quote of ['USD', 'BTC']) {
    const inverse = {
      kind: 'inverse',
      name: 'BTCUSD',
      quote: 'USD',
      settle: 'BTC',
      contractSize: 100,
      lotScale: 1,
      lot: 1,
    } as const
    const { scene, rules } = limited([1e9], { instruments: [{ ...inverse, minQuantity: 1 }], start: { BTC: 10 }, quote })
    scene.price(0, 50_000)
    scene.desk.buy(5, 40_000)
    expect(rules[0].asked.at(-1)?.notional).toBeCloseTo(quote === 'USD' ? 500 : 0.01, 12)
  }
})

test('what reduces is never asked about, in any state of the bot or of the market', () => {
  const { scene, rules } = limited([0])
  scene.hold(1000)
  scene.markets[0].book.setState('stale')
  scene.floor.stopping = true
  for (const state of ['active', 'reducing', 'halted'] as const) {
    scene.floor.risk.state = state
    expect(scene.desk.sell(0.3, 110)).toBeGreaterThan(0)
  }
  expect(scene.desk.exit('rest')).toBeGreaterThan(0)
  expect(rules[0].asked).toEqual([])
  expect(scene.desk.sell(0.2, 110)).toBeLessThan(0)
})

test('the strictest state of all rules counts, and its rule says why whatever was refused since', () => {
  const { scene, rules } = limited([500, 300])
  const { risk, account } = scene.floor
  rules[0].state = 'reducing'
  expect(risk.watch(account, 1)).toBe(true)
  scene.desk.buy(1, 90)
  rules[1].state = 'halted'
  expect(risk.watch(account, 2)).toBe(true)
  scene.desk.buy(1, 90)
  expect(risk.watch(account, 3)).toBe(false)
  rules[1].state = 'active'
  expect(risk.watch(account, 4)).toBe(true)
  risk.state = 'active'
  scene.desk.buy(4, 90)
  risk.state = 'reducing'
  scene.desk.buy(1, 90)
  scene.settle()
  expect(scene.told.map(({ error, reason }) => `${error} ${reason}`)).toEqual([
    'BY4202 buy 1 BTCUSDT limit: limit 500 says 0 or reducing',
    'BY4201 buy 1 BTCUSDT limit: limit 300 says 0 or halted',
    'BY4203 limit 300 says 360 or active',
    'BY4202 buy 1 BTCUSDT limit: limit 500 says 360 or reducing',
  ])
})

test('rules are looked at again after a fill, and once a second of the tape', () => {
  const { scene, rules } = limited([1e9])
  const { risk, account } = scene.floor
  risk.watch(account, 5_300_000)
  expect([5_300_001, 5_999_999, 6_000_000].map((now) => risk.isDue(now))).toEqual([false, false, true])
  const order = scene.desk.buy(1, 99)
  scene.calm()
  scene.fill(order, 400)
  expect([risk.isDue(5_300_002), rules[0].fills]).toEqual([true, 1])
})

test('a bot that is halted takes nothing new, lets quotes go, and keeps what it has from growing', () => {
  const { scene } = limited([1e9])
  const order = scene.desk.buy(1, 99)
  scene.calm()
  scene.floor.risk.state = 'halted'
  expect(scene.desk.buy(1, 99)).toBe(-10)
  expect(scene.desk.enter(1, { quantity: 5 })).toBe(-10)
  expect(scene.desk.amend(order, 2, 99)).toBe(10)
  expect(scene.desk.amend(order, 1, 100)).toBe(10)
  const other = scene.desk.buy(1, 99)
  expect(other).toBe(-10)
  scene.desk.cancelAll()
  scene.calm()
  expect(scene.floor.pool.live).toEqual([])
})

test('an order below the smallest value is refused, but one that only reduces goes', () => {
  const { scene } = limited([1e9], { instruments: [{ minNotional: 100 }] })
  scene.hold(1500)
  expect(scene.desk.buy(1, 99)).toBe(-5)
  expect(scene.desk.buy(1.02, 99)).toBeGreaterThan(0)
  expect(scene.desk.exit('part', 0.1)).toBeGreaterThan(0)
})

test('coins are sold only where they are, and bought only with money that is there, open orders counted', () => {
  const scene = new OrderScene({ instruments: [{ kind: 'spot' }], start: { USDT: 1000, BTC: '1.5' } })
  expect(scene.desk.sell(1, 110)).toBeGreaterThan(0)
  expect(scene.desk.sell(0.6, 110)).toBe(-22)
  expect(scene.desk.sell(0.5, 110)).toBeGreaterThan(0)
  const bid = scene.desk.buy(6, 99)
  expect(scene.desk.buy(5, 99)).toBe(-23)
  scene.calm()
  expect(scene.desk.amend(bid, 6, 170)).toBe(23)
  expect(scene.desk.amend(bid, 10, 99)).toBe(0)
  scene.markets[0].lastUnits = 0
  expect(scene.desk.buy(0.1)).toBe(-20)
})
