import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const built = join(repository, 'packages/core/dist')

/**
 * The broken bots as a project of their own, installed as npm leaves it when packages ask for versions of core that exclude each other:
 * two of the plugins have a core beside them that is not that of the bot. The copies are the built core with another number in it.
 */
export function brokenProject(): string {
  const project = mkdtempSync(join(tmpdir(), 'botyard-broken-'))
  cpSync(fileURLToPath(new URL('broken-bots', import.meta.url)), project, { recursive: true })
  symlinkSync(join(repository, 'node_modules'), join(project, 'node_modules'))
  const rsi = installCore(join(project, 'acme-rsi'), '0.2.0')
  change(join(rsi, 'dist/bot/spec.js'), 'pluginApi = 1', 'pluginApi = 2')
  installCore(join(project, 'acme-lunch'), '0.0.9')
  return project
}

/** Puts a core beside a plugin and returns its folder. */
function installCore(plugin: string, version: string): string {
  const folder = join(plugin, 'node_modules/@botyard/core')
  mkdirSync(dirname(folder), { recursive: true })
  cpSync(built, join(folder, 'dist'), { recursive: true })
  const about = { name: '@botyard/core', version, type: 'module', exports: './dist/index.js' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about))
  const file = join(folder, 'dist/bot/core-copy.js')
  const own = /version: '([^']+)'/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  change(file, `version: '${own}'`, `version: '${version}'`)
  return folder
}

function change(file: string, before: string, after: string): void {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(before)) throw new Error(`${file} does not say ${before}`)
  writeFileSync(file, text.replace(before, after))
}
