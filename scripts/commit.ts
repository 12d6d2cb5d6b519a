import { execFileSync } from 'node:child_process'
import { root } from './house.ts'

/** The short hash of what is checked out, with `+` when files outside `ignored` differ from it; `-` where git knows nothing. */
export function commitName(...ignored: readonly string[]): string {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changes = git('status', '--porcelain', '--', '.', ...ignored.map((path) => `:!${path}`))
    return git('rev-parse', '--short', 'HEAD') + (changes === '' ? '' : '+')
  } catch {
    return '-'
  }
}
