import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { type Ended, ownFolder } from '../test/command-line.ts'
import { refuseOldNode } from './old-node.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
const bots = fileURLToPath(new URL('../test/bots/', import.meta.url))
const folder = ownFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// Types are stripped once for all of these processes, which halves their time.
const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }

/** Runs a file under Node as its own process, with sources in place of builds. */
function node(file: string, argv: readonly string[], cwd = folder): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=@botyard/source', file, ...argv], { cwd, env })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }))
  })
}

/** What is left of a run whose stdout nobody can or wants to take. */
interface Unread {
  readonly code: number
  readonly err: string
}

function unread(words: readonly string[], stdout: 'pipe' | number): Promise<Unread> {
  return new Promise((resolve) => {
    const stdio = ['ignore', stdout, 'pipe'] as const
    const child = spawn(process.execPath, ['--conditions=@botyard/source', cli, ...words], {
      cwd: folder,
      env,
      stdio: [...stdio],
    })
    let err = ''
    child.stderr?.on('data', (chunk) => {
      err += chunk
    })
    child.stdout?.destroy()
    child.on('close', (code) => resolve({ code: code ?? -1, err }))
  })
}

const withoutReader = (words: readonly string[]) => unread(words, 'pipe')

/** Linux has a device that is always full. */
async function intoFullDisk(words: readonly string[]): Promise<Unread> {
  const device = openSync('/dev/full', 'w')
  const ended = await unread(words, device)
  closeSync(device)
  return ended
}

describe.concurrent('the process', () => {
  test('prints help and ends with 0', async () => {
    const { code, out, err } = await node(cli, ['--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('backtest')
  })

  test('ends with the exit code of what went wrong', async () => {
    expect((await node(cli, ['backtst'])).code).toBe(2)
    expect((await node(cli, ['backtest'])).code).toBe(3)
  })

  test('explains offline', async () => {
    const { code, out } = await node(cli, ['explain', 'BY1103'])
    expect(code).toBe(0)
    expect(out).toMatch(/^BY1103 {2}Unknown option/)
  })

  test('with --json keeps stdout to one document although the bot prints, and ends although the bot left a timer', async () => {
    const { code, out, err } = await node(cli, ['config', 'check', `${bots}prints.ts`, '--json'])
    expect(JSON.parse(out)).toMatchObject({ ok: true, bot: 'prints' })
    expect(err).toContain('a bot that talks')
    expect(code).toBe(0)
  })

  test('ends quietly when its reader goes away', async () => {
    const { code, err } = await withoutReader(['explain', '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test.runIf(existsSync('/dev/full')).each([
    [['--help'], 3],
    [['explain', '--json'], 3],
    [['config', 'check', `${bots}good.ts`], 3],
    [['backtst', '--json'], 2],
  ])('%j tells that its output did not fit where it goes, and fails', async (words, exit) => {
    const { code, err } = await intoFullDisk(words)
    expect(code).toBe(exit)
    expect(err).toContain('BY6009  Cannot write stdout: ENOSPC')
    expect(err).not.toContain('BY9901')
  })

  test('a bot that prints to a reader who went away ends as quietly', async () => {
    const { code, err } = await withoutReader(['config', 'check', `${bots}prints.ts`])
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test('works in the folder of --cwd', async () => {
    const { out } = await node(cli, ['config', 'check', 'good.ts', '--cwd', bots])
    expect(out).toContain('every option is fine')
  })
})

describe.concurrent('a bot file', () => {
  test.each([
    ['no-package.ts', 'it imports no-such-package, which is not installed', 'npm install no-such-package', 'no-package.ts:2:'],
    ['no-ending.ts', 'it imports parts, which does not exist', 'write the ending too: parts.ts', 'no-ending.ts:2:'],
    ['hangs.ts', 'it never came to its end', 'await nothing in the file itself', ''],
    ['leaves.ts', 'it never came to its end', 'await nothing in the file itself', ''],
  ])('%s is refused with exit code 3', async (name, title, fix, place) => {
    const { code, err } = await node(cli, ['config', 'check', name], bots)
    const text = err.replace(/\s+/g, ' ')
    for (const part of ['BY1306', title, fix, place]) expect(text).toContain(part)
    expect(code).toBe(3)
  })

  test('whose promises fail with nobody there is told so once, with the place, and not that Botyard failed', async () => {
    const { code, err } = await node(cli, ['config', 'check', 'leaves-promises.ts'], bots)
    expect(err.match(/BY\d{4} {2}.*/g)).toEqual([
      'BY1312  Something that leaves-promises.ts left behind failed: nobody waits for',
    ])
    expect(err).toContain('leaves-promises.ts:3:')
    expect(code).toBe(3)
  })

  test('that calls main is a program of its own', async () => {
    const help = await node(`${bots}good.ts`, ['--help'])
    expect(help.out).toContain('node good.ts <command> [flags]')
    expect(help.out).toContain('Without a command it runs paper.')
    expect(help.out).not.toContain('live')
    expect((await node(`${bots}good.ts`, ['live'])).code).toBe(7)
    const elsewhere = await node(`${bots}good.ts`, ['config', 'print'], bots)
    expect([elsewhere.code, elsewhere.err]).toEqual([2, expect.stringContaining('npx botyard config print good.ts')])
    const wrong = await node(`${bots}good.ts`, ['--sed', '5'])
    expect(wrong.err).toContain('Unknown flag --sed of paper')
    expect(wrong.code).toBe(2)
  })
})

test('an old Node is refused with a reason before anything else', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never)
  const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  refuseOldNode('20.20.2')
  refuseOldNode(process.versions.node)
  expect(exit.mock.calls).toEqual([[3]])
  expect(String(write.mock.calls[0])).toContain('Needs Node 22.18.0 or newer, this is 20.20.2')
  vi.restoreAllMocks()
})
