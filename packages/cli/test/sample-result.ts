import { type ClosedTrade, dayMicros, type OpenAtEnd, type OwnerResult, type RunResult } from '@botyard/core'

const start = Date.UTC(2024, 0, 1) * 1000

/** A generator with a seed, so that every test sees the same run. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** As many trades as asked for, spread over 90 days. */
export function sampleTrades(count: number, random: () => number = chance(3)): ClosedTrade[] {
  return Array.from({ length: count }, (_, at) => {
    const entryTime = start + Math.floor(((at + random() * 0.6) / count) * 90 * dayMicros)
    const entryPrice = 42_000 + random() * 20_000
    const gross = (random() - 0.47) * 260
    const fees = 4 + random() * 3
    return {
      owner: 'momentum',
      symbol: 'sim:linear:BTCUSDT',
      side: random() > 0.5 ? 1 : -1,
      quantity: Math.round(random() * 2000) / 10_000 + 0.01,
      entryTime,
      exitTime: entryTime + Math.floor((0.3 + random()) * 0.7 * dayMicros),
      entryPrice,
      exitPrice: entryPrice * (1 + gross / 10_000),
      gross,
      fees,
      funding: 0,
      net: gross - fees,
      reason: random() > 0.35 ? 'trailing stop' : 'signal flip',
      currency: 'USDT',
    }
  })
}

/** A position that is open at the end; `changes` replace what a test is about. */
export function openAtEnd(changes: Partial<OpenAtEnd> = {}): OpenAtEnd {
  return {
    owner: 'momentum',
    symbol: 'sim:linear:BTCUSDT',
    quantity: 1,
    entryTime: start,
    averagePrice: 1,
    markPrice: 1,
    unrealized: 0,
    gross: 0,
    fees: 0,
    funding: 0,
    currency: 'USDT',
    ...changes,
  }
}

/** What a strategy made at a symbol. */
export function owned(strategy: string, symbol: string, made: { net: number; fees: number; trades: number }): OwnerResult {
  return { owner: `${strategy}@${symbol}`, strategy, symbol, funding: 0, ...made }
}

/** Equity that wanders for 90 days, a value every hour. */
function sampleEquity(random: () => number = chance(5)): RunResult['equity'] {
  const points = 90 * 24 + 1
  const times = new Float64Array(points)
  const values = new Float64Array(points)
  let value = 10_000
  for (let at = 0; at < points; at++) {
    times[at] = start + at * (dayMicros / 24)
    values[at] = value
    value *= 1 + (random() + random() + random() - 1.495) * 0.0045
  }
  return { times, values }
}

/** A finished backtest; `changes` replace what a test is about. */
export function sampleResult(changes: Partial<RunResult> = {}): RunResult {
  const trades = sampleTrades(113)
  const fees = trades.reduce((sum, trade) => sum + trade.fees, 0)
  return {
    bot: 'first-bot',
    mode: 'backtest',
    strategies: ['momentum'],
    symbols: ['sim:linear:BTCUSDT'],
    seed: 5,
    synthetic: true,
    data: {
      name: 'sample:bars',
      checksum: '9c1f'.repeat(16),
      from: start,
      to: start + 90 * dayMicros,
      rows: 259_470,
      bars: [{ interval: '1m', count: 129_600 }],
    },
    hash: 'ab12'.repeat(16),
    currency: 'USDT',
    initialEquity: 10_000,
    finalEquity: 10_189.21,
    netReturn: 0.018921,
    maxDrawdown: 0.0506,
    longestUnderWaterMicros: 20.2 * dayMicros,
    sharpe: 0.48,
    sharpeInterval: [-3.5, 4.4],
    exposure: 0.61,
    fees,
    funding: 0,
    turnover: 1_136_000,
    buyAndHold: {
      netReturn: -0.184,
      maxDrawdown: 0.2384,
      longestUnderWaterMicros: 48.6 * dayMicros,
      sharpe: -1.47,
      netReturnFromClose: -0.183,
    },
    orders: 226,
    fills: 226,
    bars: 8_640,
    events: 648_000,
    trades,
    owners: [owned('momentum', 'sim:linear:BTCUSDT', { net: 189.21, fees, trades: 113 })],
    open: [],
    refusals: [],
    checks: [
      { name: 'look-ahead', passed: true, text: 'none (64 cut points)' },
      { name: 'determinism', passed: true, text: 'same hash twice' },
      { name: 'orders rejected', passed: true, text: '0 of 226' },
    ],
    equity: sampleEquity(),
    dailyEquity: sampleEquity().values.filter((_, at) => at % 24 === 23),
    seconds: 0.3,
    ...changes,
  }
}
