import { type BotSpec, definePlugin, defineStrategy } from '@botyard/core'
import { dailyReturns, exposedShare, sharpeRatio } from '@botyard/core/metrics'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'
import { randomBars, randomTrader } from './random-trader.ts'
import { begin, minute, minuteBars, wholeRun } from './whole-run.ts'

const costs = { taker: '0.05%', maker: '0.01%', slippage: '1bp' } as const
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

test('the numbers of a result agree with each other and with what was heard on the way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(10_000), fc.integer({ min: 5, max: 80 }), async (seed, count) => {
      const symbols = ['BTCUSDT', 'ETHUSDT']
      const spec = { strategies: [randomTrader({ seed })], costs }
      const { result, fills, orders, refused, session } = await wholeRun(spec, randomBars(seed, count, symbols))
      const pnl = result.finalEquity - result.initialEquity

      expect(result.fills).toBe(fills.length)
      expect(result.fees).toBeCloseTo(sum(fills.map(({ fee }) => fee)), 8)
      expect(result.turnover).toBeCloseTo(sum(fills.map(({ price, quantity }) => price * quantity)), 6)
      expect(result.bars).toBe(count * symbols.length)
      expect(result.orders).toBeGreaterThanOrEqual(new Set(orders.map(({ handle }) => handle)).size)
      expect(sum(result.refusals.map((one) => one.count))).toBe(refused.length)
      expect(result.initialEquity).toBe(10_000)
      expect(result.netReturn).toBeCloseTo(pnl / 10_000, 12)

      // Trades are from flat to flat; what is still open has its own part of profit and fees.
      const cash = sum(fills.map(({ side, price, quantity, fee }) => -side * price * quantity - fee))
      const marked = sum(result.open.map(({ quantity, markPrice }) => quantity * markPrice))
      expect(pnl).toBeCloseTo(cash + marked, 6)
      if (result.open.length === 0) {
        expect(sum(result.trades.map(({ net }) => net))).toBeCloseTo(pnl, 6)
        expect(sum(result.trades.map(({ fees }) => fees))).toBeCloseTo(result.fees, 8)
      }
      expect(sum(result.owners.map(({ net }) => net))).toBeCloseTo(pnl, 6)
      expect(sum(result.owners.map(({ fees }) => fees))).toBeCloseTo(result.fees, 8)
      expect(sum(result.owners.map(({ trades }) => trades))).toBe(result.trades.length)
      expect(result.owners.map(({ strategy, symbol }) => [strategy, symbol])).toEqual(
        symbols.map((symbol) => ['random-trader', `sim:linear:${symbol}`]),
      )
      for (const trade of result.trades) {
        expect(trade.net).toBeCloseTo(trade.gross - trade.fees + trade.funding, 9)
        expect(trade.gross).toBeCloseTo(trade.side * (trade.exitPrice - trade.entryPrice) * trade.quantity, 6)
        expect(trade.entryTime).toBeLessThanOrEqual(trade.exitTime)
        expect(trade.entryTime).toBeGreaterThanOrEqual(begin)
      }

      const held = [...result.trades, ...result.open.map(({ entryTime }) => ({ entryTime, exitTime: result.data.to }))]
      expect(result.exposure).toBeCloseTo(exposedShare(held, result.data), 12)
      expect(result.dailyEquity.at(-1)).toBe(result.finalEquity)

      const { times, values } = result.equity
      expect([...times]).toEqual([...times].sort((a, b) => a - b))
      expect(values.at(-1)).toBeCloseTo(result.finalEquity, 9)
      let [peak, deepest] = [result.initialEquity, 0]
      for (const value of values) {
        peak = Math.max(peak, value)
        deepest = Math.max(deepest, (peak - value) / peak)
      }
      expect(result.maxDrawdown).toBeCloseTo(deepest, 12)
      expect(session.strategies.every(({ seat }) => seat.failures === 0)).toBe(true)
      expect(result.checks.every(({ passed }) => passed)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('buy and hold is the first symbol from its first price to its last', async () => {
  const recording = randomBars(3, 50)
  const { result } = await wholeRun({ strategies: [randomTrader()] }, recording)
  const closes = await new Promise<number[]>((resolve) => {
    const lane = recording.open([0], recording.from, recording.to)
    resolve(Array.from({ length: lane.tail }, (_, row) => lane.price[row] / 100))
  })
  expect(result.buyAndHold?.netReturn).toBeCloseTo(closes.at(-1)! / closes[0]! - 1, 12)
  // A bar is an open and, in another row, the rest of it.
  expect(result.buyAndHold?.netReturnFromClose).toBeCloseTo(closes.at(-1)! / closes[1]! - 1, 12)
  expect(result.sharpe).toBeNull()
})

test('buy and hold is the same beside whatever strategy, also one that trades and wakes between the bars', async () => {
  const recording = randomBars(3, 21 * 1440)
  const waking = defineStrategy({
    name: 'waking',
    create(desk) {
      desk.bars('1m')
      return { onStart: () => void desk.clock.every('97s', () => desk.buy(desk.position.quantity > 1 ? 0.1 : 0.2)) }
    },
  })
  const held = async (strategy: BotSpec['strategies'][number]) =>
    (await wholeRun({ strategies: [strategy], costs }, recording)).result.buyAndHold
  const idle = defineStrategy({
    name: 'idle',
    create(desk) {
      desk.bars('1m')
      return {}
    },
  })
  const beside = await held(idle())
  expect(beside?.sharpe).not.toBeNull()
  expect(await held(randomTrader({ seed: 2 }))).toEqual(beside)
  expect(await held(waking())).toEqual(beside)
})

test('the ratio of a result is that of the days it tells, and time in the market goes on over a restart', async () => {
  const recording = randomBars(3, 21 * 1440)
  const spec = { strategies: [randomTrader({ seed: 2 })] }
  const { result } = await wholeRun(spec, recording)
  const returns = dailyReturns(result.initialEquity, result.dailyEquity)
  expect(returns.length).toBe(21)
  expect(sharpeRatio(returns, { perYear: 365 })).toBeCloseTo(result.sharpe ?? Number.NaN, 12)

  const cut = result.trades.find(({ entryTime, exitTime }) => exitTime - entryTime > 2 * minute)!
  const half = cut.entryTime + minute
  const first = await wholeRun(spec, recording, { to: half })
  const later = await wholeRun(spec, recording, { from: half, to: begin + 1440 * minute, saved: first.save() })
  const { trades, open, data } = later.result
  expect(first.result.open.length).toBeGreaterThan(0)
  const held = [...trades, ...open.map(({ entryTime }) => ({ entryTime, exitTime: data.to }))]
  expect(Math.min(...held.map(({ entryTime }) => entryTime))).toBeLessThan(half)
  expect(later.result.exposure).toBeCloseTo(exposedShare(held, data), 12)
})

const hashOf = async (spec: Partial<BotSpec> & Pick<BotSpec, 'strategies'>, recording = randomBars(5, 60), options = {}) =>
  (await wholeRun({ costs, ...spec }, recording, options)).result.hash

/** The same fields in another order. */
const shuffled = <T extends object>(given: T, order: readonly number[]): T =>
  Object.fromEntries(
    Object.entries(given)
      .map((entry, i) => [order[i] ?? 0, entry] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, entry]) => entry),
  ) as T

