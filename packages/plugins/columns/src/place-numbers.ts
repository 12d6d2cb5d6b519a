import { Against } from './format.ts'
import type { StreamReader } from './read-stream.ts'

// One loop for each kind of column and one for rows that follow each other, because a loop that meets several kinds of column
// is compiled well for none of them. `rows` are the row numbers of the stream, from `from` on; without them it has every row.

/** Puts the stream read last into a column of doubles. */
export function placeFloats(
  into: Float64Array,
  rows: Int32Array | undefined,
  from: number,
  stream: StreamReader,
  count: number,
): void {
  if (stream.against === Against.previous) addFloats(into, rows, from, stream, count)
  else if (stream.constant && rows === undefined) into.fill(stream.value, 0, count)
  else {
    stream.spreadFloats(count)
    const { floats } = stream
    if (rows === undefined) into.set(count === floats.length ? floats : floats.subarray(0, count))
    else for (let i = 0; i < count; i++) into[rows[from + i]] = floats[i]
  }
}

function addFloats(into: Float64Array, rows: Int32Array | undefined, from: number, stream: StreamReader, count: number): void {
  const { floats, value } = stream
  let sum = stream.start
  if (rows !== undefined) {
    stream.spreadFloats(count)
    for (let i = 0; i < count; i++) into[rows[from + i]] = sum += floats[i]
  } else if (stream.constant) {
    for (let i = 0; i < count; i++) into[i] = sum += value
  } else {
    for (let i = 0; i < count; i++) into[i] = sum += floats[i]
  }
}

/** Puts a stream of differences from `base` into a column of doubles; both have their numbers in the same rows. */
export function placeAgainstFloats(
  into: Float64Array,
  base: Float64Array,
  rows: Int32Array | undefined,
  stream: StreamReader,
  count: number,
): void {
  const { floats, value } = stream
  if (rows !== undefined) {
    stream.spreadFloats(count)
    for (let i = 0; i < count; i++) into[rows[i]] = base[rows[i]] + floats[i]
  } else if (stream.constant) {
    for (let i = 0; i < count; i++) into[i] = base[i] + value
  } else {
    for (let i = 0; i < count; i++) into[i] = base[i] + floats[i]
  }
}

/** The same for differences from prices. */
export function placeAgainstPrices(
  into: Float64Array,
  price: Int32Array,
  rows: Int32Array | undefined,
  from: number,
  stream: StreamReader,
  count: number,
): void {
  stream.spreadFloats(count)
  const { floats } = stream
  if (rows === undefined) for (let i = 0; i < count; i++) into[i] = price[i] + floats[i]
  else {
    for (let i = 0; i < count; i++) {
      const row = rows[from + i]
      into[row] = price[row] + floats[i]
    }
  }
}

/** Puts the stream read last into a column of 32-bit numbers. */
export function placeWhole(
  into: Int32Array,
  rows: Int32Array | undefined,
  from: number,
  stream: StreamReader,
  count: number,
): void {
  const { whole, value } = stream
  if (stream.against === Against.previous) {
    stream.spreadWhole(count)
    let sum = stream.start
    for (let i = 0; i < count; i++) {
      sum = (sum + whole[i]) | 0
      into[rows === undefined ? i : rows[from + i]] = sum
    }
  } else if (stream.constant) {
    if (rows === undefined) into.fill(value, 0, count)
    else for (let i = 0; i < count; i++) into[rows[from + i]] = value
  } else for (let i = 0; i < count; i++) into[rows === undefined ? i : rows[from + i]] = whole[i]
}

/** The same for sides. */
export function placeSides(
  into: Int8Array,
  rows: Int32Array | undefined,
  from: number,
  stream: StreamReader,
  count: number,
): void {
  const { whole, value } = stream
  if (stream.constant) {
    if (rows === undefined) into.fill(value, 0, count)
    else for (let i = 0; i < count; i++) into[rows[from + i]] = value
  } else for (let i = 0; i < count; i++) into[rows === undefined ? i : rows[from + i]] = whole[i]
}

/** Puts differences from the price before of the one instrument there is into the column of prices. */
export function placePrices(into: Int32Array, rows: Int32Array | undefined, stream: StreamReader, count: number): void {
  stream.spreadWhole(count)
  const { whole } = stream
  let price = 0
  if (rows === undefined) {
    for (let i = 0; i < count; i++) {
      price = (price + whole[i]) | 0
      into[i] = price
    }
  } else {
    for (let i = 0; i < count; i++) {
      price = (price + whole[i]) | 0
      into[rows[i]] = price
    }
  }
}

/** The same for several instruments; `last` is zero for each of them. */
export function placePricesOfMany(
  into: Int32Array,
  instruments: Uint16Array,
  last: Int32Array,
  rows: Int32Array | undefined,
  stream: StreamReader,
  count: number,
): void {
  stream.spreadWhole(count)
  const { whole } = stream
  for (let i = 0; i < count; i++) {
    const row = rows === undefined ? i : rows[i]
    const instrument = instruments[row]
    const price = (last[instrument] + whole[i]) | 0
    last[instrument] = price
    into[row] = price
  }
}
