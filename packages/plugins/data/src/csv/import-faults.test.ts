import { execFileSync } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openColumns } from '@botyard/columns'
import { type BotyardError, catalogue, isBotyardError } from '@botyard/core'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/made.ts'
import { checkData } from '../check.ts'
import { spellings } from './columns.ts'
import { importCsv } from './import-csv.ts'
import type { CsvImportOptions } from './options.ts'

const folder = temporaryFolder()
const file = join(folder, 'rows.csv')
const outFolder = join(folder, 'out')
const out = join(outFolder, 'rows.byc')

beforeEach(() => {
  rmSync(outFolder, { recursive: true, force: true })
  mkdirSync(outFolder)
})

const good = ['60,10,12,9,11,5', '120,11,11,10,10,5', '180,10,10,10,10,5', '240,10,13,10,13,5']

function barsWith(line: number, text: string): string {
  const lines = ['time,open,high,low,close,volume', ...good]
  lines[line - 1] = text
  return `${lines.join('\n')}\n`
}

function importBars(text: string, options: Partial<CsvImportOptions> = {}) {
  writeFileSync(file, text)
  return importCsv({ file, kind: 'bars', symbol: 'BTCUSDT', out, ...options })
}

function faultOf(text: string, options: Partial<CsvImportOptions> = {}): BotyardError {
  try {
    importBars(text, options)
  } catch (error) {
    if (isBotyardError(error)) return error
    throw error
  }
  return expect.fail('the file was imported')
}

const faults: [what: string, line: number, text: string, code: string, title: string][] = [
  ['a price that is missing', 3, '120,,11,10,10,5', 'BY6101', 'line 3: open is "", expected a number above 0'],
  ['a price that is NaN', 3, '120,11,NaN,10,10,5', 'BY6101', 'line 3: high is "NaN", expected a number above 0'],
  ['a price that is negative', 4, '180,10,10,-10,10,5', 'BY6101', 'line 4: low is "-10", expected a number above 0'],
  ['a price of zero', 4, '180,10,10,10,0.00,5', 'BY6101', 'line 4: close is "0.00", expected a number above 0'],
  ['a negative volume', 5, '240,10,13,10,13,-5', 'BY6101', 'line 5: volume is "-5", expected a number from 0'],
  ['a time that is none', 3, 'soon,11,11,10,10,5', 'BY6101', 'line 3: time is "soon"'],
  ['a time that is missing', 3, ',11,11,10,10,5', 'BY6101', 'line 3: time is ""'],
  ['a time before 1970', 2, '-60,11,11,10,10,5', 'BY6101', 'line 2: time is "-60"'],
  ['a high below the low', 3, '120,11,10,12,11,5', 'BY6105', 'line 3: the high 10 is below the low 12'],
  ['a high below the close', 3, '120,10,11,10,11.5,5', 'BY6105', 'line 3: the high 11 is below the open 10 or the close 11.5'],
  ['a low above the open', 3, '120,9,11,10,11,5', 'BY6105', 'line 3: the low 10 is above the open 9 or the close 11'],
  ['a time that goes back', 4, '100,10,10,10,10,5', 'BY6102', 'line 4: the time 100 is before that of the line above'],
  ['a time that is there twice', 4, '120,10,10,10,10,5', 'BY6105', 'line 4: the time 120 is there twice'],
  ['a value too many', 3, '120,11,11,10,10,5,6', 'BY6104', 'line 3: 6 values expected, 7 there'],
  ['decimal commas', 3, '120,11,5,11,5,10', 'BY6105', 'line 3'],
]

test.each(faults)('%s is refused with its line, and nothing is written', (_, line, text, code, title) => {
  const fault = faultOf(barsWith(line, text))
  expect(fault.code).toBe(code)
  expect(fault.message).toContain(title)
  expect(fault.details['line']).toBe(line)
  expect(readdirSync(outFolder)).toEqual([])
})

test.each(faults)('%s is left out where bad lines may be', (_, line, text, code) => {
  const report = importBars(barsWith(line, text), { skipBad: true, interval: '1m' })
  expect(report).toMatchObject({ imported: 3, skipped: 1, skippedLines: [{ line, code }] })
  expect(openColumns(out).rows).toBe(6)
  expect(checkData(out).ok).toBe(true)
})

