import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backtest } from '../packages/cli/src/run/backtest.ts'
import { root } from './house.ts'
import { blocksOf, documents, includesOf, isShownFrom, missingFiles, missingLinks, sources } from './snippets.ts'
import { canBeTyped } from './typed-line.ts'

// A document shows code in one of two ways: it takes a file in, or it repeats lines of a file. Both are looked at here, and the files are
// typechecked and run, so what a reader copies works.

const all = documents()
const files = sources()

test('every block of TypeScript in a document is lines of a file that is checked and run', () => {
  const typescript = all.flatMap(blocksOf).filter(({ language }) => language === 'ts' || language === 'typescript')
  expect(typescript.length).toBeGreaterThan(3)
  expect(typescript.filter((block) => !isShownFrom(block, files)).map(({ place, text }) => `${place}\n${text}`)).toEqual([])
})

test('every file that a page takes in exists and is one of those', () => {
  const known = new Set(files.map(({ path }) => path))
  const included = all.flatMap(includesOf)
  expect(included.length).toBeGreaterThan(5)
  expect(included.filter(({ file, exists }) => !exists || (file.endsWith('.ts') && !known.has(file)))).toEqual([])
})

test('every file that a document names, or links to, is there', () => {
  expect(all.flatMap(missingLinks)).toEqual([])
  const inside = all.filter(({ path }) => /^ARCHITECTURE\.md$|^docs\/decisions\//.test(path))
  expect(inside.flatMap(missingFiles)).toEqual([])
})

test('a block that differs by one letter is not taken for lines of a file', () => {
  const [file] = files
  const text = file!.text.split('\n').slice(0, 6).join('\n')
  expect(isShownFrom({ place: '', language: 'ts', text }, files)).toBe(true)
  expect(isShownFrom({ place: '', language: 'ts', text: text.replace('import', 'imports') }, files)).toBe(false)
})

test('every command in a document is one that can be typed', () => {
  const shell = all.flatMap(blocksOf).filter(({ language }) => language === 'sh' || language === 'bash')
  const lines = shell.flatMap(({ place, text }) =>
    text.split('\n').map((line) => ({ place, line: line.replace(/\s+#.*$|^#.*$/, '').trim() })),
  )
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.filter(({ line }) => line !== '' && !canBeTyped(line))).toEqual([])
})

test('the snippets of the site typecheck', () => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const run = () => execFileSync(process.execPath, [tsc, '-p', join(root, 'docs', 'tsconfig.check.json')], { encoding: 'utf8' })
  expect(run).not.toThrow()
})

test('the README shows what npm start prints', async () => {
  const shown = all.flatMap(blocksOf).find(({ place, text }) => place.startsWith('README.md') && text.includes('buy & hold'))
  const table = shown!.text.split('\n').filter((line) => line.trim() !== '' && !/^(botyard|report|\$)/.test(line))
  const { Terminal } = await import('../packages/cli/src/terminal.ts')
  const { backtestTable, runHeading } = await import('../packages/cli/src/backtest-table.ts')
  const { default: bot } = await import('../examples/first-bot/bot.ts')
  const quiet = { write: () => true, isTTY: false, columns: 80 }
  const terminal = new Terminal({ out: quiet, err: quiet, env: {} }, {})
  const result = await backtest(bot, {})
  const lines = [...runHeading(result, terminal, { version: '0', number: 1 }), ...backtestTable(result, terminal)]
  expect(table).toEqual(lines.filter((line) => line.trim() !== '' && !line.startsWith('botyard')))
})
