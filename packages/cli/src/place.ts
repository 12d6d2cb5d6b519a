import { fileURLToPath } from 'node:url'

/** A place in a file, counted from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

const withColumn = /(?:^|[\s(])(file:\/\/[^\s()]+|(?:\/|[A-Za-z]:\\)[^()\n]*?):(\d+):(\d+)\)?$/
// A syntax error names its file and line in front of the source and nowhere else.
const heading = /^(file:\/\/\S+|\/.*?|[A-Za-z]:\\.*?):(\d+)$/

function pathOf(location: string): string {
  try {
    return location.startsWith('file:') ? fileURLToPath(location.replace(/[?#].*$/, '')) : location
  } catch {
    return location
  }
}

/** The line under the source that a syntax error quotes stands as far right as the mistake. */
function columnOf(lines: readonly string[], at: number): number {
  const carets = lines[at + 2] ?? ''
  return /^\s*\^/.test(carets) ? carets.indexOf('^') + 1 : 1
}

/** The lines of a stack that name a file, first to last. */
function* sites(thrown: unknown): Generator<Place> {
  const stack = thrown instanceof Error && typeof thrown.stack === 'string' ? thrown.stack : ''
  const lines = stack.split('\n')
  for (const [at, line] of lines.entries()) {
    const found = withColumn.exec(line) ?? heading.exec(line)
    if (found === null) continue
    const [, where = '', row = '1', column] = found
    yield { file: pathOf(where), line: Number(row), column: column === undefined ? columnOf(lines, at) : Number(column) }
  }
}

/** Whether an error was thrown by a file of Botyard itself, as far as its stack tells. What Node itself did is nobody's. */
export function beginsInBotyard(thrown: unknown): boolean {
  for (const { file } of sites(thrown)) return isOfBotyard(file)
  return false
}

/** Where in somebody's own files an error came from; undefined when its stack does not tell. Installed packages are not their own. */
export function placeOf(thrown: unknown): Place | undefined {
  for (const place of sites(thrown)) if (!place.file.includes('node_modules') && !isOfBotyard(place.file)) return place
  return undefined
}

const packages = fileURLToPath(new URL('../../', import.meta.url)).replaceAll('\\', '/')
const isInstalled = packages.includes('/node_modules/')

/** Installed packages are known by their names; in the repository they lie beside this one, and what is no source or build is not theirs. */
function isOfBotyard(file: string): boolean {
  const path = file.replaceAll('\\', '/')
  if (/\.test\.[jt]s$/.test(path)) return false
  if (/\/node_modules\/(?:@botyard\/|botyard\/)/.test(path)) return true
  return !isInstalled && path.startsWith(packages) && /^(?:[^/]+\/){1,2}(?:src|dist|bin)\//.test(path.slice(packages.length))
}
