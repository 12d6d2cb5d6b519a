import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyPackages, fakeNpm, runCommand } from './run-command.ts'

let around = ''
let cwd = ''
let offline: string[] = []
beforeEach(() => {
  around = mkdtempSync(join(tmpdir(), 'create-'))
  cwd = join(around, 'work')
  mkdirSync(cwd)
  offline = ['--yes', '--packages', emptyPackages(join(around, 'packages'))]
})
afterEach(() => rmSync(around, { recursive: true }))

/** Everything in the working folder, so that nothing that was left behind is overlooked. */
const left = () => readdirSync(cwd, { recursive: true }).map(String).toSorted()

test('a project is written within a second when nothing is to be installed', async () => {
  const start = performance.now()
  const { code, out } = await runCommand(cwd, ['my-bot', ...offline, '--no-install'])
  const seconds = (performance.now() - start) / 1000
  expect(code).toBe(0)
  expect(out).toContain('✔ 12 files for my-bot')
  expect(out.trimEnd().split('\n').at(-1)).toMatch(
    /^ {2}npm exec create-botyard -- my-bot --template momentum --yes .*--no-install$/,
  )
  expect(readdirSync(cwd)).toEqual(['my-bot'])
  expect(existsSync(join(cwd, 'my-bot', '.git'))).toBe(true)
  // The target is one second; a machine that is busy with other tests gets three.
  expect(seconds).toBeLessThan(3)
})

test('a fresh repository counts as empty, and --force writes over files of the same names', async () => {
  mkdirSync(join(cwd, 'fresh/.git'), { recursive: true })
  expect((await runCommand(cwd, ['fresh', ...offline, '--no-install'])).code).toBe(0)
  expect((await runCommand(cwd, ['fresh', ...offline, '--no-install'])).code).toBe(2)
  expect((await runCommand(cwd, ['fresh', ...offline, '--no-install', '--force'])).code).toBe(0)
})

test('with --json stdout is one document, whether it went well or not', async () => {
  const good = await runCommand(cwd, ['my-bot', ...offline, '--template', 'adapter', '--no-install', '--no-git', '--json'])
  expect(JSON.parse(good.out)).toMatchObject({
    name: 'my-bot',
    template: 'adapter',
    git: false,
    installed: false,
    firstRun: null,
  })
  const bad = await runCommand(cwd, ['My Bot', '--yes', '--json'])
  expect(JSON.parse(bad.out).error).toMatchObject({ code: 'BY1309', exitCode: 2 })
  const both = await runCommand(cwd, ['a', 'b', '--tempalte', '--json'])
  expect(JSON.parse(both.out).error.problems).toHaveLength(2)
})

test('--dry-run lists the files and writes none', async () => {
  const { code, out } = await runCommand(cwd, ['my-bot', '--dry-run', '--json'])
  expect([code, JSON.parse(out).files.length, left()]).toEqual([0, 12, []])
})

test('whoever interrupts the installation is left with nothing', async () => {
  const marker = join(around, 'installing')
  const env = fakeNpm(
    join(around, 'npm'),
    `require('fs').writeFileSync(${JSON.stringify(marker)}, ''); setTimeout(() => {}, 60000)`,
  )
  const { code, out } = await runCommand(cwd, ['deep/my-bot', ...offline], { env, interruptAt: () => existsSync(marker) })
  expect([code, left()]).toEqual([130, []])
  expect(out).toContain('stopped; nothing was written')
})

test('when packages cannot be installed the files stay, and what to do is told', async () => {
  const env = fakeNpm(join(around, 'npm'), "console.error('npm error code ENOTFOUND'); process.exit(1)")
  const { code, err, out } = await runCommand(cwd, ['my-bot', ...offline], { env })
  expect([code, readdirSync(cwd)]).toEqual([3, ['my-bot']])
  expect(err).toContain('npm error code ENOTFOUND')
  expect(err).toContain('Fix     cd my-bot && npm install')
  expect(out).toContain('  npm install\n')
})

test('a first run that fails is told, and the project stays', async () => {
  const env = fakeNpm(join(around, 'npm'), "console.log('added 3 packages in 1s')")
  const { code, err, out } = await runCommand(cwd, ['my-bot', ...offline], { env })
  expect(out).toContain('✔ 3 packages installed')
  expect([code, readdirSync(cwd)]).toEqual([3, ['my-bot']])
  expect(err).toContain('the first backtest failed')
  expect(err).toContain('cd my-bot && npm run backtest')
})

test('a package manager that is not there is found out before anything is written', async () => {
  const { code, err } = await runCommand(cwd, ['my-bot', ...offline, '--pm', 'bun'], { env: { PATH: join(around, 'empty') } })
  expect([code, left()]).toEqual([2, []])
  expect(err).toContain('--pm is "bun", expected a package manager that is installed')
})

test.skipIf(process.platform === 'win32')(
  'a Node of the shell that is too old for the project is warned of, whatever runs this command',
  async () => {
    const shell = join(around, 'shell')
    const npm = join(around, 'node_modules/.bin')
    for (const [folder, version] of [
      [shell, '20.20.2'],
      [npm, '24.0.0'],
    ] as const) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'node'), `#!/bin/sh\necho v${version}\n`, { mode: 0o755 })
    }
    const env = { PATH: `${npm}:${shell}:${process.env['PATH']}` }
    const words = ['my-bot', ...offline, '--no-install', '--no-git']
    const { code, err } = await runCommand(cwd, words, { env })
    expect([code, err]).toEqual([
      0,
      expect.stringContaining('! BY7001  Needs Node 22.18 or newer, this is 20.20.2 in this shell'),
    ])
    expect(err.replace(/\s+/g, ' ')).toContain(`PATH="${dirname(process.execPath)}:$PATH"`)
    const { out } = await runCommand(cwd, [...words, '--force', '--json'], { env })
    expect(JSON.parse(out).warnings).toMatchObject([{ code: 'BY7001' }])
    const newer = await runCommand(cwd, [...words, '--force'], { env: { PATH: `${dirname(process.execPath)}:${env.PATH}` } })
    expect([newer.code, newer.err]).toEqual([0, ''])
  },
)
