import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { isBotyardError, isBotyardErrors, planBot, reasonOf } from '@botyard/core'
import type { Call } from './call.ts'
import { findBotFile } from './find-bot.ts'
import { plural } from './format.ts'
import { installedPackages, installStep } from './installed.ts'
import { loadBot } from './load-bot.ts'
import { isAtLeast, nodeNeeded } from './old-node.ts'

/** What one check of the surroundings found. */
export interface Finding {
  readonly name: string
  readonly ok: boolean
  readonly text: string
  /** What to do, when it is not as it should be. */
  readonly fix?: string
}

const spaceLeastMegabytes = 200

/** The folder from which packages are seen: that of the bot where one is named or found, because its file imports them. */
export function packagesSeenFrom({ words, flags, own, cwd }: Call): string {
  try {
    return dirname(own?.file ?? findBotFile(words[0] ?? flags.config, cwd, 'doctor'))
  } catch {
    return cwd
  }
}

/** Whether this Node runs TypeScript files. */
export function checkNode(version: string): Finding {
  const ok = isAtLeast(version, nodeNeeded)
  const text = ok ? version : `${version}, needed is ${nodeNeeded} or newer`
  return ok ? { name: 'node', ok, text } : { name: 'node', ok, text, fix: 'install a newer Node from https://nodejs.org' }
}

/** Whether there is one core: parts of two copies never match. */
export function checkOneCore(cwd: string): Finding {
  const cores = installedPackages(cwd).filter(({ name }) => name === '@botyard/core')
  if (cores.length === 0)
    return { name: 'one core', ok: false, text: `@botyard/core is not installed in ${cwd} or above`, fix: installStep }
  const [first] = cores
  if (cores.length === 1) return { name: 'one core', ok: true, text: `@botyard/core ${first?.version}` }
  const text = cores.map(({ version, folder }) => `${version} in ${folder}`).join('; ')
  return { name: 'one core', ok: false, text: `${cores.length} copies: ${text}`, fix: 'npm dedupe' }
}

/** Whether all packages of Botyard have one version, as they are released together. */
export function checkVersions(cwd: string): Finding {
  const all = installedPackages(cwd)
  const versions = [...new Set(all.map(({ version }) => version))]
  if (versions.length < 2)
    return {
      name: 'versions',
      ok: true,
      text: versions.length === 0 ? 'no packages of Botyard' : `${plural(all.length, 'package')}, all ${versions[0]}`,
    }
  const text = all.map(({ name, version }) => `${name} ${version}`).join(', ')
  return { name: 'versions', ok: false, text, fix: `take all of one version: ${installStep}` }
}

/** Whether runs can be kept in this folder. */
export function checkFolder(cwd: string): Finding {
  try {
    rmSync(mkdtempSync(join(cwd, '.botyard-')), { recursive: true })
    const { bavail, bsize } = statfsSync(cwd)
    const megabytes = Math.floor((bavail * bsize) / 1_000_000)
    const text = `${megabytes} MB free in ${cwd}`
    if (megabytes >= spaceLeastMegabytes) return { name: 'folder', ok: true, text }
    return {
      name: 'folder',
      ok: false,
      text: `only ${text}`,
      fix: `free ${spaceLeastMegabytes} MB, or work elsewhere with --cwd`,
    }
  } catch (thrown) {
    const text = reasonOf(thrown)
    return { name: 'folder', ok: false, text, fix: 'allow writing here, or work elsewhere with --cwd' }
  }
}

/** Whether the bot of this folder loads and its options are fine. Without a bot there is nothing to find. */
export async function checkBot(call: Call): Promise<Finding> {
  const named = call.words[0] ?? call.flags.config
  try {
    if (named === undefined && call.own === undefined) findBotFile(undefined, call.cwd, 'doctor')
  } catch {
    return { name: 'bot', ok: true, text: 'no bot.ts here or above; name one to check it' }
  }
  try {
    const { bot, file } = await loadBot(call)
    planBot(bot)
    return { name: 'bot', ok: true, text: relative(call.startedIn, file) || file }
  } catch (thrown) {
    const error = isBotyardErrors(thrown) ? thrown.problems[0] : thrown
    if (!isBotyardError(error)) throw thrown
    return { name: 'bot', ok: false, text: error.message, fix: error.fix[0] ?? `npx botyard explain ${error.code}` }
  }
}