test('bars that overlap are refused, or left out', () => {
  const text = barsWith(4, '150,10,10,10,10,5')
  expect(faultOf(text, { interval: '1m' }).message).toContain('line 4: the bar begins before the last one ends')
  expect(readdirSync(outFolder)).toEqual([])
  expect(importBars(text, { interval: '1m', skipBad: true })).toMatchObject({ imported: 3, skipped: 1 })
})

test('many bad lines are all counted, and the first are named', () => {
  const lines = Array.from({ length: 100 }, (_, i) => `${i * 60},10,10,10,${i % 2 === 0 ? 10 : 'x'},5`)
  const report = importBars(`time,open,high,low,close,volume\n${lines.join('\n')}`, { skipBad: true, interval: '1m' })
  expect(report).toMatchObject({ imported: 50, skipped: 50 })
  expect(report.skippedLines.length).toBe(20)
  expect(report.skippedLines[0]).toMatchObject({ line: 3, code: 'BY6101' })
})

test('files that are no table of bars are refused', () => {
  expect(faultOf('time,open,high,low,volume\n1,2,3,4,5\n')).toMatchObject({ code: 'BY6103', details: { column: 'close' } })
  expect(faultOf('')).toMatchObject({ code: 'BY6004' })
  expect(faultOf('time,open,high,low,close\n')).toMatchObject({ code: 'BY6004' })
  expect(faultOf(barsWith(3, 'x'), { skipBad: true, file: join(folder, 'none.csv') })).toMatchObject({ code: 'BY6002' })
  expect(faultOf('x', { file: folder })).toMatchObject({ code: 'BY6003' })
  expect(faultOf('\u0000\u0001\u0002PNG')).toMatchObject({ code: 'BY6103' })
  expect(faultOf('time,open,high,low,close\nx,1,1,1,1\n', { skipBad: true })).toMatchObject({ code: 'BY6004' })
  expect(faultOf('time,open,high,low,close\n1,1,1,1,1\n')).toMatchObject({ code: 'BY6105' })
  expect(faultOf(`time,open,high,low,close\n${'1'.repeat(3_000_000)}`)).toMatchObject({ code: 'BY6105' })
})

test('a column that is there twice is refused, because which one is meant cannot be known', () => {
  const twice = faultOf('time,open,high,low,close,Close\n1,2,3,1,2,9\n2,2,3,1,2,9\n')
  expect(twice.title).toMatch(/has 2 columns "close"$/)
  const beside = faultOf('time,price,qty,id,id\n1,2,3,4,5\n', { kind: 'trades' })
  expect(beside.code).toBe('BY6106')
  const other = 'time,open,high,low,close,volume,note,note\n60,1,1,1,1,1,1,1\n120,1,1,1,1,1,1,1\n'
  expect(importBars(other).imported).toBe(2)
})

