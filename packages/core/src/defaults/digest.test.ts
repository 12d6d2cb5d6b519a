import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { digestOf } from './digest.ts'

test('a digest is that of the texts with a line feed after each, so lists never run together', () => {
  expect(digestOf(['ab', 'c'])).toBe(createHash('sha256').update('ab\nc\n').digest('hex'))
  expect(digestOf(['a', 'bc'])).not.toBe(digestOf(['ab', 'c']))
  expect(digestOf([])).toBe(createHash('sha256').digest('hex'))
})
