import { expect, test } from 'vitest'
import { meanReversion } from '../src/index.ts'
import { adx } from './batch-bars.ts'
import { sma, standardDeviation } from './batch-values.ts'
import { MarketWalk } from './market-walk.ts'

const fitted = { interval: '1m', period: 20, room: '0%', trend: 100, trendPeriod: 5, entry: 2, full: 3, stop: 4 } as const
type Options = Parameters<typeof meanReversion>[0]

/** A market that has swung around 100 by half, long enough for everything to be known. */
function swung(options: Options = {}, bars = 41, swing = 0.5): MarketWalk {
  const walk = new MarketWalk(meanReversion({ ...fitted, ...options }))
  swingOn(walk, bars, swing)
  return walk
}

function swingOn(walk: MarketWalk, bars: number, swing = 0.5): void {
  for (let at = 0; at < bars; at++) walk.to(100 + (at % 2 === 0 ? swing : -swing), 0.05)
}

/** Mean, deviation and score of the window after the newest bar, by their definitions. */
function numbers(walk: MarketWalk, period: number = fitted.period) {
  const mean = sma(walk.close, period).at(-1) ?? Number.NaN
  const sigma = standardDeviation(walk.close, period).at(-1) ?? Number.NaN
  return { mean, sigma, score: (walk.last - mean) / sigma }
}

const sides = [1, -1] as const

test.each(sides)('it enters on side %i against the first close outside the bands, and not before', (side) => {
  const walk = swung()
  for (let away = 0.6; away < 3; away += 0.02) {
    walk.to(100 - side * away, 0.05)
    if (Math.abs(numbers(walk).score) > fitted.entry) break
    expect(walk.market.orders).toEqual([])
    swingOn(walk, 20)
  }
  const [order] = walk.market.orders
  expect([order.type, order.side, order.reason]).toEqual(['market', side, 'extreme'])
  expect(walk.market.fills).toEqual([])
  walk.to(walk.last)
  expect(walk.market.fills.map(({ side, price }) => [side, price])).toEqual([[side, walk.close.at(-2)]])
})

test('the further out the price, the larger the position, on a line from least to most', () => {
  const shares = [1.3, 1.6, 1.9, 2.4].map((away) => {
    const walk = swung({ least: '10%', most: '40%', entry: 1.5 })
    walk.to(100 - away, 0.05)
    const { score } = numbers(walk)
    walk.to(walk.last, 0.05)
    const [{ quantity, price }] = walk.market.fills
    const expected = 0.1 + 0.3 * Math.min(1, (Math.abs(score) - 1.5) / 1.5)
    expect((quantity * price) / 10_000).toBeCloseTo(expected, 4)
    return expected
  })
  expect(new Set(shares).size).toBeGreaterThan(2)
  expect(shares.at(-1)).toBe(0.4)
})

test('nothing is entered before bands and ADX are known', () => {
  for (const [options, first] of [
    [{ period: 20, trendPeriod: 5 }, 20],
    [{ period: 20, trendPeriod: 20 }, 40],
    [{ period: 50, trendPeriod: 5 }, 50],
  ] as const) {
    const sentAfter = (bars: number) => {
      const walk = swung(options, bars - 1)
      walk.to(98.4, 0.05)
      return walk.orders('extreme')
    }
    expect([sentAfter(first - 1), sentAfter(first)], JSON.stringify(options)).toEqual([0, 1])
  }
})

test('nothing is entered beyond the stop, against a trend, or with too little way to the mean', () => {
  const sent = (options: Options, away: number) => {
    const walk = swung({ period: 40, ...options }, 61)
    walk.to(100 - away, 0.05)
    return { orders: walk.orders('extreme'), score: Math.abs(numbers(walk, 40).score), adx: adx(walk, 5, 'value').at(-1)! }
  }
  const far = sent({ stop: 4 }, 4)
  expect(far.score).toBeGreaterThan(4)
  expect([far.orders, sent({ stop: 6 }, 4).orders]).toEqual([0, 1])
  const trending = sent({}, 1.6).adx
  expect(trending).toBeGreaterThan(6)
  expect([sent({ trend: trending * 0.99 }, 1.6).orders, sent({ trend: trending }, 1.6).orders]).toEqual([0, 1])
  expect([sent({ room: '2%' }, 1.6).orders, sent({ room: '1.5%' }, 1.6).orders]).toEqual([0, 1])
})

test.each(sides)('the stop stays at the sigmas of the entry, and the target goes with the mean (side %i)', (side) => {
  const walk = swung({ limit: 50 })
  walk.to(100 - side * 1.5, 0.05)
  const { mean, sigma } = numbers(walk)
  for (const away of [1.5, 1.4, 1.45, 1.3, 1.2]) {
    walk.to(100 - side * away, 0.05)
    expect(walk.standing('stop')).toBeCloseTo(mean - side * 4 * sigma, 3)
    expect(walk.standing('limit')).toBeCloseTo(numbers(walk).mean, 3)
  }
})

