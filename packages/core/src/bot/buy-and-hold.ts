import { netReturn } from '../metrics/growth.ts'
import { yearlySharpe } from '../metrics/sharpe.ts'
import type { RunResult } from '../ports/report.ts'
import type { Tape, TapeReader } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import { EquityCurve } from './equity-curve.ts'

const second: Micros = 1_000_000

/**
 * What the first symbol would have brought, bought at its first price and held: what every strategy is measured beside. So it may hear of
 * nothing that a strategy does. Its price is taken at whole seconds, when the market's own rows have passed them, while equity is also
 * looked at after fills and timers.
 */
export class BuyAndHold implements TapeReader {
  readonly name = 'buy and hold'
  readonly #lanes: readonly Tape[]
  readonly #lastPrice: () => number
  #from: Micros = Number.NaN
  /** Second whose price is wanted: the one that holds when a later row comes. */
  #wanted: Micros = Number.NaN
  /** When the newest row of the market came. */
  #heard: Micros = Number.NaN
  #firstClose = Number.NaN
  #firstPrice = Number.NaN
  #curve: EquityCurve | undefined

  /** Over the lanes of the market; `lastPrice` is NaN while there is none. */
  constructor(lanes: readonly Tape[], lastPrice: () => number) {
    this.#lanes = lanes
    this.#lastPrice = lastPrice
  }

  /** The run begins. */
  begin(from: Micros): void {
    this.#from = from
    this.#wanted = from
    this.#heard = from
  }

  /** Readers hear of rows before they are applied, so the last price is still that of the rows before. */
  message(tape: Tape, from: number): void {
    const time = tape.receivedTime[from]
    if (!(time > this.#heard) || !this.#lanes.includes(tape)) return
    if (time > this.#wanted && this.#sample(Math.max(this.#wanted, this.#heard))) this.#wanted = Math.ceil(time / second) * second
    this.#heard = time
  }

  /** A bar of the symbol has closed. */
  closed(time: Micros, close: number): void {
    if (Number.isNaN(this.#firstClose) && time > this.#from) this.#firstClose = close
  }

  /** What it came to at the newest row; null without a price. */
  result(): RunResult['buyAndHold'] {
    this.#sample(this.#heard)
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

  #sample(time: Micros): boolean {
    const price = this.#lastPrice()
    if (Number.isNaN(price)) return false
    if (this.#curve === undefined) {
      this.#firstPrice = price
      this.#curve = new EquityCurve(price)
      this.#curve.begin(this.#from)
    }
    this.#curve.time = time
    this.#curve.value = price
    this.#curve.sample()
    return true
  }
}
