import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overfittingOf } from './overfitting.ts'
import { sharpeRatio } from './sharpe.ts'

const cell = fc.integer({ min: -20, max: 20 }).map((one) => one / 1000)
const matrix = fc
  .integer({ min: 2, max: 5 })
  .chain((trials) => fc.array(fc.array(cell, { minLength: trials, maxLength: trials }), { minLength: 12, maxLength: 30 }))

/** The definition word by word: rows are put together for every choice, and ratios taken of what came out. */
function byDefinition(returns: readonly number[][], blocks: number): number[] {
  const rows = Math.floor(returns.length / blocks)
  const kept = returns.slice(returns.length - rows * blocks)
  const logits: number[] = []
  for (let mask = (1 << blocks) - 1; mask >= 0; mask--) {
    const isIn = (row: number) => ((mask >> (blocks - 1 - Math.floor(row / rows))) & 1) === 1
    if (Array.from({ length: blocks }, (_, block) => (mask >> block) & 1).reduce((a, b) => a + b, 0) !== blocks / 2) continue
    const ratios = (inside: boolean) =>
      returns[0].map((_, trial) => sharpeRatio(kept.filter((_, row) => isIn(row) === inside).map((row) => row[trial])) ?? 0)
    const inSample = ratios(true)
    const outside = ratios(false)
    const best = inSample.indexOf(Math.max(...inSample))
    const share = (1 + outside.filter((one) => one < outside[best]).length) / (outside.length + 1)
    logits.push(Math.log(share / (1 - share)))
  }
  return logits
}

test('blocks that are added up do the same as rows that are put together', () => {
  fc.assert(
    fc.property(matrix, fc.constantFrom(2, 4, 6), (returns, blocks) => {
      // Rounding may decide between equal trials, so no two are left equal.
      const odd = returns.map((row, at) => row.map((one, trial) => one + (at * (trial + 1) * Math.SQRT2) / 1e6))
      const { probability, logits } = overfittingOf(odd, { blocks })
      const expected = byDefinition(odd, blocks)
      expect([...logits]).toEqual(expected)
      expect(probability).toBe(expected.filter((one) => one <= 0).length / expected.length)
    }),
  )
})

test('a trial that is better in every block is never overfitted, and one good block alone always is', () => {
  const noise = (at: number) => ((at * 7) % 5) / 1000
  const steady = Array.from({ length: 40 }, (_, at) => [0.02 + noise(at), noise(at + 1), noise(at + 3)])
  expect(overfittingOf(steady, { blocks: 8 }).probability).toBe(0)
  const lucky = Array.from({ length: 40 }, (_, at) =>
    Array.from({ length: 8 }, (_, trial) => (Math.floor(at / 5) === trial ? 1 : -0.1) + noise(at)),
  )
  expect(overfittingOf(lucky, { blocks: 8 }).probability).toBe(1)
})

test('rows at the beginning that fill no block are left out', () => {
  const rows = Array.from({ length: 16 }, (_, at) => [Math.sin(at), Math.cos(at * 2), Math.sin(at * 3)])
  const before = [
    [9, -9, 9],
    [-9, 9, -9],
  ]
  expect(overfittingOf([...before, ...rows], { blocks: 4 })).toEqual(overfittingOf(rows, { blocks: 4 }))
})

test('a question without an answer is refused with what is allowed', () => {
  const rows = Array.from({ length: 8 }, (_, at) => [at, -at])
  for (const [returns, blocks] of [
    [rows, 3],
    [rows, 0],
    [rows, 6],
    [rows, 22],
    [rows, Number.NaN],
    [rows.map(([one]) => [one]), 4],
    [[], 4],
    [[...rows, [1]], 4],
  ] as const)
    expect(() => overfittingOf(returns, { blocks }), `${blocks}`).toThrow(expect.objectContaining({ code: 'BY1104' }))
})
