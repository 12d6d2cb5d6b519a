import type { Side } from '@botyard/core'
import { Column, tapeKinds } from '@botyard/core'
import fc from 'fast-check'
import { Driver, type DriverSetup, type Wish } from './driver.ts'
import { type MarketStep, writeStep } from './market-step.ts'

/** The columns that a kind of row uses; the others may hold anything. */
const meaning = new Map(tapeKinds.map(({ kind, columns }) => [kind, columns]))

/** One row that came back, with zeros in the columns that its kind does not use. */
export interface Heard {
  readonly kind: number
  readonly ref: number
  readonly side: number
  readonly price: number
  readonly quantity: number
  readonly a: number
  readonly b: number
  readonly flags: number
  readonly exchangeTime: number
  readonly receivedTime: number
}

/** One thing that happens in a random run. */
export type Step =
  | MarketStep
  | { readonly does: 'message'; readonly rows: readonly MarketStep[] }
  | { readonly does: 'send'; readonly wish: Wish; readonly linkBack: number }
  | { readonly does: 'amend'; readonly back: number; readonly lots: number; readonly price: number }
  | { readonly does: 'cancel'; readonly back: number }
  | { readonly does: 'wait'; readonly micros: number }

const side = fc.constantFrom<Side>(1, -1)
const near = fc.integer({ min: 985, max: 1015 })
const few = fc.integer({ min: 1, max: 9 })

const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({ side, lots: few, reduceOnly: fc.boolean(), lifetime: fc.constantFrom('gtc', 'fok') }),
  fc.record({
    side,
    lots: few,
    priceUnits: near,
    reduceOnly: fc.boolean(),
    lifetime: fc.constantFrom('gtc', 'ioc', 'fok', 'day'),
  }),
  fc.record({ side, lots: few, priceUnits: near, postOnly: fc.constant(true) }),
  fc.record({
    side,
    lots: few,
    type: fc.constant('stop'),
    triggerUnits: near,
    by: fc.constantFrom('last', 'mark'),
    reduceOnly: fc.boolean(),
  }),
  fc.record({ side, lots: few, type: fc.constant('stop-limit'), triggerUnits: near, priceUnits: near }),
  fc.record({
    side,
    lots: few,
    type: fc.constant('trailing'),
    trail: fc.constantFrom(0.001, 0.005),
    triggerUnits: fc.constantFrom(0, 1000),
  }),
  fc.record({ side, lots: few, type: fc.constant('trailing'), distanceUnits: few }),
)

/** A book of two sides that mostly keeps apart, trades around it, and orders of every sort. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        does: fc.constant('level'),
        side: fc.constant(1),
        price: fc.integer({ min: 990, max: 1001 }),
        lots: fc.integer({ min: 0, max: 6 }),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        does: fc.constant('level'),
        side: fc.constant(-1),
        price: fc.integer({ min: 999, max: 1010 }),
        lots: fc.integer({ min: 0, max: 6 }),
      }),
    },
    { weight: 5, arbitrary: fc.record({ does: fc.constant('trade'), side, price: near, lots: few }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('mark'), price: near }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('clear'), side }) },
    { weight: 8, arbitrary: fc.record({ does: fc.constant('send'), wish, linkBack: fc.integer({ min: 0, max: 6 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({ does: fc.constant('amend'), back: fc.integer({ min: 0, max: 5 }), lots: few, price: near }),
    },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('cancel'), back: fc.integer({ min: 0, max: 5 }) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('wait'), micros: fc.constantFrom(1, 1_000, 40_000_000_000) }) },
  ) as fc.Arbitrary<Step>,
  { minLength: 20, maxLength: 60, size: 'max' },
)

const isOfMarket = (step: Step): step is MarketStep => !['send', 'amend', 'cancel', 'wait', 'message'].includes(step.does)

/** The same with quotes too, and with what neighbours in the market said as one message. */
export const stepsOfMessages: fc.Arbitrary<Step[]> = fc
  .tuple(steps, fc.array(fc.record({ joins: fc.boolean(), isQuote: fc.boolean() }), { minLength: 60, maxLength: 60 }))
  .map(([all, how]) => {
    const messages: Step[] = []
    all.forEach((step, at) => {
      const last = messages.at(-1)
      const isQuote = step.does === 'level' && step.lots > 0 && how[at].isQuote && how[0].isQuote
      const said: Step = isQuote ? { ...step, does: 'quote' } : step
      if (!isOfMarket(said)) messages.push(said)
      else if (how[at].joins && last?.does === 'message')
        messages[messages.length - 1] = { does: 'message', rows: [...last.rows, said] }
      else messages.push({ does: 'message', rows: [said] })
    })
    return messages
  })

