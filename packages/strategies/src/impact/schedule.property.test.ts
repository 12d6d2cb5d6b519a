import fc from 'fast-check'
import { expect, test } from 'vitest'
import { almgrenImpact, optimalSchedule, scheduleCost, squareRootImpact } from './index.ts'

const paper = { size: 1e6, time: 5, steps: 5, volatility: 0.95, temporary: 2.5e-6, permanent: 2.5e-7, fixed: 0.0625 }
const problem = fc.record({
  size: fc.integer({ min: 1, max: 1e6 }),
  time: fc.double({ min: 0.1, max: 20, noNaN: true }),
  steps: fc.integer({ min: 2, max: 12 }),
  volatility: fc.double({ min: 0.01, max: 3, noNaN: true }),
  temporary: fc.double({ min: 1e-6, max: 1e-3, noNaN: true }),
  permanent: fc.double({ min: 0, max: 1e-8, noNaN: true }),
  fixed: fc.double({ min: 0, max: 0.1, noNaN: true }),
})
const aversion = fc.double({ min: 0, max: 1e-4, noNaN: true })

test('no other way to trade the size in these steps is better', () => {
  fc.assert(
    fc.property(
      problem,
      aversion,
      fc.nat(),
      fc.nat(),
      fc.double({ min: 0.001, max: 0.2, noNaN: true }),
      (given, risk, one, two, part) => {
        const { trades, utility } = optimalSchedule(given, risk)
        const [from, to] = [one % given.steps, two % given.steps]
        fc.pre(from !== to)
        const moved = Float64Array.from(trades)
        moved[from] -= part * trades[from]
        moved[to] += part * trades[from]
        const other = scheduleCost(moved, given)
        expect(other.expected + risk * other.variance).toBeGreaterThanOrEqual(utility * (1 - 1e-12))
      },
    ),
  )
})

test('a schedule sells all, never buys in between, and a greater aversion sells earlier and pays more for less risk', () => {
  fc.assert(
    fc.property(problem, aversion, (given, risk) => {
      const calm = optimalSchedule(given, risk)
      const afraid = optimalSchedule(given, 2 * risk + 1e-9)
      expect([calm.holdings[0], calm.holdings[given.steps]]).toEqual([given.size, 0])
      for (const traded of calm.trades) expect(traded).toBeGreaterThanOrEqual(0)
      for (const [at, held] of afraid.holdings.entries()) expect(held).toBeLessThanOrEqual(calm.holdings[at] * (1 + 1e-9))
      expect(afraid.expected).toBeGreaterThanOrEqual(calm.expected * (1 - 1e-12))
      expect(afraid.variance).toBeLessThanOrEqual(calm.variance * (1 + 1e-12))
    }),
  )
})

test('buying is selling with the other sign', () => {
  const sold = optimalSchedule(paper, 1e-6)
  const bought = optimalSchedule({ ...paper, size: -paper.size }, 1e-6)
  expect([...bought.trades]).toEqual([...sold.trades].map((one) => -one))
  expect([bought.expected, bought.variance]).toEqual([sold.expected, sold.variance])
})

test('published figures: the risk lover of the paper, its half-life in days, and all at once', () => {
  const lover = optimalSchedule(paper, -2e-7)
  expect(lover.urgency).toBeCloseTo(0.2765615, 7)
  expect(lover.halfLife).toBeNull()
  expect([...lover.holdings.slice(1, 5)].map((held) => Math.round(held * 10) / 10)).toEqual([
    910_056.4, 750_948.6, 534_768.6, 277_946.3,
  ])
  expect(lover.expected).toBeCloseTo(717_958.104, 3)
  expect(lover.variance / 1e12).toBeCloseTo(1.58421071, 8)
  expect(optimalSchedule(paper, 1e-6).halfLife).toBeCloseTo(1.64724, 5)
  expect(scheduleCost([1e6, 0, 0, 0, 0], paper)).toEqual({ expected: 2_562_500, variance: 0, deviation: 0 })
})

test('an urgency beyond all bounds sells at once, and a tiny one on a line, without losing a digit', () => {
  const { holdings } = optimalSchedule({ ...paper, steps: 4000 }, 1e9)
  expect(holdings.every(Number.isFinite)).toBe(true)
  expect(holdings[1]).toBeLessThan(1)
  const line = optimalSchedule(paper, 1e-22)
  for (const [at, held] of line.holdings.entries()) expect(held).toBeCloseTo(1e6 * (1 - at / 5), 4)
})

test('a problem without a best schedule is refused', () => {
  for (const [change, risk] of [
    [{ time: 0 }, 0],
    [{ steps: 2.5 }, 0],
    [{ steps: 0 }, 0],
    [{ temporary: 1e-7, permanent: 1e-6 }, 0],
    [{}, -1e-5],
    [{}, Number.NaN],
    [{ time: Number.NaN }, 0],
  ] as const)
    expect(() => optimalSchedule({ ...paper, ...change }, risk)).toThrow(expect.objectContaining({ code: 'BY1104' }))
})

test('four times the size moves the price twice as far, and neither market nor time may be missing', () => {
  const order = { size: 100, volume: 1e5, volatility: 0.03 }
  expect(squareRootImpact({ ...order, size: 400 })).toBeCloseTo(2 * squareRootImpact(order), 15)
  expect(squareRootImpact({ ...order, size: -100 })).toBe(squareRootImpact(order))
  const program = { size: 100, dailyVolume: 1e5, supply: 1e7, volatility: 0.03, days: 1 }
  expect(almgrenImpact({ ...program, days: 2 }).temporary).toBeCloseTo(almgrenImpact(program).temporary / 2 ** 0.6, 15)
  expect(almgrenImpact({ ...program, days: 2 }).permanent).toBe(almgrenImpact(program).permanent)
  const none = [
    squareRootImpact({ ...order, volume: 0 }),
    almgrenImpact({ ...program, dailyVolume: 0 }).cost,
    almgrenImpact({ ...program, days: 0 }).cost,
  ]
  expect(none).toEqual([Number.NaN, Number.NaN, Number.NaN])
})
