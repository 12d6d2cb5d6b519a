import { expect, test } from 'vitest'
import { momentum } from '../src/index.ts'
import { atr } from './batch-bars.ts'
import { ema } from './batch-values.ts'
import { MarketWalk } from './market-walk.ts'

const fitted = { interval: '1m', fast: 5, slow: 60, volatility: 5, edge: 1, quiet: '0%', cooldown: 3 } as const
type Options = Parameters<typeof momentum>[0]
const walkOf = (options: Options = {}) => new MarketWalk(momentum({ ...fitted, ...options }))

/** Average range and gap of the averages after the newest bar, by their definitions. */
function numbers(walk: MarketWalk, { fast = fitted.fast, slow = fitted.slow, volatility = fitted.volatility } = {}) {
  const range = atr(walk, volatility).at(-1) ?? Number.NaN
  return { range, gap: ((ema(walk.close, fast).at(-1) ?? Number.NaN) - (ema(walk.close, slow).at(-1) ?? Number.NaN)) / range }
}

const sides = [1, -1] as const

test.each(sides)(
  'it enters on side %i at the close at which the averages are more than edge ranges apart, and not before',
  (side) => {
    const walk = walkOf()
    walk.stand(60, 100)
    while (!(Math.abs(numbers(walk).gap) > fitted.edge)) {
      expect(walk.market.orders).toEqual([])
      walk.to(walk.last + side * 0.2)
    }
    const [order] = walk.market.orders
    expect([order.type, order.side, order.reason]).toEqual(['market', side, 'trend'])
    expect(walk.market.fills).toEqual([])
    walk.to(walk.last + side * 0.2)
    // The fill is the open of the next bar, which is the close that decided.
    expect(walk.market.fills.map(({ side, price }) => [side, price])).toEqual([[side, walk.close.at(-2)]])
  },
)

test.each(sides)('a gap of less than edge ranges is no trend, however long it lasts (side %i)', (side) => {
  const walk = walkOf({ edge: 6 })
  walk.stand(60, 100)
  for (let at = 0; at < 200; at++) walk.to(walk.last + side * 0.05)
  expect(Math.abs(numbers(walk).gap)).toBeGreaterThan(0.5)
  expect(walk.market.orders).toEqual([])
})

test.each([
  [{ fast: 5, slow: 60, volatility: 5 }, 60],
  [{ fast: 5, slow: 60, volatility: 80 }, 81],
  [{ fast: 5, slow: 90, volatility: 5 }, 90],
] as const)('nothing is sent before all it measures by is known: %o', (options, bars) => {
  const walk = walkOf({ ...options, edge: 0.25 })
  let count = 0
  while (walk.market.orders.length === 0 && count++ < 200) walk.to(100 + 0.3 * walk.count)
  expect(walk.count).toBe(bars)
})

test('the position loses the risked share at its first stop, whatever the volatility, up to the cap', () => {
  const held = (options: Options, reach: number) => {
    const walk = walkOf(options)
    walk.stand(60, 100, reach)
    walk.moveUntil(true, reach * 0.6, reach)
    const entry = walk.market.fills[0]
    const first = walk.market.orders.find(({ type }) => type === 'stop')?.trigger ?? Number.NaN
    return { share: (entry.quantity * entry.price) / 10_000, stop: entry.price - first, quantity: entry.quantity }
  }
  const calm = held({ risk: '1%', cap: '100%', stop: 4 }, 0.5)
  const wild = held({ risk: '1%', cap: '100%', stop: 4 }, 1)
  for (const { quantity, stop } of [calm, wild]) expect((quantity * stop) / 10_000).toBeCloseTo(0.01, 3)
  expect(wild.share).toBeLessThan(0.6 * calm.share)
  expect(held({ risk: '3%', cap: '20%', stop: 4 }, 0.5).share).toBeCloseTo(0.2, 3)
})

test.each(sides)('the stop follows the best price and never goes back; the target breathes with the range (side %i)', (side) => {
  const walk = walkOf({ stop: 4, target: 40 })
  walk.stand(60, 100)
  walk.moveUntil(true, side * 0.3)
  const [{ price: entry }] = walk.market.fills
  // The bar of the entry has closed as well, and is after it.
  let best = entry
  let stop = Number.NaN
  const moves = [0.3, 0.4, -0.2, 0.5, -0.3, -0.2, 0.6, 0.1]
  for (const move of [undefined, ...moves]) {
    if (move !== undefined) walk.to(walk.last + side * move)
    const { range } = numbers(walk)
    best = side * Math.max(side * best, side * (side > 0 ? walk.high : walk.low).at(-1)!)
    const wanted = best - side * 4 * range
    if (Number.isNaN(stop) || side * wanted > side * stop) stop = wanted
    // The stop was also set right at the fill, by the range of then.
    if (move === undefined) stop = side * Math.max(side * stop, side * (entry - side * 4 * (atr(walk, 5).at(-2) ?? 0)))
    expect(walk.standing('stop')).toBeCloseTo(stop, 3)
    expect(walk.standing('limit')).toBeCloseTo(entry + side * 40 * range, 3)
  }
})

