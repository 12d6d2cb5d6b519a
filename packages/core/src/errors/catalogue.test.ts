import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { BotyardError } from './botyard-error.ts'
import type { CatalogueEntry } from './catalogue/entry.ts'
import { catalogue, type ErrorCode, entryOf } from './catalogue.ts'
import { explainCode } from './explain-code.ts'
import { renderError } from './render-error.ts'

const folder = fileURLToPath(new URL('catalogue/', import.meta.url))
const entries = Object.entries(catalogue) as [ErrorCode, CatalogueEntry][]

// Everything the commands of this version can do; a fix that sends people elsewhere would be a dead end.
const commands = /^(backtest|paper|explain BY\d{4}|doctor|data (synth|import|check|ls)|config (print|check)|--help)\b/
const npmCommands = /^(install|ls|view|dedupe|run pack|exec create-botyard)\b/

function textsOf({ title, why, fix, explain, example }: CatalogueEntry): string[] {
  return [title, why, ...fix, ...explain, example]
}

// Every name of a template gets a value of an ordinary length.
function sample(code: ErrorCode): BotyardError {
  const names = textsOf(catalogue[code]).flatMap((text) => [...text.matchAll(/\{([A-Za-z]\w*)\}/g)].map(([, name = '']) => name))
  return new BotyardError(code, Object.fromEntries(names.map((name) => [name, 'BTCUSDT'])) as never, {
    at: { file: '/home/me/bots/bot.ts', line: 12, column: 27 },
    chain: ['Bot', 'momentum', 'BarBuilder', 'MarketFeed'],
  })
}

describe.each(entries)('%s', (code, entry) => {
  test('has a title, why it matters, a next step and an explanation', () => {
    expect(entry.title.length).toBeLessThanOrEqual(100)
    expect(entry.title).toMatch(/\S[^.]$/)
    expect(entry.why.length).toBeGreaterThan(8)
    expect(entry.fix.length).toBeGreaterThanOrEqual(1)
    for (const step of entry.fix) expect(step).toMatch(/^[a-z].{5,}/)
    expect(entry.explain.length).toBeGreaterThanOrEqual(2)
    expect(entry.explain.length).toBeLessThanOrEqual(6)
    for (const sentence of entry.explain) expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(entry.example.length).toBeGreaterThan(3)
  })

  test('names only commands that exist', () => {
    for (const text of textsOf(entry)) {
      for (const [, rest = ''] of text.matchAll(/npx botyard (?!\{)(.*)/g)) expect(rest).toMatch(commands)
    }
    for (const text of [...entry.fix, entry.example]) {
      for (const [, rest = ''] of text.matchAll(/\bnpm (.*)/g)) expect(rest).toMatch(npmCommands)
    }
  })

  test('is at most 80 columns wide on the screen and leaves no name unfilled', () => {
    const text = renderError(sample(code), { color: false, cwd: '/home/me/bots' })
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
    expect(text).not.toMatch(/\{[A-Za-z]\w*\}/)
    expect(text).toContain('\n  Fix     ')
    expect(text.endsWith(`\n  More    npx botyard explain ${code}`)).toBe(true)
  })

  test('can be explained offline', () => {
    const text = explainCode(code) ?? ''
    expect(text).toContain(entry.explain[0]?.split(' ')[0])
    expect(text).not.toMatch(/\{[A-Za-z]\w*\}/)
    expect(text.split('\n').at(-1)).toBe(`Exit     ${entry.exit}`)
  })
})

test('no code is given twice, and each file keeps its entries in order', () => {
  const codes: string[] = []
  for (const file of readdirSync(folder)) {
    const inFile = [...readFileSync(folder + file, 'utf8').matchAll(/^ {2}(BY\d{4}): \{$/gm)].map(([, code = '']) => code)
    expect(inFile, file).toEqual([...inFile].sort())
    codes.push(...inFile)
  }
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.sort()).toEqual(Object.keys(catalogue).sort())
})

test('the codes whose meaning was promised have it', () => {
  const promised: [ErrorCode, string, number][] = [
    ['BY1103', 'Unknown option', 3],
    ['BY1107', "write '{got}%'", 3],
    ['BY2004', 'Nothing provides {token}', 3],
    ['BY3001', 'has no symbol', 3],
    ['BY4102', 'tick', 3],
    ['BY4105', 'minimum', 3],
    ['BY4201', 'Risk stopped the bot', 6],
    ['BY5003', 'refused the API key', 5],
    ['BY6001', 'No data for {symbol}', 4],
    ['BY7002', 'plugin API', 3],
    ['BY7005', 'Two copies of @botyard/core', 3],
    ['BY8001', 'knew the future', 3],
  ]
  for (const [code, words, exit] of promised) {
    expect(catalogue[code].title).toContain(words)
    expect(catalogue[code].exit).toBe(exit)
  }
})

test('a code that does not exist has no entry and no explanation', () => {
  for (const code of ['BY0000', '', 'toString', '__proto__']) {
    expect(entryOf(code)).toBeUndefined()
    expect(explainCode(code)).toBeUndefined()
  }
})
