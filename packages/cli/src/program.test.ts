import type { BotyardError } from '@botyard/core'
import { describe, expect, test } from 'vitest'
import { botyard } from '../test/command-line.ts'
import { botCommands, commands } from './command-table.ts'
import { type Flag, type FlagName, flags, writtenFlag } from './flags.ts'
import { commandHelp, programHelp } from './help.ts'
import { readWords } from './program.ts'
import { Terminal } from './terminal.ts'

const here = process.cwd()

describe('wrong use is refused with exit code 2', () => {
  test.each([
    ['backtst', 'BY1301  Unknown command "backtst"', 'did you mean: npx botyard backtest'],
    ['Backtest', 'BY1301  Unknown command "Backtest"', 'did you mean: npx botyard backtest'],
    ['data chek x', 'BY1301  Unknown command "data chek"', 'did you mean: npx botyard data check'],
    ['import', 'BY1301  Unknown command "import"', 'did you mean: npx botyard data import'],
    ['frobnicate', 'BY1301  Unknown command "frobnicate"', 'use one of: backtest, paper'],
    ['--json=true', 'BY1303  --json is "true", expected no value', 'write --json alone'],
    ['--jsn', 'BY1302  Unknown flag --jsn of botyard', 'did you mean --json?'],
    ['backtest --dryrun', 'BY1302  Unknown flag --dryrun of backtest', 'npx botyard backtest --help'],
    ['backtest --sed 5', 'BY1302  Unknown flag --sed of backtest', 'did you mean --seed?'],
    ['backtest --speed 2x', 'BY1302  Unknown flag --speed of backtest', 'npx botyard backtest --help'],
    ['backtest -x', 'BY1302  Unknown flag -x of backtest', 'npx botyard backtest --help'],
    ['data synth --dayz=3', 'BY1302  Unknown flag --dayz of data synth', 'did you mean --days?'],
    ['backtest a.ts b.ts', 'BY1303  word 2 of backtest is "b.ts"', 'leave it out'],
    ['data synth here', 'BY1303  word 1 of data synth is "here"', 'leave it out'],
    ['data import', 'BY1303  <file> of data import is missing', 'npx botyard data import <file>'],
    ['backtest --from', 'BY1303  --from is without a value', 'write --from 2024-01-31'],
    ['backtest --data --json', 'BY1303  --data is without a value', 'write --data ./file'],
    ['backtest --data --seed 5', 'BY1303  --data is without a value', 'write --data ./file'],
    ['backtest -c', 'BY1303  --config is without a value', 'write --config'],
    ['backtest --seed 1 --seed 2', 'BY1303  --seed is given more than once', 'keep one --seed'],
    ['backtest --seed -1', 'BY1303  --seed is "-1"', 'write --seed 5'],
    ['backtest --seed 1.5', 'BY1303  --seed is "1.5"', 'write --seed 5'],
    ['backtest --seed 99999999999999999', 'BY1303  --seed is', 'write --seed 5'],
    ['backtest --from 31.1.2024', 'BY1303  --from is "31.1.2024", expected a date, UTC', 'write --from 2024-01-31'],
    ['backtest --from 2024-02-30', 'BY1303  --from is "2024-02-30", expected a date, UTC', 'write --from 2024-01-31'],
    ['backtest --to 2024-01-01T25:00', 'BY1303  --to is', 'write --to 2024-01-31'],
    ['backtest --days 0', 'BY1303  --days is "0"', 'write --days 30'],
    ['backtest --symbols A,,B', 'BY1303  --symbols is "A,,B"', 'write --symbols BTCUSDT,ETHUSDT'],
    ['backtest --symbols A,A', 'BY1303  --symbols is "A,A"', 'write --symbols BTCUSDT,ETHUSDT'],
    ['backtest --set fast', 'BY1303  --set is "fast"', 'write --set name.option=30'],
    ['paper --speed fast', 'BY1303  --speed is "fast"', 'write --speed 60x'],
    ['data import x --kind candles', 'BY1303  --kind is "candles", expected one of bars, trades', 'write --kind bars'],
    ['data import x --tick 0', 'BY1303  --tick is "0"', 'write --tick 0.1'],
    ['explain BY1103 BY1104', 'BY1303  word 2 of explain', 'leave it out'],
    ['doctor --cwd /no/such/folder', 'BY1303  --cwd is "/no/such/folder", expected a folder', 'write --cwd .'],
  ])('botyard %s', async (line, title, fix) => {
    const { code, out, err } = await botyard(line.split(' '), here, { enter: () => undefined })
    expect(err).toContain(title)
    expect(err).toContain(fix)
    expect(code).toBe(2)
    expect(out.startsWith('{') || out === '').toBe(true)
  })

  test('several wrong flags are told at once', async () => {
    const { code, err } = await botyard('backtest --dryrun --from yesterday --seed x'.split(' '), here)
    expect(code).toBe(2)
    expect(err.match(/BY130\d {2}/g)).toHaveLength(3)
    expect(err).toContain('3 problems.')
  })

  test('with --json the same is one document on stdout', async () => {
    const one = await botyard('backtest --seed x --json'.split(' '), here)
    expect(JSON.parse(one.out)).toMatchObject({ error: { code: 'BY1303', exitCode: 2 } })
    const two = await botyard('--json backtest --seed x --days x'.split(' '), here)
    expect(JSON.parse(two.out).error.problems).toHaveLength(2)
    expect(two.code).toBe(2)
  })
})