test.each(sides)('a position ends at its stop, at its target, or when the averages cross (side %i)', (side) => {
  const ended = (options: Options, lead: (walk: MarketWalk) => void) => {
    const walk = walkOf(options)
    walk.stand(60, 100)
    walk.moveUntil(true, side * 0.3)
    lead(walk)
    const [trade] = walk.market.result().trades
    return { trade, walk }
  }
  const stopped = ended({ stop: 2, target: 40 }, (walk) => walk.to(walk.last - side * 8))
  expect([stopped.trade.reason, stopped.trade.side]).toEqual(['stop', side])
  expect(stopped.walk.market.desk().position.flat).toBe(true)
  const reached = ended({ stop: 12, target: 2 }, (walk) => walk.to(walk.last + side * 8))
  expect([reached.trade.reason, side * reached.trade.gross > 0 || reached.trade.gross > 0]).toEqual(['target', true])
  const crossed = ended({ stop: 12, target: 40 }, (walk) => walk.moveUntil(false, -side * 0.2))
  expect(crossed.trade.reason).toBe('flip')
  // It left at the open after the first close at which the averages had crossed.
  const { walk } = crossed
  const fast = ema(walk.close, fitted.fast)
  const slow = ema(walk.close, fitted.slow)
  expect(side * (fast.at(-2)! - slow.at(-2)!)).toBeLessThan(0)
  expect(side * (fast.at(-3)! - slow.at(-3)!)).toBeGreaterThanOrEqual(0)
})

test.each(sides)(
  'a bar that goes through the stop or the target is answered by the order there, and by no other (side %i)',
  (side) => {
    for (const [options, lead] of [
      [{ stop: 2, target: 40 }, -8],
      [{ stop: 12, target: 2 }, 8],
    ] as const) {
      const walk = walkOf(options)
      walk.stand(60, 100)
      walk.moveUntil(true, side * 0.3)
      walk.to(walk.last + side * lead)
      // The stop that was reached and the bar that comes back from it.
      walk.to(walk.last - side * lead)
      expect(walk.market.result().trades).toHaveLength(1)
      expect(walk.market.refused).toEqual([])
    }
  },
)

test.each([0, 3, 10])('after a position it lets %i bars pass, however good they look', (cooldown) => {
  const walk = walkOf({ stop: 1, target: 40, edge: 0.25, cooldown })
  walk.stand(60, 100)
  walk.moveUntil(true, 0.5)
  for (let at = 0; at < 5; at++) walk.to(walk.last + 0.5)
  // A bar that dips to the stop and comes back: the trend is what it was.
  walk.to(walk.last, 4)
  expect(walk.market.desk().position.flat).toBe(true)
  const end = walk.count
  while (walk.orders('trend') === 1 && walk.count < end + 40) walk.to(walk.last + 0.5)
  expect(walk.count - end).toBe(cooldown + 1)
})

test('it stays out of a market whose range is below the quiet share of its price', () => {
  const sent = (quiet: `${number}%`) => {
    const walk = walkOf({ quiet })
    walk.stand(60, 100)
    for (let at = 0; at < 40; at++) walk.to(walk.last + 0.2)
    return { orders: walk.orders('trend'), range: numbers(walk).range / walk.last }
  }
  expect(sent('0%').range).toBeGreaterThan(0.01)
  expect([sent('0%').orders, sent('1%').orders, sent('1.5%').orders]).toEqual([1, 1, 0])
})

test('a market that stands still is none to trade, and nothing is refused in it', () => {
  const walk = walkOf({ edge: 0.25 })
  walk.stand(120, 100, 0)
  expect([walk.market.orders, walk.market.refused]).toEqual([[], []])
})

test.each(sides)('a stop or a target that no price can reach is left out, and the other one stands (side %i)', (side) => {
  // So wild that a target of 40 ranges, and a stop of 12, lie below zero.
  const walk = walkOf({ stop: 12, target: 40, edge: 0.25 })
  walk.stand(60, 100, 6)
  walk.moveUntil(true, side * 3, 6)
  walk.to(walk.last, 6)
  const { range } = numbers(walk)
  expect([100 - 40 * range, 100 - 12 * range].every((price) => price < 0)).toBe(true)
  expect(walk.market.refused).toEqual([])
  expect(walk.standing('stop') > 0).toBe(side < 0)
  expect(walk.standing('limit') > 0).toBe(side > 0)
})

test('an entry that is still on its way is not sent again', () => {
  const walk = new MarketWalk(momentum(fitted), { latency: { entry: '5s', response: '5s' } })
  walk.stand(60, 100)
  walk.moveUntil(true, 0.3)
  for (let at = 0; at < 5; at++) walk.to(walk.last + 0.3)
  expect(walk.orders('trend')).toBe(1)
  expect(walk.market.fills.length).toBe(1)
})
