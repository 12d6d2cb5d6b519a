import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import { toMicros } from '../options/duration-text.ts'
import type { Duration } from '../ports/time.ts'
import { BarScene, type PlainBar, plainBars } from './bars.oracle.ts'
import { exactUnits } from './exact-units.oracle.ts'

/** A candle of the shared files: decimals as text, and the time of the open. */
interface Candle {
  readonly open: string
  readonly high: string
  readonly low: string
  readonly close: string
  readonly volume: string
  readonly openTimeInMillis: number
  readonly sizeInMillis: number
}

/** Reads candles with volumes of six decimals, which hold every volume of these files. */
function readCandles(file: string, priceDigits: number): PlainBar[] {
  const candles: Candle[] = JSON.parse(readFileSync(file, 'utf8'))
  return candles.map(({ open, high, low, close, volume, openTimeInMillis, sizeInMillis }) => ({
    end: (openTimeInMillis + sizeInMillis) * 1000,
    open: exactUnits(open, priceDigits),
    high: exactUnits(high, priceDigits),
    low: exactUnits(low, priceDigits),
    close: exactUnits(close, priceDigits),
    lots: exactUnits(volume, 6),
    flat: false,
  }))
}

function batch(bars: readonly PlainBar[], interval: Duration, from: Duration): PlainBar[] {
  const scene = new BarScene(interval, from)
  for (const bar of bars) scene.bar(bar)
  return scene.shown
}

test('an hour of real minutes gives the real hour, to the last digit of the volume', ({ skip }) => {
  const minutes = sharedFile('data/candles/batch-1m-to-1h/1h-in-1m.json')
  const hour = sharedFile('data/candles/batch-1m-to-1h/1h-in-1h.json')
  if (minutes === undefined || hour === undefined) return skip()
  expect(batch(readCandles(minutes, 2), '1h', '1m')).toEqual(readCandles(hour, 2))
})

test.for<[string, number, Duration, Duration[]]>([
  ['data/candles/candle-batcher/one_hour_in_minutes.json', 5, '1m', ['5m', '15m', '1h']],
  ['data/candles/candle-batcher/one_day_in_minutes.json', 2, '1m', ['3m', '15m', '1h', '4h', '1d']],
  ['data/candles/candle-batcher/one_month_in_days.json', 2, '1d', ['2d', '5d']],
])('%s: larger bars are what grouping by hand gives', ([path, priceDigits, from, intervals], { skip }) => {
  const file = sharedFile(path)
  if (file === undefined) return skip()
  const bars = readCandles(file, priceDigits)
  const length = toMicros(from)
  const begin = bars[0].end - length
  for (const interval of intervals) {
    const micros = toMicros(interval)
    const made = batch(bars, interval, from)
    const parts = bars.map((bar) => ({ ...bar, begin: bar.end - length }))
    const expected = plainBars(parts, micros, bars.at(-1)!.end)
    expect(made).toEqual(begin % micros === 0 ? expected : expected.slice(1))
    expect(made.length).toBeGreaterThan(0)
    for (const larger of intervals.filter(
      (one) => toMicros(one) > micros && toMicros(one) % micros === 0 && begin % toMicros(one) === 0,
    )) {
      expect(batch(made, larger, interval)).toEqual(batch(bars, larger, from))
    }
  }
})
