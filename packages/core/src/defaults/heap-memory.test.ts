import { expect, test } from 'vitest'
import { HeapMemory } from './heap-memory.ts'

test('columns have the sort and length that were asked for, begin at zero, and are counted', () => {
  const memory = new HeapMemory()
  const columns = [
    memory.column('f64', 3, 'a'),
    memory.column('i32', 3, 'b'),
    memory.column('u16', 3, 'c'),
    memory.column('i8', 3, 'd'),
    memory.column('u8', 3, 'e'),
  ]
  expect(columns).toEqual([new Float64Array(3), new Int32Array(3), new Uint16Array(3), new Int8Array(3), new Uint8Array(3)])
  expect(memory.bytes).toBe(24 + 12 + 6 + 3 + 3)
})

test('after it was sealed a column is refused by its name', () => {
  const memory = new HeapMemory()
  memory.seal()
  expect(() => memory.column('f64', 1, 'late.prices')).toThrow(/^BY2010 The column "late\.prices" was asked for after the start/)
})
