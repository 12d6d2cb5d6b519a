import { expect, test } from 'vitest'
import { codeOf, importsOf } from './source-text.ts'

test('imports are found in every form, and what only looks like one is not', () => {
  for (const line of [
    "import { a } from 'x'",
    "import type { a } from 'x'",
    "import 'x'",
    "import\n  a\nfrom 'x'",
    'import a from "x"',
    "export * from 'x'",
    "export { a } from 'x'",
    "const a = await import('x')",
    'const a = await import(`x`)',
    "const a = require('x')",
    "type A = import('x').A",
  ])
    expect(importsOf(line), line).toEqual(['x'])
  for (const line of [
    "// import { a } from 'x'",
    "/** @example\n * import { a } from 'x'\n */",
    'const text = "import a from \'x\'"',
    "const text = `from 'x'`",
    "const found = wherefrom + 'x'",
  ])
    expect(importsOf(line), line).toEqual([])
})

test('code is what is left without comments and the contents of literals, on the same lines', () => {
  const cases: [string, string][] = [
    ["a('b') // c", "a(' ')     "],
    ["/* a\nb */ c 'it\\'s' d", "    \n     c '     ' d"],
    ['`a ${b(`c ${d}`)} e`', '`  ${b(`  ${d}`)}  `'],
    ["x = /'/g; y('a')", "x = / /g; y(' ')"],
    ["x = a / b / c; 'd'", "x = a / b / c; ' '"],
    ['f(/[/\'"]/.test(a)) // b', 'f(/     /.test(a))     '],
    ["`it's ${Date.now()} isn't`", '`     ${Date.now()}      `'],
    ['a = { b: 1 }; `${ { c: 2 } }`', 'a = { b: 1 }; `${ { c: 2 } }`'],
  ]
  for (const [source, code] of cases) expect(codeOf(source), source).toBe(code)
})
