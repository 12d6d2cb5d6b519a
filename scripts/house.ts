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

/** Every text file that git knows or would add, so that a forgotten file is judged too. */
export function houseFiles(pattern: RegExp): HouseFile[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  const paths = [...new Set(list.split('\n'))].filter((path) => path !== '' && pattern.test(path)).sort()
  return paths.flatMap((path) => {
    try {
      return [{ path, text: readFileSync(join(root, path), 'utf8') }]
    } catch {
      return []
    }
  })
}
