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

/** Where in somebody's own files an error came from; undefined when its stack does not tell. Installed packages are not their own. */
export function placeOf(thrown: unknown): Place | undefined {
  const stack = thrown instanceof Error && typeof thrown.stack === 'string' ? thrown.stack : ''
  const lines = stack.split('\n')
  for (const [at, line] of lines.entries()) {
    const found = withColumn.exec(line) ?? heading.exec(line)
    if (found === null) continue
    const [, where = '', row = '1', column] = found
    const file = pathOf(where)
    if (file.includes('node_modules') || isOurs(file)) continue
    return { file, line: Number(row), column: column === undefined ? columnOf(lines, at) : Number(column) }
  }
  return undefined
}

const ownFolder = fileURLToPath(new URL('.', import.meta.url))

function isOurs(file: string): boolean {
  return file.startsWith(ownFolder) && !/\.test\.[jt]s$/.test(file)
}
