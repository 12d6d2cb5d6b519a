import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { cannotWrite, Trouble } from './trouble.ts'

/** What may lie in a folder that counts as empty: a fresh repository, and what file browsers leave behind. */
const harmless = new Set(['.git', '.DS_Store', 'Thumbs.db', 'LICENSE'])

const namesShownMost = 5

/** Why a project cannot be written into a folder; undefined when it can. Nothing is touched. */
export function targetTrouble(folder: string, shown: string, paths: readonly string[], isForced: boolean): Trouble | undefined {
  const above = firstThere(folder)
  if (above !== folder) return parentTrouble(above)
  if (!statSync(folder).isDirectory()) return aFileIsThere(shown)
  const found = readdirSync(folder).filter((name) => !harmless.has(name))
  if (found.length > 0 && !isForced) return notEmpty(shown, clashing(found, folder, paths))
  const blocked = paths.find((path) => isBlocked(folder, path))
  if (blocked !== undefined) return kindsDiffer(join(shown, blocked))
  return isWritable(folder) ? undefined : cannotWrite(shown, 'this user may not write there')
}

/** The folder itself, or the nearest thing above it that exists. */
export function firstThere(folder: string): string {
  let there = folder
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there)
  return there
}

function parentTrouble(above: string): Trouble | undefined {
  if (!statSync(above).isDirectory()) return cannotWrite(above, 'it is a file, not a folder')
  return isWritable(above) ? undefined : cannotWrite(above, 'this user may not write there')
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

function aFileIsThere(shown: string): Trouble {
  const other = {
    why: 'It is a file, and a project needs a folder. Nothing was written.',
    fix: ['choose another name', 'move the file away first'],
  }
  return new Trouble('BY6011', { file: shown }, other)
}

/** A file cannot take the place of a folder, nor a folder that of a file, whatever was forced. */
function isBlocked(folder: string, path: string): boolean {
  const whole = statSync(join(folder, path), { throwIfNoEntry: false })
  if (whole?.isDirectory() === true) return true
  for (let above = dirname(path); above !== '.'; above = dirname(above)) {
    if (statSync(join(folder, above), { throwIfNoEntry: false })?.isFile() === true) return true
  }
  return false
}

function kindsDiffer(shown: string): Trouble {
  const other = {
    why: 'A file stands where the template has a folder, or a folder where it has a file. Nothing was written.',
    fix: ['choose another folder', 'move it away first'],
  }
  return new Trouble('BY6011', { file: shown }, other)
}

/** What would be replaced comes first; the rest of what is there counts too. */
function clashing(found: readonly string[], folder: string, paths: readonly string[]): string[] {
  const replaced = paths.filter((path) => existsSync(join(folder, path)))
  const others = found.filter((name) => !replaced.some((path) => path === name || path.startsWith(`${name}/`)))
  return [...replaced, ...others]
}

function notEmpty(shown: string, names: readonly string[]): Trouble {
  const rest = names.length - namesShownMost
  const files = [...names.slice(0, namesShownMost), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ')
  return new Trouble('BY1308', { folder: shown === '.' ? basename(process.cwd()) : shown, files })
}
