import type { StrategySpec } from '@botyard/core'
import { expect, test } from 'vitest'
import { meanReversion, momentum } from '../src/index.ts'
import { MarketWalk } from './market-walk.ts'
import { randomSeries } from './random-series.ts'

const shape = { seed: 4, bars: 1500, level: 100, move: 0.006, still: 0.02 }
const columns = randomSeries(shape)

/** Entries and exits of a run over the same random walk, or over its mirror image. */
function tradesOf(strategy: StrategySpec, isMirrored = false) {
  const walk = new MarketWalk(strategy, { account: { start: 1_000_000, quote: 'USDT' } })
  for (let at = 0; at < shape.bars; at++) {
    const close = columns.close[at]
    walk.to(isMirrored ? 400 - close : 200 + close, 0.4)
  }
  const { trades, refusals } = walk.market.result()
  // A level that moves at the close of the bar in which the position ended finds nothing to reduce any more; nothing else is refused.
  expect(refusals.filter(({ error }) => error !== 'BY4110')).toEqual([])
  return trades.map(({ side, entryTime, exitTime, quantity, reason, exitPrice }) => ({
    side: isMirrored ? -side : side,
    times: [entryTime, exitTime],
    reason,
    quantity,
    exitPrice,
  }))
}

const cases = [
  {
    strategy: momentum,
    usual: { interval: '1m', fast: 5, slow: 60, volatility: 10, edge: 1, stop: 3, target: 8, cooldown: 0, quiet: '0%' },
    other: {
      interval: '2m',
      fast: 10,
      slow: 80,
      volatility: 40,
      edge: 1.5,
      stop: 2,
      target: 4,
      risk: '0.3%',
      cap: '3%',
      quiet: '0.6%',
      cooldown: 30,
    },
  },
  {
    strategy: meanReversion,
    usual: { interval: '1m', period: 20, room: '0%', trend: 30, limit: 20 },
    other: {
      interval: '2m',
      period: 40,
      entry: 2.5,
      full: 2.25,
      stop: 3.25,
      least: '5%',
      most: '60%',
      limit: 3,
      room: '1%',
      trend: 15,
      trendPeriod: 30,
    },
  },
] as const

test.each(cases)('every option of $strategy.definition.name changes what is done', ({ strategy, usual, other }) => {
  expect(Object.keys(other).sort()).toEqual(Object.keys(strategy.definition.options ?? {}).sort())
  const make = strategy as (options: object) => StrategySpec
  const plain = tradesOf(make(usual))
  expect(plain.length).toBeGreaterThan(10)
  expect(new Set(plain.map(({ side }) => side))).toEqual(new Set([1, -1]))
  for (const [option, value] of Object.entries(other))
    expect(tradesOf(make({ ...usual, [option]: value })), option).not.toEqual(plain)
})

test.each(cases)('$strategy.definition.name does on a falling market what it does on a rising one', ({ strategy, usual }) => {
  const make = strategy as (options: object) => StrategySpec
  // Half of 1 % of a price near 300 is far from the largest position, so sizes depend on distances alone.
  const told = (isMirrored: boolean) =>
    tradesOf(make({ ...usual, ...(strategy === momentum ? { risk: '0.05%' } : {}) }), isMirrored).map(
      ({ side, times, reason }) => ({
        side,
        times,
        reason,
      }),
    )
  expect(told(true)).toEqual(told(false))
})
