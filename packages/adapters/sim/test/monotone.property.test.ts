import { Kind } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DriverSetup, midnight } from './driver.ts'
import { type Heard, playSteps, type Step } from './random-run.ts'

const numRuns = 300

function fillsOf(setup: DriverSetup, all: readonly Step[]): Heard[] {
  return playSteps(setup, all).heard.filter(({ kind }) => kind === Kind.fill)
}

test('raising the latency never makes a fill earlier, and never cheaper while the market runs away', () => {
  const rises = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 30 })
  const wire = fc.integer({ min: 0, max: 20_000 })
  fc.assert(
    fc.property(rises, fc.integer({ min: 0, max: 29 }), wire, wire, (all, at, one, other) => {
      const market: Step[] = []
      let price = 1000
      for (const rise of all) {
        market.push({ does: 'level', side: -1, price, lots: 0 }, { does: 'level', side: -1, price: (price += rise), lots: 9 })
      }
      market.splice(2 + (at % all.length), 0, { does: 'send', wish: { side: 1, lots: 3 }, linkBack: 0 })
      const fill = (entryMicros: number) => fillsOf({ options: { latency: { entryMicros, responseMicros: 0 } } }, market)
      const [quick] = fill(Math.min(one, other))
      const [slow] = fill(Math.max(one, other))
      // Between the two rows of a step the side is empty, and an order that arrives there expires.
      if (quick === undefined || slow === undefined) return
      expect(slow.exchangeTime).toBeGreaterThanOrEqual(quick.exchangeTime)
      expect(slow.price).toBeGreaterThanOrEqual(quick.price)
    }),
    { numRuns },
  )
})

test('the latency of answers changes when they are heard and nothing else', () => {
  const book: Step[] = [
    { does: 'level', side: 1, price: 995, lots: 4 },
    { does: 'level', side: -1, price: 1005, lots: 4 },
    { does: 'send', wish: { side: 1, lots: 3, priceUnits: 995 }, linkBack: 0 },
    { does: 'trade', side: -1, price: 995, lots: 6 },
    { does: 'send', wish: { side: -1, lots: 9 }, linkBack: 0 },
  ]
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (responseMicros) => {
      const late = fillsOf({ options: { latency: { entryMicros: 50, responseMicros } } }, book)
      const early = fillsOf({ options: { latency: { entryMicros: 50, responseMicros: 0 } } }, book)
      expect(late.map((row) => ({ ...row, receivedTime: row.receivedTime - responseMicros }))).toEqual(early)
      expect(late.length).toBe(2)
      expect(late[0].exchangeTime).toBeGreaterThan(midnight)
    }),
    { numRuns: 50 },
  )
})

test('more lots ahead never fill sooner, nor more', () => {
  const lots = fc.integer({ min: 1, max: 20 })
  const event = fc.oneof(
    fc.record({ does: fc.constant<'trade'>('trade'), lots }),
    // What joins or leaves without a trade, as a change of the shown lots.
    fc.record({ does: fc.constant<'shown'>('shown'), lots: fc.integer({ min: 1, max: 40 }) }),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.array(event, { maxLength: 25 }),
      (ahead, more, events) => {
        const run = (shown: number): number[] => {
          const all: Step[] = [
            { does: 'level', side: 1, price: 1000, lots: shown },
            { does: 'level', side: 1, price: 990, lots: 1 },
            { does: 'send', wish: { side: 1, lots: 7, priceUnits: 1000 }, linkBack: 0 },
          ]
          const played = events.map(
            (seen): Step =>
              seen.does === 'trade'
                ? { does: 'trade', side: -1, price: 1000, lots: seen.lots }
                : { does: 'level', side: 1, price: 1000, lots: seen.lots },
          )
          const filled: number[] = []
          let sum = 0
          playSteps({}, [...all, ...played], {
            row: ({ kind, quantity }) => {
              if (kind === Kind.fill) sum += quantity
            },
            step: () => filled.push(sum),
          })
          return filled
        }
        const near = run(ahead)
        const far = run(ahead + more)
        for (const [at, sum] of far.entries()) expect(sum).toBeLessThanOrEqual(near[at])
      },
    ),
    { numRuns },
  )
})
