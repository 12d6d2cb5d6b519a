import { expect, test } from 'vitest'
import { CountedStream } from './counted-stream.ts'

test('a stream goes on where another of its seed and name was left', () => {
  const first = new CountedStream(7, 'entry')
  for (let i = 0; i < 25; i++) first.next()
  const second = new CountedStream(7, 'entry')
  second.skipTo(first.drawn)
  expect(Array.from({ length: 9 }, second.next)).toEqual(Array.from({ length: 9 }, first.next))
  expect(second.drawn).toBe(34)
})
