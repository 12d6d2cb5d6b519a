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

/** A wire that always takes equally long. */
export class ConstantLatency implements LatencyModel {
  readonly #entryMicros: number
  readonly #responseMicros: number

  constructor(spec: ConstantLatencySpec) {
    for (const micros of [spec.entryMicros, spec.responseMicros]) {
      assert(Number.isInteger(micros) && micros >= 0, `a latency is a whole number of microseconds, not ${micros}`)
    }
    this.#entryMicros = spec.entryMicros
    this.#responseMicros = spec.responseMicros
  }

  entryMicros(): number {
    return this.#entryMicros
  }

  responseMicros(): number {
    return this.#responseMicros
  }
}