test('the data of a result is what was recorded from the start on, whatever bars strategies made of it', async () => {
  const listener = defineStrategy({
    name: 'listener',
    create(desk) {
      desk.bars('3m')
      return { onBar() {} }
    },
  })
  const recording = minuteBars({ BTCUSDT: [1, 2, 3, 4, 5, 6, 7, 8, 9] })
  const whole = await wholeRun({ strategies: [listener()] }, recording)
  expect(whole.result.bars).toBe(3)
  expect(whole.result.data).toMatchObject({ rows: 18, bars: [{ interval: '1m', count: 9 }] })
  // The bar that closes at the start and the open of the next one are the first rows that count.
  const later = await wholeRun({ strategies: [listener()] }, recording, { from: begin + 3 * minute })
  expect(later.result.data).toMatchObject({ rows: 13, bars: [{ interval: '1m', count: 7 }] })
})

test('the hash does not change with anything that decides nothing', async () => {
  const options = { seed: 11, size: 0.4, leaves: 1 }
  const hash = await hashOf({ strategies: [randomTrader(options)] })
  const idle = definePlugin({
    name: 'idle',
    setup(host) {
      host.on('fill', () => {})
      host.onStart(() => {})
    },
  })
  const unrelated: Partial<BotSpec>[] = [
    {},
    { name: 'other-name' },
    { data: 'elsewhere.columns' },
    { plugins: [idle()] },
    { capacity: { timers: 7, orders: 2048 } },
    { profiles: { careful: { symbols: ['ETHUSDT'] } } },
    { orders: { rounding: 'refuse' } },
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...unrelated),
      fc.array(fc.nat(100), { minLength: 12, maxLength: 12 }),
      async (change, order) => {
        const spec = shuffled({ strategies: [randomTrader(shuffled(options, order))], ...change }, order.toReversed())
        expect(await hashOf(spec)).toBe(hash)
      },
    ),
    { numRuns: 20 },
  )
  const shares: number[] = []
  const progress = (share: number) => shares.push(share)
  expect(await hashOf({ strategies: [randomTrader(options)] }, undefined, { progress })).toBe(hash)
})

