import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { catalogue } from '@botyard/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { botyard, ownFolder } from '../../test/command-line.ts'
import { checkNode, checkOneCore, checkVersions } from '../health.ts'
import { plainData } from '../plain-data.ts'

const bots = fileURLToPath(new URL('../../test/bots', import.meta.url))
const good = join(bots, 'good.ts')

describe('explain', () => {
  test('tells what an error means, in either case of letters', async () => {
    const { code, out } = await botyard(['explain', 'by1103'], bots)
    expect(code).toBe(0)
    expect(out).toMatch(/^BY1103 {2}Unknown option/)
  })

  test('with --json gives the whole entry', async () => {
    const { out } = await botyard(['explain', 'BY1103', '--json'], bots)
    expect(JSON.parse(out)).toEqual({ code: 'BY1103', ...catalogue.BY1103 })
  })

  test('without a code lists all of them', async () => {
    const { out } = await botyard(['explain'], bots)
    const listed = [...out.matchAll(/^BY\d{4}/gm)].map(([code]) => code)
    expect(listed).toEqual(Object.keys(catalogue).sort())
    expect(out).not.toContain('…')
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    const { out: json } = await botyard(['explain', '--json'], bots)
    expect(JSON.parse(json).codes).toHaveLength(Object.keys(catalogue).length)
  })

  test.each([
    ['BY1130', /BY1310 .*did you mean: npx botyard explain BY1103/s],
    ['BY9999', /BY1310 (?!.*did you mean)/s],
    ['nonsense', /BY1310 .*There is no error code "nonsense"/s],
  ])('%s is no code', async (word, text) => {
    const { code, err } = await botyard(['explain', word], bots)
    expect(err).toMatch(text)
    expect(code).toBe(2)
  })
})

test('live is refused with exit code 7 before anything is loaded', async () => {
  const { code, err } = await botyard(['live', 'no-such-bot.ts'], bots)
  expect(err).toContain('Live trading is not part of this version')
  expect(code).toBe(7)
  const { out } = await botyard(['live', '--json'], bots)
  expect(JSON.parse(out).error.exitCode).toBe(7)
})

describe('config check', () => {
  test('of a good bot says so', async () => {
    const { code, out } = await botyard(['config', 'check', 'good.ts'], bots)
    expect(out).toBe('✔ good.ts  good: 1 strategy, 2 plugins, 1 symbol; every option is fine\n')
    expect(code).toBe(0)
  })

  test('of a wrong one tells every problem with its place', async () => {
    const { code, err } = await botyard(['config', 'check', 'wrong.ts'], bots)
    expect(err).toContain('BY1103  Unknown option "fsat" of rider')
    expect(err).toContain('did you mean fast?')
    expect(err).toContain('BY1104')
    expect(err).toMatch(/wrong\.ts:10:\d+/)
    expect(code).toBe(3)
  })

  test('reads --set and --profile', async () => {
    expect((await botyard(['config', 'check', 'good.ts', '--set', 'rider.fast=51'], bots)).err).toContain('BY1104')
    expect((await botyard(['config', 'check', 'good.ts', '--set', 'rider.fats=9'], bots)).err).toContain('BY1203')
    expect((await botyard(['config', 'check', 'good.ts', '--profile', 'carefull'], bots)).err).toContain('BY1202')
  })
})

describe('config print', () => {
  const from = async (...words: string[]) => {
    const { out } = await botyard(['config', 'print', 'good.ts', '--json', ...words], bots)
    const parts: { name: string; options: Record<string, { text: string; from: string }> }[] = JSON.parse(out).parts
    return Object.fromEntries(
      parts.flatMap(({ name, options }) =>
        Object.entries(options).map(([option, { text, from }]) => [`${name}.${option}`, `${text} ${from}`]),
      ),
    )
  }

  test('says of every option where it comes from', async () => {
    expect(await from()).toEqual({
      'rider.fast': '7 good.ts:10',
      'rider.edge': '0.4% default',
      'rider.rest': '15m default',
      'quiet-venue.market': '1 default',
      'cap.most': '25% good.ts:11',
    })
  })

  test('names a profile and --set as sources', async () => {
    expect(await from('--profile', 'careful', '--set', 'rider.edge=1%')).toMatchObject({
      'rider.fast': '7 good.ts:10',
      'rider.edge': '1% --set',
      'cap.most': '10% profile careful',
    })
  })

  test('tells the costs and delays in force also where the bot is silent, with unit and meaning', async () => {
    const { out } = await botyard(['config', 'print', 'good.ts', '--json'], bots)
    const { bot, parts } = JSON.parse(out)
    expect(bot['costs.taker']).toMatchObject({ text: '0.055%', from: 'default', unit: 'of value' })
    expect(bot['latency.entry']).toMatchObject({ text: '10ms', from: 'default' })
    expect(bot['account.start']).toMatchObject({ value: 10_000, from: 'good.ts:5' })
    const options = [...Object.values(bot), ...parts.flatMap((part: { options: object }) => Object.values(part.options))]
    for (const one of options) expect((one as { about: string }).about).not.toBe('')
    expect(parts[0].options.fast).toMatchObject({ range: '5 to 50' })
    expect((await botyard(['config', 'print', 'good.ts'], bots)).out).toMatch(
      /costs\.taker +0\.055% of value +default +fee of a fill/,
    )
  })

  test('says what a profile puts in place of the bot and what it changes within it', async () => {
    const { out } = await botyard(['config', 'print', 'good.ts', '--profile', 'careful'], bots)
    expect(out).toContain("instead of the bot's own: nothing\n  changed where it says so: risk")
    const json = await botyard(['config', 'print', 'good.ts', '--profile', 'careful', '--json'], bots)
    expect(JSON.parse(json.out).profile).toEqual({ name: 'careful', replaces: [], changes: ['risk'] })
  })

  test('names --set as the source of a first option that was set by the name of its rule alone', async () => {
    expect(await from('--set', 'cap=5%')).toMatchObject({ 'cap.most': '5% --set' })
  })

  test('as a table stays within 80 columns', async () => {
    const { out } = await botyard(['config', 'print', 'good.ts'], bots)
    for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(80)
    expect(out).toMatch(/fast\s+7\s+5 to 50\s+good\.ts:10/)
  })
})

