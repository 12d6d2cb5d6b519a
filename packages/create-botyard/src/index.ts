import { create, interrupted } from './create.ts'
import { help } from './flags.ts'
import { checkPlan, defaultFolder, planProject } from './plan.ts'
import { askRest } from './questions.ts'
import { readWords } from './read-words.ts'
import { Screen } from './screen.ts'
import type { Staging } from './staging.ts'
import { Trouble, Troubles, unprintable } from './trouble.ts'
import { cloneFolder, ownVersion } from './workspace.ts'

/** Runs the command as this process and leaves its exit code behind. Called by `bin/create-botyard.js` once Node is known to be new enough. */
export async function main(argv: readonly string[]): Promise<void> {
  const { stdout, stderr, env } = process
  const streams = { out: stdout, err: stderr }
  const color = stdout.isTTY === true && !argv.includes('--no-color') && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  const screen = new Screen(streams, { json: argv.includes('--json'), color })
  const stop = new AbortController()
  let staging: Staging | undefined
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  watchStreams(screen)
  // Whatever ends this process, half a project is nothing to leave behind.
  process.on('exit', () => staging?.discard())
  try {
    process.exitCode = await run(argv, screen, stop, (made) => {
      staging = made
    })
  } catch (thrown) {
    staging?.discard()
    process.exitCode = stop.signal.aborted ? interrupted : tellTroubles(thrown, screen)
  }
}

async function run(
  argv: readonly string[],
  screen: Screen,
  stop: AbortController,
  staged: (staging: Staging) => void,
): Promise<number> {
  const cwd = process.cwd()
  const place = { cwd, clone: cloneFolder() }
  const folder = defaultFolder(place)
  const call = place.clone === undefined ? 'npx create-botyard' : 'npm exec create-botyard --'
  const { words, troubles } = readWords(argv, call, `${call} ${folder}`)
  const [first, ...others] = troubles
  if (first !== undefined) throw new Troubles(first, ...others)
  if (words.set.has('help')) screen.say(help(call, folder))
  else if (words.set.has('version')) screen.say(ownVersion())
  else {
    const { stdin, stdout, env } = process
    const asks = stdin.isTTY === true && stdout.isTTY === true && !words.set.has('yes') && !screen.json && !env['CI']
    const asking = { input: stdin, output: stdout, folder, leave: () => stop.abort() }
    const answered = asks ? await askRest(words, asking) : words
    if (stop.signal.aborted) {
      screen.say('stopped; nothing was written')
      return interrupted
    }
    const plan = planProject(answered, place, env['npm_config_user_agent'])
    checkPlan(plan, place, call)
    return await create({ plan, screen, cwd, call, stop: stop.signal, staged })
  }
  return 0
}

/** Whoever reads the output may stop reading, as `head` does; that is no error of anybody. Output that does not fit where it goes is one. */
function watchStreams(screen: Screen): void {
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit()
      const trouble = unprintable(name, error)
      if (name === 'stdout') screen.trouble(trouble)
      process.exit(process.exitCode || trouble.exitCode)
    })
  }
}

/** Tells what is wrong, for people on stderr and with --json for programs on stdout. */
function tellTroubles(thrown: unknown, screen: Screen): number {
  const { all, exitCode } = thrown instanceof Troubles ? thrown : ourFault(thrown)
  for (const trouble of all) screen.trouble(trouble)
  if (!(thrown instanceof Troubles)) screen.forReport(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
  if (screen.json) {
    const [first] = all
    screen.document({ error: all.length === 1 ? first : { ...first, problems: all } })
  }
  return exitCode
}

function ourFault(thrown: unknown): Troubles {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return new Troubles(new Trouble('BY9901', { message }, { fix: ['report it with the lines below'] }))
}
