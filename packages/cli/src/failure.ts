import { BotyardError, type BotyardErrors, isBotyardError, isBotyardErrors, renderError } from '@botyard/core'
import { readSource } from './read-source.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'
import { cleanLines } from './visible.ts'

/** What an error is told with. */
interface FailureContext {
  readonly terminal: Terminal
  readonly cwd: string
  readonly argv: readonly string[]
}

const stackLinesMost = 12

function known(thrown: unknown): BotyardError | BotyardErrors | undefined {
  return isBotyardError(thrown) || isBotyardErrors(thrown) ? thrown : undefined
}

// What is set may be a key or a token, and reports are public.
function withoutSecrets(argv: readonly string[]): string {
  return argv
    .map((word, at) => (argv[at - 1] === '--set' || word.startsWith('--set=') ? word.replace(/(=[^=]*)?=.*$/s, '$1=***') : word))
    .join(' ')
}

function issueBlock(thrown: unknown, argv: readonly string[]): string {
  const stack = thrown instanceof Error && typeof thrown.stack === 'string' ? thrown.stack : String(thrown)
  return [
    '--- for the report ---',
    `botyard ${version()} · node ${process.version} · ${process.platform} ${process.arch}`,
    `command  ${withoutSecrets(argv)}`,
    ...stack.split('\n').slice(0, stackLinesMost),
    '---',
  ].join('\n')
}

function document(error: BotyardError | BotyardErrors): object {
  if (!isBotyardErrors(error)) return { error: error.toJSON() }
  const [first] = error.problems
  return { error: { ...first?.toJSON(), problems: error.problems.map((problem) => problem.toJSON()) } }
}

/** Tells what went wrong, for people on stderr and with --json for programs on stdout; returns the exit code. */
export function tellFailure(thrown: unknown, { terminal, cwd, argv }: FailureContext): number {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  const error = known(thrown) ?? new BotyardError('BY9901', { message }, { cause: thrown })
  terminal.tell(
    renderError(error, { color: terminal.colorErrors, width: terminal.proseWidth, ascii: terminal.ascii, readSource, cwd }),
  )
  if (known(thrown) === undefined) terminal.tell(cleanLines(issueBlock(thrown, argv)))
  else if (terminal.verbose) terminal.tell(cleanLines(stackOf(error)))
  if (terminal.json) terminal.document(document(error))
  return error.exitCode
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by ${error.cause.stack ?? error.cause.message}` : ''
  return `${error.stack ?? error.message}${cause}`
}
