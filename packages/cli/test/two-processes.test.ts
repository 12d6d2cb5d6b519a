import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const bot = fileURLToPath(new URL('broken-bots/by6001.ts', import.meta.url))

/** The one document that a backtest prints for programs. */
function backtest(): Record<string, unknown> {
  const words = ['--conditions=@botyard/source', cli, 'backtest', bot, '--json']
  const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8', cwd: mkdtempSync(join(tmpdir(), 'botyard-')) })
  return JSON.parse(stdout)
}

test('the same run in two processes has the same hash and the same figures', () => {
  const [{ seconds: _a, report: _b, ...first }, { seconds: _c, report: _d, ...second }] = [backtest(), backtest()]
  expect(first['hash']).toMatch(/^[0-9a-f]{64}$/)
  expect(first['trades']).toBeGreaterThan(20)
  expect(second).toEqual(first)
})
