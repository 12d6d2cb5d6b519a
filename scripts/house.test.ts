import { expect, test } from 'vitest'
import { forgotten } from './house.ts'

test('a forgotten file belongs to the house, a folder that somebody put beside it does not', () => {
  const known = ['README.md', 'docs/index.md', 'packages/core/package.json']
  const others = ['NOTES.md', 'docs/new.md', 'packages/new/package.json', 'my-bot/README.md', 'docs-of-mine/index.md']
  expect(forgotten(known, others)).toEqual(['NOTES.md', 'docs/new.md', 'packages/new/package.json'])
})
