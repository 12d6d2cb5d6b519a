import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openColumns } from '@botyard/columns'
import { type BotyardError, InstrumentTable, isBotyardError } from '@botyard/core'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/made.ts'
import { checkData } from '../check.ts'
import { type CsvImportReport, importCsv } from './import-csv.ts'
import type { CsvImportOptions } from './options.ts'

// What the columns of a file can hold: prices in 31 bits of units, quantities in 52 bits of lots.

const folder = temporaryFolder()
const file = join(folder, 'rows.csv')
const outFolder = join(folder, 'out')
const out = join(outFolder, 'rows.byc')

beforeEach(() => {
  rmSync(outFolder, { recursive: true, force: true })
  mkdirSync(outFolder)
})

function importText(text: string, options: Partial<CsvImportOptions> = {}): CsvImportReport {
  writeFileSync(file, text)
  return importCsv({ file, kind: 'trades', symbol: 'BTCUSDT', out, ...options })
}

function faultOf(text: string, options: Partial<CsvImportOptions> = {}): BotyardError {
  try {
    importText(text, options)
  } catch (error) {
    if (isBotyardError(error)) return error
    throw error
  }
  return expect.fail('the file was imported')
}

const trades = (...rows: [price: string, quantity: string][]) =>
  ['time,price,quantity,side', ...rows.map(([price, quantity], i) => `${60 + i},${price},${quantity},buy`)].join('\n')

const bars = 'time,open,high,low,close,volume\n60,10,12,9,11,5\n120,11,2147483648,10,10,5\n180,10,10,10,10,5\n'

type Case = [what: string, text: string, options: Partial<CsvImportOptions>, code: string, line: number, title: string]
const cases: Case[] = [
  [
    'a price of 2^31',
    trades(['10', '1'], ['2147483648', '1']),
    {},
    'BY6101',
    3,
    'price is "2147483648", expected a number up to',
  ],
  ['a high of 2^31', bars, { kind: 'bars' }, 'BY6101', 3, 'high is "2147483648", expected a number up to 2147483647'],
  ['a quantity of 2^53', trades(['10', '9007199254740992']), {}, 'BY6101', 2, 'quantity is "9007199254740992", expected'],
  [
    'a tick finer than the largest price leaves room for',
    trades(['10', '1'], ['50000', '1'], ['20', '1']),
    { tick: 0.00001 },
    'BY3005',
    3,
    'Prices of BTCUSDT do not fit: 50000 in line 3 at 5 decimals',
  ],
  [
    'a lot finer than the largest quantity leaves room for',
    trades(['10', '1'], ['10', '1000000']),
    { lot: 1e-12 },
    'BY6101',
    3,
    'quantity is 1000000, expected at most 4503',
  ],
  [
    'a price that becomes 0 beside a large one',
    trades(['1000000000', '1'], ['0.01', '1']),
    {},
    'BY3005',
    3,
    'Prices of BTCUSDT do not fit: 0.01 in line 3 at 0 decimals',
  ],
  [
    'a price that becomes another one beside a large one',
    trades(['1.2345', '1'], ['1000000000', '1']),
    {},
    'BY3005',
    2,
    'Prices of BTCUSDT do not fit: 1.2345 in line 2 at 0 decimals',
  ],
  ['a quantity that becomes 0', trades(['10', '1e-12']), {}, 'BY6101', 2, 'quantity is 0.000000000001, expected'],
]

test.each(cases)('%s is refused with its line, and nothing is written', (_, text, options, code, line, title) => {
  const fault = faultOf(text, options)
  expect(fault.code).toBe(code)
  expect(fault.message).toContain(title)
  expect(fault.details['line']).toBe(line)
  expect(readdirSync(outFolder)).toEqual([])
})

test('a line that does not fit is left out where bad lines may be', () => {
  const text = trades(['10', '1'], ['3000000000', '1'], ['11', '1'])
  expect(importText(text, { skipBad: true })).toMatchObject({ imported: 2, skippedLines: [{ line: 3, code: 'BY6101' }] })
  expect(importText(bars, { kind: 'bars', skipBad: true, interval: '1m', overwrite: true })).toMatchObject({ imported: 2 })
  const one = trades(['10', '1e-12'])
  expect(faultOf(one, { skipBad: true, overwrite: true }).code).toBe('BY6004')
})

test('the largest price and quantity that fit are written as they are', () => {
  importText(trades(['21474836.47', '4503599627370496'], ['0.01', '1']), { tick: 0.01 })
  const lane = openColumns(out).openAll()
  lane.refill()
  expect([...lane.price.subarray(0, 2)]).toEqual([2_147_483_647, 1])
  expect(lane.quantity[0]).toBe(4_503_599_627_370_496)
})

// Whatever the numbers, the file has each price to a basis point and rules that a bot can trade by, or there is none.
test('prices and quantities of any size come back as they were, or the file is refused', () => {
  const size = fc
    .record({ digits: fc.integer({ min: 1, max: 99_999 }), power: fc.integer({ min: -9, max: 8 }) })
    .map(({ digits, power }) => `${digits}e${power}`)
  const near = fc.constantFrom('2147483647', '2147483648', '21474836.47', '21474836.48', '4503599627370496', '4503599627370497')
  const number = fc.oneof({ weight: 4, arbitrary: size }, { weight: 1, arbitrary: near })
  const step = fc.option(fc.constantFrom(1, 0.5, 0.01, 1e-5, 1e-8, 1e-12, 1e-15), { nil: undefined })
  let imported = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 4 }), step, step, (rows, tick, lot) => {
      rmSync(out, { force: true })
      const steps = { ...(tick === undefined ? {} : { tick }), ...(lot === undefined ? {} : { lot }) }
      try {
        importText(trades(...rows), steps)
      } catch (error) {
        if (!isBotyardError(error)) throw error
        expect(['BY6101', 'BY3005']).toContain(error.code)
        expect(readdirSync(outFolder)).toEqual([])
        return
      }
      imported++
      const recording = openColumns(out)
      const [rules] = recording.instruments
      expect(() => new InstrumentTable().add(rules, 'account')).not.toThrow()
      const lane = recording.openAll()
      lane.refill()
      for (const [row, [price]] of rows.entries()) {
        expect(Math.abs(lane.price[row] / rules.priceScale / Number(price) - 1)).toBeLessThan(1.01e-4)
        expect(lane.quantity[row]).toBeGreaterThan(0)
        expect(lane.quantity[row]).toBeLessThanOrEqual(2 ** 52)
      }
      expect(checkData(out).ok).toBe(true)
    }),
    { numRuns: 300 },
  )
  expect(imported).toBeGreaterThan(10)
})
