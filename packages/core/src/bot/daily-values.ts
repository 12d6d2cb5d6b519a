import { dayMicros, type Micros } from '../ports/time.ts'

/** The most days that are kept: a hundred years. Later ones are forgotten, so that a wrong time cannot fill the memory. */
export const daysMax = 36_525

/** A value at a time. It is handed on as an object, because doubles handed to a call may be boxed. */
export interface Sample {
  readonly time: Micros
  readonly value: number
}

/**
 * The last value of every UTC day, from a series of samples whose times do not go back. A sample at exactly 00:00 tells how the day ended,
 * as the bar does that closes then; only at the start it begins one.
 */
export class DailyValues {
  /** Days that are over. */
  #values = new Float64Array(64)
  #count = 0
  #dayEnd: Micros = Number.NaN
  /** When the series began, which may be before its first sample; without it, it began with that. */
  start: Micros = Number.NaN
  #last = Number.NaN

  sample(sample: Sample): void {
    if (!(sample.time <= this.#dayEnd)) this.#turn(sample)
    this.#last = sample.value
  }

  /** The newest value, or undefined before the first. */
  get last(): number | undefined {
    return Number.isNaN(this.#dayEnd) ? undefined : this.#last
  }

  /** One value a day; the newest day counts although it is not over. A day without samples has the value of the day before. */
  values(): Float64Array {
    if (Number.isNaN(this.#dayEnd)) return new Float64Array(0)
    const values = this.#values.slice(0, this.#count + 1)
    values[this.#count] = this.#last
    return values
  }

  /** Ends the day, and every day after it that is over as well. */
  #turn({ time }: Sample): void {
    const isFirst = Number.isNaN(this.#dayEnd)
    const startDay = Math.floor((Number.isNaN(this.start) ? time : this.start) / dayMicros)
    const day = isFirst ? Math.max(startDay, Math.ceil(time / dayMicros) - 1) : Math.ceil(time / dayMicros) - 1
    if (!isFirst) {
      const over = day - this.#dayEnd / dayMicros + 1
      const count = Math.min(this.#count + over, daysMax - 1)
      if (count >= this.#values.length) this.#grow(count + 1)
      this.#values.fill(this.#last, this.#count, count)
      this.#count = count
    }
    this.#dayEnd = (day + 1) * dayMicros
  }

  #grow(least: number): void {
    const longer = new Float64Array(Math.max(least, 2 * this.#values.length))
    longer.set(this.#values)
    this.#values = longer
  }
}
