import type { Side } from '@botyard/core'
import { assert } from '@botyard/core'

/** What an order that takes pays beyond the only price known, where no depth is recorded. Must not allocate. */
export interface SlippageModel {
  /** The price in units at which an order of this side fills when the market stands at `units`; never better than that. */
  worsen(side: Side, units: number, tickUnits: number): number
}

/** The same share of the price for every order. */
export interface FixedSlippageSpec {
  /** Basis points of the price, in steps of 0.01. */
  readonly bps: number
}

const millionths = 1_000_000

/**
 * A fixed share of the price, against us, rounded to the next tick against us. Without slippage the price stays what it was, also
 * off the tick, because then it is the recorded one. A share is counted in millionths, so the product of any price is exact.
 */
export class FixedSlippage implements SlippageModel {
  readonly #ppm: number

  constructor(spec: FixedSlippageSpec) {
    assert(spec.bps >= 0 && spec.bps <= 10_000, `slippage is 0 to 10,000 basis points, not ${spec.bps}`)
    this.#ppm = Math.round(spec.bps * 100)
  }

  worsen(side: Side, units: number, tickUnits: number): number {
    if (this.#ppm === 0) return units
    const slipped = Math.ceil((units * this.#ppm) / millionths)
    if (side > 0) return Math.ceil((units + slipped) / tickUnits) * tickUnits
    return Math.max(Math.floor((units - slipped) / tickUnits) * tickUnits, tickUnits)
  }
}
