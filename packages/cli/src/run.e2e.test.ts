import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ended, ownFolder } from '../test/command-line.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
const rides = fileURLToPath(new URL('../test/bots/rides.ts', import.meta.url))
const folder = ownFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a file under Node with sources in place of builds; `during` gets the process while it runs. */
function node(words: readonly string[], during: (child: ChildProcess) => void = () => undefined): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
    const child = spawn(process.execPath, ['--conditions=@botyard/source', ...words], { cwd: folder, env })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }))
    during(child)
  })
}

beforeAll(async () => {
  const { code, out } = await node([cli, 'data', 'synth', '--seed', '7', '--days', '3', '--out', 'market/btc.byc'])
  expect(out).toContain('SYNTHETIC')
  expect(code).toBe(0)
})

describe('a bot on data that was made before', () => {
  test('backtests, and again from its own file with the same hash', async () => {
    const asked = ['--data', 'market/btc.byc', '--json', '--seed', '5']
    const [first, own] = await Promise.all([node([cli, 'backtest', rides, ...asked]), node([rides, 'backtest', ...asked])])
    const [one, other] = [JSON.parse(first.out), JSON.parse(own.out)]
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(one.trades).toBeGreaterThan(5)
    expect({ ...other, report: '', seconds: 0 }).toEqual({ ...one, report: '', seconds: 0 })
    expect(one.report).not.toBe(other.report)
    expect(readFileSync(one.report, 'utf8')).toContain('SYNTHETIC DATA.')
  })

  test('that is interrupted on paper ends with 130 and keeps its report', async () => {
    const { code, out } = await node([rides, '--data', 'market/btc.byc'], (child) => {
      // The replay takes over an hour, so it is under way when the signal comes.
      child.stderr?.on('data', (chunk) => {
        if (String(chunk).includes('paper on a replay')) child.kill('SIGINT')
      })
    })
    expect(code).toBe(130)
    const report = /^report (.*)$/m.exec(out)?.[1] ?? ''
    expect(existsSync(join(folder, report))).toBe(true)
  })
})

describe('data', () => {
  test('is checked, listed and never overwritten unasked', async () => {
    const [check, list, again] = await Promise.all([
      node([cli, 'data', 'check', 'market', '--json']),
      node([cli, 'data', 'ls', 'market']),
      node([cli, 'data', 'synth', '--out', 'market/btc.byc']),
    ])
    expect(JSON.parse(check.out)).toMatchObject({ ok: true, files: [{ synthetic: true }] })
    expect(list.out).toMatch(/btc\.byc +BTCUSDT +bar 1m/)
    expect([check.code, list.code, again.code]).toEqual([0, 0, 2])
    expect(again.err).toContain('BY6011')
  })
})
