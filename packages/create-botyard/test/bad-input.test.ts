import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyPackages, runCommand } from './run-command.ts'

const clone = fileURLToPath(new URL('../../..', import.meta.url))

let around = ''
let cwd = ''
let offline: string[] = []
beforeEach(() => {
  around = mkdtempSync(join(tmpdir(), 'create-'))
  cwd = join(around, 'work')
  mkdirSync(cwd)
  offline = ['--yes', '--packages', emptyPackages(join(around, 'packages'))]
})
afterEach(() => {
  chmodSync(cwd, 0o755)
  rmSync(around, { recursive: true })
})

/** Everything in the working folder, so that nothing that was left behind is overlooked. */
const left = () => readdirSync(cwd, { recursive: true }).map(String).toSorted()

test.each([
  [['my-bot', '--template', 'momentm'], 2, 'BY1307'],
  [['my-bot', '--tempalte', 'blank'], 2, 'BY1302'],
  [['My Bot'], 2, 'BY1309'],
  [['my-bot', '--exchange', 'bybit'], 2, 'BY1303'],
  [['my-bot', '--packages', 'nowhere'], 2, 'BY1303'],
  [['my-bot', '--symbols', 'BTC'], 2, 'BY1303'],
  [[join(clone, 'my-bot')], 2, 'BY1303'],
  [[join(clone, 'packages'), '--force'], 2, 'BY1303'],
  [['full'], 2, 'BY1308'],
  [['file'], 2, 'BY6011'],
  [['file/my-bot'], 3, 'BY6009'],
  [['full', '--force'], 2, 'BY6011'],
])('%j ends with code %i and leaves everything as it was', async (words, exit, error) => {
  mkdirSync(join(cwd, 'full/bot.ts'), { recursive: true })
  writeFileSync(join(cwd, 'file'), '')
  const before = left()
  const { code, out, err } = await runCommand(cwd, [...words, '--yes', '--no-install'])
  expect(err).toContain(`✖ ${error}  `)
  expect(err).toMatch(/^ {2}Fix {5}/m)
  expect([code, out, left()]).toEqual([exit, '', before])
})

test('a folder that is not empty names five of the files in the way', async () => {
  for (const name of ['README.md', 'bot.ts', 'package.json', 'tsconfig.json', 'AGENTS.md', 'notes.txt', '.gitignore'])
    writeFileSync(join(cwd, name), 'mine')
  const { code, err } = await runCommand(cwd, ['.', ...offline, '--no-install'])
  expect(code).toBe(2)
  expect(err.replace(/\s+/g, ' ')).toContain('.gitignore, AGENTS.md, README.md, bot.ts, package.json, and 2 more')
  expect(left()).toHaveLength(7)
})

test.skipIf(process.getuid?.() === 0)('a folder that may not be written to is told', async () => {
  chmodSync(cwd, 0o555)
  const { code, err } = await runCommand(cwd, ['my-bot', ...offline, '--no-install'])
  expect([code, err]).toEqual([3, expect.stringContaining('BY6009')])
})

test.runIf(existsSync('/dev/full')).each([
  [['--help'], 3],
  [['my-bot', '--dry-run', '--json'], 3],
  [['my-bot', '--tempalte', '--json'], 2],
])('%j tells that its output did not fit where it goes, and fails', async (words, exit) => {
  const stdout = openSync('/dev/full', 'w')
  const { code, err } = await runCommand(cwd, words, { stdout })
  closeSync(stdout)
  expect([code, err]).toEqual([exit, expect.stringContaining('BY6009  Cannot write stdout: ENOSPC')])
})

test('an old Node is told what is missing, before anything is written', async () => {
  const old = "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})"
  const { code, err, out } = await runCommand(cwd, ['my-bot', '--yes', '--json'], { node: ['--import', old] })
  expect([code, left()]).toEqual([3, []])
  expect(err).toContain('BY7001  Needs Node 22.18 or newer, this is 20.20.2')
  expect(JSON.parse(out).error).toMatchObject({ code: 'BY7001', exitCode: 3 })
})
