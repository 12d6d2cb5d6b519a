import { Kind, TickerField } from '@botyard/core'
import { expect, test } from 'vitest'
import { Driver, plainRules, type Wish, writeRow } from './driver.ts'

const hour = 3_600_000
const rules = [plainRules, { ...plainRules, name: 'ETHUSDT', base: 'ETH' }]

/** A bar of an hour opens at 100; half a second later a request leaves, which takes 10 ms, and another bar opens at 90. */
function fillsOf(wish: Wish, news: (driver: Driver) => void, before: (driver: Driver) => void = () => {}) {
  const fills: number[] = []
  const driver = new Driver({
    rules,
    hears: ['trades'],
    options: { latency: { entryMicros: 10_000, responseMicros: 0 } },
    hear: (tape, row) => void (tape.kind[row] === Kind.fill && fills.push(tape.price[row])),
  })
  const open = (price: number) => driver.message((tape) => writeRow(tape, Kind.open, { price, ref: hour }))
  before(driver)
  open(1000)
  driver.passTo(driver.now + 400_000)
  news(driver)
  driver.passTo(driver.now + 100_000)
  driver.send(wish)
  driver.passTo(driver.now + hour * 1000)
  driver.message((tape) => writeRow(tape, Kind.bar, { price: 900, a: 1000, b: 900, ref: hour }))
  open(900)
  driver.passTo(driver.now + 1_000_000)
  return fills
}

const other = { instrument: 1, price: 500 }
const mark = (driver: Driver, instrument: number) =>
  driver.message((tape) => writeRow(tape, Kind.ticker, { instrument, ref: TickerField.mark, a: 95 }))

test('who has heard nothing since the open of a bar has it', () => {
  expect(fillsOf({ side: -1, lots: 1 }, () => {})).toEqual([1000])
  // What another market said before is no news of the bar.
  expect(
    fillsOf(
      { side: -1, lots: 1 },
      () => {},
      (driver) => mark(driver, 1),
    ),
  ).toEqual([1000])
  // Nor is a bar of another market that is no finer.
  const bar = { ...other, a: 501, b: 499, ref: hour }
  expect(fillsOf({ side: -1, lots: 1 }, (driver) => driver.message((tape) => writeRow(tape, Kind.bar, bar)))).toEqual([1000])
})

test.each<[string, (driver: Driver) => void]>([
  ['a mark of it', (driver) => mark(driver, 0)],
  ['a trade elsewhere', (driver) => driver.message((tape) => writeRow(tape, Kind.trade, { ...other, side: 1, quantity: 1 }))],
  [
    'a shorter bar elsewhere',
    (driver) => driver.message((tape) => writeRow(tape, Kind.bar, { ...other, a: 500, b: 500, ref: 400 })),
  ],
])('who has heard %s since the open waits for the next one', (_, news) => {
  expect(fillsOf({ side: -1, lots: 1 }, news)).toEqual([900])
})

test('a stop that a mark pulls soon after the open does not have the open either', () => {
  const stop: Wish = { side: -1, lots: 1, type: 'stop', triggerUnits: 960, by: 'mark' }
  const sent = (driver: Driver) => {
    driver.message((tape) => writeRow(tape, Kind.ticker, { ref: TickerField.mark, a: 99 }))
    driver.send(stop)
    driver.passTo(driver.now + 20_000)
  }
  expect(fillsOf({ side: -1, lots: 1, priceUnits: 5000 }, (driver) => mark(driver, 0), sent)).toEqual([900])
})

test('a stop that is sent with news of the bar fills no better than at its close', () => {
  const stop: Wish = { side: -1, lots: 1, type: 'stop', triggerUnits: 960 }
  expect(fillsOf(stop, () => {})).toEqual([960])
  expect(fillsOf(stop, (driver) => mark(driver, 1))).toEqual([900])
})

test('as long as the longest bar is, an answer may take', () => {
  const driver = new Driver({ rules, hears: ['trades'] })
  expect(driver.gateway.patience).toBe(0)
  driver.message((tape) => writeRow(tape, Kind.open, { price: 1000, ref: hour }))
  driver.message((tape) => writeRow(tape, Kind.open, { instrument: 1, price: 500, ref: 60_000 }))
  expect(driver.gateway.patience).toBe(hour * 1000)
})
