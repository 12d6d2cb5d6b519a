import { expect, test } from 'vitest'
import { longFunctions } from './function-lengths.ts'

test('functions that do not fit a screen are told, whatever sort they are, and long lists are none', () => {
  const rows = (count: number) => '  row()\n'.repeat(count)
  const told = (head: string, count: number, tail = '}') =>
    longFunctions([{ path: 'a.ts', text: `first()\n${head}\n${rows(count)}${tail}\n` }])
  for (const head of [
    'function f() {',
    'constructor(tape: Tape) {',
    'async #copy(row: number): Promise<void> {',
    'get all(): readonly Row[] {',
    'const f = (row: number) => {',
    'work(() => {',
    'if (ok) work((row): row is Bar => {',
    'function f(x: number, { a, b }: { a: number; b: number }): Map<string, number> {',
  ]) {
    expect(told(head, 68), head).toEqual([])
    expect(told(head, 69), head).toEqual(['a.ts:2 71'])
  }
  for (const head of [
    'if (x) {',
    'for (const [a, b] of f(x)) {',
    'class Book {',
    'interface Tape {',
    'const table = {',
    'while (f()) {',
  ])
    expect(told(head, 200), head).toEqual([])
  expect(told('const text = `function f() {', 200, '}`')).toEqual([])
})
