import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryLane } from '../engine/lane.ts'
import { Kind } from '../engine/tape-kinds.ts'
import { OrderScene } from '../orders/order-scene.oracle.ts'
import { Gaps } from './gaps.ts'

const minute = 60_000_000
const { instrument } = new OrderScene().markets[0]
const symbol = instrument.symbol

/** What is said of rows at these minutes, in a run from 0 to minute 1000. */
function checkOf(kind: number, minutes: readonly number[], from = 0) {
  const lane = new MemoryLane(new HeapMemory(), 'market', minutes.length)
  const gaps = new Gaps([instrument])
  gaps.started(from * minute)
  for (const [row, at] of minutes.entries()) {
    lane.open()
    lane.next(kind)
    lane.receivedTime[row] = at * minute
    lane.ref[row] = kind === Kind.bar ? 60_000 : 0
    lane.close()
    gaps.message(lane, row, row + 1)
  }
  return gaps.check(1000 * minute)
}

const each = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)

test('bars that all came, trades within the hour and a book within ten minutes have no gap', () => {
  for (const [kind, step] of [
    [Kind.bar, 1],
    [Kind.trade, 55],
    [Kind.level, 9],
  ] as const)
    expect(checkOf(kind, each(0, 1000, step))).toEqual({ name: 'gaps', passed: true, text: 'none in the data that was heard' })
})

test('a bar that is missing is told, and passes', () => {
  const { passed, text } = checkOf(Kind.bar, [...each(0, 400), ...each(402, 700), ...each(710, 1000)])
  expect([passed, text]).toEqual([true, `2 gaps, the longest 10m in 1m bars of ${symbol}`])
})

test('a stretch of more than a tenth of the run without rows fails, at the end too, and before the start it does not count', () => {
  expect(checkOf(Kind.bar, [...each(0, 400), ...each(520, 1000)])).toMatchObject({ passed: false })
  expect(checkOf(Kind.trade, each(0, 800))).toMatchObject({
    passed: false,
    text: `1 gap, the longest 200m in trades of ${symbol}`,
  })
  expect(checkOf(Kind.bar, [...each(0, 100), ...each(390, 1000)], 400)).toMatchObject({ passed: true })
})
