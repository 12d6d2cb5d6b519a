import { existsSync, realpathSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BotyardError } from '@botyard/core'

/**
 * Refuses a bot that imports another core than this command does, which happens when a command of one folder is given a bot of another:
 * nothing of the bot would be recognised. Its own command knows it, so the fix is to call that one.
 */
export function refuseForeignBot(file: string, { command, cwd }: { readonly command: string; readonly cwd: string }): void {
  const [own, its] = [coreSeenFrom(import.meta.url), coreSeenFrom(pathToFileURL(file).href)]
  if (own === undefined || its === undefined || own === its) return
  const project = projectOf(file)
  const fix = `use the command of its own project: cd ${relative(cwd, project) || '.'} && npx botyard ${command} ${relative(project, file)}`
  const why = `The bot imports the core in ${dirname(its)}, this command has the one in ${dirname(own)}. Neither knows the parts of the other.`
  throw new BotyardError('BY7005', { first: 'of this command', second: 'of the bot', owner: 'the bot' }, { why, fix: [fix] })
}

/** The folder whose node_modules a file takes core from. */
function projectOf(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder))
    if (existsSync(join(folder, 'node_modules/@botyard/core')) || dirname(folder) === folder) return folder
}

/** The package.json of the core that a file would import, by its real path; undefined when there is none. */
function coreSeenFrom(url: string): string | undefined {
  try {
    const found = findPackageJSON('@botyard/core', url)
    return found === undefined ? undefined : realpathSync(found)
  } catch {
    return undefined
  }
}
