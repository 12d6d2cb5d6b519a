import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './house.ts'
import { importsOf } from './source-text.ts'

const script = join(root, 'scripts', 'run.mjs')
const text = readFileSync(script, 'utf8')
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts

/** The oldest node there is on this machine, which is what a fresh clone may be started with. */
function oldestNode(): { readonly path: string; readonly major: number } {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'].map((folder) =>
    join(folder, 'node'),
  )
  const found = [...new Set([process.execPath, ...places])]
    .filter((path) => existsSync(path))
    .map((path) => ({ path, major: Number(/^v(\d+)/.exec(execFileSync(path, ['--version'], { encoding: 'utf8' }))?.[1]) }))
  return found.sort((a, b) => a.major - b.major)[0] ?? { path: process.execPath, major: 24 }
}

test('the runner reads on the oldest node of this machine', () => {
  const { path, major } = oldestNode()
  if (major >= 24) process.stderr.write(`run.mjs was read by node ${major} only: there is no older one here\n`)
  const read = spawnSync(path, ['--check', script], { encoding: 'utf8' })
  expect(read.stderr).toBe('')
  expect(read.status).toBe(0)
})

test('the runner needs nothing that would have to be installed first', () => {
  expect(importsOf(text)).not.toEqual([])
  for (const from of importsOf(text)) expect(from).toMatch(/^node:/)
})

test('an unknown task exits with 2 before anything is installed, and names those there are', () => {
  const { path } = oldestNode()
  for (const words of [['tset'], [], ['constructor'], ['--help']]) {
    const done = spawnSync(path, [script, ...words], { encoding: 'utf8' })
    expect(done.status, words.join()).toBe(2)
    expect(done.stdout).toBe('')
    for (const task of Object.keys(scripts)) expect(done.stderr).toContain(task)
  }
})

test('every npm script is a task of the runner, and every task has its script', () => {
  const tasks = /Known: (.*)/.exec(spawnSync(process.execPath, [script, 'none'], { encoding: 'utf8' }).stderr)?.[1]?.split(', ')
  expect(tasks?.sort()).toEqual(Object.keys(scripts).sort())
  for (const [name, line] of Object.entries(scripts)) expect(line).toBe(`node scripts/run.mjs ${name}`)
  for (const name of ['start', 'test', 'build', 'check', 'docs', 'bench', 'pack', 'prove']) expect(scripts).toHaveProperty(name)
})
