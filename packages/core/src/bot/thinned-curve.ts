import type { Micros } from '../ports/time.ts'
import type { Sample } from './daily-values.ts'

/** The most points that a curve gives. */
export const pointsMax = 8192

/** Points that are kept, a multiple of four; the others are room for the first sample, the newest, and the extremes being gathered. */
const keptMax = pointsMax - 4

/**
 * A curve of any length in a fixed number of points. While there is room every sample is a point. When the columns are full, the lowest
 * and the highest of each four points stay, and from then on as many samples as such a four stands for are gathered
 * before their lowest and highest are written. So the points stay evenly spaced and no extreme is ever lost.
 */
export class ThinnedCurve {
  readonly #times = new Float64Array(pointsMax)
  readonly #values = new Float64Array(pointsMax)
  #count = 0
  /** Samples that two points stand for; 1 while every sample is a point. */
  #span = 1
  #gathered = 0
  #firstTime: Micros = Number.NaN
  #firstValue = Number.NaN
  #lowTime: Micros = Number.NaN
  #low = Number.NaN
  #highTime: Micros = Number.NaN
  #high = Number.NaN
  /** Which of the two was found later; times cannot say it when they are equal. */
  #lowIsLater = false
  #lastTime: Micros = Number.NaN
  #last = Number.NaN

  sample({ time, value }: Sample): void {
    if (Number.isNaN(this.#firstTime)) {
      this.#firstTime = time
      this.#firstValue = value
    }
    this.#lastTime = time
    this.#last = value
    if (this.#gathered === 0) {
      this.#lowTime = time
      this.#low = value
      this.#highTime = time
      this.#high = value
    } else if (value < this.#low) {
      this.#lowTime = time
      this.#low = value
      this.#lowIsLater = true
    } else if (value > this.#high) {
      this.#highTime = time
      this.#high = value
      this.#lowIsLater = false
    }
    this.#gathered++
    if (this.#gathered < this.#span) return
    this.#append()
    this.#gathered = 0
    if (this.#count + 2 > keptMax) this.#halve()
  }

  /** The points so far, oldest first. */
  points(): { readonly times: Float64Array; readonly values: Float64Array } {
    const kept = this.#count
    if (this.#gathered > 0) this.#append()
    if (this.#count > 0 && this.#isNot(this.#count - 1, this.#lastTime, this.#last)) this.#put(this.#lastTime, this.#last)
    const times = this.#times.slice(0, this.#count)
    const values = this.#values.slice(0, this.#count)
    const startsLate = this.#count > 0 && this.#isNot(0, this.#firstTime, this.#firstValue)
    this.#count = kept
    if (!startsLate) return { times, values }
    return { times: Float64Array.of(this.#firstTime, ...times), values: Float64Array.of(this.#firstValue, ...values) }
  }

  /** Writes the lowest and the highest of what was gathered in their order, or one point when all were equal. */
  #append(): void {
    if (this.#low === this.#high) this.#put(this.#lowTime, this.#low)
    else if (this.#lowIsLater) {
      this.#put(this.#highTime, this.#high)
      this.#put(this.#lowTime, this.#low)
    } else {
      this.#put(this.#lowTime, this.#low)
      this.#put(this.#highTime, this.#high)
    }
  }

  #put(time: Micros, value: number): void {
    this.#times[this.#count] = time
    this.#values[this.#count] = value
    this.#count++
  }

  #isNot(point: number, time: Micros, value: number): boolean {
    return this.#times[point] !== time || this.#values[point] !== value
  }

  #halve(): void {
    const values = this.#values
    let kept = 0
    for (let from = 0; from < this.#count; from += 4) {
      const to = Math.min(from + 4, this.#count)
      let low = from
      let high = from
      for (let at = from + 1; at < to; at++) {
        if (values[at] < values[low]) low = at
        else if (values[at] > values[high]) high = at
      }
      kept = this.#keep(kept, Math.min(low, high))
      if (low !== high) kept = this.#keep(kept, Math.max(low, high))
    }
    this.#count = kept
    this.#span = this.#span === 1 ? 4 : 2 * this.#span
  }

  #keep(to: number, from: number): number {
    this.#times[to] = this.#times[from]
    this.#values[to] = this.#values[from]
    return to + 1
  }
}
