import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { botyard, ownFolder } from '../test/command-line.ts'

let folder = ''
beforeEach(() => {
  folder = ownFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bot = () => join(folder, 'mine', 'bots', 'bot.ts')

/** Writes a bot that must not be loaded, in a project whose core is made by the caller. */
function project(makeCore: (core: string) => void): void {
  const core = join(folder, 'mine', 'node_modules', '@botyard', 'core')
  for (const path of [dirname(core), dirname(bot())]) mkdirSync(path, { recursive: true })
  makeCore(core)
  writeFileSync(bot(), "throw new Error('loaded')\n")
}

test('a bot of another project is sent to the command of that project, before it is loaded', async () => {
  project((core) => {
    mkdirSync(core)
    writeFileSync(join(core, 'package.json'), JSON.stringify({ name: '@botyard/core', version: '0.1.0', exports: './index.js' }))
  })
  const { code, err } = await botyard(['backtest', 'mine/bots/bot.ts'], folder)
  const text = err.replace(/\s+/g, ' ')
  expect([code, text]).toEqual([3, expect.stringContaining('BY7005 Two copies of @botyard/core: of this command and of the bot')])
  expect(text).toContain('cd mine && npx botyard backtest bots/bot.ts')
  const doctor = await botyard(['doctor', 'mine/bots/bot.ts', '--json'], folder)
  expect(JSON.parse(doctor.out).checks.at(-1)).toMatchObject({
    ok: false,
    fix: expect.stringContaining('npx botyard doctor bots/bot.ts'),
  })
})

test('a bot whose core is the same by another path is loaded', async () => {
  project((core) => symlinkSync(fileURLToPath(new URL('../../core', import.meta.url)), core))
  const { err } = await botyard(['backtest', 'mine/bots/bot.ts'], folder)
  expect(err).toContain('BY1306')
})
