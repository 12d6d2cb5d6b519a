import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteSink } from './byte-sink.ts'
import { ByteSource } from './byte-source.ts'
import { Against, How } from './format.ts'
import { StreamReader } from './read-stream.ts'
import { StreamWriter } from './write-stream.ts'

const slack = 8

/** Writes numbers as one stream and returns the bytes. */
function written(values: readonly number[]): Uint8Array {
  const sink = new ByteSink()
  new StreamWriter(sink, values.length).write(Float64Array.from(values), values.length)
  return sink.written().slice()
}

/** Reads a stream and undoes its differences. */
function readBack(bytes: Uint8Array, count: number): number[] {
  const padded = new Uint8Array(bytes.length + slack)
  padded.set(bytes)
  padded.fill(255, bytes.length)
  const source = new ByteSource('stream')
  source.over(padded, 0, bytes.length, 0)
  const reader = new StreamReader(source, count)
  reader.readFloats(count)
  reader.spreadFloats(count)
  expect(source.at).toBe(bytes.length)
  if (reader.against === Against.nothing) return [...reader.floats.subarray(0, count)]
  let sum = reader.start
  return Array.from({ length: count }, (_, i) => (sum += reader.floats[i]))
}

function howOf(values: readonly number[]): number {
  return written(values)[0] & 15
}

const widths = fc.integer({ min: 0, max: 53 })

test('numbers of any width and step come back exactly, over many groups', () => {
  const numbers = fc
    .tuple(
      widths,
      fc.constantFrom(1, 3, 1000, 60_000_000),
      fc.integer({ min: -1000, max: 1000 }),
      fc.integer({ min: 1, max: 400 }),
      fc.nat(),
    )
    .map(([width, step, least, count, seed]) => {
      const most = Math.min(2 ** width, Math.floor(2 ** 51 / step))
      let state = seed
      return Array.from({ length: count }, () => {
        state = (state * 48_271 + 11) % 2_147_483_647
        return least + step * (Math.floor((state / 2_147_483_647) * most) % most)
      })
    })
  fc.assert(
    fc.property(numbers, (values) => {
      expect(readBack(written(values), values.length)).toEqual(values)
    }),
    { numRuns: 400 },
  )
})

test('any doubles come back bit for bit', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.double(), fc.integer()), { minLength: 1, maxLength: 300 }), (values) => {
      expect(readBack(written(values), values.length)).toEqual(values)
    }),
  )
})

test('the shortest way of writing is taken', () => {
  const count = 300
  const every = (make: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => make(i))
  expect(howOf(every(() => 42))).toBe(How.constant)
  expect(howOf(every((i) => i * 7 + 7))).toBe(How.constant)
  expect(howOf(every((i) => (i < 100 ? 3 : 900_000)))).toBe(How.runs)
  expect(howOf(every((i) => (i * 31) % 97))).toBe(How.packed)
  expect(howOf(every((i) => i / 10))).toBe(How.raw)
  expect(howOf(every((i) => (i === 9 ? -0 : 0)))).toBe(How.raw)
  // One bit a number: the times of bars and opens, which come by twos every minute.
  const minutes = every((i) => 1_704_067_200_000_000 + Math.ceil(i / 2) * 60_000_000)
  expect(written(minutes).length).toBeLessThan(count / 8 + 30)
})

test('streams that contradict themselves are refused', () => {
  const read = (...bytes: number[]) => {
    return () => readBack(Uint8Array.from(bytes), 4)
  }
  expect(read(7)).toThrow(/BY6007/)
  expect(read(How.runs, 1, 3, 0)).toThrow(/BY6007/)
  expect(read(How.runs, 2, 3, 0, 2, 0)).toThrow(/BY6007/)
  expect(read(How.runs, 5, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0)).toThrow(/BY6007/)
  expect(read(How.packed, 0, 1, 0, 0)).toThrow(/BY6007/)
  expect(read(How.packed, 1, 25, 0, 0, 0, 0, 0)).toThrow(/BY6007/)
  expect(read(How.packed, 1, 16, 0, 1, 2, 3)).toThrow(/BY6007/)
  expect(read(How.raw, 1, 2, 3)).toThrow(/BY6007/)
  expect(read(How.constant, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)).toThrow(/BY6007/)
})
