import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { neededPackages } from '../src/project-files.ts'
import { type TemplateName, templates } from '../src/templates.ts'

/** What a run of the command left behind. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** How it is run. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** An open file that stdout goes to instead of `out`. */
  readonly stdout?: number
  /** Words for Node itself. */
  readonly node?: readonly string[]
  /** Sends this signal once the text was seen in the output. */
  readonly interruptAt?: () => boolean
}

const bin = fileURLToPath(new URL('../bin/create-botyard.js', import.meta.url))
const lookEveryMillis = 10

/** Runs the command in a folder as its own process, from its sources. */
export function runCommand(
  cwd: string,
  words: readonly string[],
  { env = {}, node = [], stdout, interruptAt }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=@botyard/source', ...node, bin, ...words], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    })
    const looking = setInterval(() => {
      if (interruptAt?.() !== true) return
      clearInterval(looking)
      child.kill('SIGINT')
    }, lookEveryMillis)
    let out = ''
    let err = ''
    child.stdout?.on('data', (text) => {
      out += text
    })
    child.stderr?.on('data', (text) => {
      err += text
    })
    child.on('close', (code) => {
      clearInterval(looking)
      resolve({ code, out, err })
    })
  })
}

/** A folder of tarballs with the names of all packages that templates need and nothing in them. */
export function emptyPackages(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const needed = new Set((Object.keys(templates) as TemplateName[]).flatMap((name) => neededPackages(name)))
  for (const name of needed) {
    if (!name.includes('botyard')) continue
    const text = JSON.stringify({ name, version: '0.1.0' })
    const blocks = Buffer.alloc(3 * 512)
    blocks.write('package/package.json')
    blocks.write(`${text.length.toString(8).padStart(11, '0')} `, 124)
    blocks.write(text, 512)
    writeFileSync(join(folder, `${name.replace(/\W/g, '-')}.tgz`), gzipSync(blocks))
  }
  return folder
}

/** A stand-in for npm that does what a line of JavaScript says; the variables make the command call it. */
export function fakeNpm(folder: string, line: string): Readonly<Record<string, string>> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'npm-cli.cjs')
  writeFileSync(file, line)
  return { npm_execpath: file, npm_config_user_agent: 'npm/11.0.0 node/v24.0.0' }
}
