import { expect, test } from 'vitest'
import { BarScene, type PlainBar } from './bars.oracle.ts'

const begin = Date.UTC(2024, 7, 8) * 1000
const at = (minutes: number) => begin + minutes * 60_000_000
const trade = (minutes: number, units: number, lots = 1) => ({ time: at(minutes), units, lots })
const bar = (minutes: number, open: number, high: number, low: number, close: number, lots = 1): PlainBar => {
  return { end: at(minutes), open, high, low, close, lots, flat: false }
}
const flat = (minutes: number, price: number): PlainBar => ({ ...bar(minutes, price, price, price, price, 0), flat: true })

test('a trade on a boundary belongs to the bar that begins there', () => {
  const scene = new BarScene('1m').trade(trade(0, 100)).trade(trade(0.5, 105)).close(at(1)).trade(trade(1, 90))
  expect(scene.shown).toEqual([bar(1, 100, 105, 100, 105, 2)])
  expect(scene.close(at(2)).shown[1]).toEqual(bar(2, 90, 90, 90, 90))
})

test('nothing is shown before the first trade, and afterwards every boundary shows a bar', () => {
  const scene = new BarScene('1m')
  scene.builder.start(at(0))
  expect(scene.close(at(1)).close(at(2)).shown).toEqual([])
  expect(scene.trade(trade(2.5, 100)).close(at(5)).shown).toEqual([bar(3, 100, 100, 100, 100), flat(4, 100), flat(5, 100)])
})

test('a bar whose beginning was missed is dropped, but its close is the price of a flat bar after it', () => {
  const scene = new BarScene('1m').trade(trade(0.5, 100)).close(at(1))
  expect(scene.shown).toEqual([])
  expect(scene.close(at(2)).shown).toEqual([flat(2, 100)])
})

test('a start on a boundary makes the first bar whole, one within a bar does not', () => {
  const whole = new BarScene('5m')
  whole.builder.start(at(5))
  expect(whole.trade(trade(7, 100)).close(at(10)).shown).toEqual([bar(10, 100, 100, 100, 100)])
  const partial = new BarScene('5m')
  partial.builder.start(at(6))
  expect(partial.trade(trade(7, 100)).close(at(10)).shown).toEqual([])
})

test('a start after a hole drops what was in the making and makes up nothing for the hole', () => {
  const scene = new BarScene('1m').trade(trade(0, 100)).close(at(1)).trade(trade(1.2, 200))
  scene.builder.start(at(10.5))
  expect(scene.series.nextOpen).toBeNaN()
  scene.trade(trade(10.7, 300)).close(at(11)).trade(trade(11.5, 400)).close(at(12))
  expect(scene.shown).toEqual([bar(1, 100, 100, 100, 100), bar(12, 400, 400, 400, 400)])
})

test('a start on a boundary keeps nothing of what was in the making', () => {
  const scene = new BarScene('1m').trade(trade(0, 100)).trade(trade(0.5, 900))
  scene.builder.start(at(5))
  expect(scene.trade(trade(5.5, 300)).close(at(6)).shown).toEqual([bar(6, 300, 300, 300, 300)])
})

test('a bar closes with the inner bar that ends where it ends', () => {
  const scene = new BarScene('3m', '1m').bar(bar(1, 10, 15, 8, 12)).bar(bar(2, 12, 20, 11, 19))
  expect(scene.shown).toEqual([])
  expect(scene.bar(bar(3, 19, 19, 5, 6)).shown).toEqual([bar(3, 10, 20, 5, 6, 3)])
})

test('after a gap a bar closes when a later inner bar comes, and those without any inner bar are flat', () => {
  const scene = new BarScene('2m', '1m').bar(bar(1, 10, 15, 8, 12)).bar(bar(8, 30, 30, 30, 30))
  expect(scene.shown).toEqual([bar(2, 10, 15, 8, 12), flat(4, 12), flat(6, 12), bar(8, 30, 30, 30, 30)])
})

test('a first bar that begins in the middle is dropped', () => {
  const scene = new BarScene('3m', '1m').bar(bar(2, 1, 1, 1, 1)).bar(bar(3, 2, 2, 2, 2))
  expect(scene.shown).toEqual([])
  for (const minutes of [4, 5, 6]) scene.bar(bar(minutes, 7, 7, 7, 7))
  expect(scene.shown).toEqual([bar(6, 7, 7, 7, 7, 3)])
})

test('bars of the same interval are taken as they are, and a hole between them is not made up', () => {
  const scene = new BarScene('1m', '1m').bar(bar(1, 10, 15, 8, 12, 7)).bar(bar(4, 13, 14, 12, 13, 5))
  expect(scene.shown).toEqual([bar(1, 10, 15, 8, 12, 7), bar(4, 13, 14, 12, 13, 5)])
})

