import type { Side } from '../ports/instrument.ts'
import type { Memory } from '../ports/memory.ts'

/**
 * Lots that could still fill, per instrument and side, for orders open, on their way or of unknown outcome. Reduce-only orders do not
 * count, because the venue never lets them make a position larger.
 */
export class Exposure {
  readonly #buys: Float64Array
  readonly #sells: Float64Array

  constructor(memory: Memory, instrumentsMax: number) {
    this.#buys = memory.column('f64', instrumentsMax, 'exposure.buys')
    this.#sells = memory.column('f64', instrumentsMax, 'exposure.sells')
  }

  reserve(instrument: number, side: Side, lots: number): void {
    if (side === 1) this.#buys[instrument] += lots
    else this.#sells[instrument] += lots
  }

  openLots(instrument: number, side: Side): number {
    return side === 1 ? this.#buys[instrument] : this.#sells[instrument]
  }

  /** Lots on one side if everything open there filled: never negative. */
  worstCase(instrument: number, side: Side, positionLots: number): number {
    const lots = side * positionLots + this.openLots(instrument, side)
    return lots > 0 ? lots : 0
  }
}
