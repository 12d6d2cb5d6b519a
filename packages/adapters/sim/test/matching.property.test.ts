import { Flag, Kind } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Heard, playSteps, type RandomRun, type Step, steps } from './random-run.ts'

const numRuns = 250
const latency = fc.record({ entryMicros: fc.constantFrom(0, 700, 5_000), responseMicros: fc.constantFrom(0, 300, 9_000) })
const ends: readonly number[] = [Kind.cancelled, Kind.expired, Kind.rejected]

/** The rows of each order, by handle. */
function byOrder({ heard }: RandomRun): Map<number, Heard[]> {
  const rows = new Map<number, Heard[]>()
  for (const row of heard) if (row.kind !== Kind.fee) rows.set(row.ref, [...(rows.get(row.ref) ?? []), row])
  return rows
}

test('the same requests on the same market give the same rows', () => {
  fc.assert(
    fc.property(steps, latency, (all, wire) => {
      const setup = { options: { latency: wire } }
      expect(playSteps(setup, all).heard).toEqual(playSteps(setup, all).heard)
    }),
    { numRuns: 60 },
  )
})

test('answers are heard in the order of time, after their decision, with executions counted from 1', () => {
  fc.assert(
    fc.property(steps, latency, (all, wire) => {
      const { heard } = playSteps({ options: { latency: wire } }, all)
      let execution = 0
      heard.forEach((row, at) => {
        expect(row.receivedTime).toBeGreaterThanOrEqual(row.exchangeTime + wire.responseMicros)
        if (at > 0) expect(row.receivedTime).toBeGreaterThanOrEqual(heard[at - 1].receivedTime)
        if (row.kind !== Kind.fill) return
        expect(row.a).toBe(++execution)
        expect(heard[at + 1].kind).toBe(Kind.fee)
        expect(heard[at + 1].receivedTime).toBe(row.receivedTime)
      })
    }),
    { numRuns },
  )
})

test('an order is accepted or rejected first, never fills more than it wants, and says nothing after its end', () => {
  fc.assert(
    fc.property(steps, latency, (all, wire) => {
      const run = playSteps({ options: { latency: wire } }, all)
      for (const rows of byOrder(run).values()) {
        expect([Kind.accepted, Kind.rejected]).toContain(rows[0].kind)
        let total = rows[0].quantity
        let filled = 0
        let isOver = false
        for (const row of rows) {
          if (row.kind === Kind.amendRefused || row.kind === Kind.cancelRefused) continue
          expect(isOver).toBe(false)
          if (row.kind === Kind.amended) total = row.quantity
          if (row.kind === Kind.fill) filled += row.quantity
          if (row.kind === Kind.cancelled || row.kind === Kind.expired) expect(row.quantity).toBe(filled)
          expect(filled).toBeLessThanOrEqual(total)
          isOver = ends.includes(row.kind) || filled === total
        }
      }
    }),
    { numRuns },
  )
})

test('fills are of whole lots, within the limit, and at the limit when they rested', () => {
  fc.assert(
    fc.property(steps, latency, (all, wire) => {
      for (const rows of byOrder(playSteps({ options: { latency: wire } }, all)).values()) {
        let limit = rows[0].price
        for (const row of rows) {
          if (row.kind === Kind.amended) limit = row.price
          if (row.kind !== Kind.fill) continue
          expect(Number.isInteger(row.quantity) && row.quantity > 0).toBe(true)
          if ((row.flags & Flag.maker) !== 0) expect(row.price).toBe(limit)
          else if (limit > 0) expect((limit - row.price) * row.side).toBeGreaterThanOrEqual(0)
        }
      }
    }),
    { numRuns },
  )
})

/** Without the long waits, in which a book may be held to have ended. */
const atOnce = (all: readonly Step[]) => all.filter((step) => step.does !== 'wait' || step.micros <= 1_000)

test('what takes never takes more of a level than the feed showed there since it last changed', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const shown = new Map<string, number>()
      const step = (done: Step) => {
        if (done.does === 'level') shown.set(`${done.side}:${done.price}`, done.lots)
        if (done.does === 'clear') for (const key of shown.keys()) if (key.startsWith(`${done.side}:`)) shown.delete(key)
      }
      const row = (heard: Heard) => {
        if (heard.kind !== Kind.fill || (heard.flags & Flag.maker) !== 0) return
        const key = `${-heard.side}:${heard.price}`
        const left = (shown.get(key) ?? 0) - heard.quantity
        expect(left).toBeGreaterThanOrEqual(0)
        shown.set(key, left)
      }
      const first: Step[] = [
        { does: 'level', side: 1, price: 995, lots: 4 },
        { does: 'level', side: -1, price: 1005, lots: 4 },
      ]
      playSteps({}, [...first, ...atOnce(all)], { step, row })
    }),
    { numRuns },
  )
})

test('all orders of a side together never fill more than the other side has shown and its takers have traded', () => {
  fc.assert(
    fc.property(steps, latency, (all, wire) => {
      const first: Step[] = [
        { does: 'level', side: 1, price: 995, lots: 4 },
        { does: 'level', side: -1, price: 1005, lots: 4 },
      ]
      const evidence = { [1]: 0, [-1]: 0 }
      const filled = { [1]: 0, [-1]: 0 }
      playSteps({ options: { latency: { ...wire, responseMicros: 0 } } }, [...first, ...atOnce(all)], {
        step: (done) => {
          if (done.does === 'level' || done.does === 'trade') evidence[-done.side as 1 | -1] += done.lots
        },
        row: ({ kind, side, quantity }) => {
          if (kind !== Kind.fill) return
          filled[side as 1 | -1] += quantity
          expect(filled[side as 1 | -1]).toBeLessThanOrEqual(evidence[side as 1 | -1])
        },
      })
    }),
    { numRuns },
  )
})

test('a reduce-only order never makes the position larger or turns it', () => {
  fc.assert(
    fc.property(steps, latency, (all, wire) => {
      let net = 0
      const run = playSteps({ options: { latency: wire } }, all)
      for (const row of run.heard) {
        if (row.kind !== Kind.fill) continue
        const after = net + row.quantity * row.side
        if (run.wishes[row.ref].reduceOnly) expect(Math.abs(after) < Math.abs(net) && after * net >= 0).toBe(true)
        net = after
      }
      expect(run.driver.gateway.netLots(run.driver.instruments[0])).toBe(net)
    }),
    { numRuns },
  )
})

test('orders that are linked never fill more together than the larger of them', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const first: Step[] = [
        { does: 'send', wish: { side: -1, lots: 6, priceUnits: 1008 }, linkBack: 0 },
        { does: 'send', wish: { side: -1, lots: 6, type: 'stop', triggerUnits: 992 }, linkBack: 1 },
      ]
      const market = all.filter(({ does }) => does !== 'send' && does !== 'amend' && does !== 'cancel')
      const run = playSteps({}, [...first, ...market])
      const filled = run.heard.filter(({ kind }) => kind === Kind.fill).reduce((sum, { quantity }) => sum + quantity, 0)
      expect(filled).toBeLessThanOrEqual(6)
    }),
    { numRuns },
  )
})
