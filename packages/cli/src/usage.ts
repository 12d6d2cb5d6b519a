import { BotyardError, closestWord } from '@botyard/core'
import type { Command } from './command-table.ts'
import { commonFlags, type Flag, type FlagName, type FlagValues, flags, type Unreadable, writtenFlag } from './flags.ts'
import type { ProgramSpec } from './help.ts'

function written(names: readonly FlagName[]): string[] {
  return names.flatMap((name) => {
    const { short }: Flag = flags[name]
    return short === undefined ? [writtenFlag(name)] : [writtenFlag(name), `-${short}`]
  })
}

function isFlag(word: string): boolean {
  return word.startsWith('-') && word !== '-'
}

/** Words that lead to no command of the program or of one of its groups. */
export function notACommand(words: readonly string[], group: string, spec: ProgramSpec): BotyardError {
  const [first = ''] = words
  if (isFlag(first))
    return unknownFlag(first, [spec.name, group].filter(Boolean).join(' '), [], [spec.paste, group].filter(Boolean).join(' '))
  const there = otherProgram(words, spec)
  if (there !== undefined) return there
  const all = spec.commands.filter(({ isUnoffered }) => isUnoffered !== true).map(({ name }) => name)
  const known =
    group === '' ? [...new Set(all.map((name) => name.replace(/ .*/, '')))] : all.filter((name) => name.startsWith(`${group} `))
  const command = [group, first].filter(Boolean).join(' ')
  // Somebody who writes `import` means `data import`.
  const second = (name: string) => name.split(' ')[1] ?? ''
  const inner = group === '' ? closestWord(first, all.map(second)) : undefined
  const closest = closestWord(command, known) ?? all.find((name) => inner !== undefined && second(name) === inner)
  const details = { command, known }
  if (closest === undefined) return new BotyardError('BY1301', details)
  const fix = [`did you mean: ${spec.paste} ${closest}`, `see all of them: ${spec.paste} --help`] as const
  return new BotyardError('BY1301', { ...details, closest }, { fix })
}

/** What is no command of a bot file may be one of `botyard`, which is then told about the bot. */
function otherProgram(words: readonly string[], { name: program, elsewhere, commands }: ProgramSpec): BotyardError | undefined {
  if (elsewhere === undefined) return undefined
  const [first = '', second] = words
  const { paste, bot } = elsewhere
  const all = elsewhere.commands.filter(({ name }) => !commands.some((own) => own.name === name))
  const found = all.find(({ name }) => name === first || name === `${first} ${second}`)
  const isGroup = all.some(({ name }) => name.startsWith(`${first} `))
  if (found === undefined && !isGroup) return undefined
  const line = found === undefined ? `${first} --help` : [found.name, ...(found.takes[0] === '[bot]' ? [bot] : [])].join(' ')
  const details = { command: found?.name ?? first, known: commands.map(({ name }) => name) }
  const why = `${program} only runs its bot; this is a command of botyard. Nothing was run.`
  return new BotyardError('BY1301', details, { why, fix: [`type: ${paste} ${line}`] })
}

function unknownFlag(word: string, of: string, names: readonly FlagName[], paste: string): BotyardError {
  const bare = word.replace(/=.*$/s, '')
  const known = [...written([...names, ...commonFlags]), '--help', '--version']
  if (bare !== word && known.includes(bare)) {
    const details = { flag: bare, got: JSON.stringify(word.slice(bare.length + 1)), expected: 'no value', example: '' }
    return new BotyardError('BY1303', details, { fix: [`write ${bare} alone to turn it on, or leave it out`] })
  }
  const closest = closestWord(bare, known)
  const details = { flag: bare, command: of, known }
  const fix = `see its flags: ${paste} --help`
  if (closest === undefined) return new BotyardError('BY1302', details, { fix: [fix] })
  return new BotyardError('BY1302', { ...details, closest }, { fix: [`did you mean ${closest}?`, fix] })
}

