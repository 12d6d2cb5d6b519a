import { type Desk, defineStrategy } from '@botyard/core'
import { scriptedMarket } from '@botyard/testkit'
import { expect, test } from 'vitest'
import { noLevels, RestingLevels } from '../src/exits/resting-levels.ts'

/** Levels of a strategy that does nothing by itself, at prices with a tick of 0.1. */
function levelsOf(state = { ...noLevels }): RestingLevels {
  let found: Desk | undefined
  const idle = defineStrategy({
    name: 'idle',
    create(desk) {
      found = desk
      return {}
    },
  })
  scriptedMarket(idle(), {
    instruments: [{ symbol: 'BTCUSDT', priceScale: 10, lotScale: 1000, tick: 0.1, lot: 0.001, minQuantity: 0.001 }],
  })
  return new RestingLevels(found!, state)
}

test('a stop is reached by a touch and a target by more than one, on both sides', () => {
  const reached = (side: 1 | -1, high: number, low: number) => {
    const levels = levelsOf()
    levels.protect(side, { stop: 100 - side * 5, target: 100 + side * 5 })
    return levels.isAnswering(side, high, low)
  }
  expect([reached(1, 101, 95.1), reached(1, 101, 95), reached(1, 105, 99), reached(1, 105.1, 99)]).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect([reached(-1, 104.9, 99), reached(-1, 105, 99), reached(-1, 101, 95), reached(-1, 101, 94.9)]).toEqual([
    false,
    true,
    false,
    true,
  ])
})

test('a level counts where its order stands, which is the tick nearer to the position', () => {
  const levels = levelsOf()
  levels.protect(1, { stop: 95.01, target: 105 })
  expect(levels.isAnswering(1, 101, 95.1)).toBe(true)
})

test('it is waited for one bar only, also over a restart', () => {
  const state = { ...noLevels }
  const levels = levelsOf(state)
  levels.protect(1, { stop: 95, target: 105 })
  expect(levels.isAnswering(1, 101, 94)).toBe(true)
  expect(levelsOf(structuredClone(state)).isAnswering(1, 101, 94)).toBe(false)
  expect([levels.isAnswering(1, 101, 94), levels.isAnswering(1, 101, 94)]).toEqual([false, true])
})

test('a position that has ended leaves nothing to be reached', () => {
  const levels = levelsOf()
  levels.protect(1, { stop: 95, target: 105 })
  levels.clear()
  expect(levels.isAnswering(1, 200, 1)).toBe(false)
})
