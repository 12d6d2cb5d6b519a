import type { LoadedBot } from './call.ts'
import { runCommandLine } from './command-line.ts'
import type { ProgramSpec } from './help.ts'
import type { Output } from './terminal.ts'

// Whoever reads the output may stop reading, as `head` does; that is no error of anybody.
function endQuietlyWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit()
      throw error
    })
  }
}

/** With --json, what a bot prints must not get between the braces: from here on it goes to stderr, and only the returned output is stdout. */
function claimStdout(): Output {
  const { stdout, stderr } = process
  const write = stdout.write.bind(stdout)
  stdout.write = stderr.write.bind(stderr)
  return { write: (text) => write(text), isTTY: stdout.isTTY, columns: stdout.columns }
}

function listen(hear: () => void): () => void {
  process.on('SIGINT', hear)
  process.on('SIGTERM', hear)
  return () => {
    process.off('SIGINT', hear)
    process.off('SIGTERM', hear)
  }
}

function enter(folder: string): string | undefined {
  try {
    process.chdir(folder)
    return process.cwd()
  } catch {
    return undefined
  }
}

/** Runs a command line as this process: its words, its streams, its end. Does not return. */
export async function runAsProcess(spec: ProgramSpec, own?: LoadedBot): Promise<void> {
  endQuietlyWithReader()
  const argv = process.argv.slice(2)
  const out = argv.includes('--json') ? claimStdout() : process.stdout
  const screen = { out, err: process.stderr, env: process.env }
  const startedIn = process.cwd()
  const interrupts = { listen, leave: (code: number) => process.exit(code) }
  let ended = false
  process.once('exit', () => {
    if (ended || (process.exitCode ?? 0) !== 0) return
    // Nothing left to wait for, and yet not done: a promise that is never kept must not look like success.
    process.stderr.write(`${spec.name}: ended before it was done, because something it waits for does not come\n`)
    process.exitCode = 1
  })
  const failLate = async (thrown: unknown) => {
    const { tellFailure } = await import('./failure.ts')
    const { Terminal } = await import('./terminal.ts')
    const terminal = new Terminal(screen, { json: argv.includes('--json'), color: !argv.includes('--no-color') })
    ended = true
    process.exit(tellFailure(thrown, { terminal, cwd: process.cwd(), argv: [spec.name, ...argv] }))
  }
  process.on('uncaughtException', failLate)
  process.on('unhandledRejection', failLate)
  const code = await runCommandLine(spec, argv, { screen, startedIn, interrupts, enter, ...(own === undefined ? {} : { own }) })
  ended = true
  process.exitCode = code
  // A bot may leave a timer or a socket behind; the command is over all the same. What was written has to leave first.
  await Promise.all([flushed(out), flushed(process.stderr)])
  process.exit(code)
}

function flushed(output: Output): Promise<void> {
  const stream = output === process.stderr ? process.stderr : process.stdout
  return new Promise((resolve) => {
    if (stream.writableLength === 0) resolve()
    else stream.once('drain', () => resolve())
  })
}
