import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds everything. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** One file of the repository. */
export interface HouseFile {
  readonly path: string
  readonly text: string
}

/** Every text file of the repository, with those that git would add, so that a forgotten file is judged too. */
export function houseFiles(pattern: RegExp): HouseFile[] {
  const known = listed('--cached')
  const all = [...known, ...forgotten(known, listed('--others', '--exclude-standard'))]
  const paths = [...new Set(all)].filter((path) => pattern.test(path)).sort()
  return paths.flatMap((path) => {
    try {
      return [{ path, text: readFileSync(join(root, path), 'utf8') }]
    } catch {
      return []
    }
  })
}

function listed(...which: readonly string[]): string[] {
  const list = execFileSync('git', ['ls-files', ...which], { cwd: root, encoding: 'utf8' })
  return list.split('\n').filter((path) => path !== '')
}

/**
 * Files that git does not know but would add. Folders at the top of which it knows nothing are somebody's own, such as a bot that was made
 * in the clone, and none of the repository's business.
 */
export function forgotten(known: readonly string[], others: readonly string[]): string[] {
  const rooms = new Set(known.map(roomOf))
  return others.filter((path) => rooms.has(roomOf(path)))
}

/** The folder at the top that a path lies in; '' for a file that lies at the top itself. */
function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
}
