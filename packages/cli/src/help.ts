import type { Command } from './command-table.ts'
import { commonFlags, type Flag, type FlagName, flags, writtenFlag } from './flags.ts'

/** What a program is made of. */
export interface ProgramSpec {
  /** How it is called: 'botyard', 'node bot.ts'. */
  readonly name: string
  /** How it is called in a fix that is pasted: 'npx botyard'. */
  readonly paste: string
  readonly about: string
  readonly version: string
  readonly commands: readonly Command[]
  /** Taken when the first word is a flag or missing. */
  readonly fallback?: string
  /** Commands of another program that somebody may type here, and how that one is told which bot is meant. */
  readonly elsewhere?: { readonly paste: string; readonly commands: readonly Command[]; readonly bot: string }
}

type Row = readonly [string, string]

const groupOrder = ['Run', 'Data', 'Config', 'Help'] as const

function rows(all: readonly Row[], margin: string): string[] {
  const width = Math.max(...all.map(([term]) => term.length))
  return all.map(([term, about]) => `${margin}${term.padEnd(width)}  ${about}`)
}

function flagRow(name: FlagName, means?: string): Row {
  const { short, value, about }: Flag = flags[name]
  const term = value === undefined ? writtenFlag(name) : `${writtenFlag(name)} ${value}`
  return [short === undefined ? term : `-${short}, ${term}`, means ?? about]
}

const alwaysRows: readonly Row[] = [
  ['-h, --help', 'show this help'],
  ['-V, --version', 'print the version'],
]

/** Help of a program, or of one of its groups: the commands by sort, one line each. */
export function programHelp(spec: ProgramSpec, group: string): string {
  const shown = spec.commands.filter(
    ({ name, isUnoffered }) => isUnoffered !== true && (group === '' || name.startsWith(`${group} `)),
  )
  const width = Math.max(...shown.map(({ name }) => name.length))
  const lines = groupOrder.flatMap((heading) =>
    shown
      .filter((command) => command.group === heading)
      .map(({ name, about }, at) => `${(at === 0 ? heading : '').padEnd(8)} ${name.padEnd(width)}  ${about}`),
  )
  const start = [spec.name, group].filter(Boolean).join(' ')
  const fallback = spec.fallback === undefined ? [] : ['', `Without a command it runs ${spec.fallback}.`]
  return [
    `${start} <command> [flags]`,
    ...(group === '' ? ['', spec.about] : []),
    '',
    ...lines,
    ...fallback,
    '',
    'Flags of every command',
    ...rows([...commonFlags.map((name) => flagRow(name)), ...alwaysRows], '  '),
    '',
    `Flags of one command: ${start} <command> --help`,
  ].join('\n')
}

/** Help of one command. */
export function commandHelp(spec: ProgramSpec, command: Command): string {
  const own = command.flags.map((name) => flagRow(name, command.means?.[name]))
  const common = [...commonFlags.map((name) => flagRow(name)), ...alwaysRows]
  const both = rows([...own, ...common], '  ')
  return [
    [spec.name, command.name, ...command.takes, '[flags]'].join(' '),
    '',
    `${command.about.charAt(0).toUpperCase()}${command.about.slice(1)}.`,
    ...(own.length === 0 ? [] : ['', 'Flags', ...both.slice(0, own.length)]),
    '',
    'Flags of every command',
    ...both.slice(own.length),
    ...(command.notes === undefined ? [] : ['', ...command.notes]),
    ...(command.examples.length === 0 ? [] : ['', 'Examples', ...command.examples.map((example) => `  ${example}`)]),
  ].join('\n')
}
