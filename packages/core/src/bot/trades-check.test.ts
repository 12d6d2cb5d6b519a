import { expect, test } from 'vitest'
import { tradesCheck } from './trades-check.ts'

test('a run with more trades than are kept says so, and one with fewer says nothing', () => {
  expect(tradesCheck(7, 7)).toEqual([])
  expect(tradesCheck(1_000_001, 1_000_000)).toEqual([
    { name: 'trades', passed: true, text: 'figures of trades are of the first 1000000 of 1000001' },
  ])
})
