// What somebody gets who installs from the registry: every template from packed packages, in an empty folder outside of the repository.
// It takes minutes and needs the network once. node --conditions=@botyard/source packages/create-botyard/test/from-tarballs.ts
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { packInto } from '../../../scripts/pack.ts'
import { workspacePackages } from '../../../scripts/packages.ts'
import { type TemplateName, templates } from '../src/templates.ts'

/** One thing that was tried. */
export interface Tried {
  readonly what: string
  readonly ok: boolean
  readonly seconds: number
  /** What is worth knowing when it went well, and why it did not when it failed. */
  readonly text: string
}

const execute = promisify(execFile)
const megabytesMost = 60
const outputMost = 1 << 26

/** Tries everything, in folders that are gone afterwards; `tell` hears of each as it ends. */
export async function fromTarballs(tell: (tried: Tried) => void): Promise<boolean> {
  const around = mkdtempSync(join(tmpdir(), 'from-tarballs-'))
  const all: Tried[] = []
  const attempt = async (what: string, work: () => Promise<string>) => {
    const start = performance.now()
    const [ok, text] = await work().then(
      (said) => [true, said] as const,
      (error) => [false, reasonOf(error)] as const,
    )
    const tried = { what, ok, text, seconds: (performance.now() - start) / 1000 }
    all.push(tried)
    tell(tried)
  }
  try {
    const packages = join(around, 'packages')
    mkdirSync(packages)
    await attempt('pack the workspace', async () => pack(packages))
    await attempt('install create-botyard', () => installCommand(around, packages))
    for (const template of Object.keys(templates) as TemplateName[]) {
      await attempt(`${template}: create, install, first run`, () => create(around, template, ['--packages', packages]))
      await attempt(`${template}: types under strict`, () => npm(join(around, template), 'run', 'check').then(() => ''))
      await attempt(`${template}: npm test`, () => npm(join(around, template), 'test').then(passedTests))
    }
    await attempt('momentum: npm start', () => npm(join(around, 'momentum'), 'start').then(lastLine))
    await attempt('a bot takes the published strategy', () => useStrategy(around))
    await attempt('another venue is another line', () => swapVenue(around))
    for (const [words, code] of badInput) await attempt(`refused: ${words.join(' ')}`, () => refused(around, words, code))
    const old = await oldNode()
    if (old !== undefined) await attempt('refused: an old Node', () => refused(around, ['x', '--template', 'blank'], 3, old))
    return all.every(({ ok }) => ok)
  } finally {
    rmSync(around, { recursive: true, force: true })
  }
}

const badInput: readonly (readonly [words: readonly string[], code: number])[] = [
  [['x', '--template', 'momentm'], 2],
  [['momentum'], 2],
  [['My Bot'], 2],
  [['x', '--tempalte', 'blank'], 2],
]

function pack(folder: string): string {
  const packed = packInto(folder, workspacePackages())
  if (typeof packed === 'string') throw new Error(packed)
  return `${packed.length} packages, ${(packed.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)} MB`
}

async function installCommand(around: string, packages: string): Promise<string> {
  const [file] = readdirSync(packages).filter((name) => name.startsWith('create-botyard-'))
  writeFileSync(join(around, 'package.json'), '{ "private": true }')
  await npm(around, 'install', '--no-audit', '--no-fund', join(packages, file))
  return `${readdirSync(join(around, 'node_modules')).filter((name) => !name.startsWith('.')).length} package in node_modules`
}

async function create(around: string, template: TemplateName, more: readonly string[]): Promise<string> {
  const { stdout } = await command(around, [template, '--template', template, '--yes', '--json', ...more])
  const { files, firstRun } = JSON.parse(stdout)
  if (firstRun?.ok !== true) throw new Error('the first run failed')
  const { stdout: size } = await execute('du', ['-sm', 'node_modules'], { cwd: join(around, template) })
  const megabytes = Number.parseInt(size, 10)
  if (!(megabytes <= megabytesMost)) throw new Error(`node_modules has ${megabytes} MB, ${megabytesMost} is the limit`)
  const result =
    firstRun.result === null ? '' : `, ${firstRun.result.trades} trades, net ${(firstRun.result.netReturn * 100).toFixed(2)} %`
  return `${files.length} files, ${megabytes} MB${result}`
}

