import { expect, test } from 'vitest'
import { type Flag, flags, help } from './flags.ts'
import { readWords } from './read-words.ts'

const call = 'create-botyard'
const read = (...argv: string[]) => readWords(argv, call)
const told = (...argv: string[]) => read(...argv).troubles.map(({ code, title }) => `${code} ${title}`)

test('what is left out stays open, for questions or defaults', () => {
  const { words, troubles } = read()
  expect(troubles).toEqual([])
  expect(words).toMatchObject({ folder: undefined, template: undefined, symbols: undefined, pm: undefined, packages: undefined })
})

test('every flag is understood, also behind an equals sign', () => {
  const { words, troubles } = read(
    'my-bot',
    '--template=blank',
    '--symbols',
    'BTCUSDT,ETHUSDT',
    '--pm',
    'pnpm',
    '-y',
    '--no-git',
    '--exchange',
    'sim',
  )
  expect(troubles).toEqual([])
  expect(words).toMatchObject({
    folder: 'my-bot',
    template: 'blank',
    symbols: ['BTCUSDT', 'ETHUSDT'],
    pm: 'pnpm',
    exchange: 'sim',
  })
  expect([...words.set]).toEqual(['yes', 'no-git'])
})

test.each([
  [['--tempalte', 'blank'], 'BY1302 Unknown flag --tempalte of create-botyard'],
  [['--dryrun'], 'BY1302 Unknown flag --dryrun of create-botyard'],
  [['-x'], 'BY1302 Unknown flag -x of create-botyard'],
  [['--template', 'momentm'], 'BY1307 There is no template "momentm"'],
  [['--template'], 'BY1303 --template is without a value, expected one of momentum, blank, strategy, adapter'],
  [['--template', '--yes'], 'BY1303 --template is without a value, expected one of momentum, blank, strategy, adapter'],
  [['--template', 'blank', '--template', 'blank'], 'BY1303 --template is given more than once, expected one value'],
  [['--exchange', 'bybit'], 'BY1303 --exchange is "bybit", expected sim, the only one there is yet'],
  [['--tests', 'vitest'], 'BY1303 --tests is "vitest", expected node, the only one there is yet'],
  [['--pm', 'cargo'], 'BY1303 --pm is "cargo", expected one of npm, pnpm, yarn, bun'],
  [['--symbols', 'BTCUSDT,'], 'BY1303 --symbols is "BTCUSDT,", expected names in capital letters with commas between them'],
  [['--symbols', "A','B"], `BY1303 --symbols is "A','B", expected names in capital letters with commas between them`],
  [['--symbols', 'AUSDT,AUSDT'], 'BY1303 --symbols is "AUSDT,AUSDT", expected each name once'],
  [['--yes=no'], 'BY1303 --yes is "no", expected no value'],
  [['a', 'b'], 'BY1303 the second word is "b", expected one folder and no other words'],
  [[''], 'BY1303 the folder is "", expected a path'],
])('%j is refused', (argv, title) => {
  expect(told(...argv)[0]).toBe(title)
  for (const { fix, exitCode } of read(...argv).troubles) expect([fix.length > 0, exitCode]).toEqual([true, 2])
})

test('all problems are told at once', () => {
  expect(told('a', 'b', '--tempalte', '--pm', 'cargo')).toHaveLength(3)
})

test('a near word is offered', () => {
  expect(read('--tempalte').troubles[0]?.fix[0]).toBe('did you mean --template?')
  expect(read('--template', 'momentm').troubles[0]?.fix[0]).toBe('did you mean momentum?')
  expect(read('--pm', 'pmpm').troubles[0]?.fix[0]).toBe('did you mean --pm pnpm?')
})

test('flags that npm kept for itself are told apart from a second folder', () => {
  expect(read('my-bot', 'momentum').troubles[0]?.fix[0]).toContain('two dashes')
  expect(read('my-bot', 'other-bot').troubles[0]?.fix[0]).not.toContain('two dashes')
})

test.each(['BTC', 'USDT', 'BTCUSDT,ETHBTC', 'BTC-USD'])(
  '%s is refused, because an account in USDT could not value it',
  (symbols) => {
    expect(told('--symbols', symbols)[0]).toContain("names that end with USDT, the currency of a new bot's account")
    expect(read('--symbols', symbols).troubles[0]?.exitCode).toBe(2)
  },
)

test('the help names every flag and every value there is', () => {
  const text = help(call, '../my-bot')
  for (const [name, { known = [] }] of Object.entries(flags) as [string, Flag][]) {
    for (const word of [`--${name}`, ...known]) expect(text).toContain(word)
  }
  expect(text.split('\n').every(({ length }) => length <= 96)).toBe(true)
})
