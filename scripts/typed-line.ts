import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '../packages/cli/src/command-table.ts'
import { commonFlags, flags, writtenFlag } from '../packages/cli/src/flags.ts'
import { root } from './house.ts'

const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as object)
const known = new Set<string>([
  ...Object.keys(flags).map((name) => writtenFlag(name as keyof typeof flags)),
  ...commonFlags.map((name) => writtenFlag(name)),
])

/** Flags that a command cannot do without. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'data import': ['--kind', '--symbol', '--out'],
  'data synth': ['--out'],
}

/** Whether a line of a shell is something that exists here: a script of the repository, a command of the program with its flags, plain tools. */
export function canBeTyped(line: string): boolean {
  const npm = /^npm (?:run )?([a-z]+)\b/.exec(line)
  const own = /^(?:npx botyard|npm exec botyard --|node (?:[\w./-]+\/)?bot\.ts)(?: (.*))?$/.exec(line)
  if (own !== null) return isCommand(own[1] ?? '', line.startsWith('node'))
  if (
    /^npm (install|i) [\w@/.-]+( [\w@/.-]+)*$/.test(line) ||
    /^(?:cd|git clone|mkdir|mv|ls|sort|zcat|node --version)(?: \S+)*$/.test(line)
  )
    return true
  if (line.includes(' && ')) return line.split(' && ').every(canBeTyped)
  if (
    /^npm exec create-botyard -- [\w./-]+( --(template (momentum|blank|strategy|adapter)|yes|no-install|json|packages \S+))*$/.test(
      line,
    )
  )
    return true
  return npm !== null && (scripts.includes(npm[1] ?? '') || npm[1] === 'test')
}

function isCommand(text: string, isBotFile: boolean): boolean {
  const words = text.split(/\s+/).filter(Boolean)
  const name = commands.map((command) => command.name).find((one) => text === one || text.startsWith(`${one} `))
  const written = words.filter((word) => word.startsWith('--')).map((word) => word.replace(/=.*/, ''))
  const allowed = commands.find((one) => one.name === name)?.flags.map((flag) => writtenFlag(flag))
  const fine = (flag: string) =>
    known.has(flag) && (allowed === undefined || [...allowed, ...commonFlags.map((one) => writtenFlag(one))].includes(flag))
  if (name === undefined && !(isBotFile && words.every((word, at) => word.startsWith('-') || at > 0)) && text !== '--help')
    return false
  const isWhole = written.includes('--help') || (needed[name ?? ''] ?? []).every((flag) => written.includes(flag))
  return isWhole && written.every((flag) => flag === '--help' || fine(flag))
}
