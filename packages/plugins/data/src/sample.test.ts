import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openColumns } from '@botyard/columns'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../test/made.ts'
import { checkData } from './check.ts'
import { makeSample, samplePath } from './sample.ts'

const folder = temporaryFolder()

// The committed files are what everybody's first backtest runs on, so they must be what the code makes, on every machine.
test('making the samples again gives the same bytes', () => {
  const [bars, book] = makeSample(folder)
  expect(bars).toBe(join(folder, 'btcusdt-bars.byc'))
  expect(readFileSync(bars).equals(readFileSync(samplePath('bars')))).toBe(true)
  expect(readFileSync(book).equals(readFileSync(samplePath('book')))).toBe(true)
})

test('the samples are small, sound, and say that they are synthetic', () => {
  expect(statSync(samplePath('bars')).size + statSync(samplePath('book')).size).toBeLessThan(2_500_000)
  for (const name of ['bars', 'book'] as const) {
    const { ok, synthetic, instruments } = checkData(samplePath(name))
    expect({ ok, synthetic, gaps: instruments[0].gapCount }).toEqual({ ok: true, synthetic: true, gaps: 0 })
    expect(openColumns(samplePath(name)).name).toContain('SYNTHETIC')
  }
})

test('the samples hold what the first backtests need', () => {
  const bars = openColumns(samplePath('bars'))
  const [instrument] = bars.instruments
  expect(instrument.name).toBe('BTCUSDT')
  expect(bars.intervals(instrument)).toEqual(['1m'])
  expect(bars.from).toBe(Date.UTC(2024, 0, 1) * 1000)
  expect(bars.tables.counts.find(({ kind }) => kind === 6)?.rows).toBe(90 * 1440)
  const book = openColumns(samplePath('book'))
  for (const kind of ['book', 'trades', 'bars', 'ticker'] as const) expect(book.offers(instrument, kind)).toBe(true)
})
