import { expect, test } from 'vitest'
import { staleTables, withTable } from './options-tables.ts'

test('every options table in a README is the declared one', () => {
  expect(staleTables().map(({ path }) => path)).toEqual([])
})

test('a table replaces what stood between the markers and nothing else', () => {
  const document = 'before\n<!-- options -->\nold\nrows\n<!-- /options -->\nafter\n'
  const once = withTable(document, '| new |')!
  expect(once).toBe('before\n<!-- options -->\n| new |\n<!-- /options -->\nafter\n')
  expect(withTable(once, '| new |')).toBe(once)
})

test('a document without both markers has no place for a table', () => {
  for (const document of ['', '<!-- options -->', '<!-- /options --> <!-- options -->']) {
    expect(withTable(document, '| new |')).toBeUndefined()
  }
})
