import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MarginTerms } from '../src/margin.ts'
import type { SimOptions } from '../src/options.ts'
import type { DriverSetup } from './driver.ts'
import { playSteps, stepsOfMessages, stepsWithBars } from './random-run.ts'

const wire = fc.record({ entryMicros: fc.constantFrom(0, 700, 5_000), responseMicros: fc.constantFrom(0, 300, 9_000) })
/** A wire on which what was sent later would often arrive before what was sent first. */
const unsteady = {
  entryMicros: (sent: number) => (sent * 7) % 5_003,
  responseMicros: (decided: number) => (decided * 11) % 4_001,
}

/** So little room that positions are refused and liquidated, and funding that is felt. */
const margin: fc.Arbitrary<MarginTerms> = fc.record({
  mode: fc.constantFrom('cross', 'isolated'),
  leverage: fc.constant(10),
  tiers: fc.constant([{ upTo: Number.POSITIVE_INFINITY, rate: 0.05, deduction: 0 }]),
  by: fc.constantFrom('mark', 'entry'),
})

const options: fc.Arbitrary<SimOptions> = fc.record({
  margin,
  funding: fc.constantFrom<SimOptions['funding'] & {}>('recorded', 0.01),
  latency: fc.oneof(wire, fc.constant(unsteady)),
  queue: fc.constantFrom<SimOptions['queue'] & {}>('risk-averse', { shape: 'power', exponent: 2 }, { shape: 'log' }),
  barVolumeShare: fc.constantFrom(0.3, 1),
  fees: fc.constant({ makerPpb: 200_000, takerPpb: 550_000 }),
})

const places = fc.array(fc.nat(), { minLength: 1, maxLength: 3 })

test.each([
  ['quotes, levels and trades in messages', stepsOfMessages, undefined],
  ['a book, trades and bars', stepsWithBars(false), undefined],
  ['bars alone', stepsWithBars(true), []],
] as const)('on %s an exchange that was saved and restored says what one says that never stopped', (_, scenes, hears) => {
  fc.assert(
    fc.property(scenes, options, fc.constantFrom(undefined, 60), places, (all, chosen, money, stops) => {
      const setup: DriverSetup = { options: chosen, ...(hears !== undefined && { hears }), ...(money !== undefined && { money }) }
      const stopped = stops.map((stop) => stop % all.length)
      let at = 0
      const restarted = playSteps(setup, all, {
        step: (_step, driver) => {
          if (stopped.includes(at++)) driver.restart()
        },
      })
      const whole = playSteps(setup, all)
      expect(restarted.heard).toEqual(whole.heard)
      expect(restarted.driver.gateway.save()).toEqual(whole.driver.gateway.save())
    }),
    { numRuns: 120 },
  )
})
