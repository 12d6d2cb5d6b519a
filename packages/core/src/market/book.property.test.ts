import { expect, test } from 'vitest'
import { checkBooks } from './book.oracle.ts'

// A million updates and more are run by `checkBooks(1_000_000, seed)` from a script; here are enough to meet every case.
test('books equal naive ones over random messages', () => {
  const seen = checkBooks(60_000, 20_240_808)
  expect(seen.moves).toBeGreaterThan(50)
  expect(seen.farMost).toBeGreaterThan(50)
  expect(seen.crossed).toBeGreaterThan(100)
})

test('books with the smallest window equal naive ones while it moves all the time', () => {
  const seen = checkBooks(60_000, 7, { windowUnits: 1024, farLevelsMax: 2048 })
  expect(seen.moves).toBeGreaterThan(500)
  expect(seen.farMost).toBeGreaterThan(100)
})
