import { packageTools } from './package-tool.ts'
import { nodeNeeded } from './shell-node.ts'
import { templates } from './templates.ts'

/** One flag of the command, as data: its help, its check and its value come from here. */
export interface Flag {
  /** How the value is called in the help; a flag without it is a switch. */
  readonly value?: string
  readonly short?: string
  readonly about: string
  /** The values there are. */
  readonly known?: readonly string[]
}

/** Every flag there is, by the word that is written after two dashes. */
export const flags = {
  template: { value: 'NAME', about: `what to start: ${Object.keys(templates).join(', ')}`, known: Object.keys(templates) },
  exchange: { value: 'NAME', about: 'where it trades: sim, the exchange in memory', known: ['sim'] },
  symbols: { value: 'A,B', about: 'what it trades, priced in USDT; BTCUSDT when left out' },
  pm: { value: 'NAME', about: `package manager: ${Object.keys(packageTools).join(', ')}`, known: Object.keys(packageTools) },
  tests: { value: 'NAME', about: 'what runs the tests: node', known: ['node'] },
  packages: { value: 'FOLDER', about: 'take the packages of Botyard from the .tgz files in this folder' },
  'no-install': { about: 'install nothing' },
  'no-git': { about: 'make no repository' },
  'no-run': { about: 'leave out the first run' },
  yes: { short: 'y', about: 'ask nothing, take the defaults' },
  force: { about: 'write into a folder that is not empty, over files of the same names' },
  'dry-run': { about: 'list the files and write nothing' },
  json: { about: 'one JSON document on stdout, the rest on stderr' },
  'no-color': { about: 'no colours; NO_COLOR does the same' },
  help: { short: 'h', about: 'show this help' },
  version: { short: 'V', about: 'print the version' },
} as const satisfies Record<string, Flag>

/** The word of a flag. */
export type FlagName = keyof typeof flags

/** What was said on the command line. */
export interface Words {
  /** The folder; undefined when it was left out. */
  readonly folder: string | undefined
  readonly template: string | undefined
  readonly exchange: string | undefined
  readonly symbols: readonly string[] | undefined
  readonly pm: string | undefined
  readonly packages: string | undefined
  /** The switches that were set. */
  readonly set: ReadonlySet<FlagName>
}

/** The help of the command. `folder` is where a bot goes when nothing is said. */
export function help(call: string, folder: string): string {
  const rows = Object.entries(flags).map(([name, { short, value, about }]: [string, Flag]) => {
    const words = [short === undefined ? '' : `-${short}, `, `--${name}`, value === undefined ? '' : ` ${value}`].join('')
    return `  ${words.padEnd(20)} ${about}`
  })
  return [
    `${call} [folder] [flags]`,
    '',
    'Starts a trading bot, a strategy package or an adapter package in a new folder.',
    `The folder is ${folder} when left out; it lies outside of any clone of Botyard.`,
    `What is made runs on the Node of your shell, which has to be ${nodeNeeded} or newer.`,
    '',
    'Flags',
    ...rows,
    '',
    'Examples',
    `  ${call} ${folder} --yes`,
    `  ${call} ${folder.replace(/my-bot$/, 'my-signals')} --template strategy --no-git`,
  ].join('\n')
}