test.each(sides)('a bet ends at the mean, at its stop, or when its time is up (side %i)', (side) => {
  const ended = (options: Options, lead: (walk: MarketWalk) => void) => {
    const walk = swung(options)
    walk.to(100 - side * 1.5, 0.05)
    walk.to(100 - side * 1.5, 0.05)
    expect(walk.market.desk().position.side).toBe(side)
    lead(walk)
    return { ...walk.market.result().trades[0], fills: walk.market.fills.length }
  }
  const back = ended({}, (walk) => walk.to(100 + side * 0.3, 0.05))
  expect([back.reason, back.gross > 0]).toEqual(['target', true])
  const lost = ended({}, (walk) => walk.to(100 - side * 4, 0.05))
  expect([lost.reason, lost.gross < 0]).toEqual(['stop', true])
  // The mean comes to a price that stays where it is.
  const met = ended({ limit: 500 }, (walk) => walk.stand(25, 100 - side * 1.5, 0))
  expect(met.reason).toBe('mean')
  // The first bar has closed with the position, so two more make three, and it leaves at the open of the next.
  const timed = (bars: number) => ended({ limit: 3 }, (walk) => walk.stand(bars, 100 - side * 1.5, 0.01))
  expect([timed(2).reason, timed(3).reason]).toEqual([undefined, 'time'])
})

test.each(sides)(
  'a bar that goes through the mean or the stop is answered by the order there, and by no other (side %i)',
  (side) => {
    for (const price of [100 + side * 0.3, 100 - side * 4]) {
      const walk = swung()
      walk.to(100 - side * 1.5, 0.05)
      walk.to(100 - side * 1.5, 0.05)
      walk.to(price, 0.05)
      walk.to(price, 0.05)
      expect(walk.market.result().trades).toHaveLength(1)
      expect(walk.market.refused).toEqual([])
    }
  },
)

test('one extreme is bet against once: after a stop the price must have been inside the bands', () => {
  const walk = swung()
  walk.to(98.5, 0.05)
  walk.to(98.5, 0.05)
  walk.to(96, 0.05)
  expect(walk.market.result().trades.map(({ reason }) => reason)).toEqual(['stop'])
  while (numbers(walk).score < -fitted.entry && walk.count < 90) walk.to(walk.last - 0.5, 0.05)
  expect(walk.orders('extreme')).toBe(1)
  swingOn(walk, 30)
  walk.to(98.5, 0.05)
  expect(walk.orders('extreme')).toBe(2)
})

test('a bet that was refused was not made: it is made at the next close outside the bands', () => {
  // One lot is worth more than a position at the entry distance may be, and less than one further out.
  const lots = { symbol: 'BTCUSDT', priceScale: 1e4, lotScale: 1, tick: 1e-4, lot: 1, minQuantity: 1 }
  const walk = new MarketWalk(meanReversion({ ...fitted, least: '1%', most: '15%', entry: 1.5, full: 2.5 }), {
    instruments: [lots],
    account: { start: 1000, quote: 'USDT' },
  })
  swingOn(walk, 41)
  walk.to(98.95, 0.05)
  expect(numbers(walk).score).toBeLessThan(-1.5)
  expect(walk.market.refused.map(({ error }) => error)).toEqual(['BY4104'])
  walk.to(98, 0.05)
  walk.to(98, 0.05)
  expect(walk.market.desk().position.side).toBe(1)
})

test('an entry that is still on its way is not sent again, whatever the price does meanwhile', () => {
  const walk = new MarketWalk(meanReversion(fitted), { latency: { entry: '5s', response: '5s' } })
  swingOn(walk, 41)
  walk.to(98.4, 0.05)
  for (const close of [100.4, 98.2]) walk.to(close, 0.05)
  expect(walk.orders('extreme')).toBe(1)
})

test('a market that stands still is none to trade, and nothing is refused in it', () => {
  const walk = new MarketWalk(meanReversion({ ...fitted, entry: 1 }))
  walk.stand(120, 100, 0)
  expect([walk.market.orders, walk.market.refused]).toEqual([[], []])
})

test('a stop that no price can reach is left out, and the target stands', () => {
  const walk = swung({ stop: 8 }, 41, 30)
  walk.to(20, 0.05)
  walk.to(20, 0.05)
  expect(walk.market.desk().position.side).toBe(1)
  expect(walk.market.refused).toEqual([])
  expect([walk.standing('stop') > 0, walk.standing('limit') > 0]).toEqual([false, true])
})
