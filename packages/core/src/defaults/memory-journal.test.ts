import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryJournal } from './memory-journal.ts'

const sha256 = (records: readonly Uint8Array[]) => {
  const hash = createHash('sha256')
  for (const record of records) hash.update(record)
  return hash.digest('hex')
}

// Sizes around those at which a buffer fills or is too small, and the small ones that records really have.
const size = fc.oneof(fc.nat(200), fc.constantFrom(0, 65_535, 65_536, 65_537, 140_000))
const record = fc.tuple(size, fc.nat(255)).map(([length, fill]) => new Uint8Array(length).fill(fill))

test('the digest is that of all bytes, whatever the sizes of the records and however often it is asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(record, fc.boolean()), { maxLength: 20 }), (steps) => {
      const journal = new MemoryJournal()
      const written: Uint8Array[] = []
      for (const [bytes, isAsked] of steps) {
        journal.append(bytes)
        written.push(bytes)
        if (isAsked) expect(journal.digest()).toBe(sha256(written))
      }
      expect(journal.digest()).toBe(sha256(written))
    }),
  )
})

test('records are numbered one by one and the bytes are copied', () => {
  const journal = new MemoryJournal()
  const bytes = Uint8Array.of(1, 2, 3)
  expect([journal.append(bytes), journal.append(bytes), journal.append(bytes)]).toEqual([0, 1, 2])
  bytes.fill(9)
  expect(journal.digest()).toBe(sha256([Uint8Array.of(1, 2, 3, 1, 2, 3, 1, 2, 3)]))
})

test('everything is released at the next flush, never within append', () => {
  const journal = new MemoryJournal()
  const released: number[] = []
  journal.released((record) => released.push(record))
  journal.append(Uint8Array.of(1))
  journal.append(Uint8Array.of(2))
  expect(released).toEqual([])
  journal.flush()
  journal.append(Uint8Array.of(3))
  journal.flush()
  expect(released).toEqual([1, 2])
})

test('the digest of nothing is that of no bytes', () => {
  expect(new MemoryJournal().digest()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})
