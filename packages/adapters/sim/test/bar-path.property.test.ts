import { Flag, Kind } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Driver, type Wish, writeRow } from './driver.ts'

interface Ohlc {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

interface Filled {
  readonly bar: number
  readonly atOpen: boolean
  readonly price: number
  readonly isMaker: boolean
}

const bar = fc
  .tuple(fc.integer({ min: 970, max: 1030 }), fc.nat({ max: 15 }), fc.nat({ max: 15 }), fc.nat({ max: 100 }))
  .map(([open, up, down, share]): Ohlc => {
    const high = open + up
    const low = open - down
    return { open, high, low, close: low + Math.round(((high - low) * share) / 100) }
  })
const bars = fc.array(bar, { minLength: 3, maxLength: 12 })
const side = fc.constantFrom<1 | -1>(1, -1)
const units = fc.integer({ min: 960, max: 1040 })
const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({ side, lots: fc.constant(1) }),
  fc.record({ side, lots: fc.constant(1), priceUnits: units }),
  fc.record({ side, lots: fc.constant(1), type: fc.constant<'stop'>('stop'), triggerUnits: units }),
  fc.record({
    side,
    lots: fc.constant(1),
    type: fc.constant<'trailing'>('trailing'),
    distanceUnits: fc.integer({ min: 1, max: 30 }),
  }),
)

/** Plays bars a minute each; the order is sent after the close of bar `after`, before the next open. */
function play(all: readonly Ohlc[], after: number, order: Wish): Filled | undefined {
  let at = 0
  let atOpen = false
  let filled: Filled | undefined
  const driver = new Driver({
    hears: [],
    hear: (tape, row) => {
      if (tape.kind[row] !== Kind.fill) return
      filled = { bar: at, atOpen, price: tape.price[row], isMaker: (tape.flags[row] & Flag.maker) !== 0 }
    },
  })
  for (const [number, { open, high, low, close }] of all.entries()) {
    at = number
    atOpen = true
    driver.message((tape) => writeRow(tape, Kind.open, { price: open, ref: 60_000 }))
    driver.passTo(driver.now + 60_000_000)
    atOpen = false
    driver.message((tape) => writeRow(tape, Kind.bar, { price: close, a: high, b: low, ref: 60_000 }))
    if (number === after) driver.send(order)
    driver.passTo(driver.now)
  }
  return filled
}

/** The same by the rules as they are told: adverse first, gaps at the open, and no fill on a touch. */
function expected(all: readonly Ohlc[], after: number, order: Wish): Filled | undefined {
  const { side: sign, priceUnits = 0, triggerUnits = 0, distanceUnits = 0 } = order
  const beyond = (price: number, mark: number) => (price - mark) * sign
  const best = (one: number, other: number) => (sign > 0 ? Math.min(one, other) : Math.max(one, other))
  let peak = all[after].close
  if (order.type === 'stop' && beyond(all[after].close, triggerUnits) >= 0) {
    const next = all[after + 1]
    return next && { bar: after + 1, atOpen: true, price: next.open, isMaker: false }
  }
  for (let at = after + 1; at < all.length; at++) {
    const { open, high, low } = all[at]
    const adverse = sign > 0 ? high : low
    const favourable = sign > 0 ? low : high
    if (order.type === undefined && priceUnits === 0) return { bar: at, atOpen: true, price: open, isMaker: false }
    if (priceUnits > 0) {
      const isFirst = at === after + 1
      if (beyond(open, priceUnits) < 0) return { bar: at, atOpen: isFirst, price: isFirst ? open : priceUnits, isMaker: !isFirst }
      if (beyond(favourable, priceUnits) < 0) return { bar: at, atOpen: false, price: priceUnits, isMaker: true }
      continue
    }
    const stop = () => (order.type === 'stop' ? triggerUnits : peak + sign * distanceUnits)
    if (beyond(open, stop()) >= 0) return { bar: at, atOpen: true, price: open, isMaker: false }
    peak = best(peak, open)
    if (beyond(adverse, stop()) >= 0) return { bar: at, atOpen: false, price: stop(), isMaker: false }
    peak = best(peak, favourable)
  }
  return undefined
}

test('an order on random bars fills where the rules of the path say', () => {
  fc.assert(
    fc.property(bars, fc.nat(), wish, (all, place, order) => {
      const after = place % all.length
      expect(play(all, after, order)).toEqual(expected(all, after, order))
    }),
    { numRuns: 600 },
  )
})
