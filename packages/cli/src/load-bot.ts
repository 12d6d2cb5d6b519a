import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Bot, BotyardError, isBotyardError, isBotyardErrors } from '@botyard/core'
import type { Call, LoadedBot } from './call.ts'
import { tellFailure } from './failure.ts'
import { findBotFile } from './find-bot.ts'
import { loadProblem, neverLoaded } from './load-problem.ts'
import { refuseForeignBot } from './own-command.ts'
import type { Place } from './place.ts'
import { contradiction } from './usage.ts'

/** The bot that a command is about: the one whose file called `main`, or that of the file it names, finds or is told by --config. */
export async function loadBot(call: Call): Promise<LoadedBot> {
  if (call.own !== undefined) return call.own
  const [word] = call.words
  const { config } = call.flags
  if (word !== undefined && config !== undefined)
    throw contradiction(`the bot ${JSON.stringify(word)}`, `--config ${config}`, 'name the bot once')
  const file = findBotFile(word ?? config, call.cwd, call.command)
  const shown = relative(call.cwd, file) || file
  refuseForeignBot(file, call)
  return { bot: botIn(await importFile(file, shown, call), file, shown), file }
}

async function importFile(file: string, shown: string, { terminal, cwd, loads }: Call): Promise<object> {
  const hasFailed = loads?.(file)
  // When a file waits for something that never comes, Node has nothing left to do and would end as if all had gone well.
  const unfinished = () => {
    if (hasFailed?.() !== true) process.exitCode = tellFailure(neverLoaded({ file, shown }), { terminal, cwd, argv: [] })
  }
  process.prependOnceListener('exit', unfinished)
  try {
    return (await import(pathToFileURL(file).href)) as object
  } catch (thrown) {
    // Core says better what is wrong with an option than that the file could not be loaded.
    throw isBotyardError(thrown) || isBotyardErrors(thrown) ? thrown : loadProblem({ file, shown }, thrown)
  } finally {
    process.off('exit', unfinished)
  }
}

function isBot(thing: unknown): thing is Bot {
  return typeof thing === 'object' && thing !== null && 'sort' in thing && thing.sort === 'bot' && 'spec' in thing
}

function botIn(module: object, file: string, shown: string): Bot {
  const made: unknown = Reflect.get(module, 'default')
  if (isBot(made)) return made
  const { got, fix } = instead(made, module)
  const place = { at: placeOfDefault(file) }
  throw new BotyardError('BY1305', { file: shown, got }, fix === undefined ? place : { ...place, fix: [fix] })
}

/** Where a file says what its default is; undefined when it does not. */
function placeOfDefault(file: string): Place | undefined {
  const lines = readFileSync(file, 'utf8').split('\n')
  const at = lines.findIndex((line) => line.startsWith('export default'))
  return at < 0 ? undefined : { file, line: at + 1, column: 'export '.length + 1 }
}

/** What stands where a bot should, and what was probably meant. */
function instead(made: unknown, module: object): { got: string; fix?: string } {
  const named = Object.entries(module).find(([, value]) => isBot(value))
  if (made === undefined && named !== undefined)
    return { got: `its bot as "${named[0]}" only`, fix: `add: export default ${named[0]}` }
  if (made === undefined) return { got: 'no default' }
  if (typeof made === 'function' && 'definition' in made)
    return { got: 'a strategy or plugin', fix: 'put it into a bot: export default defineBot({ strategies: [it()], ... })' }
  if (made instanceof Promise) return { got: 'a promise', fix: 'await it: export default await ...' }
  if (Array.isArray(made)) return { got: 'a list' }
  return { got: made === null ? 'null' : typeof made === 'object' ? 'some other object' : `a ${typeof made}` }
}