test('what is no plain data is named, not opened', () => {
  class Key {
    secret = 's3cret'
  }
  const masked = { toJSON: () => '***', secret: 's3cret' }
  const deep: Record<string, unknown> = {}
  deep['again'] = deep
  const text = JSON.stringify(
    plainData({ key: new Key(), masked, run: function walk() {}, big: 1n, not: Number.NaN, list: [undefined, 1], deep }),
  )
  expect(text).not.toContain('s3cret')
  expect(JSON.parse(text)).toMatchObject({
    key: '[Key]',
    masked: '***',
    run: '[function walk]',
    big: '1',
    not: 'NaN',
    list: [null, 1],
  })
  expect(JSON.stringify(plainData({ b: 1, a: 2 }))).toBe('{"a":2,"b":1}')
})

describe('doctor', () => {
  let folder = ''
  beforeEach(() => {
    folder = ownFolder()
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const install = (path: string, name: string, version: string) => {
    const where = join(folder, ...path.split('/'))
    mkdirSync(where, { recursive: true })
    writeFileSync(join(where, 'package.json'), JSON.stringify({ name, version }))
  }

  test('finds nothing wrong in this repository', async () => {
    const { code, out } = await botyard(['doctor', 'good.ts', '--json'], bots)
    expect(JSON.parse(out).checks.map((check: { name: string; ok: boolean }) => [check.name, check.ok])).toEqual([
      ['node', true],
      ['one core', true],
      ['versions', true],
      ['folder', true],
      ['bot', true],
    ])
    expect(code).toBe(0)
  })

  test('says what is wrong with a bot and how to mend it', async () => {
    const { code, out } = await botyard(['doctor', 'wrong.ts'], bots)
    expect(out).toMatch(/✖ bot +BY1103 Unknown option "fsat" of rider\n {2}fix +write fast instead of fsat/)
    expect(code).toBe(3)
    expect((await botyard(['doctor', 'no-such.ts'], bots)).out).toContain('✖ bot')
  })

  test('sees two copies of core, but not one that is linked twice', () => {
    install('node_modules/@botyard/core', '@botyard/core', '1.0.0')
    mkdirSync(join(folder, 'node_modules', 'other', 'node_modules', '@botyard'), { recursive: true })
    symlinkSync(join(folder, 'node_modules/@botyard/core'), join(folder, 'node_modules/other/node_modules/@botyard/core'))
    expect(checkOneCore(folder)).toMatchObject({ ok: true })
    install('node_modules/@acme/signals/node_modules/@botyard/core', '@botyard/core', '0.9.0')
    expect(checkOneCore(folder)).toMatchObject({ ok: false, fix: 'npm dedupe' })
    expect(checkOneCore(folder).text).toContain('0.9.0')
  })

  test('looks for packages where the bot lies, wherever it is called from', async () => {
    install('mine/node_modules/@botyard/core', '@botyard/core', '1.0.0')
    writeFileSync(join(folder, 'mine', 'bot.ts'), "throw new Error('not loaded for this')\n")
    const { out } = await botyard(['doctor', 'mine/bot.ts', '--json'], folder)
    expect(JSON.parse(out).checks.slice(1, 3)).toMatchObject([
      { name: 'one core', ok: true, text: '@botyard/core 1.0.0' },
      { name: 'versions', ok: true, text: '1 package, all 1.0.0' },
    ])
    expect((await botyard(['doctor'], join(folder, 'mine'))).out).toContain('@botyard/core 1.0.0')
  })

  test('a copy that a nearer one hides is none that the bot could load', () => {
    install('node_modules/@botyard/core', '@botyard/core', '0.9.0')
    install('mine/node_modules/@botyard/core', '@botyard/core', '1.0.0')
    expect(checkOneCore(join(folder, 'mine'))).toMatchObject({ ok: true, text: '@botyard/core 1.0.0' })
    expect(checkVersions(join(folder, 'mine')).ok).toBe(true)
  })

  test('sees packages of different versions, and none at all', () => {
    expect(checkOneCore(folder)).toMatchObject({ ok: false, fix: expect.stringContaining('dist-packages') })
    install('node_modules/@botyard/core', '@botyard/core', '1.0.0')
    install('node_modules/botyard', 'botyard', '1.0.0')
    expect(checkVersions(folder)).toMatchObject({ ok: true, text: '2 packages, all 1.0.0' })
    install('node_modules/@botyard/sim', '@botyard/sim', '1.1.0')
    expect(checkVersions(folder)).toMatchObject({ ok: false })
  })

  test.each([
    ['24.21.0', true],
    ['22.18.0', true],
    ['22.17.9', false],
    ['20.20.2', false],
    ['100.0.0', true],
  ])('takes Node %s: %s', (version, ok) => {
    expect(checkNode(version).ok).toBe(ok)
  })
})

test('paths are shown from where the command was typed', async () => {
  const { out } = await botyard(['config', 'check', good], join(bots, '..'))
  expect(out).toContain(relative(join(bots, '..'), good))
})