describe('the table of flags', () => {
  const valued = (Object.keys(flags) as FlagName[]).filter((name) => (flags[name] as Flag).read !== undefined)

  test.each(valued)('--%s refuses an empty value and takes its own example', (name) => {
    const { read }: Flag = flags[name]
    const answer = read?.('') as { expected: string; example: string }
    expect(answer.expected.length).toBeGreaterThan(2)
    expect(read?.(answer.example)).not.toMatchObject({ expected: expect.anything() })
  })

  test('a flag in the middle of a name is not found', () => {
    for (const name of Object.keys(flags) as FlagName[]) expect(writtenFlag(name)).toMatch(/^--[a-z-]+$/)
  })
})

describe('help', () => {
  const spec = { name: 'botyard', paste: 'npx botyard', about: 'Trading bots.', version: '9.9.9', commands }
  const pages = [
    programHelp(spec, ''),
    programHelp(spec, 'data'),
    programHelp(spec, 'config'),
    ...commands.map((command) => commandHelp(spec, command)),
  ]

  test('is at most 80 columns wide', () => {
    for (const line of pages.flatMap((page) => page.split('\n'))) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  test('names every command that this version has', () => {
    for (const { name, isUnoffered } of commands) if (isUnoffered !== true) expect(pages[0]).toContain(`${name} `)
  })

  test.each([
    [['--help'], 'Build|Trading'],
    [['-h'], 'Trading'],
    [[], 'Trading'],
    [['help'], 'Trading'],
    [['help', 'data'], 'data synth'],
    [['data'], 'data synth'],
    [['data', '--help'], 'data synth'],
    [['backtest', '--help', '--dryrun'], 'botyard backtest \\[bot\\] \\[flags\\]'],
    [['data', 'import', '-h'], 'botyard data import <file> \\[flags\\]'],
    [['--version'], '^9\\.9\\.9\\n$'],
  ])('%j is printed on stdout with exit code 0', async (argv, some) => {
    const { code, out, err } = await botyard(argv, here)
    expect(code).toBe(0)
    expect(err).toBe('')
    expect(out).toMatch(new RegExp(some))
  })

  test('shows examples that are commands themselves', async () => {
    for (const example of commands.flatMap(({ examples }) => examples)) {
      const words = example.replace(/^botyard /, '')
      const known = commands.find(({ name }) => words === name || words.startsWith(`${name} `))
      expect(known, example).toBeDefined()
      for (const [, flag = ''] of words.matchAll(/--([a-z]+)/g))
        expect([...(known?.flags ?? []), 'json'], example).toContain(flag)
    }
  })
})

describe('a bot file that calls main', () => {
  test('sends commands of the other program there, with the bot that is meant', async () => {
    const spec = {
      name: 'node bot.ts',
      paste: 'node mine/bot.ts',
      about: '',
      version: '9.9.9',
      commands: botCommands,
      elsewhere: { paste: 'npx botyard', commands, bot: 'mine/bot.ts' },
    }
    const terminal = new Terminal({ out: { write: () => true }, err: { write: () => true }, env: {} })
    const fixFor = (...words: string[]) =>
      readWords(spec, words, terminal).then(
        () => undefined,
        (thrown: BotyardError) => [thrown.code, ...thrown.fix],
      )
    expect(await fixFor('config', 'print')).toEqual(['BY1301', 'type: npx botyard config print mine/bot.ts'])
    expect(await fixFor('doctor')).toEqual(['BY1301', 'type: npx botyard doctor mine/bot.ts'])
    expect(await fixFor('data', 'ls')).toEqual(['BY1301', 'type: npx botyard data ls'])
    expect(await fixFor('config')).toEqual(['BY1301', 'type: npx botyard config --help'])
    expect(await fixFor('nonsense')).toEqual(['BY1301', 'use one of: backtest, paper', 'see all of them: npx botyard --help'])
  })

  test('offers nothing that this version does not have', () => {
    const spec = { name: 'botyard', paste: 'npx botyard', about: '', version: '9.9.9', commands }
    expect(programHelp(spec, '')).not.toMatch(/\blive\b/)
  })

  test('has the commands that run it, without those that look for a bot', () => {
    expect(botCommands.map(({ name }) => name)).toEqual(['backtest', 'paper', 'live'])
    for (const { flags: own, takes } of botCommands) {
      expect(own).not.toContain('config')
      expect(takes).toEqual([])
    }
  })
})
