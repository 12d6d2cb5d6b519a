import { Argument, CommanderError, Command as Line, Option } from 'commander'
import type { Call } from './call.ts'
import type { Command } from './command-table.ts'
import { commonFlags, type Flag, type FlagName, flags, writtenFlag } from './flags.ts'
import { commandHelp, type ProgramSpec, programHelp } from './help.ts'
import type { Terminal } from './terminal.ts'

/** What the words after the program ask for. */
interface Asked {
  readonly command: Command
  readonly call: Pick<Call, 'words' | 'flags'>
}

/** Where the parsing ended: the line of a command, of a group, or of the program itself. */
interface Reached {
  line: Line
  command?: Command
}

/**
 * The one place that knows commander. It splits words into commands, flags and the rest; what is wrong with them is said by `usage.ts`,
 * so commander is told to let unknown ones pass. Undefined when help or the version was printed instead.
 */
export async function readWords(spec: ProgramSpec, argv: readonly string[], terminal: Terminal): Promise<Asked | undefined> {
  const root = lineFor(spec.name, terminal, () => programHelp(spec, ''))
  root.version(spec.version, '-V, --version').helpCommand('help [command]')
  for (const name of commonFlags) root.addOption(optionOf(name))
  const reached: Reached = { line: root }
  root.action(() => undefined)
  for (const command of spec.commands) addCommand(root, command, spec, terminal, reached)
  try {
    root.parse(withFallback(argv, spec), { from: 'user' })
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown
    if (thrown.exitCode === 0) return undefined
    return await refuseParse(thrown, argv)
  }
  return await understood(reached, spec, terminal)
}

function withFallback(argv: readonly string[], { fallback }: ProgramSpec): readonly string[] {
  const first = argv[0]
  if (fallback === undefined || argv.some((word) => /^(?:--help|-h|--version|-V)$/.test(word))) return argv
  return first === undefined || first.startsWith('-') ? [fallback, ...argv] : argv
}

function lineFor(name: string, terminal: Terminal, help: () => string): Line {
  return new Line(name)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.print(text.trimEnd()), writeErr: () => undefined })
    .configureHelp({ formatHelp: help })
    .helpOption('-h, --help')
    .allowUnknownOption()
    .allowExcessArguments()
}

function optionOf(name: FlagName): Option {
  const { short, value }: Flag = flags[name]
  const words = value === undefined ? writtenFlag(name) : `${writtenFlag(name)} <${value}>`
  const option = new Option(short === undefined ? words : `-${short}, ${words}`)
  // Collected, so that one that is given twice is seen instead of silently replacing the first.
  return value === undefined
    ? option
    : option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text])
}

function addCommand(root: Line, command: Command, spec: ProgramSpec, terminal: Terminal, reached: Reached): void {
  const [first = '', second] = command.name.split(' ')
  const line = lineFor(second ?? first, terminal, () => commandHelp(spec, command))
  // Taken as optional by commander in every case; a word that is missing gets an error of our own.
  for (const word of command.takes) line.addArgument(new Argument(`[${word.slice(1, -1)}]`))
  for (const name of command.flags) line.addOption(optionOf(name))
  line.action(() => {
    Object.assign(reached, { line, command })
  })
  const parent =
    second === undefined
      ? root
      : (root.commands.find((one) => one.name() === first) ?? addGroup(root, first, spec, terminal, reached))
  parent.addCommand(line)
}

function addGroup(root: Line, name: string, spec: ProgramSpec, terminal: Terminal, reached: Reached): Line {
  const line = lineFor(name, terminal, () => programHelp(spec, name))
  line.action(() => {
    Object.assign(reached, { line })
  })
  root.addCommand(line)
  return line
}

async function understood({ line, command }: Reached, spec: ProgramSpec, terminal: Terminal): Promise<Asked | undefined> {
  const words = line.args
  const group = line.parent === null ? '' : line.name()
  if (command === undefined && words.length === 0) {
    terminal.print(programHelp(spec, group))
    return undefined
  }
  const usage = await import('./usage.ts')
  const { throwAll } = await import('@botyard/core')
  if (command === undefined) throw usage.notACommand(words, group, spec)
  const read = usage.readFlags(line.optsWithGlobals(), [...command.flags, ...commonFlags])
  throwAll([...usage.wrongWords(words, command, spec), ...read.problems])
  return { command, call: { words, flags: read.values } }
}

async function refuseParse(thrown: CommanderError, argv: readonly string[]): Promise<never> {
  const { flagWithoutValue } = await import('./usage.ts')
  // The switches of every command are taken out first, so what stands at the end of the others is what lacks its value.
  const common = new Set(commonFlags.map((name) => writtenFlag(name)))
  const last = argv.findLast((word) => !common.has(word)) ?? ''
  const name = (Object.keys(flags) as FlagName[]).find((one) => {
    const { short }: Flag = flags[one]
    return writtenFlag(one) === last || `-${short}` === last
  })
  if (thrown.code !== 'commander.optionMissingArgument' || name === undefined) throw thrown
  throw flagWithoutValue(name)
}