test('a file is never written over itself, by whatever name', () => {
  const text = barsWith(5, good[3])
  const [link, hard] = [join(folder, 'link.csv'), join(folder, 'hard.csv')]
  for (const path of [link, hard]) rmSync(path, { force: true })
  writeFileSync(file, text)
  symlinkSync(file, link)
  linkSync(file, hard)
  for (const same of [file, join(folder, 'out', '..', 'rows.csv'), link, hard]) {
    expect(faultOf(text, { out: same, overwrite: true }).code, same).toBe('BY6017')
    expect(faultOf(text, { file: link, out: same, overwrite: true }).code, same).toBe('BY6017')
  }
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('a pipe is refused at once instead of being waited for', () => {
  const pipe = join(folder, 'pipe.csv')
  execFileSync('mkfifo', [pipe])
  expect(faultOf('x', { file: pipe }).title).toMatch(/pipe\.csv is no regular file$/)
  expect(faultOf('x', { file: '/dev/zero' }).code).toBe('BY6016')
})

test.each([253_402_300_740, 253_402_300_740_000, 101_000_000_000_000_000])(
  'a time that is a date in two units, %d, is refused',
  (time) => {
    const fault = faultOf(barsWith(2, `${time},10,12,9,11,5`))
    expect(fault).toMatchObject({
      code: 'BY6101',
      details: { line: 2, column: 'time', expected: 'a date: it is one in two units' },
    })
  },
)

test('a missing column says how it may be called, and rows of another kind are known for what they are', () => {
  expect(faultOf('time,open,high,low,volume\n1,2,3,4,5\n').fix[0]).toBe('name the heading of that column one of: close, c, last')
  const trades = ['it looks like trades: use --kind trades']
  expect(faultOf('id,price,qty,time\n1,2,3,4\n').fix).toEqual(trades)
  expect(faultOf('1704067200000,2,3\n').fix).toEqual(trades)
  expect(faultOf(barsWith(3, '120,11,11,10,10,5'), { kind: 'trades' }).fix).toEqual(['it looks like bars: use --kind bars'])
  expect(faultOf('1704067200000,2\n').fix[0]).toBe('give every line these values: time, open, high, low, close')
})

test('every name of a column that is understood stands in the explanation of the error', () => {
  const explained = new Set(catalogue.BY6103.explain.join(' ').split(/[^a-z]+/))
  for (const name of Object.values(spellings).flat()) if (name !== '') expect(explained, name).toContain(name)
})

test('a file of which every line was left out says so', () => {
  const fault = faultOf('time,open,high,low,close\nx,1,1,1,1\n', { skipBad: true })
  expect(fault.why).toMatch(/^Every line was left out. The first: .*time is "x"/)
  expect(faultOf('time,open,high,low,close\n').title).toMatch(/has no rows$/)
})

test('options that cannot be are refused', () => {
  const text = barsWith(5, good[3])
  expect(faultOf(text, { tick: 0 })).toMatchObject({ code: 'BY1104' })
  expect(faultOf(text, { lot: Number.NaN })).toMatchObject({ code: 'BY1104' })
  expect(faultOf(text, { symbol: 'acme:spot:' })).toMatchObject({ code: 'BY3003' })
  expect(faultOf(text, { interval: '400d' })).toMatchObject({ code: 'BY1104' })
  writeFileSync(out, 'mine')
  expect(faultOf(text)).toMatchObject({ code: 'BY6011' })
  importBars(text, { overwrite: true })
  expect(openColumns(out).rows).toBe(8)
})

// Whatever stands in the values, the answer is an error of the catalogue or a file that passes its check: never another error, and
// never a half-written file.
test('files with anything in them give an error of the catalogue or a sound file', () => {
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 30 }).map(String) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', 'NaN', '1e5', '1e-9', '-1', '"', '"1"', '1,2', '0x1', '1e309', '١', '\ufeff', '2024-01-01'),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  )
  // Most values are the same, so that most bars do not contradict themselves.
  const cell = fc.oneof({ weight: 15, arbitrary: fc.constant('7') }, { weight: 1, arbitrary: value })
  const line = fc.record({ step: fc.integer({ min: 0, max: 50 }), values: fc.array(cell, { minLength: 5, maxLength: 5 }) })
  const heading = fc.constantFrom('time,open,high,low,close,volume', 'timestamp,price,amount,x,y,z', '', 't;o;h;l;c;v')
  const end = fc.constantFrom('\n', '\r\n')
  let imported = 0
  fc.assert(
    fc.property(
      heading,
      fc.array(line, { maxLength: 12 }),
      end,
      fc.boolean(),
      fc.constantFrom('bars', 'trades'),
      (head, lines, eol, skipBad, kind) => {
        rmSync(out, { force: true })
        try {
          const report = importBars([head, ...linesOf(lines)].join(eol), { skipBad, kind })
          imported++
          expect(report.imported).toBeGreaterThan(0)
          expect(checkData(out)).toMatchObject({ ok: true, rows: kind === 'bars' ? report.imported * 2 : report.imported })
        } catch (error) {
          if (!isBotyardError(error)) throw error
          expect(error.code).toMatch(/^BY(6\d\d\d|1104|3005)$/)
          expect(existsSync(out)).toBe(false)
        }
        expect(readdirSync(outFolder).filter((name) => name !== 'rows.byc')).toEqual([])
      },
    ),
    { numRuns: 150 },
  )
  expect(imported).toBeGreaterThan(10)
})

/** Lines whose times go on by the step of each, and sometimes back. */
function linesOf(lines: readonly { step: number; values: string[] }[]): string[] {
  let time = 1000
  return lines.map(({ step, values }) => `${(time += step - 1)},${values.join()}`)
}
