import type { LoadedBot } from './call.ts'
import { runCommandLine } from './command-line.ts'
import type { ProgramSpec } from './help.ts'
import { claimStdout, flushed, type LostOutput, watchStreams } from './streams.ts'

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
  const argv = process.argv.slice(2)
  const out = argv.includes('--json') ? claimStdout() : process.stdout
  const screen = { out, err: process.stderr, env: process.env }
  const startedIn = process.cwd()
  const interrupts = { listen, leave: (code: number) => process.exit(code) }
  let ended = false
  const fail = async (thrown: unknown, json: boolean) => {
    const { tellFailure } = await import('./failure.ts')
    const { Terminal } = await import('./terminal.ts')
    const terminal = new Terminal(screen, { json, color: !argv.includes('--no-color') })
    ended = true
    return tellFailure(thrown, { terminal, cwd: process.cwd(), argv: [spec.name, ...argv] })
  }
  let botFile = own?.file
  let isFailing = false
  const failLate = async (thrown: unknown) => {
    // What a callback leaves behind at every row fails as often; the first one says it all.
    if (isFailing) return
    isFailing = true
    const { leftBehind } = await import('./left-behind.ts')
    process.exit(await fail(leftBehind(thrown, botFile, startedIn), argv.includes('--json')))
  }
  const lost = watchStreams(() => {
    ended = true
    process.exit()
  })
  process.once('exit', () => {
    if (ended || (process.exitCode ?? 0) !== 0) return
    // Nothing left to wait for, and yet not done: a promise that is never kept must not look like success.
    process.stderr.write(`${spec.name}: ended before it was done, because something it waits for does not come\n`)
    process.exitCode = 1
  })
  process.on('uncaughtException', failLate)
  process.on('unhandledRejection', failLate)
  const loads = (file: string) => {
    botFile = file
    return () => isFailing
  }
  const around = { screen, startedIn, interrupts, enter, loads }
  const code = await runCommandLine(spec, argv, own === undefined ? around : { ...around, own })
  ended = true
  process.exitCode = code
  // A bot may leave a timer or a socket behind; the command is over all the same. What was written has to leave first.
  await flushed()
  const broken = lost()
  // Stdout is what was lost, so there is no document either; what went wrong before counts more than that.
  const lostCode = broken === undefined ? 0 : await fail(await lostOutput(broken), false)
  process.exit(code === 0 ? lostCode : code)
}

/** Output that did not arrive is a failure also when everything else went well: a script must not go on with half a file. */
async function lostOutput({ stream, error }: LostOutput): Promise<Error> {
  const { BotyardError } = await import('@botyard/core')
  const fix = [`free space where ${stream} goes, or send it somewhere else`] as const
  const place = { why: 'What was printed is not complete.', fix, cause: error }
  return new BotyardError('BY6009', { file: stream, reason: error.message }, place)
}
