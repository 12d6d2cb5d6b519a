import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { openIn } from '../defaults/other-future.ts'
import type { Tape } from '../ports/tape.ts'
import { MemoryLane } from './lane.ts'
import { Flag, Kind, TickerField } from './tape-kinds.ts'

const cut = 1_000_000_000
const tick = 5
const columns = ['side', 'price', 'quantity', 'a', 'b'] as const

/** One message at a time with its rows, as [kind, columns]. */
type Row = readonly [kind: number, values: Partial<Record<(typeof columns)[number] | 'ref' | 'exchangeTime', number>>]

function laneOf(messages: readonly { readonly time: number; readonly rows: readonly Row[] }[]): MemoryLane {
  const lane = new MemoryLane(new HeapMemory(), 'true', 1 + messages.reduce((sum, { rows }) => sum + rows.length, 0))
  for (const { time, rows } of messages) {
    lane.open()
    for (const [kind, values] of rows) {
      const row = lane.next(kind)
      lane.instrument[row] = 0
      for (const column of columns) lane[column][row] = values[column] ?? 0
      lane.ref[row] = values.ref ?? 0
      lane.receivedTime[row] = time
      lane.exchangeTime[row] = values.exchangeTime ?? time
    }
    lane.close()
  }
  return lane
}

const altered = (lane: MemoryLane, seed = 1) => openIn({ after: cut, seed }, () => lane)
const values = (tape: Tape, row: number) => columns.map((column) => tape[column][row])

const bar = fc
  .tuple(fc.integer({ min: 2000, max: 2100 }), fc.nat(40), fc.nat(40), fc.integer({ min: 1, max: 500 }))
  .map(([close, up, down, quantity]): Row => {
    const [price, a, b] = [close * tick, (close + up) * tick, (close - down) * tick]
    return [Kind.bar, { price, a, b, quantity, ref: 60_000 }]
  })
const side = (value: 1 | -1, prices: readonly number[]): Row[] =>
  prices.map((price, at) => [Kind.level, { side: value, price: price * tick, quantity: at % 3 }])
const book = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 }))
  .map(([best, spread, depth]): Row[] => [
    [Kind.clear, {}],
    ...side(
      1,
      Array.from({ length: depth }, (_, k) => best - k),
    ),
    ...side(
      -1,
      Array.from({ length: depth }, (_, k) => best + spread + k),
    ),
  ])
const message = fc.oneof(
  bar.map((row) => [row]),
  book,
)

test('rows up to the cut are as they were, and those behind it stay a market', () => {
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 12 }), fc.nat(11), fc.nat(), (messages, before, seed) => {
      const source = laneOf(messages.map((rows, at) => ({ time: cut + at - before, rows })))
      const lane = altered(source, seed)
      expect(lane.tail).toBe(source.tail)
      let [bid, ask] = [-Infinity, Infinity]
      for (let row = 0; row < lane.tail; row++) {
        if (source.receivedTime[row] <= cut) expect(values(lane, row)).toEqual(values(source, row))
        else {
          expect(lane.price[row] % tick).toBe(0)
          expect(lane.quantity[row] > 0).toBe(source.quantity[row] > 0)
          if (lane.kind[row] === Kind.bar) {
            expect(lane.a[row]).toBeGreaterThanOrEqual(lane.price[row])
            expect(lane.b[row]).toBeLessThanOrEqual(lane.price[row])
            expect(lane.b[row]).toBeGreaterThan(0)
          } else if (lane.side[row] === 1) bid = Math.max(bid, lane.price[row])
          else if (lane.side[row] === -1) ask = Math.min(ask, lane.price[row])
        }
        if ((lane.flags[row] & Flag.last) !== 0) {
          expect(bid).toBeLessThan(ask)
          ;[bid, ask] = [-Infinity, Infinity]
        }
      }
    }),
  )
})

test('what rose falls and what fell rises, by more than it did', () => {
  const close = (price: number): Row => [Kind.bar, { price, a: price + 10, b: price - 10, quantity: 7, ref: 60_000 }]
  const prices = [1000, 1015, 980, 1100]
  const lane = altered(laneOf(prices.map((price, at) => ({ time: cut + at, rows: [close(price)] }))))
  const moves = [...lane.price.subarray(0, 4)].map((price) => price - 1000)
  expect(moves[0]).toBe(0)
  expect([...moves.slice(1)].map(Math.sign)).toEqual([-1, 1, -1])
  expect(moves.slice(1).every((move, at) => Math.abs(move) >= 2 * Math.abs((prices[at + 1] ?? 0) - 1000))).toBe(true)
  expect([...lane.quantity.subarray(1, 4)].every((quantity) => quantity === 14 || quantity === 21)).toBe(true)
})

test('rates and numbers of other sources become others, also where they would have stayed the same, and due times do not', () => {
  const rate = (a: number): Row => [Kind.ticker, { a, b: cut + 99, ref: TickerField.fundingRate }]
  const data = (a: number, b: number): Row => [Kind.data, { a, b, ref: 3 }]
  const rows = [[rate(0.01), data(5, Number.NaN)], [rate(0.01), data(5, Number.NaN)], [rate(0.03)], [rate(0)], [data(9, 1)]]
  const lane = altered(laneOf(rows.map((one, at) => ({ time: cut + at, rows: one }))))
  const found = [...lane.a.subarray(0, 7)]
  expect(found.slice(0, 2)).toEqual([0.01, 5])
  for (const [at, was] of [0.01, 5, 0.03, 0, 9].entries()) expect(found[at + 2]).not.toBe(was)
  expect(found[4]).toBeLessThan(0.01)
  expect([...lane.b.subarray(0, 6)].filter((value) => !Number.isNaN(value))).toEqual(Array(4).fill(cut + 99))
})

test('a row that tells of a later time is altered although it was received before the cut, unless clocks differ that much', () => {
  const trade = (exchangeTime: number): Row => [Kind.trade, { side: 1, price: 100, quantity: 3, exchangeTime }]
  const times = [cut, cut + 50_000, cut + 60_000_000]
  const lane = altered(laneOf(times.map((time) => ({ time: cut - 10, rows: [trade(time)] }))))
  expect([...lane.side.subarray(0, 3)]).toEqual([1, 1, -1])
})

test('whoever looks at rows that others read as well finds them as they were', () => {
  const source = laneOf([{ time: cut + 1, rows: [[Kind.trade, { side: 1, price: 100, quantity: 3 }]] }])
  altered(source)
  expect(values(source, 0)).toEqual([1, 100, 3, 0, 0])
})
