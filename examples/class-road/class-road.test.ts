import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
const node = (...words: string[]) => execFileSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })

// The tests of this repository read sources, and those of this example cannot be read without a compiler: so it is built, and what was
// built runs under a node that knows nothing of decorators.
test('a class with decorators is made by the container, once, with the part its constructor asks for', () => {
  node(tsc, '-b')
  const { lines, ...seen } = JSON.parse(node('scripted-run.ts'))
  expect(seen).toEqual({ isNoted: true, isOne: true, fills: 4, kept: 4 })
  expect(lines).toContain('4 rows of fills')
})
