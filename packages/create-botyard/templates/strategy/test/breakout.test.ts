import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOptions } from '@botyard/core'
import { scriptedMarket } from 'botyard/testkit'
import { breakout } from '../src/index.ts'

/** Closes of bars, each opening where the one before has closed. */
function run(closes: readonly number[]) {
  const market = scriptedMarket(breakout({ enter: 10, leave: 4 }), { bars: ['1h'], hasBook: false })
  let [open] = closes
  for (const close of closes) {
    market.bar('BTCUSDT', '1h', { open, high: Math.max(open, close) + 0.5, low: Math.min(open, close) - 0.5, close, volume: 50 })
    open = close
  }
  return market
}

const calm = Array.from({ length: 20 }, (_, i) => 100 + (i % 2))
const rise = Array.from({ length: 10 }, (_, i) => 103 + i)
const fall = Array.from({ length: 10 }, (_, i) => 110 - 2 * i)

test('a market inside its range is left alone', () => {
  assert.equal(run(calm).orders.length, 0)
})

test('a range that breaks up is bought', () => {
  const market = run([...calm, ...rise])
  assert.equal(market.desk().position.side, 1)
  assert.equal(market.fills[0].reason, 'range broke up')
})

test('a position ends at the other end of the short range', () => {
  const reasons = run([...calm, ...rise, ...fall]).fills.map(({ reason }) => reason)
  assert.equal(reasons[1], 'range broke down')
})

test('what it did does not depend on what came later', () => {
  const whole = run([...calm, ...rise, ...fall]).fills.map(({ time, side, price }) => ({ time, side, price }))
  const cut = run([...calm, ...rise]).fills.map(({ time, side, price }) => ({ time, side, price }))
  assert.deepEqual(whole.slice(0, cut.length), cut)
})

test('options out of range are refused', () => {
  const { options, name } = breakout.definition
  assert.equal(readOptions(name, options ?? {}, { enter: 1 }, undefined).problems.length, 1)
})
