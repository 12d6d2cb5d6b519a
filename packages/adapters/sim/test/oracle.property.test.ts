import { Flag, Kind } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { midnight } from './driver.ts'
import { PlainExchange } from './plain-exchange.oracle.ts'
import type { Said } from './plain-orders.oracle.ts'
import { type Heard, playSteps, type Step, steps, stepsOfMessages, stepsWithBars } from './random-run.ts'

/** What is said of each order, and apart from it the fills of all: the order of two answers of one moment is not a rule. */
function told(said: readonly Said[]) {
  const byOrder = new Map<number, Said[]>()
  for (const one of said) byOrder.set(one.ref, [...(byOrder.get(one.ref) ?? []), one])
  return { byOrder, fills: said.filter(({ kind }) => kind === Kind.fill) }
}

function saidBy({ kind, ref, price, quantity, flags, exchangeTime }: Heard): Said {
  const isFill = kind === Kind.fill
  return { kind, ref, price, quantity, isMaker: isFill && (flags & Flag.maker) !== 0, time: exchangeTime }
}

/** Plays steps on the plain exchange, at the times at which a driver plays them. */
function plainly(all: readonly Step[], rules: ConstructorParameters<typeof PlainExchange>[0]): readonly Said[] {
  const plain = new PlainExchange(rules)
  let now = midnight
  let sent = 0
  for (const step of all) {
    plain.passTo((now += 1_000))
    const back = (by: number) => sent - by
    if (step.does === 'wait') now += step.micros
    else if (step.does === 'send') {
      const link = step.linkBack > 0 ? Math.max(0, back(step.linkBack - 1)) : 0
      plain.send(++sent, step.wish, link, now)
    } else if (step.does === 'amend' || step.does === 'cancel') {
      const ref = back(step.back)
      if (ref > 0 && step.does === 'amend') plain.amend(ref, step.lots, step.price, now)
      if (ref > 0 && step.does === 'cancel') plain.cancel(ref, now)
    } else plain.market(step.does === 'message' ? step.rows : [step], now)
    plain.passTo(now)
  }
  plain.passTo(now + 60_000_000)
  return plain.said
}

const rules = fc.record({
  entryMicros: fc.constantFrom(0, 700, 5_000),
  share: fc.constantFrom(0.3, 1),
  slipBps: fc.constantFrom(0, 25),
  selfTrade: fc.constantFrom<'cancel-resting' | 'expire-taking'>('cancel-resting', 'expire-taking'),
})

test.each([
  ['a book and trades', steps, undefined],
  ['quotes, levels and trades in messages', stepsOfMessages, undefined],
  ['a book, trades and bars', stepsWithBars(false), undefined],
  ['bars alone', stepsWithBars(true), []],
] as const)('on %s the exchange does what a plain one does', (_, scenes, hears) => {
  fc.assert(
    fc.property(scenes, rules, (all, rule) => {
      const { entryMicros, share: barVolumeShare, selfTrade, slipBps: bps } = rule
      const options = { latency: { entryMicros, responseMicros: 0 }, barVolumeShare, selfTrade, slippage: { bps } }
      const { heard } = playSteps({ options, ...(hears !== undefined && { hears }) }, all)
      const rows = heard.filter(({ kind }) => kind !== Kind.fee).map(saidBy)
      expect(told(rows)).toEqual(told(plainly(all, rule)))
    }),
    { numRuns: 150 },
  )
})
