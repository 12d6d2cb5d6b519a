import { type BotyardError, exitCodes, isBotyardError, type Logger, renderError } from '@botyard/core'
import { readSource } from './read-source.ts'
import type { Terminal } from './terminal.ts'

/** What lines of a bot are told with. */
interface LogContext {
  readonly terminal: Terminal
  /** Paths below it are shown relative to it. */
  readonly cwd: string
  /** Called before a line is written, so that what is being drawn on the last one is out of the way. */
  before(): void
}

/**
 * Warnings and errors of a running bot as people read them: a problem with its place in the file, once, and its repetitions as one line
 * each. Lines below a warning are not shown.
 */
export function terminalLog({ terminal, cwd, before }: LogContext): Logger {
  const told = new Set<string>()
  const tell = (sign: string) => (text: string, data?: object) => {
    before()
    const problem = problemIn(data)
    if (problem === undefined || told.has(kindOf(problem))) {
      // A rule that stopped the bot did as it was told, the second time as well.
      terminal.note(`${problem?.exitCode === exitCodes.stopped ? '⚠' : sign} ${text}`)
      return
    }
    told.add(kindOf(problem))
    const { colorErrors: color, width, ascii } = terminal
    terminal.tell(renderError(problem, { color, width, ascii, readSource, cwd }))
    const { cause } = problem
    if (terminal.verbose && cause instanceof Error && cause.stack !== undefined) terminal.tell(cause.stack)
  }
  return { debug() {}, info() {}, warn: tell('⚠'), error: tell('✖') }
}

function problemIn(data: object | undefined): BotyardError | undefined {
  const problem = data !== undefined && 'problem' in data ? data.problem : undefined
  return isBotyardError(problem) ? problem : undefined
}

/** The same code at the same place is the same problem. */
function kindOf({ code, at }: BotyardError): string {
  return `${code} ${at?.file}:${at?.line}:${at?.column}`
}
