/** A place in a file, counted from 1 as editors do. */
export interface CallSite {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Tells whether a file belongs to Botyard and is therefore never the place where a user wrote something. */
export type OwnFile = (file: string) => boolean

const position = /^(.+):(\d+):(\d+)$/
const installed = /\/node_modules\/(?:@botyard\/|botyard\/|create-botyard\/)/
const testFile = /\.(?:property\.)?test\.[cm]?[jt]s$/

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** A path out of a path or a file URL: without the query that a reload adds, and with forward slashes. */
export function pathOf(location: string): string {
  if (!location.startsWith('file://')) return location.replaceAll('\\', '/')
  const path = decode(location.slice('file://'.length).replace(/[?#].*$/, ''))
  return /^\/[A-Za-z]:\//.test(path) ? path.slice(1) : path
}

/** Reads one line of a stack. Lines without a file, such as those of Node itself or of evaluated text, are undefined. */
export function readStackLine(line: string): CallSite | undefined {
  const text = line.trim()
  if (!text.startsWith('at ')) return undefined
  const bracket = text.endsWith(')') ? text.indexOf(' (') : -1
  const location = bracket < 0 ? text.slice(3).replace(/^async /, '') : text.slice(bracket + 2, -1)
  const found = position.exec(location)
  if (found === null) return undefined
  const [, where = '', lineText, columnText] = found
  if (!/^(?:file:\/\/|\/|[A-Za-z]:[\\/])/.test(where)) return undefined
  return { file: pathOf(where), line: Number(lineText), column: Number(columnText) }
}

/** The first place of a stack that is not Botyard's own; undefined when there is none. */
export function firstOutside(stack: string, own: OwnFile): CallSite | undefined {
  for (const line of stack.split('\n')) {
    const site = readStackLine(line)
    if (site !== undefined && !own(site.file)) return site
  }
  return undefined
}

/**
 * What is Botyard's own, seen from this very file: packages under node_modules by their names, and in the repository the sources and
 * builds beside core. Tests stand among the sources but are written like a user's file, so they are not own.
 */
export function ownFiles(thisFile: string): OwnFile {
  const core = /^(.*\/)core\/(?:src|dist)\/errors\/[^/]+$/.exec(thisFile)
  const beside = core === null || installed.test(thisFile) ? undefined : core[1]
  return (file) => {
    if (testFile.test(file)) return false
    if (installed.test(file) || file === thisFile) return true
    return (
      beside !== undefined && file.startsWith(beside) && /^(?:[^/]+\/){1,2}(?:src|dist|bin)\//.test(file.slice(beside.length))
    )
  }
}

const own = ownFiles(pathOf(import.meta.url))

/**
 * Where in somebody's own file an error was thrown, as far as its stack tells: what is installed is not theirs to repair. `caller` is
 * the URL of the file that made the call. What called that one, such as the line that runs the bot, threw nothing.
 */
export function thrownAt(error: unknown, caller: string): CallSite | undefined {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined
  const below = pathOf(caller)
  for (const line of error.stack.split('\n')) {
    const site = readStackLine(line)
    if (site?.file === below) return undefined
    if (site !== undefined && !own(site.file) && !site.file.includes('/node_modules/')) return site
  }
  return undefined
}

/** Where the user's file called into Botyard, as far as the stack tells. Captured once per option list, never while trading. */
export function callSite(): CallSite | undefined {
  const { stack } = new Error('only its stack is read')
  return typeof stack === 'string' ? firstOutside(stack, own) : undefined
}

/** The same for what is defined: undefined when that is in an installed package, which its user cannot repair. */
export function definitionSite(): CallSite | undefined {
  const site = callSite()
  return site?.file.includes('/node_modules/') ? undefined : site
}
