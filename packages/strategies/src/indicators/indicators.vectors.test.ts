import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import { collect, type FakeBars } from '../../test/drive.ts'
import * as indicators from './index.ts'

// Published values for every bar of one series; null stands where the indicator is not defined yet.
interface Vectors {
  readonly series: { readonly h: number[]; readonly l: number[]; readonly c: number[]; readonly v: number[] }
  readonly expected: Readonly<Record<string, (number | null)[] | Readonly<Record<string, (number | null)[]>>>>
}

const wishes = {
  sma10: (bars: FakeBars) => indicators.sma(bars, 10),
  wma10: (bars: FakeBars) => indicators.wma(bars, 10),
  ema10_smaSeed: (bars: FakeBars) => indicators.ema(bars, 10),
  ema10_firstSeed: (bars: FakeBars) => indicators.ema(bars, { period: 10, seed: 'first' }),
  rsi14: (bars: FakeBars) => indicators.rsi(bars, 14),
  macd_talib: (bars: FakeBars) => indicators.macd(bars, { start: 'talib' }),
  macd_classic: (bars: FakeBars) => indicators.macd(bars),
  bbands20_2: (bars: FakeBars) => indicators.bollinger(bars, { period: 20, deviations: 2 }),
  atr14_talib: (bars: FakeBars) => indicators.atr(bars, 14),
  atr14_tulip: (bars: FakeBars) => indicators.atr(bars, { period: 14, firstBar: 'count' }),
  adx14: (bars: FakeBars) => indicators.adx(bars, 14),
  plusDI14: (bars: FakeBars) => indicators.adx(bars, 14),
  minusDI14: (bars: FakeBars) => indicators.adx(bars, 14),
  stoch14_3_3: (bars: FakeBars) => indicators.stochastic(bars, { period: 14, smooth: 3, signal: 3 }),
  obv_startZero: (bars: FakeBars) => indicators.obv(bars),
  obv_startV0: (bars: FakeBars) => indicators.obv(bars, 'volume'),
  cci20: (bars: FakeBars) => indicators.cci(bars, 20),
  willr14: (bars: FakeBars) => indicators.williamsR(bars, 14),
  mfi14: (bars: FakeBars) => indicators.mfi(bars, 14),
  roc10_pct: (bars: FakeBars) => indicators.roc(bars, 10),
  aroon14: (bars: FakeBars) => indicators.aroon(bars, 14),
  stddev20_pop: (bars: FakeBars) => indicators.standardDeviation(bars, 20),
  linreg14: (bars: FakeBars) => indicators.linearRegression(bars, 14),
  kama10_talib: (bars: FakeBars) => indicators.kama(bars, 10),
  kama10_tulip: (bars: FakeBars) => indicators.kama(bars, { period: 10, start: 'early' }),
  psar_talib: (bars: FakeBars) => indicators.parabolicSar(bars),
  vwapCumulativeTypical: (bars: FakeBars) => indicators.vwap(bars),
  keltner20_2_emaSma_atrWilder: (bars: FakeBars) => indicators.keltner(bars, { period: 20, multiple: 2 }),
  ultosc: (bars: FakeBars) => indicators.ultimateOscillator(bars),
  hma9: (bars: FakeBars) => indicators.hma(bars, 9),
  vwma10: (bars: FakeBars) => indicators.vwma(bars, 10),
  tema10: (bars: FakeBars) => indicators.tema(bars, 10),
  dema10: (bars: FakeBars) => indicators.dema(bars, 10),
  cmo14: (bars: FakeBars) => indicators.cmo(bars, 14),
  stochrsi14: (bars: FakeBars) => indicators.stochRsi(bars, 14),
}

// What the vectors call a number that is not simply the value of ours.
const fields: Readonly<Record<string, string>> = {
  plusDI14: 'plus',
  minusDI14: 'minus',
  macd: 'line',
  hist: 'histogram',
  slowK: 'k',
  slowD: 'd',
  'bbands20_2.middle': 'value',
}

const file = sharedFile('vectors/models/indicators.json')

test.skipIf(file === undefined)('every published indicator series is met at every bar, and is absent before its first', () => {
  const { series, expected } = JSON.parse(readFileSync(file!, 'utf8')) as Vectors
  const rows = { high: series.h, low: series.l, close: series.c, volume: series.v }
  expect(Object.keys(wishes)).toEqual(expect.arrayContaining(Object.keys(expected)))
  for (const [name, wish] of Object.entries(wishes)) {
    const parts = Array.isArray(expected[name]) ? { [fields[name] ?? 'value']: expected[name] } : expected[name]
    for (const [part, values] of Object.entries(parts)) {
      const field = fields[`${name}.${part}`] ?? fields[part] ?? part
      const got = collect(wish, rows, field)
      const far = values.findIndex((value, row) => !meets(got[row], value))
      expect(far, `${name}.${part} at bar ${far}: ${got[far]}, not ${values[far]}`).toBe(-1)
    }
  }
})

function meets(got: number, wanted: number | null): boolean {
  if (wanted === null) return Number.isNaN(got)
  return Math.abs(got - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
}
