import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Bot } from '@botyard/core'
import { expect, test } from 'vitest'
import { commands } from '../packages/cli/src/command-table.ts'
import { commonFlags, flags, writtenFlag } from '../packages/cli/src/flags.ts'
import { backtest } from '../packages/cli/src/run/backtest.ts'
import { root } from './house.ts'
import { blocksOf, documents, includesOf, isShownFrom, missingFiles, missingLinks, sources } from './snippets.ts'

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

test('every snippet loads, its strategies run, and so do its bots', async () => {
  for (const { path } of files.filter(({ path }) => path.startsWith('docs/snippets/'))) {
    const loaded: Record<string, unknown> = await import(pathToFileURL(join(root, path)).href)
    expect(Object.keys(loaded), path).not.toEqual([])
    for (const bot of await botsOf(loaded)) {
      const result = await backtest(bot, { days: 10 })
      expect(
        result.checks.filter(({ passed }) => !passed),
        path,
      ).toEqual([])
    }
  }
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

/** The bots of a module: its own, and one around every strategy that it exports. */
async function botsOf(loaded: Readonly<Record<string, unknown>>): Promise<Bot[]> {
  const { defineBot } = await import('@botyard/core')
  const { sim } = await import('@botyard/sim')
  return Object.values(loaded).flatMap((value): Bot[] => {
    if (isBot(value)) return [value]
    if (!isStrategy(value)) return []
    return [
      defineBot({
        name: 'snippet',
        venue: sim(),
        symbols: ['BTCUSDT'],
        account: { start: 10_000, quote: 'USDT' },
        strategies: [value()],
      }),
    ]
  })
}

function isBot(value: unknown): value is Bot {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'sort') === 'bot'
}

function isStrategy(value: unknown): value is () => Bot['spec']['strategies'][number] {
  return typeof value === 'function' && 'create' in Object(Reflect.get(value, 'definition'))
}

const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as object)
const known = new Set([
  ...Object.keys(flags).map((name) => writtenFlag(name as keyof typeof flags)),
  ...commonFlags.map((name) => writtenFlag(name)),
])

/** Whether a line of a shell is something that exists here: a script of the repository, a command of the program with its flags, plain tools. */
function canBeTyped(line: string): boolean {
  const npm = /^npm (?:run )?([a-z]+)\b/.exec(line)
  const own = /^(?:npx botyard|npm exec botyard --|node (?:[\w./-]+\/)?bot\.ts)(?: (.*))?$/.exec(line)
  if (own !== null) return isCommand(own[1] ?? '', line.startsWith('node'))
  if (/^npm (install|i) [\w@/.-]+( [\w@/.-]+)*$/.test(line) || /^(cd|git clone|mkdir) \S+( \S+)*$/.test(line)) return true
  if (
    /^npm exec create-botyard -- [\w./-]+( --(template (momentum|blank|strategy|adapter)|yes|no-install|json|packages \S+))*$/.test(
      line,
    )
  )
    return true
  return npm !== null && (scripts.includes(npm[1] ?? '') || npm[1] === 'test')
}

function isCommand(text: string, isBotFile: boolean): boolean {
  const words = text.split(/\s+/).filter(Boolean)
  const name = commands.map((command) => command.name).find((one) => text === one || text.startsWith(`${one} `))
  const written = words.filter((word) => word.startsWith('--')).map((word) => word.replace(/=.*/, ''))
  const allowed = commands.find((one) => one.name === name)?.flags.map((flag) => writtenFlag(flag))
  const fine = (flag: string) =>
    known.has(flag) && (allowed === undefined || [...allowed, ...commonFlags.map((one) => writtenFlag(one))].includes(flag))
  if (name === undefined && !(isBotFile && words.every((word, at) => word.startsWith('-') || at > 0)) && text !== '--help')
    return false
  return written.every((flag) => flag === '--help' || fine(flag))
}
