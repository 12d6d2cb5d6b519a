import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RollingExtreme } from './rolling-extreme.ts'
import { RunningMoments } from './running-moments.ts'
import { RunningSum } from './running-sum.ts'
import { WeightedSum } from './weighted-sum.ts'

// A million steps around a level far above the moves, with a spike now and then: what makes a naive running sum drift.
function* drifting(steps: number): Generator<number> {
  let x = 20240808
  for (let step = 0; step < steps; step++) {
    x = (x * 48271) % 2147483647
    const spike = step % 9973 === 0 ? 1e9 : 0
    yield 60_000 + x / 2147483647 + spike
  }
}

test('after a million steps with spikes, running sums still equal plain ones within a millionth', () => {
  const period = 50
  const sum = new RunningSum(RunningSum.column(period))
  const moments = new RunningMoments(RunningMoments.column(period))
  const weighted = new WeightedSum(WeightedSum.column(period))
  const window: number[] = []
  let step = 0
  let worst = 0
  for (const x of drifting(1_000_000)) {
    sum.push(x)
    moments.push(x)
    weighted.push(x)
    window[step++ % period] = x
    // Every step would take a minute; 997 has no factor in common with the turn of the window or the spikes.
    if (step < period || step % 997 !== 0) continue
    const inOrder = Array.from(window, (_, i) => window[(step + i) % period])
    const mean = 60_000 + inOrder.reduce((total, one) => total + (one - 60_000), 0) / period
    const squares = inOrder.reduce((total, one) => total + (one - mean) ** 2, 0)
    const byWeight = inOrder.reduce((total, one, i) => total + one * (i + 1), 0) / ((period * (period + 1)) / 2)
    const gaps = [sum.mean - mean, moments.mean - mean, weighted.mean - mean, weighted.weightedMean - byWeight]
    worst = Math.max(worst, ...gaps.map((gap) => Math.abs(gap) / mean), moments.deviation / Math.sqrt(squares / period) - 1)
  }
  expect(worst).toBeLessThan(1e-9)
})

const column = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
  maxLength: 120,
})

test('a rolling extreme is the extreme of the window and as old as its newest place there', () => {
  fc.assert(
    fc.property(column, fc.integer({ min: 1, max: 12 }), (values, length) => {
      const high = new RollingExtreme(RollingExtreme.column(length), 'highest')
      const low = new RollingExtreme(RollingExtreme.column(length), 'lowest')
      values.forEach((x, row) => {
        high.push(x)
        low.push(x)
        const window = values.slice(Math.max(0, row + 1 - length), row + 1)
        expect(high.full).toBe(row + 1 >= length)
        expect(high.value).toBeCloseTo(Math.max(...window), 12)
        expect(low.value).toBeCloseTo(Math.min(...window), 12)
        expect(window.length - 1 - high.age).toBe(window.lastIndexOf(Math.max(...window)))
        expect(window.length - 1 - low.age).toBe(window.lastIndexOf(Math.min(...window)))
      })
    }),
  )
})

test('what a spike leaves behind is gone with it, down to the last digits', () => {
  for (let length = 1; length <= 30; length++) {
    const sum = new RunningSum(RunningSum.column(length))
    const weighted = new WeightedSum(WeightedSum.column(length))
    for (let step = 0; step < 200; step++) {
      const x = step % 67 === 20 ? 1e13 / 3 : 0.1
      sum.push(x)
      weighted.push(x)
      const sinceSpike = (step + 47) % 67
      if (step < 20 + length || sinceSpike < length) continue
      for (const mean of [sum.mean, weighted.mean, weighted.weightedMean]) expect(Math.abs(mean - 0.1)).toBeLessThan(1e-10)
    }
  }
})

test('a running sum of zeros is exactly zero, whatever has left the window', () => {
  fc.assert(
    fc.property(column, fc.integer({ min: 1, max: 12 }), (values, length) => {
      const sum = new RunningSum(RunningSum.column(length))
      for (const x of values) sum.push(x)
      for (let step = 0; step < length; step++) sum.push(0)
      expect(sum.sum).toBe(0)
    }),
  )
})

test('a window of equal numbers has them as mean and no deviation, whatever has left it', () => {
  fc.assert(
    fc.property(column, fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 12 }), (values, x, length) => {
      const moments = new RunningMoments(RunningMoments.column(length))
      for (const one of values) moments.push(one)
      for (let step = 0; step < length; step++) moments.push(x)
      expect(moments.deviation).toBe(0)
      expect(Math.abs(moments.away(x))).toBeLessThan(1e-150)
    }),
  )
})
