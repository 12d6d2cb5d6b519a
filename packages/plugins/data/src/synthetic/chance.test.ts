import { expect, test } from 'vitest'
import { Chance } from './chance.ts'

test('equal seeds and names draw the same, others do not', () => {
  const draws = (seed: number, name: string): number[] => {
    const chance = new Chance(seed, name)
    return Array.from({ length: 8 }, () => chance.next())
  }
  expect(draws(1, 'a')).toEqual(draws(1, 'a'))
  const all = [draws(1, 'a'), draws(2, 'a'), draws(1, 'b'), draws(0, ''), draws(2 ** 40 + 1, 'a')]
  expect(new Set(all.flat()).size).toBe(40)
})

test('draws are spread evenly, and so is each bit', () => {
  const chance = new Chance(3, 'even')
  const count = 100_000
  const buckets = new Array<number>(16).fill(0)
  const bits = new Array<number>(32).fill(0)
  for (let i = 0; i < count; i++) {
    const draw = chance.next()
    buckets[Math.floor(draw / 2 ** 28)]++
    for (let bit = 0; bit < 32; bit++) bits[bit] += (draw >>> bit) & 1
  }
  for (const bucket of buckets) expect(Math.abs(bucket - count / 16)).toBeLessThan(400)
  for (const bit of bits) expect(Math.abs(bit - count / 2)).toBeLessThan(900)
})

test('the bell has mean 0 and deviation 1, and heavy draws are powers of two with a tail', () => {
  const chance = new Chance(8, 'bell')
  let sum = 0
  let squares = 0
  let large = 0
  for (let i = 0; i < 50_000; i++) {
    const draw = chance.bell()
    sum += draw
    squares += draw * draw
    const heavy = chance.heavy(64)
    if (![1, 2, 4, 8, 16, 32, 64].includes(heavy)) expect.fail(`heavy gave ${heavy}`)
    if (heavy >= 16) large++
  }
  expect(Math.abs(sum / 50_000)).toBeLessThan(0.02)
  expect(Math.abs(squares / 50_000 - 1)).toBeLessThan(0.02)
  expect(large).toBeGreaterThan(1_500)
  expect(large).toBeLessThan(2_700)
})
