import { parseArgs } from 'node:util'
import { closestWord } from './closest-word.ts'
import { type Flag, type FlagName, flags, type Words } from './flags.ts'
import { Trouble } from './trouble.ts'

/** The words as they were meant, and everything that is wrong with them. */
export interface ReadWords {
  readonly words: Words
  readonly troubles: readonly Trouble[]
}

const symbolsMost = 50
/** Currency of the account in the templates. What is priced in another could not be valued without a symbol between the two. */
const accountQuote = 'USDT'

/** Reads the command line. A word that is not understood is never passed over. `call` is how the command is called in a fix, `bot` the same with a folder. */
export function readWords(argv: readonly string[], call: string, bot = `${call} my-bot`): ReadWords {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { short, value }]: [string, Flag]) => {
      const type: 'string' | 'boolean' = value === undefined ? 'boolean' : 'string'
      return [name, short === undefined ? { type } : { type, short }]
    }),
  )
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true })
  const values = new Map<FlagName, string>()
  const set = new Set<FlagName>()
  const folders: string[] = []
  const troubles: Trouble[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') folders.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    const flag = isFlag(name) ? flagOf(name) : undefined
    if (!isFlag(name) || flag === undefined) troubles.push(unknownFlag(rawName, call))
    else if (flag.value === undefined) {
      set.add(name)
      if (value !== undefined) troubles.push(wrong(rawName, JSON.stringify(value), 'no value', `write ${rawName} alone`))
    } else if (values.has(name)) troubles.push(wrong(rawName, 'given more than once', 'one value', `keep one ${rawName}`))
    else if (value === undefined || value === '' || value.startsWith('--'))
      troubles.push(wrong(rawName, 'without a value', expectedOf(flag), exampleOf(name)))
    else {
      values.set(name, value)
      const problem = check(name, flag, value)
      if (problem !== undefined) troubles.push(problem)
    }
  }
  const [folder, second] = folders
  if (second !== undefined) troubles.push(oneWordOnly(second, bot))
  if (folder === '') troubles.push(wrong('the folder', '""', 'a path', `name it: ${bot}`))
  const words: Words = {
    folder,
    template: values.get('template'),
    exchange: values.get('exchange'),
    symbols: values.get('symbols')?.split(','),
    pm: values.get('pm'),
    packages: values.get('packages'),
    set,
  }
  return { words, troubles }
}

function isFlag(name: string): name is FlagName {
  return Object.hasOwn(flags, name)
}

function flagOf(name: FlagName): Flag {
  return flags[name]
}

function unknownFlag(word: string, call: string): Trouble {
  const closest = closestWord(word.replace(/^-+/, ''), Object.keys(flags))
  const steps = [`see its flags: ${call} --help`]
  if (closest !== undefined) steps.unshift(`did you mean --${closest}?`)
  return new Trouble(
    'BY1302',
    { flag: word, command: 'create-botyard' },
    { why: 'A flag that is ignored could mean more than it seems. Nothing was written.', fix: steps },
  )
}

function oneWordOnly(word: string, bot: string): Trouble {
  const fix = [`leave it out, or name the folder once: ${bot}`]
  // npm keeps flags for itself unless two dashes stand before them, and then only their values arrive here.
  if (isKnownValue(word)) fix.unshift(`with npm, two dashes come before the flags: ${bot}`)
  return wrong('the second word', JSON.stringify(word), 'one folder and no other words', ...fix)
}

function isKnownValue(word: string): boolean {
  return Object.values(flags).some(({ known }: Flag) => known?.includes(word) === true)
}

function check(name: FlagName, { known }: Flag, value: string): Trouble | undefined {
  if (name === 'symbols') return checkSymbols(value)
  if (known === undefined || known.includes(value)) return undefined
  const closest = closestWord(value, known)
  if (name === 'template') {
    const fix = [...(closest === undefined ? [] : [`did you mean ${closest}?`]), `use one of: ${known.join(', ')}`]
    return new Trouble('BY1307', { template: value }, { fix })
  }
  const expected = known.length === 1 ? `${known[0]}, the only one there is yet` : `one of ${known.join(', ')}`
  const fix = closest === undefined ? exampleOf(name) : `did you mean --${name} ${closest}?`
  return wrong(`--${name}`, JSON.stringify(value), expected, fix)
}

function checkSymbols(value: string): Trouble | undefined {
  const symbols = value.split(',')
  const bad = symbols.find((symbol) => !/^[A-Z0-9][A-Z0-9_/-]{0,29}$/.test(symbol))
  if (bad !== undefined)
    return wrong('--symbols', JSON.stringify(value), 'names in capital letters with commas between them', exampleOf('symbols'))
  const foreign = symbols.find((symbol) => !symbol.endsWith(accountQuote) || symbol === accountQuote)
  if (foreign !== undefined)
    return wrong(
      '--symbols',
      JSON.stringify(value),
      `names that end with ${accountQuote}, the currency of a new bot's account; ${foreign} does not`,
      exampleOf('symbols'),
      'for others, change symbols and account in bot.ts once it is made',
    )
  if (new Set(symbols).size < symbols.length)
    return wrong('--symbols', JSON.stringify(value), 'each name once', exampleOf('symbols'))
  if (symbols.length > symbolsMost)
    return wrong('--symbols', `${symbols.length} names`, `at most ${symbolsMost}`, exampleOf('symbols'))
  return undefined
}

function expectedOf({ known, value }: Flag): string {
  return known === undefined ? `a value (${value})` : `one of ${known.join(', ')}`
}

function exampleOf(name: FlagName): string {
  const { known }: Flag = flags[name]
  const example = known?.[0] ?? (name === 'symbols' ? 'BTCUSDT,ETHUSDT' : 'path/to/folder')
  return `write --${name} ${example}`
}

function wrong(flag: string, got: string, expected: string, ...fix: string[]): Trouble {
  return new Trouble('BY1303', { flag, got, expected }, { why: 'Nothing was written.', fix })
}
