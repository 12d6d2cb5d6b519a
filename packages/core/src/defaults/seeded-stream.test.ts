import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededStream } from './seeded-stream.ts'

const first = (count: number, next: () => number) => Array.from({ length: count }, next)

// Written down once: a run that was seeded a year ago must still be the same run.
test.each<[number, string, number[]]>([
  [1, 'network', [3142001382, 1607046271, 513216025, 2529652894]],
  [1, 'disk', [1809219362, 840105385, 3377712152, 3530105326]],
  [-7, '', [588153562, 1673127384, 1196561366, 16667158]],
  [4_294_967_295, 'latency', [1313987996, 766366072, 2928378001, 2488280347]],
])('seed %i and the name "%s" give the numbers that were written down', (seed, name, numbers) => {
  expect(first(4, seededStream(seed, name)).map((value) => value * 2 ** 32)).toEqual(numbers)
})

test('equal seed and name repeat, another seed or another name is another stream', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.integer(), fc.string(), (seed, name, otherSeed, otherName) => {
      const numbers = first(8, seededStream(seed, name))
      expect(first(8, seededStream(seed, name))).toEqual(numbers)
      if (otherName !== name) expect(first(8, seededStream(seed, otherName))).not.toEqual(numbers)
      if (otherSeed !== seed) expect(first(8, seededStream(otherSeed, name))).not.toEqual(numbers)
    }),
  )
})

test('what one stream is asked for never moves another', () => {
  const alone = first(5, seededStream(3, 'a'))
  const [a, b] = [seededStream(3, 'a'), seededStream(3, 'b')]
  const together = alone.map(() => {
    for (let i = 0; i < 3; i++) b()
    return a()
  })
  expect(together).toEqual(alone)
})

test('numbers lie in [0, 1) and fill it evenly, for neighbouring seeds and names too', () => {
  for (const [seed, name] of [
    [0, ''],
    [1, 'a'],
    [2, 'a'],
    [1, 'b'],
    [2 ** 31, 'chance'],
  ] as const) {
    const numbers = first(20_000, seededStream(seed, name))
    expect(numbers.every((value) => value >= 0 && value < 1)).toBe(true)
    const counts = new Array<number>(20).fill(0)
    for (const value of numbers) counts[Math.floor(value * 20)]!++
    // Chi squared with 19 degrees of freedom: above 50 comes about once in ten thousand times.
    expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(50)
  }
})

test('the first number of a thousand neighbouring seeds is spread like the rest', () => {
  const numbers = Array.from({ length: 1000 }, (_, seed) => seededStream(seed, 'first')())
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.04)
  expect(new Set(numbers).size).toBe(1000)
})
