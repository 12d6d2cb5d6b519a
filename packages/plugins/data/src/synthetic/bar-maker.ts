import { Flag, Kind } from '@botyard/core'
import type { MadeRow } from './row-list.ts'

/** Adds prices of one instrument up to bars. */
export class BarMaker {
  readonly #instrument: number
  readonly #intervalMs: number
  #high = 0
  #low = 0
  #close = 0
  #lots = 0
  #trades = 0

  constructor(instrument: number, intervalMs: number) {
    this.#instrument = instrument
    this.#intervalMs = intervalMs
  }

  /** Begins a bar and returns the row of its open. */
  open(units: number): MadeRow {
    this.#high = units
    this.#low = units
    this.#close = units
    this.#lots = 0
    this.#trades = 0
    return { kind: Kind.open, instrument: this.#instrument, price: units, ref: this.#intervalMs }
  }

  add(units: number, lots: number): void {
    if (units > this.#high) this.#high = units
    if (units < this.#low) this.#low = units
    this.#close = units
    this.#lots += lots
    this.#trades++
  }

  /** The row of the bar that is over. */
  close(): MadeRow {
    return {
      kind: Kind.bar,
      instrument: this.#instrument,
      price: this.#close,
      a: this.#high,
      b: this.#low,
      quantity: this.#lots,
      ref: this.#intervalMs,
      flags: this.#trades === 0 ? Flag.flat : 0,
    }
  }
}