/** Packs the strategy package as it would be published and lets the bot use it in place of its own. */
async function useStrategy(around: string): Promise<string> {
  const bot = join(around, 'momentum')
  await npm(bot, 'install', '--no-audit', '--no-fund', await packed(join(around, 'strategy')))
  edit(join(bot, 'bot.ts'), "import strategy from './src/strategy.ts'", "import { breakout as strategy } from 'strategy'")
  const { trades, strategies } = await backtest(bot)
  if (strategies[0] !== 'breakout') throw new Error(`the bot ran ${strategies[0]}`)
  return `${trades} trades of ${strategies[0]}`
}

/** The same bot with the adapter as its venue: the import and one line are changed, and the run is the same. */
async function swapVenue(around: string): Promise<string> {
  const bot = join(around, 'momentum')
  const before = await backtest(bot)
  await npm(bot, 'install', '--no-audit', '--no-fund', await packed(join(around, 'adapter')))
  edit(join(bot, 'bot.ts'), "import { sim } from '@botyard/sim'", "import { acme } from 'adapter'")
  edit(join(bot, 'bot.ts'), 'venue: sim()', "venue: acme({ network: 'test' })")
  await npm(bot, 'run', 'check')
  const after = await backtest(bot)
  if (after.trades !== before.trades || after.finalEquity !== before.finalEquity) throw new Error('the run became another one')
  return `${after.trades} trades before and after`
}

async function packed(folder: string): Promise<string> {
  const { stdout } = await npm(folder, 'pack', '--json')
  const listed: unknown = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)))
  const [{ filename, files }] = Object.values(listed as Record<string, { filename: string; files: readonly { path: string }[] }>)
  if (!files.some(({ path }) => path === 'dist/src/index.js')) throw new Error(`${filename} ships no JavaScript`)
  return join(folder, filename)
}

async function backtest(folder: string): Promise<{ trades: number; strategies: readonly string[]; finalEquity: number }> {
  const { stdout } = await execute(process.execPath, ['bot.ts', 'backtest', '--json'], { cwd: folder, maxBuffer: outputMost })
  return JSON.parse(stdout)
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  writeFileSync(file, text.replace(from, to))
}

/** The first Node on the way that is too old for TypeScript, where the machine has one. */
async function oldNode(): Promise<string | undefined> {
  for (const folder of process.env.PATH?.split(delimiter) ?? []) {
    const node = join(folder, 'node')
    if (!existsSync(node)) continue
    const { stdout } = await execute(node, ['--version'])
    if (Number(/^v(\d+)/.exec(stdout)?.[1]) < 22) return node
  }
  return undefined
}

async function refused(around: string, words: readonly string[], code: number, node = process.execPath): Promise<string> {
  const before = readdirSync(around).join()
  try {
    await command(around, [...words, '--yes', '--no-install'], node)
  } catch (error) {
    const { code: exit, stderr } = error as { code?: number; stderr?: string }
    if (exit !== code) throw error
    if (readdirSync(around).join() !== before) throw new Error('something was written', { cause: error })
    return stderr?.split('\n')[0] ?? ''
  }
  throw new Error('it was not refused')
}

function command(around: string, words: readonly string[], node = process.execPath) {
  const bin = join(around, 'node_modules/create-botyard/bin/create-botyard.js')
  if (!existsSync(bin)) throw new Error('create-botyard is not installed')
  return execute(node, [bin, ...words], { cwd: around, maxBuffer: outputMost })
}

function npm(cwd: string, ...words: readonly string[]) {
  return execute('npm', [...words, '--loglevel=error'], { cwd, maxBuffer: outputMost })
}

function passedTests({ stdout }: { stdout: string }): string {
  return /pass (\d+)/.exec(stdout)?.[0] ?? ''
}

function lastLine({ stdout }: { stdout: string }): string {
  return stdout.trim().split('\n').at(-1) ?? ''
}

function reasonOf(error: unknown): string {
  const { stdout = '', stderr = '', message = '' } = error as { stdout?: string; stderr?: string; message?: string }
  return [message, stdout, stderr].join('\n').trim().split('\n').slice(-15).join('\n')
}

if (import.meta.main) {
  const ok = await fromTarballs(({ what, ok, seconds, text }) =>
    console.log(`${ok ? '✔' : '✖'} ${what.padEnd(44)} ${seconds.toFixed(1).padStart(6)} s  ${text}`),
  )
  console.log(ok ? 'all of it works from tarballs' : 'something does not work from tarballs')
  if (!ok) process.exitCode = 1
}