test('the hash changes with everything that decides something', async () => {
  const strategies = (given: object = {}) => [randomTrader({ seed: 11, size: 0.4, ...given })]
  const from = begin + 10 * minute
  const hashes = await Promise.all([
    hashOf({ strategies: strategies() }),
    hashOf({ strategies: strategies({ seed: 12 }) }),
    hashOf({ strategies: strategies({ size: 0.401 }) }),
    hashOf({ strategies: strategies(), costs: { ...costs, taker: '0.051%' } }),
    hashOf({ strategies: strategies(), costs: { ...costs, slippage: '2bp' } }),
    hashOf({ strategies: strategies(), latency: { entry: '70s', response: '0ms' } }),
    hashOf({ strategies: strategies(), account: { start: 10_001, quote: 'USDT' } }),
    hashOf({ strategies: [randomTrader({ seed: 11, size: 0.4 }, { as: 'other' })] }),
    hashOf({ strategies: strategies() }, randomBars(6, 60)),
    hashOf({ strategies: strategies() }, randomBars(5, 61)),
    hashOf({ strategies: strategies() }, undefined, { from }),
  ])
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('runs side by side in one process do not see each other', async () => {
  const spec = { strategies: [randomTrader({ seed: 3 })] }
  const [first, second] = await Promise.all([hashOf(spec), hashOf(spec)])
  expect(second).toBe(first)
})

test('what trades in another currency counts in the turnover at what it is worth to the account', () => {
  const idle = defineStrategy({ name: 'idle', create: () => ({}) })
  const instruments = ['spot:BTCUSDT', 'spot:ETHBTC'].map((symbol) => ({ symbol }))
  const market = scriptedMarket(idle(), {
    instruments,
    account: { start: { USDT: 1000, BTC: 5 }, quote: 'USDT' },
    hasBook: false,
  })
  market.trade('BTCUSDT', 1, 50_000, 1)
  market.trade('ETHBTC', 1, 0.05, 1)
  market.desk('ETHBTC').buy(10)
  market.trade('ETHBTC', 1, 0.05, 1)
  expect(market.desk('ETHBTC').position.quantity).toBe(10)
  expect(market.result().turnover).toBeCloseTo(10 * 0.05 * 50_000, 6)
})

test('what open spot orders have spoken for is not available', () => {
  const idle = defineStrategy({ name: 'idle', create: () => ({}) })
  const market = scriptedMarket(idle(), {
    instruments: [{ symbol: 'spot:BTCUSDT' }],
    account: { start: { USDT: 1000, BTC: 5 }, quote: 'USDT' },
    hasBook: false,
  })
  market.trade('BTCUSDT', 1, 100, 1)
  market.desk().buy(4, 90)
  market.desk().sell(2, 110)
  const account = market.desk().account()
  expect([account.available, account.balance('BTC').available, account.balance('BTC').total]).toEqual([640, 3, 5])
})
