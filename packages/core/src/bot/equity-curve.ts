import type { Micros } from '../ports/time.ts'
import { DailyValues, type Sample } from './daily-values.ts'
import { ThinnedCurve } from './thinned-curve.ts'

/**
 * Equity over time, looked at as often as somebody calls `sample`. Drawdown and time under water are exact for what was sampled; the
 * days and the curve for charts are kept beside, in memory that does not grow with the number of samples.
 *
 * The two numbers of a sample are put into fields, because doubles that are handed to a call may be boxed and this happens at every bar:
 * `curve.time = now; curve.value = equity; curve.sample()`.
 */
export class EquityCurve implements Sample {
  /** Set both before `sample`. They begin as no number so that V8 stores doubles from the start. */
  time: Micros = Number.NaN
  value = Number.NaN
  /** What returns and the first drawdown are measured from. */
  initial = Number.NaN
  /** The largest loss from a peak as a share of that peak: 0.25 when 120 became 90. Never negative. */
  maxDrawdown = 0
  #peak = Number.NaN
  /** Lowest value since the peak; the peak itself when there was none below. */
  #low = Number.NaN
  #lastTime: Micros = Number.NaN
  /** When equity went below its peak; not a number while it is at it. */
  #underSince: Micros = Number.NaN
  #longest: Micros = 0
  readonly #days = new DailyValues()
  readonly #thinned = new ThinnedCurve()

  /** Where no initial equity is given, perhaps because a balance has no price yet, the first sample is it. */
  constructor(initial: number = Number.NaN) {
    this.initial = initial
    this.#peak = initial
    this.#low = initial
  }

  /** Says when the run began, which may be long before the first sample: days are counted from there. */
  begin(time: Micros): void {
    this.#days.start = time
  }

  /** Takes the value at the time, both from the fields. Times do not go back. Nothing allocates but now and then a longer column of days. */
  sample(): void {
    const value = this.value
    if (Number.isNaN(value)) return
    if (Number.isNaN(this.#peak)) this.#first()
    if (value >= this.#peak) {
      this.#peak = value
      this.#low = value
      if (!Number.isNaN(this.#underSince)) this.#surface()
    } else if (value < this.#low) this.#sink()
    this.#lastTime = this.time
    this.#days.sample(this)
    this.#thinned.sample(this)
  }

  /** Value of the newest sample; the initial one before any. */
  get last(): number {
    return this.#days.last ?? this.initial
  }

  /**
   * The longest time from a sample below the peak to the first one that reached it again, or to the newest sample where none has.
   * Measured from the fall and not from the peak: until the fall, nothing was lost.
   */
  get longestUnderWaterMicros(): Micros {
    const now = Number.isNaN(this.#underSince) ? 0 : this.#lastTime - this.#underSince
    return Math.max(this.#longest, now)
  }

  /** The last equity of every UTC day from the first sample to the newest; a day without a sample has that of the day before. */
  days(): Float64Array {
    return this.#days.values()
  }

  /** At most 8,192 points for a chart: the first, the newest, and of all between the extremes. */
  points(): { readonly times: Float64Array; readonly values: Float64Array } {
    return this.#thinned.points()
  }

  #first(): void {
    this.initial = this.value
    this.#peak = this.value
    this.#low = this.value
  }

  /** A new low since the peak. Only here a drawdown can become the largest, so only here is divided. */
  #sink(): void {
    if (Number.isNaN(this.#underSince)) this.#underSince = this.time
    this.#low = this.value
    if (!(this.#peak > 0)) return
    const drawdown = (this.#peak - this.value) / this.#peak
    if (drawdown > this.maxDrawdown) this.maxDrawdown = drawdown
  }

  #surface(): void {
    const under = this.time - this.#underSince
    if (under > this.#longest) this.#longest = under
    this.#underSince = Number.NaN
  }
}