test('a bar that was heard already is ignored, because history and feed may overlap', () => {
  const scene = new BarScene('1m', '1m').bar(bar(1, 10, 15, 8, 12)).bar(bar(2, 12, 13, 11, 12))
  scene
    .open(at(2), 20)
    .bar(bar(1, 10, 15, 8, 12))
    .bar(bar(2, 99, 99, 99, 99))
  expect(scene.series.nextOpen).toBe(0.2)
  expect(scene.barRow(bar(3, 0, 22, 19, 21)).shown.slice(2)).toEqual([bar(3, 20, 22, 19, 21)])
})

test('without an open row the last close stands in, held within what traded', () => {
  const scene = new BarScene('1m', '1m').barRow(bar(1, 0, 15, 8, 12))
  expect(scene.shown[0].open).toBe(12)
  scene
    .barRow(bar(2, 0, 14, 11, 13))
    .barRow(bar(3, 0, 30, 20, 25))
    .barRow(bar(4, 0, 9, 7, 8))
  expect(scene.shown.slice(1).map(({ open }) => open)).toEqual([12, 20, 9])
})

test('an open is used once, and one outside of what traded widens it', () => {
  const scene = new BarScene('1m', '1m')
    .bar(bar(1, 20, 15, 8, 12))
    .bar(bar(2, 5, 15, 8, 12))
    .barRow(bar(3, 0, 14, 9, 10))
  expect(scene.shown).toEqual([bar(1, 20, 20, 8, 12), bar(2, 5, 15, 5, 12), bar(3, 12, 14, 9, 10)])
})

test('an inner bar that is flat says nothing about open, high and low', () => {
  const scene = new BarScene('3m', '1m')
    .bar(flat(1, 50))
    .bar(bar(2, 10, 12, 9, 11))
    .bar(flat(3, 11))
  expect(scene.shown).toEqual([bar(3, 10, 12, 9, 11)])
  for (const minutes of [4, 5, 6]) scene.bar(flat(minutes, 11))
  expect(scene.shown[1]).toEqual(flat(6, 11))
})

test('the next open is known from the open row until the bar closes', () => {
  const scene = new BarScene('2m', '1m')
  expect(scene.series.nextOpen).toBeNaN()
  expect(scene.open(at(0), 100).series.nextOpen).toBe(1)
  expect(scene.barRow(bar(1, 0, 100, 100, 100)).series.nextOpen).toBe(1)
  expect(scene.open(at(1), 300).series.nextOpen).toBe(1)
  expect(scene.barRow(bar(2, 0, 300, 300, 300)).series.nextOpen).toBeNaN()
  expect(scene.open(at(2), 400).series.nextOpen).toBe(4)
  expect(scene.shown).toEqual([bar(2, 100, 300, 100, 300, 2)])
})

test('the next open is known also when the end of the bar before was missed', () => {
  const scene = new BarScene('2m', '1m').bar(bar(1, 10, 10, 10, 10)).open(at(2), 30)
  expect(scene.series.nextOpen).toBe(0.3)
  expect(scene.barRow(bar(3, 0, 31, 29, 30)).shown).toEqual([bar(2, 10, 10, 10, 10)])
  expect(scene.series.nextOpen).toBe(0.3)
})

test('the next open of bars from trades is their first trade', () => {
  const scene = new BarScene('1m').trade(trade(0, 100)).trade(trade(0.1, 200))
  expect(scene.series.nextOpen).toBe(1)
  expect(scene.close(at(1)).series.nextOpen).toBeNaN()
})

test('an open that turns out to be that of a flat inner bar is forgotten', () => {
  const scene = new BarScene('2m', '1m').bar(bar(1, 10, 10, 10, 10)).bar(bar(2, 10, 10, 10, 10))
  expect(scene.open(at(2), 10).series.nextOpen).toBe(0.1)
  expect(scene.barRow(flat(3, 10)).series.nextOpen).toBeNaN()
  expect(scene.open(at(3), 20).barRow(bar(4, 0, 20, 20, 20)).shown[1]).toEqual(bar(4, 20, 20, 20, 20))
})

test('the ring reaches back as far as it was asked to', () => {
  const scene = new BarScene('1m', '1m', 3)
  expect(scene.series.back(0).close).toBeNaN()
  for (let minutes = 1; minutes <= 5; minutes++)
    scene.bar(bar(minutes, 100 * minutes, 100 * minutes, 100 * minutes, 100 * minutes, minutes))
  const { series } = scene
  expect(series).toMatchObject({
    key: 'bars:sim:spot:BTCUSDT:1m:1m',
    count: 5,
    close: 5,
    value: 5,
    volume: 0.005,
    time: at(5),
    flat: false,
  })
  expect([0, 1, 2].map((bars) => series.back(bars).close)).toEqual([5, 4, 3])
  expect(series.back(1)).toMatchObject({ time: at(4), interval: '1m', volume: 0.004 })
  for (const bars of [3, -1, 0.5, Number.NaN]) {
    const { time, open, high, low, close, volume } = series.back(bars)
    expect([time, open, high, low, close, volume].every(Number.isNaN)).toBe(true)
  }
  expect(series.back(0)).toBe(series.back(1))
})

test('bars whose length does not divide the interval are a bug', () => {
  expect(() => new BarScene('5m', '2m')).toThrow('do not make bars of 5m')
})