/** What is wrong with the words of a command besides the values of its flags: unknown flags, too many words, or too few. */
export function wrongWords(words: readonly string[], command: Command, spec: ProgramSpec): BotyardError[] {
  const paste = `${spec.paste} ${command.name}`
  const unknown = words.find(isFlag)
  // Words after an unknown flag may be its values, so nothing can be said about them.
  if (unknown !== undefined) return [unknownFlag(unknown, command.name, command.flags, paste)]
  const { takes } = command
  const extra = words[takes.length]
  if (extra !== undefined) {
    const expected = takes.length === 0 ? 'no words besides flags' : `no more than ${takes.join(' ')}`
    const details = { flag: `word ${takes.length + 1} of ${command.name}`, got: JSON.stringify(extra), expected, example: '' }
    return [new BotyardError('BY1303', details, { fix: [`leave it out, or see how it is used: ${paste} --help`] })]
  }
  const missing = takes[words.length]
  if (missing?.startsWith('<') !== true) return []
  const details = { flag: `${missing} of ${command.name}`, got: 'missing', expected: 'one word', example: '' }
  return [new BotyardError('BY1303', details, { fix: [`name it: ${paste} ${missing}`] })]
}

/** A flag at the end, or in front of the next flag, without the value it needs. */
export function flagWithoutValue(name: FlagName): BotyardError {
  const { read }: Flag = flags[name]
  const answer = read?.('')
  const { expected, example } = isUnreadable(answer) ? answer : { expected: 'a value', example: '' }
  return new BotyardError('BY1303', { flag: writtenFlag(name), got: 'without a value', expected, example })
}

/** Two ways of saying one thing that contradict each other. */
export function contradiction(first: string, second: string, fix: string): BotyardError {
  const details = { flag: first, got: `given together with ${second}`, expected: 'one of the two', example: '' }
  return new BotyardError('BY1303', details, { fix: [fix] })
}

/** A flag that the command cannot do without, and a whole line that has it. */
export function missingFlag(name: FlagName, line: string): BotyardError {
  const { read }: Flag = flags[name]
  const answer = read?.('')
  const { expected, example } = isUnreadable(answer) ? answer : { expected: 'a value', example: '' }
  const fix = [`add it: npx botyard ${line}`] as const
  return new BotyardError('BY1303', { flag: writtenFlag(name), got: 'missing', expected, example }, { fix })
}

function isUnreadable(read: unknown): read is Unreadable {
  return typeof read === 'object' && read !== null && 'expected' in read
}

function readOne(name: FlagName, text: string): { value: unknown } | { problem: BotyardError } {
  // Somebody who writes `--data --seed 5` forgot the path.
  if (text.startsWith('--')) return { problem: flagWithoutValue(name) }
  const { read }: Flag = flags[name]
  const answer = read?.(text)
  if (!isUnreadable(answer)) return { value: answer }
  const details = { flag: writtenFlag(name), got: JSON.stringify(text), expected: answer.expected, example: answer.example }
  return { problem: new BotyardError('BY1303', details) }
}

/** Reads what was written after the flags; all problems at once. */
export function readFlags(
  raw: Readonly<Record<string, unknown>>,
  names: readonly FlagName[],
): { values: FlagValues; problems: BotyardError[] } {
  const values: Record<string, unknown> = {}
  const problems: BotyardError[] = []
  for (const name of names) {
    // Commander keeps --skip-bad as skipBad.
    const given = raw[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())]
    const { repeat }: Flag = flags[name]
    if (!Array.isArray(given)) {
      if (given !== undefined) values[name] = given
      continue
    }
    const read = given.map((text) => readOne(name, String(text)))
    for (const one of read) if ('problem' in one) problems.push(one.problem)
    const good = read.flatMap((one) => ('value' in one ? [one.value] : []))
    if (given.length > 1 && repeat === undefined) {
      const details = { flag: writtenFlag(name), got: 'given more than once', expected: 'one value', example: '' }
      problems.push(new BotyardError('BY1303', details, { fix: [`keep one ${writtenFlag(name)}`] }))
    }
    values[name] = repeat ? good : good[0]
  }
  return { values, problems }
}
