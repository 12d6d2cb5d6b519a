import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { close, collect, FakeBars, make, type Series } from '../../test/drive.ts'
import { everyIndicator } from '../../test/every-indicator.ts'
import { randomSeries } from '../../test/random-series.ts'
import * as indicators from './index.ts'

const wild = randomSeries({ seed: 7, bars: 400, level: 20_000, move: 0.01, still: 0.2 })

/** The same market in another unit of price and volume. */
function scaled({ high, low, close, volume }: Series, price: number, amount: number): Series {
  const times = (column: ArrayLike<number>, factor: number) => Float64Array.from(column, (one) => one * factor)
  return { high: times(high, price), low: times(low, price), close: times(close, price), volume: times(volume, amount) }
}

/** Every number an indicator shows: its own getters, the key aside. */
function shown(made: object): number[] {
  const names = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(made)))
  return names.filter(([, { get }]) => get !== undefined).map(([name]) => Number((made as Record<string, number>)[name]))
}

test('the list of specimens has every indicator of the package', () => {
  const keys = everyIndicator.map(({ wish }) => wish(new FakeBars()).name)
  const known = Object.values(indicators as Record<string, (bars: FakeBars) => { readonly name: string }>).map(
    (define) => define(new FakeBars()).name,
  )
  expect(new Set(keys)).toEqual(new Set(known))
})

describe.each(everyIndicator)('$name', ({ wish, flat }) => {
  test('is ready after as many bars as it says, and never before or unready again', () => {
    const bars = new FakeBars()
    const use = wish(bars)
    const { made } = make(use)
    for (let row = 0; row < 400; row++) {
      close(bars, wild, row)
      made.update()
      expect(made.ready, `bar ${row}`).toBe(row + 1 >= use.warm)
      expect(Number.isNaN(made.value), `bar ${row}`).toBe(!made.ready)
    }
  })

  test('goes on after a restart as if there had been none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), fc.boolean(), (stop, still) => {
        const series = randomSeries({ seed: stop + 1, bars: 150, level: 300, move: 0.01, still: still ? 0.6 : 0 })
        const bars = new FakeBars()
        const straight = make(wish(bars))
        let restarted = make(wish(bars))
        for (let row = 0; row < 150; row++) {
          if (row === stop) restarted = make(wish(bars), structuredClone(restarted.kept))
          if (row >= stop) expect(shown(restarted.made)).toEqual(shown(straight.made))
          close(bars, series, row)
          straight.made.update()
          restarted.made.update()
        }
        expect(restarted.kept).toEqual(straight.kept)
      }),
      { numRuns: 20 },
    )
  })

  test('has its stated numbers on bars that never moved, and none is ever without a value', () => {
    for (const at of [100, 0.1, 1e-9, 1e12]) {
      const rows = new Float64Array(80).fill(at)
      const series = { high: rows, low: rows, close: rows, volume: new Float64Array(80).fill(3) }
      for (const [field, wanted] of Object.entries(flat)) {
        const number = collect(wish, series, field).at(-1)!
        const target = typeof wanted === 'number' ? wanted : wanted(at)
        expect(Math.abs(number - target), `${field} at ${at}`).toBeLessThanOrEqual(1e-12 * at)
      }
    }
  })

  test('stays finite on huge, tiny, empty and suddenly still markets', () => {
    const still = scaled(wild, 1, 0)
    const halted = { ...wild, ...freeze(wild, 200) }
    const markets = [scaled(wild, 1e60, 1e60), scaled(wild, 1e-60, 1e-60), scaled(wild, 1e12, 1e-12), still, halted]
    for (const market of markets) {
      const values = collect(wish, market)
      const first = values.findIndex((value) => !Number.isNaN(value))
      expect(values.slice(first).filter((value) => !Number.isFinite(value))).toEqual([])
    }
  })

  test('passes over a bar that is not a number', () => {
    const bars = new FakeBars()
    const { made } = make(wish(bars))
    for (let row = 0; row < 100; row++) {
      close(bars, wild, row)
      made.update()
    }
    const before = shown(made)
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      Object.assign(bars, { high: bad, low: bad, close: bad, volume: bad })
      made.update()
      expect(shown(made)).toEqual(before)
    }
  })
})

/** From a row on, nothing trades and every price repeats the last close. */
function freeze({ high, low, close, volume }: Series, from: number): Series {
  const hold = (column: ArrayLike<number>, value: number) => Float64Array.from(column, (one, row) => (row < from ? one : value))
  const last = close[from - 1]
  return { high: hold(high, last), low: hold(low, last), close: hold(close, last), volume: hold(volume, 0) }
}

test('an indicator can follow another one, and waits until that has a value', () => {
  const bars = new FakeBars()
  const strength = make(indicators.rsi(bars, 14)).made
  const smooth = make(indicators.sma(strength, 5)).made
  const values = Array.from({ length: 60 }, (_, row) => {
    close(bars, wild, row)
    strength.update()
    smooth.update()
    return [strength.value, smooth.value]
  })
  expect(values.findIndex(([, mean]) => !Number.isNaN(mean))).toBe(14 + 4)
  const five = values.slice(30, 35).map(([one]) => one)
  expect(values[34][1]).toBeCloseTo(five.reduce((a, b) => a + b, 0) / 5, 9)
})

test('VWAP by the day begins anew with the first bar after midnight', () => {
  const bars = new FakeBars()
  const { made } = make(indicators.vwap(bars, 'day'))
  const values: number[] = []
  const midnight = 86_400_000_000
  for (const [time, at] of [
    [midnight - 60_000_000, 10],
    [midnight, 20],
    [midnight + 60_000_000, 70],
    [midnight + 120_000_000, 80],
  ]) {
    Object.assign(bars, { time, high: at, low: at, close: at, volume: 1 })
    made.update()
    values.push(made.value)
  }
  expect(values).toEqual([10, 15, 70, 75])
})
