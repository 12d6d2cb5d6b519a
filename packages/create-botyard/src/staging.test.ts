import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Staging } from './staging.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staging-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const files = new Map([
  ['bot.ts', 'new'],
  ['src/strategy.ts', 'new'],
])

/** Every file below the folder with its text. */
function tree(): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    entries
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
}

test('a project appears as a whole, and only when it is placed', () => {
  const staging = new Staging(join(folder, 'a/b/my-bot'))
  staging.write(files)
  expect(existsSync(join(folder, 'a/b/my-bot'))).toBe(false)
  staging.place()
  expect(tree()).toEqual({ 'a/b/my-bot/bot.ts': 'new', 'a/b/my-bot/src/strategy.ts': 'new' })
})

test('the folder of a project is open to whoever any new folder is open to', () => {
  mkdirSync(join(folder, 'plain'))
  new Staging(join(folder, 'my-bot')).place()
  expect(statSync(join(folder, 'my-bot')).mode).toBe(statSync(join(folder, 'plain')).mode)
})

test('a project that is given up leaves nothing, not even the folders above it', () => {
  const staging = new Staging(join(folder, 'a/b/my-bot'))
  staging.write(files)
  staging.discard()
  staging.discard()
  expect(readdirSync(folder)).toEqual([])
})

test('folders above it stay when somebody else uses them meanwhile', () => {
  const staging = new Staging(join(folder, 'a/b/my-bot'))
  writeFileSync(join(folder, 'a/note.txt'), 'mine')
  staging.discard()
  expect(tree()).toEqual({ 'a/note.txt': 'mine' })
})

test('what is placed is safe from being given up later', () => {
  const staging = new Staging(join(folder, 'my-bot'))
  staging.write(files)
  staging.place()
  staging.discard()
  expect(Object.keys(tree())).toHaveLength(2)
})

test('in a folder that exists only files of the same names are replaced, and packages as a whole', () => {
  for (const path of ['src', 'node_modules/old']) mkdirSync(join(folder, path), { recursive: true })
  const mine = { 'bot.ts': 'mine', 'src/own.ts': 'mine', 'node_modules/old/index.js': 'old' }
  for (const [path, text] of Object.entries(mine)) writeFileSync(join(folder, path), text)
  const staging = new Staging(folder)
  staging.write(new Map([...files, ['node_modules/fresh/index.js', 'fresh']]))
  staging.place()
  expect(tree()).toEqual({
    'bot.ts': 'new',
    'src/own.ts': 'mine',
    'src/strategy.ts': 'new',
    'node_modules/fresh/index.js': 'fresh',
  })
})

test('when one file cannot be moved, those before it go back', () => {
  const mine = { 'bot.ts': 'mine', src: 'a file where a folder should be' }
  for (const [path, text] of Object.entries(mine)) writeFileSync(join(folder, path), text)
  const staging = new Staging(folder)
  staging.write(files)
  expect(() => staging.place()).toThrow('BY6009')
  staging.discard()
  expect(tree()).toEqual(mine)
})

test('a place that cannot be written is told before anything is', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => new Staging(join(folder, 'file/my-bot'))).toThrow('BY6009')
  expect(readdirSync(folder)).toEqual(['file'])
})
