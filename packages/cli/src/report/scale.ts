/** Where a value stands in a drawing. */
export type Scale = (value: number) => number

/** A straight scale from a range of values to a range of pixels. An empty range stands in the middle. */
export function linear(from: number, to: number, start: number, end: number): Scale {
  const size = to - from
  return (value) => (size === 0 ? (start + end) / 2 : start + ((value - from) / size) * (end - start))
}

/** Round values that divide a range into about `wanted` parts, all of them inside it. */
export function niceTicks(from: number, to: number, wanted: number): number[] {
  if (!(to > from) || !Number.isFinite(to - from)) return [from]
  const rough = (to - from) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? rough
  const ticks: number[] = []
  const first = Math.ceil(from / step)
  for (let n = 0; n <= 2 * wanted && (first + n) * step <= to + step * 1e-9; n++) ticks.push((first + n) * step)
  return ticks
}

const minuteMillis = 60_000
const dayMillis = 86_400_000
const evenSteps = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 5760, 10_080, 20_160].map((minutes) => minutes * minuteMillis)
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120]

/** One mark of a time axis. */
export interface TimeTick {
  readonly time: number
  readonly text: string
}

/** Marks of a time axis in UTC, at most `most`: at round hours, days or months. Times are in microseconds. */
export function timeTicks(from: number, to: number, most: number): TimeTick[] {
  const start = from / 1000
  const end = to / 1000
  if (!(end > start)) return []
  const even = evenSteps.find((step) => Math.floor(end / step) - Math.floor(start / step) <= most)
  return even === undefined ? monthTicks(start, end, most) : evenTicks(start, end, even)
}

function evenTicks(start: number, end: number, step: number): TimeTick[] {
  const ticks: TimeTick[] = []
  for (let time = Math.ceil(start / step) * step; time <= end; time += step) {
    const text = new Date(time).toISOString()
    // Midnight is named by its day, so that hours of several days can be told apart.
    ticks.push({ time: time * 1000, text: time % dayMillis === 0 ? text.slice(5, 10) : text.slice(11, 16) })
  }
  return ticks
}

function monthTicks(start: number, end: number, most: number): TimeTick[] {
  const first = new Date(start)
  const months = (end - start) / (30.4 * dayMillis)
  const step = monthSteps.find((size) => months / size <= most) ?? 120
  const ticks: TimeTick[] = []
  let month = first.getUTCFullYear() * 12 + Math.ceil(first.getUTCMonth() / step) * step
  for (; ticks.length <= most; month += step) {
    const time = Date.UTC(Math.floor(month / 12), month % 12)
    if (time > end) break
    if (time >= start) ticks.push({ time: time * 1000, text: new Date(time).toISOString().slice(0, 7) })
  }
  return ticks
}
