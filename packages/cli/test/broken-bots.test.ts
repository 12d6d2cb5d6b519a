import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { brokenProject } from './broken-project.ts'

// Errors as a person meets them: real bots with one mistake each, run by the real command, and the whole text of what it says.

const expected = fileURLToPath(new URL('broken-bots', import.meta.url))
const folder = brokenProject()
afterAll(() => rmSync(folder, { recursive: true }))
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

const cases: [bot: string, exit: number, flags: string[]][] = [
  ['by1103', 3, []],
  ['by1103-inner', 3, []],
  ['by1107', 3, []],
  ['by2004', 3, []],
  ['by2101', 3, []],
  ['by2110', 3, []],
  ['by3001', 3, []],
  ['by6001', 4, ['--from', '2031-01-01', '--to', '2031-02-01']],
  ['by7002', 3, []],
  ['by7005', 3, []],
]

test.each(cases)('%s says what happened, where, why it matters and what to do', async (bot, exit, flags) => {
  const words = ['--conditions=@botyard/source', cli, 'backtest', `${bot}.ts`, ...flags]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  expect({ status, stdout }).toEqual({ status: exit, stdout: '' })
  await expect(stderr).toMatchFileSnapshot(join(expected, `${bot}.txt`))
})

test.each(cases)('%s is also told to programs', (bot, exit, flags) => {
  const words = ['--conditions=@botyard/source', cli, 'backtest', `${bot}.ts`, '--json', ...flags]
  const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  const { error } = JSON.parse(stdout)
  expect({ status, code: error.code }).toEqual({ status: exit, code: bot.slice(0, 6).toUpperCase() })
  expect(error.fix.length).toBeGreaterThan(0)
})
