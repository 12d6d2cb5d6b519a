import type { Micros } from '@botyard/core'
import { assert } from '@botyard/core'

/** How long the wire takes, each way. Asked once per message in that direction, in the order of sending; must not allocate. */
export interface LatencyModel {
  /** From our send to the exchange's decision, in microseconds; never negative. */
  entryMicros(sent: Micros): number
  /** From the decision to us hearing of it, in microseconds; never negative. */
  responseMicros(decided: Micros): number
}

/** The same two delays for every message, in microseconds. */
export interface ConstantLatencySpec {
  readonly entryMicros: number
  readonly responseMicros: number
}

/** One way of a wire. Must not allocate. */
export type Delay = (time: Micros) => number

/** Two ways that know nothing of each other. */
export class TwoWays implements LatencyModel {
  readonly entryMicros: Delay
  readonly responseMicros: Delay

  constructor(entry: Delay, response: Delay) {
    this.entryMicros = entry
    this.responseMicros = response
  }
}

/** A way that always takes equally long. */
export function constantDelay(micros: number): Delay {
  assert(Number.isInteger(micros) && micros >= 0, `a latency is a whole number of microseconds, not ${micros}`)
  return () => micros
}

/** Standard deviations from the middle of a normal distribution to the end of its lower 99 %. */
const z99 = 2.3263478740408408

/**
 * Delays whose logarithm is normal, as those of a shared network nearly are: half of them are under the median, one in a hundred is over
 * `p99Micros`, and none is over `mostMicros`. `chance` gives numbers from 0 to below 1; each delay takes two.
 */
export function lognormalDelay(
  medianMicros: number,
  p99Micros: number,
  chance: () => number,
  mostMicros = Number.POSITIVE_INFINITY,
): Delay {
  assert(medianMicros > 0 && p99Micros >= medianMicros, 'a median latency is over 0 and not over the 99th percentile')
  const deviation = Math.log(p99Micros / medianMicros) / z99
  return () => {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
    return Math.min(mostMicros, Math.round(medianMicros * Math.exp(deviation * normal)))
  }
}

/** Delays drawn from those that were measured, each as likely as it is common among them. */
export function empiricalDelay(samplesMicros: readonly number[], chance: () => number): Delay {
  assert(samplesMicros.length > 0, 'a measured latency has at least one sample')
  for (const sample of samplesMicros) assert(sample >= 0 && Number.isFinite(sample), `a latency is not negative: ${sample}`)
  const samples = Float64Array.from(samplesMicros, Math.round)
  return () => samples[Math.floor(chance() * samples.length)]
}
