import { resolve } from 'node:path'
import type { Interrupts, LoadedBot } from './call.ts'
import type { ProgramSpec } from './help.ts'
import { readWords } from './program.ts'
import { loadRunner, type Runner } from './runner.ts'
import { type Screen, Terminal } from './terminal.ts'

/** Everything a command line needs from the process around it. */
interface Surroundings {
  readonly screen: Screen
  /** Folder the process was started in. */
  readonly startedIn: string
  readonly interrupts: Interrupts
  /** Makes a folder the current one; undefined when it cannot be entered. */
  enter(folder: string): string | undefined
  readonly own?: LoadedBot
  loads?(file: string): () => boolean
  readonly loadRunner?: () => Promise<Runner>
}

// Errors may come before the flags are read, and they too must be told as the flags ask. All of these are switches, so a word that
// looks like one is one.
function terminalFor(argv: readonly string[], screen: Screen): Terminal {
  const end = argv.indexOf('--')
  const words = new Set(end < 0 ? argv : argv.slice(0, end))
  return new Terminal(screen, {
    json: words.has('--json'),
    quiet: words.has('--quiet'),
    verbose: words.has('--verbose'),
    color: !words.has('--no-color'),
    ascii: words.has('--ascii'),
  })
}

/** Runs what the words ask for and answers with the exit code. It never throws: whatever goes wrong is told and becomes a code. */
export async function runCommandLine(spec: ProgramSpec, argv: readonly string[], around: Surroundings): Promise<number> {
  const terminal = terminalFor(argv, around.screen)
  let cwd = around.startedIn
  try {
    const asked = await readWords(spec, argv, terminal)
    if (asked === undefined) return 0
    if (asked.call.flags.cwd !== undefined) cwd = await enterFolder(asked.call.flags.cwd, around)
    const { run } = await asked.command.load()
    return await run({
      ...asked.call,
      command: asked.command.name,
      terminal,
      cwd,
      startedIn: around.startedIn,
      own: around.own,
      loadRunner: around.loadRunner ?? loadRunner,
      interrupts: around.interrupts,
      ...(around.loads === undefined ? {} : { loads: around.loads }),
    })
  } catch (thrown) {
    const { tellFailure } = await import('./failure.ts')
    return tellFailure(thrown, { terminal, cwd, argv: [spec.name, ...argv] })
  }
}

async function enterFolder(wanted: string, around: Surroundings): Promise<string> {
  const folder = resolve(around.startedIn, wanted)
  const entered = around.enter(folder)
  if (entered !== undefined) return entered
  const { BotyardError } = await import('@botyard/core')
  throw new BotyardError('BY1303', { flag: '--cwd', got: JSON.stringify(wanted), expected: 'a folder that exists', example: '.' })
}
