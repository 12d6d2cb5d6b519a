import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import type { Listened } from '../engine/callback-table.ts'
import { Callbacks } from '../engine/callbacks.ts'
import { StateRecords } from '../engine/state.ts'
import { toMicros } from '../options/duration-text.ts'
import type { Duration } from '../ports/time.ts'
import { problemsOf } from './plain-bot.oracle.ts'
import { Timeframes } from './timeframes.ts'

const instrument = { symbol: 'sim:spot:BTCUSDT', index: 0, priceScale: 100, lotScale: 1000 }

function scene(recorded: readonly Duration[], hasTrades: boolean) {
  const listened: Listened[] = [{ market: { instrument } as never, callbacks: new Callbacks(), frames: [] }]
  const made: string[] = []
  const memory = new HeapMemory()
  const sources = {
    name: 'made',
    intervalsMillis: () => recorded.map((one) => toMicros(one) / 1000),
    hasTrades: () => hasTrades,
  }
  const timeframes = new Timeframes(memory, sources, listened, new StateRecords('bars'), ({ series }) => made.push(series.key))
  return { timeframes, made, listened, memory }
}

type From = 'auto' | 'venue' | 'trades'

// What is asked for, what there is, and what it is made from: milliseconds of other bars, or 0 for trades.
test.each<[string, Duration, From | undefined, Duration[], boolean, number]>([
  ['the venue own bars, when it has them', '15m', undefined, ['1m', '15m'], true, 900_000],
  ['the largest that divide it, when it has not', '15m', 'auto', ['1m', '5m', '10m', '1h'], true, 300_000],
  ['smaller ones rather than trades', '15m', 'auto', ['1m'], true, 60_000],
  ['trades, when nothing smaller divides it', '15m', 'auto', ['10m', '1h'], true, 0],
  ['trades, when there is nothing else', '1m', 'auto', [], true, 0],
  ['the venue own bars, when they are asked for', '1m', 'venue', ['1m'], true, 60_000],
  ['trades, when they are asked for', '1m', 'trades', ['1m'], true, 0],
  ['the same length in other words', '60m', 'auto', ['1h'], true, 3_600_000],
])('bars are made from %s', (_, interval, from, recorded, hasTrades, expected) => {
  const { timeframes } = scene(recorded, hasTrades)
  expect(timeframes.open(0, interval, from === undefined ? {} : { from }).fromMillis).toBe(expected)
})

test.each<[string, Duration, From, Duration[], boolean]>([
  ['the venue has others only', '15m', 'venue', ['1m'], true],
  ['there are no trades', '1m', 'trades', ['1m'], false],
  ['nothing fits', '15m', 'auto', ['10m'], false],
  ['smaller bars would do, but the venue own are asked for', '15m', 'venue', ['5m'], false],
])('when %s, that is BY6012 and what there is', (_, interval, from, recorded, hasTrades) => {
  const { timeframes } = scene(recorded, hasTrades)
  expect(problemsOf(() => timeframes.open(0, interval, { from }))).toEqual([
    expect.stringMatching(new RegExp(`^BY6012 made has no ${interval} bars of sim:spot:BTCUSDT`)),
  ])
})

test('equal wishes share one row of bars, which reaches back as far as the largest of them', () => {
  const { timeframes, made, listened } = scene(['1m'], true)
  const first = timeframes.open(0, '15m', {})
  expect(timeframes.open(0, '15m', { keep: 50 })).toBe(first)
  expect(timeframes.open(0, '15m', { keep: 5, from: 'auto' })).toBe(first)
  expect([made.length, listened[0]?.frames.length, first.series.keep]).toEqual([1, 1, 50])
})

test('bars of one interval from two sources are two rows, and indicators on them are not mistaken', () => {
  const { timeframes, made } = scene(['1m'], true)
  expect(timeframes.open(0, '1m', {})).not.toBe(timeframes.open(0, '1m', { from: 'trades' }))
  expect(made).toEqual(['bars:sim:spot:BTCUSDT:1m:1m', 'bars:sim:spot:BTCUSDT:1m:trades'])
})

test('memory is laid out once all wishes are known', () => {
  const { timeframes, memory } = scene(['1m'], true)
  timeframes.open(0, '15m', { keep: 2 })
  timeframes.open(0, '15m', { keep: 100 })
  expect(memory.bytes).toBe(0)
  timeframes.lay()
  expect(memory.bytes).toBe(100 * 7 * 8)
  memory.seal()
  timeframes.lay()
})

test.each<[string, object, RegExp]>([
  ['a source that does not exist', { from: 'venues' }, /^BY1109 `from` of desk\.bars is "venues"/],
  ['no bars kept', { keep: 0 }, /^BY1104 `keep` of desk\.bars is 0/],
  ['half a bar kept', { keep: 1.5 }, /^BY1104/],
  ['more than anybody has', { keep: Number.POSITIVE_INFINITY }, /^BY1104/],
  ['what is no number', { keep: Number.NaN }, /^BY1104/],
])('%s is refused', (_, options, expected) => {
  expect(problemsOf(() => scene(['1m'], true).timeframes.open(0, '1m', options))).toEqual([expect.stringMatching(expected)])
})

test('an interval that no row can hold is refused', () => {
  for (const interval of ['0s', '0.5ms', '30d', 'a minute'] as Duration[])
    expect(problemsOf(() => scene(['1m'], true).timeframes.open(0, interval, {}))).toEqual([expect.stringMatching(/^BY1108/)])
})
