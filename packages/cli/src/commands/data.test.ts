import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ColumnsWriter } from '@botyard/columns'
import { BotyardError, catalogue, Kind } from '@botyard/core'
import { inventInstruments } from '@botyard/data'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { botyard, ownFolder } from '../../test/command-line.ts'

const csv = 'time,open,high,low,close,volume\n2024-01-01,1.5,2,1,1.7,10\n2024-01-01 00:01,1.7,2,1,1.8,3\n'

let folder = ''
beforeEach(() => {
  folder = ownFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('data import', () => {
  const words = ['data', 'import', 'bars.csv', '--format', 'csv', '--kind', 'bars', '--symbol', 'BTCUSDT']

  test('turns a CSV file into a data file and says what is in it', async () => {
    writeFileSync(join(folder, 'bars.csv'), csv)
    const { code, out } = await botyard(
      [...words, '--interval', '1m', '--tick', '0.1', '--lot', '1', '--out', 'data/btc.byc'],
      folder,
    )
    expect(out).toContain('BTCUSDT 1m 2 bars, 2024-01-01 00:00 → 2024-01-01 00:02')
    expect(code).toBe(0)
    const check = await botyard(['data', 'check', 'data', '--json'], folder)
    expect(JSON.parse(check.out)).toMatchObject({
      ok: true,
      files: [{ synthetic: false, instruments: [{ symbol: 'sim:linear:BTCUSDT' }] }],
    })
  })

  test('writes into a folder under a name of its own', async () => {
    writeFileSync(join(folder, 'bars.csv'), csv)
    mkdirSync(join(folder, 'data'))
    await botyard([...words, '--out', 'data'], folder)
    expect(readdirSync(join(folder, 'data'))).toEqual(['btcusdt-bars.byc'])
  })

  test.each([
    ['a value that is no number', csv.replace('1.7,2', 'NaN,2'), [], 'BY6101', 4],
    ['an empty file', '', [], 'BY6004', 4],
    ['a folder for a file', undefined, [], 'BY6003', 4],
    ['rows out of order', csv.replace('2024-01-01,', '2024-01-02,'), [], 'BY6102', 4],
    ['a wrong interval', csv, ['--interval', 'minute'], 'BY1303', 2],
  ])('of %s is refused and leaves nothing behind', async (_, text, more, errorCode, exit) => {
    if (text === undefined) mkdirSync(join(folder, 'bars.csv'))
    else writeFileSync(join(folder, 'bars.csv'), text)
    const { code, err } = await botyard([...words, ...more, '--out', 'new/data/btc.byc'], folder)
    expect(err).toContain(errorCode)
    expect(code).toBe(exit)
    expect(readdirSync(folder)).toEqual(['bars.csv'])
  })

  test('never takes the place of the file that it reads', async () => {
    writeFileSync(join(folder, 'bars.csv'), csv)
    const { code, err } = await botyard([...words, '--out', './bars.csv', '--overwrite'], folder)
    expect(err).toContain('BY6017')
    expect(code).toBe(2)
    expect(readFileSync(join(folder, 'bars.csv'), 'utf8')).toBe(csv)
  })

  test('leaves bad lines out when asked to, and names them', async () => {
    writeFileSync(join(folder, 'bars.csv'), `${csv}2024-01-01 00:02,1,2,3\n`)
    const { code, out } = await botyard([...words, '--skip-bad', '--out', 'btc.byc'], folder)
    expect(out).toMatch(/1 line left out\n {2}line 4 {2}BY6104/)
    expect(code).toBe(0)
  })

  test('names every flag that is missing at once', async () => {
    const { code, err } = await botyard(['data', 'import', 'bars.csv'], folder)
    expect(err).toMatch(/--kind is missing.*--symbol is missing.*--out is missing/s)
    expect(code).toBe(2)
  })

  test('the line that is offered for what is missing, or for data that is a CSV file, works as it stands', async () => {
    writeFileSync(join(folder, 'bars.csv'), csv)
    const asked = await botyard(['data', 'import', 'bars.csv', '--symbol', 'ETHUSDT', '--json'], folder)
    const opened = new BotyardError('BY6005', { file: 'bars.csv' })
    for (const { fix } of [...JSON.parse(asked.out).error.problems, opened]) {
      const [, line = ''] = /npx botyard (.*)/.exec(fix[0]) ?? []
      expect(line).toMatch(/^data import \S*bars\.csv --kind bars --symbol \w+ --out btc\.byc$/)
      expect(await botyard([...line.split(' '), '--overwrite'], folder)).toMatchObject({ code: 0 })
    }
  })

  test('its help has every heading that the error about a missing one has', async () => {
    const help = await botyard(['data', 'import', '--help'], folder)
    const words = /Of bars.*tid\)/.exec(catalogue.BY6103.explain.join(' '))?.[0].match(/[a-z]+/gi) ?? []
    expect(words.length).toBeGreaterThan(40)
    const found = help.out.toLowerCase()
    expect(
      words.filter((word) => !/^(they|are|and|one|any|is|there)$/.test(word) && !found.includes(word.toLowerCase())),
    ).toEqual([])
  })
})

describe('data synth', () => {
  test('gives the same file for the same seed', async () => {
    for (const name of ['a.byc', 'b.byc'])
      await botyard(['data', 'synth', '--seed', '3', '--symbols', 'A,B', '--out', name], folder)
    expect(readFileSync(join(folder, 'a.byc')).equals(readFileSync(join(folder, 'b.byc')))).toBe(true)
  })

  test('needs a place, and replaces a file only when asked to', async () => {
    expect((await botyard(['data', 'synth'], folder)).err).toContain('--out is missing')
    const words = ['data', 'synth', '--out', 'a.byc']
    const codes = [await botyard(words, folder), await botyard(words, folder), await botyard([...words, '--overwrite'], folder)]
    expect(codes.map(({ code }) => code)).toEqual([0, 2, 0])
  })

  test('says of its flags what they are to it, and makes what it says', async () => {
    const { out } = await botyard(['data', 'synth', '--help'], folder)
    expect(out).toMatch(/--symbols A,B +symbols to make; BTCUSDT when left out/)
    expect(out).not.toContain('--to')
    expect((await botyard(['backtest', '--help'], folder)).out).toMatch(/--symbols A,B +symbols instead of those of the bot/)
    const { out: made } = await botyard(['data', 'synth', '--out', 'a.byc', '--json'], folder)
    const { contents } = JSON.parse(made) as { contents: { symbol: string; from: number; to: number }[] }
    expect([...new Set(contents.map(({ symbol }) => symbol))].filter(Boolean)).toEqual(['sim:linear:BTCUSDT'])
    const start = Date.UTC(2024, 0, 1) * 1000
    expect(Math.min(...contents.map(({ from }) => from))).toBe(start)
    expect(Math.max(...contents.map(({ to }) => to)) - start).toBeCloseTo(86_400e6, -7)
  })

  test('of a name that cannot be leaves no folder behind', async () => {
    const { code } = await botyard(['data', 'synth', '--symbols', 'b?', '--out', 'q/w/a.byc'], folder)
    expect(code).toBe(3)
    expect(existsSync(join(folder, 'q'))).toBe(false)
  })
})

describe('data check', () => {
  test('tells of every file of a folder, damaged ones included, and ends with 4', async () => {
    await botyard(['data', 'synth', '--out', 'data/good.byc'], folder)
    const whole = readFileSync(join(folder, 'data', 'good.byc'))
    writeFileSync(join(folder, 'data', 'cut.byc'), whole.subarray(0, whole.length / 2))
    const turned = Buffer.from(whole)
    turned[turned.length >> 1] = (turned[turned.length >> 1] ?? 0) ^ 1
    writeFileSync(join(folder, 'data', 'turned.byc'), turned)
    const { code, out } = await botyard(['data', 'check', 'data', '--json'], folder)
    const { ok, files } = JSON.parse(out)
    expect(ok).toBe(false)
    expect(files.map((file: { ok: boolean; damage?: { code: string } }) => [file.ok, file.damage?.code])).toEqual([
      [false, 'BY6008'],
      [true, undefined],
      [false, 'BY6007'],
    ])
    expect(code).toBe(4)
    expect((await botyard(['data', 'check', 'data'], folder)).out).toMatch(/✖ data\/cut\.byc.*✔ data\/good\.byc {2}SYNTHETIC/s)
    expect((await botyard(['data', 'ls'], folder)).out).toMatch(/damaged,\n.* BY6008$/m)
  })

  test('names rows that cannot be, and ends with 4', async () => {
    const writer = new ColumnsWriter({
      path: join(folder, 'odd.byc'),
      name: 'odd',
      synthetic: true,
      instruments: inventInstruments(['BTCUSDT']),
    })
    for (const [i, price] of [100, 0, -5, 100, 0, 0].entries()) {
      writer.tape.open()
      const row = writer.tape.next(Kind.trade)
      writer.tape.side[row] = 1
      writer.tape.price[row] = price
      writer.tape.quantity[row] = 1
      writer.tape.exchangeTime[row] = 1e15 - i
      writer.tape.receivedTime[row] = 1e15 - i
      writer.tape.close()
    }
    writer.finish()
    const { code, out } = await botyard(['data', 'check', 'odd.byc'], folder)
    expect(out).toContain('time goes backwards at 5 messages')
    expect(out).toContain('4 rows that cannot be')
    expect(out).toContain('trade  2001-09-09 01:46  the price is -5 units')
    expect(out).toContain('and 1 more such row, the first 20 with --json')
    expect(code).toBe(4)
  })

  test.each([
    ['nothing there', 'nope', 'BY6002'],
    ['an empty folder', '.', 'BY6013'],
  ])('of %s is told', async (_, path, errorCode) => {
    const { code, err } = await botyard(['data', 'check', path], folder)
    expect(err).toContain(errorCode)
    expect(code).toBe(4)
  })
})

test('data ls without a folder shows what there is here, SYNTHETIC where it is', async () => {
  await botyard(['data', 'synth', '--out', 'data/a.byc'], folder)
  const { code, out } = await botyard(['data', 'ls'], folder)
  expect(out).toMatch(/^file +symbol +kinds +rows +from +to +source$/m)
  expect(out).toMatch(/^data\/a\.byc +BTCUSDT +bar 1m +[\d,]+ +2024-01-01 +2024-01-01 +SYNTHETIC$/m)
  expect(out).not.toContain('…')
  for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(80)
  expect(code).toBe(0)
  const { out: json } = await botyard(['data', 'ls', '--json'], folder)
  expect(JSON.parse(json).files[0]).toMatchObject({ name: 'data/a.byc', recording: { synthetic: true } })
})
