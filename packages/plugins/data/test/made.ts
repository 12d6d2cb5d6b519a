import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HeapMemory, Kind, MemoryLane } from '@botyard/core'
import { afterAll } from 'vitest'
import type { SyntheticOptions } from '../src/synthetic/options.ts'
import { synthesize } from '../src/synthetic/synthesize.ts'

/** A folder of its own for a test file, removed at the end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'botyard-data-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Markets on a lane that holds all of their rows. */
export function makeLane(options: SyntheticOptions, rowsMax = 600_000): MemoryLane {
  const lane = new MemoryLane(new HeapMemory(), 'made', rowsMax)
  synthesize(options, lane)
  return lane
}

/** One bar with its open. */
export interface MadeBar {
  readonly opens: number
  readonly closes: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly lots: number
}

/** The bars of one instrument. */
export function barsOf(lane: MemoryLane, instrument: number): MadeBar[] {
  const bars: MadeBar[] = []
  let open = 0
  let opens = 0
  for (let row = 0; row < lane.tail; row++) {
    if (lane.instrument[row] !== instrument) continue
    if (lane.kind[row] === Kind.open) {
      open = lane.price[row]
      opens = lane.receivedTime[row]
    } else if (lane.kind[row] === Kind.bar) {
      const { price, a, b, quantity, receivedTime } = lane
      bars.push({ opens, closes: receivedTime[row], open, high: a[row], low: b[row], close: price[row], lots: quantity[row] })
    }
  }
  return bars
}

/** Returns from each number to the next. */
export function returnsOf(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => value / values[i] - 1)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Correlation of two equally long lists. */
export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const meanX = mean(xs)
  const meanY = mean(ys)
  let xy = 0
  let xx = 0
  let yy = 0
  for (let i = 0; i < xs.length; i++) {
    xy += (xs[i] - meanX) * (ys[i] - meanY)
    xx += (xs[i] - meanX) ** 2
    yy += (ys[i] - meanY) ** 2
  }
  return xy / Math.sqrt(xx * yy)
}

/** Correlation of a list with itself so many places later. */
export function autocorrelation(values: readonly number[], lag: number): number {
  return correlation(values.slice(0, -lag), values.slice(lag))
}

/** Fourth moment over the squared second; 3 for a bell curve. */
export function kurtosis(values: readonly number[]): number {
  const middle = mean(values)
  const second = mean(values.map((value) => (value - middle) ** 2))
  return mean(values.map((value) => (value - middle) ** 4)) / second ** 2
}
