import type { ByteSink } from './byte-sink.ts'
import { Against, groupRows, How } from './format.ts'

/** Whole numbers to here are packed; then the difference of any two is safe as well. Larger ones stand as they are. */
const largest = 2 ** 52 - 1

/** Writes streams of numbers, each in the shortest of the ways that give back exactly the same numbers. */
export class StreamWriter {
  readonly #sink: ByteSink
  readonly #differences: Float64Array
  readonly #group = new Float64Array(groupRows)

  constructor(sink: ByteSink, rowsMax: number) {
    this.#sink = sink
    this.#differences = new Float64Array(rowsMax)
  }

  /** Writes `values[0..count)`, either as they are or each as its difference from the one before. */
  write(values: Float64Array, count: number): void {
    if (!allWhole(values, count)) {
      this.#raw(values, count)
      return
    }
    const plain = sizeOf(values, count)
    const steps = this.#differences
    // As if the numbers had always gone on like that, so that the first step is as small as the others.
    const start = count > 1 ? 2 * values[0] - values[1] : values[0]
    for (let i = 0; i < count; i++) steps[i] = values[i] - (i === 0 ? start : values[i - 1])
    if (Math.abs(start) <= largest && allWhole(steps, count) && sizeOf(steps, count) + varintBytes(2 * Math.abs(start)) < plain) {
      this.#whole(steps, count, Against.previous, start)
    } else this.#whole(values, count, Against.nothing)
  }

  /** Writes numbers as they are, for streams whose reader needs no more. */
  writePlain(values: Float64Array, count: number): void {
    if (allWhole(values, count)) this.#whole(values, count, Against.nothing)
    else this.#raw(values, count)
  }

  /** Writes each number as its difference from the one of the same place in `base`, where that gives whole numbers. */
  writeAgainst(base: Float64Array, values: Float64Array, count: number, against: number): void {
    const differences = this.#differences
    for (let i = 0; i < count; i++) differences[i] = values[i] - base[i]
    if (allWhole(values, count) && allWhole(base, count) && allWhole(differences, count)) this.#whole(differences, count, against)
    else this.#raw(values, count)
  }

  #raw(values: Float64Array, count: number): void {
    this.#sink.u8(How.raw)
    for (let i = 0; i < count; i++) this.#sink.f64(values[i])
  }

  #whole(values: Float64Array, count: number, against: number, start = 0): void {
    const sink = this.#sink
    const runs = countRuns(values, count)
    const shortRuns = runs > 1 && sizeOfRuns(values, count) <= sizeOfPacked(values, count)
    sink.u8((runs === 1 ? How.constant : shortRuns ? How.runs : How.packed) + against * 16)
    if (against === Against.previous) sink.svarint(start)
    if (runs === 1) sink.svarint(values[0])
    else if (!shortRuns) this.#packed(values, count)
    else {
      sink.uvarint(runs)
      eachRun(values, count, (rows, value) => {
        sink.uvarint(rows)
        sink.svarint(value)
      })
    }
  }

  #packed(values: Float64Array, count: number): void {
    const sink = this.#sink
    const scale = commonStep(values, count)
    sink.uvarint(scale)
    for (let from = 0; from < count; from += groupRows) {
      const to = Math.min(from + groupRows, count)
      const least = leastOf(values, from, to)
      const width = widthOf((greatestOf(values, from, to) - least) / scale)
      sink.u8(width)
      sink.svarint(least)
      for (let i = from; i < to; i++) this.#group[i - from] = (values[i] - least) / scale
      if (width > 0) sink.bits(this.#group, 0, to - from, width)
    }
  }
}

/** Whole, exact in a double, and not the zero with a minus sign, which a difference would lose. */
function allWhole(values: Float64Array, count: number): boolean {
  for (let i = 0; i < count; i++) {
    const value = values[i]
    if (!(value === Math.trunc(value) && Math.abs(value) <= largest) || Object.is(value, -0)) return false
  }
  return true
}

function countRuns(values: Float64Array, count: number): number {
  let runs = 1
  for (let i = 1; i < count; i++) if (values[i] !== values[i - 1]) runs++
  return runs
}

function eachRun(values: Float64Array, count: number, hear: (rows: number, value: number) => void): void {
  let from = 0
  for (let i = 1; i <= count; i++) {
    if (i < count && values[i] === values[from]) continue
    hear(i - from, values[from])
    from = i
  }
}

function sizeOf(values: Float64Array, count: number): number {
  return Math.min(sizeOfRuns(values, count), sizeOfPacked(values, count))
}

function sizeOfRuns(values: Float64Array, count: number): number {
  let bytes = 3
  eachRun(values, count, (rows, value) => {
    bytes += varintBytes(rows) + varintBytes(Math.abs(value) * 2)
  })
  return bytes
}

function sizeOfPacked(values: Float64Array, count: number): number {
  const scale = commonStep(values, count)
  let bytes = 1 + varintBytes(scale)
  for (let from = 0; from < count; from += groupRows) {
    const to = Math.min(from + groupRows, count)
    const least = leastOf(values, from, to)
    const width = widthOf((greatestOf(values, from, to) - least) / scale)
    bytes += 1 + varintBytes(Math.abs(least) * 2) + Math.ceil(((to - from) * width) / 8)
  }
  return bytes
}

function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value; rest >= 128; rest /= 128) bytes++
  return bytes
}

/** The greatest step that all differences are multiples of: times that come once a minute then take one bit. */
function commonStep(values: Float64Array, count: number): number {
  let step = 0
  for (let i = 1; i < count && step !== 1; i++) {
    let rest = Math.abs(values[i] - values[0])
    while (rest !== 0) {
      const left: number = step % rest
      step = rest
      rest = left
    }
  }
  return step === 0 ? 1 : step
}

function leastOf(values: Float64Array, from: number, to: number): number {
  let least = values[from]
  for (let i = from + 1; i < to; i++) if (values[i] < least) least = values[i]
  return least
}

function greatestOf(values: Float64Array, from: number, to: number): number {
  let greatest = values[from]
  for (let i = from + 1; i < to; i++) if (values[i] > greatest) greatest = values[i]
  return greatest
}

/** Bits for numbers up to `most`: any width to 24, beyond that 32 or 64. */
function widthOf(most: number): number {
  if (most >= 2 ** 32) return 64
  const bits = most === 0 ? 0 : 32 - Math.clz32(most)
  return bits <= 24 ? bits : 32
}