/** The same with bars between the rest, or with bars and nothing finer. */
export function stepsWithBars(isOnlyBars: boolean): fc.Arbitrary<Step[]> {
  const bar = fc.oneof(
    fc.record({ does: fc.constant('open'), price: near }),
    fc
      .record({ price: near, up: fc.nat({ max: 9 }), down: fc.nat({ max: 9 }), lots: fc.nat({ max: 12 }) })
      .map(({ price, up, down, lots }) => ({ does: 'bar', price, high: price + up, low: price - down, lots })),
    fc.record({ does: fc.constant('wait'), micros: fc.constantFrom(500, 30_000, 61_000) }),
  ) as fc.Arbitrary<Step>
  const isFine = ({ does }: Step) => does === 'level' || does === 'trade' || does === 'clear'
  const bars = fc.array(bar, { minLength: 20, maxLength: 60, size: 'max' })
  return fc
    .tuple(steps, bars)
    .map(([all, more]) => all.flatMap((step, at) => [...(isOnlyBars && isFine(step) ? [] : [step]), ...more.slice(at, at + 1)]))
}

/** A finished run: what came back, and the wishes by handle, starting at 1. */
export interface RandomRun {
  readonly heard: readonly Heard[]
  readonly wishes: readonly Wish[]
  readonly driver: Driver
}

/** Plays steps a millisecond apart on a fresh gateway. `watch` is told of each step after it, and of each row as it is heard. */
export function playSteps(
  setup: DriverSetup,
  all: readonly Step[],
  watch: { step?(step: Step, driver: Driver): void; row?(row: Heard): void } = {},
): RandomRun {
  const heard: Heard[] = []
  const wishes: Wish[] = [{ side: 1, lots: 0 }]
  const driver = new Driver({
    ...setup,
    hear: (tape, row) => {
      const means = (column: number, value: number) => ((meaning.get(tape.kind[row])! & column) === 0 ? 0 : value)
      const copy: Heard = {
        kind: tape.kind[row],
        ref: tape.ref[row],
        side: means(Column.side, tape.side[row]),
        price: means(Column.price, tape.price[row]),
        quantity: means(Column.quantity, tape.quantity[row]),
        a: means(Column.a, tape.a[row]),
        b: means(Column.b, tape.b[row]),
        flags: tape.flags[row],
        exchangeTime: tape.exchangeTime[row],
        receivedTime: tape.receivedTime[row],
      }
      heard.push(copy)
      watch.row?.(copy)
    },
  })
  for (const step of all) {
    driver.passTo(driver.now + 1_000)
    playStep(driver, wishes, step)
    watch.step?.(step, driver)
    driver.passTo(driver.now)
  }
  driver.passTo(driver.now + 60_000_000)
  return { heard, wishes, driver }
}

function playStep(driver: Driver, wishes: Wish[], step: Step): void {
  const handle = (back: number) => wishes.length - 1 - back
  switch (step.does) {
    case 'message':
      driver.message((tape) => {
        for (const row of step.rows) writeStep(tape, row)
      })
      return
    case 'send': {
      const link = step.linkBack > 0 && handle(step.linkBack - 1) > 0 ? handle(step.linkBack - 1) : 0
      driver.send({ ...step.wish, link })
      wishes.push(step.wish)
      return
    }
    case 'amend': {
      const target = handle(step.back)
      if (target > 0) driver.gateway.amend(driver.draft(target, { side: 1, lots: step.lots, priceUnits: step.price }))
      return
    }
    case 'cancel':
      if (handle(step.back) > 0) driver.gateway.cancel(handle(step.back))
      return
    case 'wait':
      driver.passTo(driver.now + step.micros)
      return
    default:
      driver.message((tape) => writeStep(tape, step))
  }
}
