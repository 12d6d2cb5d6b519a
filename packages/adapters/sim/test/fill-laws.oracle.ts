import type { Side } from '@botyard/core'
import { Flag, Kind } from '@botyard/core'
import type { DriverSetup, Wish } from './driver.ts'
import type { MarketStep } from './market-step.ts'
import { type Heard, playSteps, type Step } from './random-run.ts'

/** A generator of numbers from 0 to 1. */
export type Random = () => number

/** Something that no case may break: says in words what was wrong with a random one, or undefined. */
export type Law = (random: Random) => string | undefined

const small = { ordersMax: 16, rowsMax: 128, options: { levelsMax: 32, book: { windowUnits: 1024, farLevelsMax: 32 } } }

/** A whole number between two. */
export const from = (random: Random, least: number, most: number) => least + Math.floor(random() * (most - least + 1))
const sideOf = (random: Random): Side => (random() < 0.5 ? 1 : -1)

function setupOf(entryMicros = 0): DriverSetup {
  return { ...small, options: { ...small.options, latency: { entryMicros, responseMicros: 0 } } }
}

const level = (side: Side, price: number, lots: number): Step => ({ does: 'level', side, price, lots })
const send = (wish: Wish): Step => ({ does: 'send', wish, linkBack: 0 })

/** Lots filled so far, after every step. */
function filledBy(setup: DriverSetup, steps: readonly Step[]): number[] {
  const sums: number[] = []
  let sum = 0
  playSteps(setup, steps, {
    row: ({ kind, quantity }) => void (sum += kind === Kind.fill ? quantity : 0),
    step: () => void sums.push(sum),
  })
  return sums
}

const fillsIn = (heard: readonly Heard[]) => heard.filter(({ kind }) => kind === Kind.fill)

/** A row of a market around 1000 whose sides cross now and then. */
function marketStep(random: Random): MarketStep {
  const side = sideOf(random)
  const price = from(random, 995, 1005)
  if (random() < 0.4) return { does: 'trade', side, price, lots: from(random, 1, 9) }
  return { does: 'level', side, price: price - side * from(random, 0, 5), lots: from(random, 0, 8) }
}

/** Equal orders at one moment: what one takes of a level the other cannot take, and all together fill no more than was ever shown. */
const onceTaken: Law = (random) => {
  const side = sideOf(random)
  const wish: Wish = { side, lots: from(random, 1, 9), ...(random() < 0.5 && { priceUnits: 1000 + side * from(random, 0, 4) }) }
  const steps: Step[] = []
  const shown = new Map<number, number>()
  let everShown = 0
  const taken = new Map<number, number>()
  let trouble: string | undefined
  for (let at = 0; at < 3; at++) {
    for (let i = 0; i < 3; i++) steps.push(level(-side as Side, 1000 + side * from(random, 0, 3), from(random, 0, 6)))
    steps.push(send(wish), send(wish))
  }
  let filled = 0
  playSteps(setupOf(), steps, {
    step(step) {
      if (step.does !== 'level') return
      shown.set(step.price, step.lots)
      taken.set(step.price, 0)
      everShown += step.lots
    },
    row({ kind, price, quantity, flags }) {
      if (kind !== Kind.fill) return
      filled += quantity
      if (filled > everShown) trouble = `${filled} lots are filled of ${everShown} that were shown`
      if ((flags & Flag.maker) !== 0) return
      const sum = (taken.get(price) ?? 0) + quantity
      taken.set(price, sum)
      if (sum > (shown.get(price) ?? 0)) trouble = `${sum} lots are taken at ${price}, where ${shown.get(price)} are shown`
    },
  })
  return trouble
}

/** The same limit order, later there: at no moment has it more. */
const laterIsNoMore: Law = (random) => {
  const side = sideOf(random)
  const order = send({ side, lots: from(random, 1, 12), priceUnits: from(random, 996, 1004) })
  const steps: Step[] = [order, ...Array.from({ length: 14 }, () => marketStep(random))]
  for (let i = 0; i < 3; i++) steps.unshift(marketStep(random))
  // Without a book the last price is good for any size, and who comes late to it has more.
  steps.unshift(level(1, from(random, 990, 1000), from(random, 1, 8)), level(-1, from(random, 1001, 1010), from(random, 1, 8)))
  const wire = from(random, 0, 4_000)
  const more = wire + from(random, 1, 8_000)
  const [quick, slow] = [wire, more].map((micros) => filledBy(setupOf(micros), steps))
  const at = slow.findIndex((sum, step) => sum > quick[step])
  return at < 0
    ? undefined
    : `after step ${at} ${more} µs have ${slow[at]} lots and ${wire} µs ${quick[at]}: ${JSON.stringify(steps)}`
}

/** A market order while the market runs away: later is never earlier, and never at a better price. */
const laterIsNoCheaper: Law = (random) => {
  const side = sideOf(random)
  const steps: Step[] = []
  let price = 1000
  for (let at = 0; at < 8; at++) {
    const next = price + side * from(random, 0, 5)
    steps.push(level(-side as Side, next, 9))
    if (next !== price) steps.push(level(-side as Side, price, 0))
    price = next
  }
  steps.splice(1 + from(random, 0, 3), 0, send({ side, lots: from(random, 1, 9) }))
  const wire = from(random, 0, 4_000)
  const [quick, slow] = [wire, wire + from(random, 1, 8_000)].map((one) => fillsIn(playSteps(setupOf(one), steps).heard).at(-1))
  if (quick === undefined || slow === undefined) return undefined
  const isBetter = (slow.price - quick.price) * side < 0 || slow.exchangeTime < quick.exchangeTime
  return isBetter ? `the later order fills at ${slow.price} and the earlier at ${quick.price}` : undefined
}

/** The same order behind more lots: at no moment has it more. */
const behindMoreIsNoMore: Law = (random) => {
  const ahead = from(random, 1, 30)
  const events = Array.from(
    { length: 10 },
    (): Step =>
      random() < 0.6 ? { does: 'trade', side: -1, price: 1000, lots: from(random, 1, 15) } : level(1, 1000, from(random, 1, 40)),
  )
  const order = send({ side: 1, lots: from(random, 1, 12), priceUnits: 1000 })
  const run = (shown: number) => filledBy(setupOf(), [level(1, 1000, shown), level(1, 990, 1), order, ...events])
  const [near, far] = [run(ahead), run(ahead + from(random, 1, 30))]
  const at = far.findIndex((sum, step) => sum > near[step])
  return at < 0 ? undefined : `after step ${at} the order behind more has ${far[at]} lots and the other ${near[at]}`
}

/** Laws of single orders in a market, by what they say. */
export const fillLaws: Readonly<Record<string, Law>> = {
  'displayed lots are taken once': onceTaken,
  'later fills no more': laterIsNoMore,
  'later fills no better': laterIsNoCheaper,
  'behind more fills no more': behindMoreIsNoMore,
}
