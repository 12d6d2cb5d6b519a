import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import type { Duration } from '../ports/time.ts'
import { TapeClock } from './clock.ts'
import { Engine } from './engine.ts'
import { laneOf, WritingApplies } from './tape.oracle.ts'

const begin = Date.UTC(2024, 0, 1) * 1000
const end = 60_000

type Plan =
  | { readonly after: number; readonly next: readonly Plan[] }
  | { readonly every: number; readonly until: number; readonly next: readonly Plan[] }
  | { readonly cancel: number }

/** What a wake-up does: sets timers that do the like in their turn, and cancels timers by the order in which they were set. */
const plan: fc.Arbitrary<Plan> = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ cancel: fc.nat(12) }),
    fc.record({ after: fc.integer({ min: 0, max: 20_000 }), next: fc.array(tie('plan'), { maxLength: 3 }) }),
    fc.record({
      every: fc.integer({ min: 2_000, max: 20_000 }),
      until: fc.nat(4),
      next: fc.array(tie('plan'), { maxLength: 2 }),
    }),
  ),
})).plan

const micros = (delay: number): Duration => `${delay / 1000}ms`

/** The timers of a clock, run by an engine over market rows that are there to be in the way. */
function byClock(plans: readonly Plan[], rows: readonly number[]): string[] {
  const clock = new TapeClock(new HeapMemory(), 4096)
  clock.time = begin
  const applies = new WritingApplies(clock)
  const market = laneOf(
    256,
    rows.map((time, i) => ({ time: begin + time, name: i, rows: 1 })),
  )
  const desk = clock.of({ lastDaily: new Map(), run: (wake) => wake() })
  const woken: string[] = []
  const numbers: number[] = []
  const carryOut = (plans: readonly Plan[]): void => {
    for (const one of plans) {
      const name = numbers.length
      if ('cancel' in one) desk.cancel(numbers[one.cancel] ?? -1)
      else if ('after' in one) {
        numbers.push(
          desk.after(micros(one.after), () => {
            woken.push(`${name} at ${desk.now() - begin}`)
            carryOut(one.next)
          }),
        )
      } else {
        let times = 0
        numbers.push(
          desk.every(micros(one.every), () => {
            woken.push(`${name} at ${desk.now() - begin}`)
            carryOut(one.next)
            if (++times > one.until) desk.cancel(numbers[name]!)
          }),
        )
      }
    }
  }
  carryOut(plans)
  new Engine([clock.lane, market], [clock], [], clock, applies).drain(begin + end)
  return woken
}

/** The same by a list that is searched for the earliest timer each time. Rounds keep the order of those that are due together. */
function byList(plans: readonly Plan[]): string[] {
  interface Timer {
    readonly name: number
    due: number
    round: number
    work: (timer: Timer) => void
  }
  const woken: string[] = []
  const timers: (Timer | undefined)[] = []
  let now = begin
  let round = 0
  const carryOut = (plans: readonly Plan[]): void => {
    for (const one of plans) {
      const name = timers.length
      if ('cancel' in one) {
        if (one.cancel < timers.length) timers[one.cancel] = undefined
        continue
      }
      const next = () => ('after' in one ? now + one.after : now - (now % one.every) + one.every)
      let times = 0
      const work = (timer: Timer) => {
        if ('after' in one) timers[name] = undefined
        else timer.due = next()
        timer.round = round + 1
        woken.push(`${name} at ${now - begin}`)
        carryOut(one.next)
        if ('every' in one && ++times > one.until) timers[name] = undefined
      }
      timers.push({ name, due: next(), round: round + 1, work })
    }
  }
  carryOut(plans)
  for (;;) {
    const waiting = timers.filter((one) => one !== undefined)
    const due = Math.min(...waiting.map((one) => one.due))
    if (!(due <= begin + end)) return woken
    now = due
    round++
    for (const one of waiting.filter((one) => one.due === due && one.round <= round)) if (timers[one.name] === one) one.work(one)
  }
}

test('timers that set and cancel timers wake as a list that is searched each time would say, whatever rows lie between', () => {
  fc.assert(
    fc.property(
      fc.array(plan, { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 0, max: end }), { maxLength: 20 }),
      (plans, rows) => {
        expect(
          byClock(
            plans,
            rows.toSorted((a, b) => a - b),
          ),
        ).toEqual(byList(plans))
      },
    ),
  )
})
