import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { BotyardError, reasonOf } from '@botyard/core'
import { installStep } from './installed.ts'
import { type Place, placeOf } from './place.ts'

/** A file that could not be loaded, as it is shown. */
interface Unloadable {
  readonly file: string
  readonly shown: string
}

/** What is to be said of an error that came while a bot file was loaded. */
export function loadProblem({ file, shown }: Unloadable, thrown: unknown): BotyardError {
  const missing = missingImport(thrown)
  if (missing !== undefined) return importProblem(shown, missing, thrown)
  const reason = firstLine(reasonOf(thrown))
  const at = placeOf(thrown) ?? { file, line: 1, column: 1 }
  return new BotyardError('BY1306', { file: shown, reason }, { at, cause: thrown })
}

/** A file that ended the process while it was loaded, or waits for what never comes. */
export function neverLoaded({ shown }: Unloadable): BotyardError {
  const why = 'It ended the process, or awaits something that does not come.'
  const fix = ['await nothing in the file itself; what takes time belongs into the strategy'] as const
  return new BotyardError('BY1306', { file: shown, reason: 'it never came to its end' }, { why, fix })
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() || 'no reason given'
}

interface MissingImport {
  /** As Node names it: a package, or the path of a file. */
  readonly wanted: string
  readonly importer: string
}

// Node tells by a code that something could not be found, but what and by whom only in its message.
function missingImport(thrown: unknown): MissingImport | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== 'ERR_MODULE_NOT_FOUND') return undefined
  const found = /'([^']+)' imported from (.+)$/m.exec(thrown.message)
  return found === null ? undefined : { wanted: found[1] ?? '', importer: found[2] ?? '' }
}

function importProblem(shown: string, { wanted, importer }: MissingImport, cause: unknown): BotyardError {
  const relative = wanted.startsWith('/') || /^[A-Za-z]:\\/.test(wanted)
  const at = placeOfImport(importer, relative ? lastPart(wanted) : wanted)
  const name = relative ? lastPart(wanted) : wanted
  const ending = ['.ts', '/index.ts'].find((one) => relative && existsSync(`${wanted}${one}`))
  const isOurs = /^(?:@botyard\/|botyard(?:\/|$))/.test(wanted)
  const install = isOurs ? installStep : `install it: npm install ${wanted}`
  const repair =
    ending === undefined
      ? `check the path; nothing is at ${join(dirname(wanted), name)}`
      : `write the ending too: ${name}${ending}`
  const reason = relative ? `it imports ${name}, which does not exist` : `it imports ${wanted}, which is not installed`
  const why = relative
    ? 'Node takes the path of an import as it is written, with its ending.'
    : 'Node found no such package here or above.'
  return new BotyardError(
    'BY1306',
    { file: shown, reason },
    { ...(at === undefined ? {} : { at }), why, fix: [relative ? repair : install], cause },
  )
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

/** Where a file imports something: the line of the quoted text that ends with it. */
function placeOfImport(importer: string, name: string): Place | undefined {
  if (!existsSync(importer)) return undefined
  for (const [at, line] of readFileSync(importer, 'utf8').split('\n').entries()) {
    const found = /(["'])([^"']+)\1/.exec(line)
    if (found !== null && (found[2] === name || found[2]?.endsWith(`/${name}`)))
      return { file: importer, line: at + 1, column: found.index + 2 }
  }
  return { file: importer, line: 1, column: 1 }
}
