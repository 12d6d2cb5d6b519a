import { netReturn } from '../metrics/growth.ts'
import { yearlySharpe } from '../metrics/sharpe.ts'
import type { RunResult } from '../ports/report.ts'
import type { Micros } from '../ports/time.ts'
import { EquityCurve } from './equity-curve.ts'

/** What the first symbol would have brought, bought at its first price and held: what every strategy is measured beside. */
export class BuyAndHold {
  #from: Micros = Number.NaN
  #firstClose = Number.NaN
  #firstPrice = Number.NaN
  #curve: EquityCurve | undefined

  /** The run begins. */
  begin(from: Micros): void {
    this.#from = from
  }

  /** A bar of the symbol has closed. */
  closed(time: Micros, close: number): void {
    if (Number.isNaN(this.#firstClose) && time > this.#from) this.#firstClose = close
  }

  /** A sample of its price; NaN while there is none. */
  sample(time: Micros, price: number): void {
    if (Number.isNaN(price)) return
    if (this.#curve === undefined) {
      this.#firstPrice = price
      this.#curve = new EquityCurve(price)
      this.#curve.begin(this.#from)
    }
    this.#curve.time = time
    this.#curve.value = price
    this.#curve.sample()
  }

  /** What it came to; null without a price. */
  result(): RunResult['buyAndHold'] {
    const curve = this.#curve
    if (curve === undefined) return null
    return {
      netReturn: netReturn(this.#firstPrice, curve.last),
      maxDrawdown: curve.maxDrawdown,
      longestUnderWaterMicros: curve.longestUnderWaterMicros,
      sharpe: yearlySharpe(this.#firstPrice, curve.days()),
      netReturnFromClose: Number.isNaN(this.#firstClose) ? null : netReturn(this.#firstClose, curve.last),
    }
  }
}
