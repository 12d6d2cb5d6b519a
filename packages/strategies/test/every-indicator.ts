import type { Source, Use } from '@botyard/core'
import * as indicators from '../src/indicators/index.ts'
import type { FakeBars } from './drive.ts'

/** An indicator on bars, as a test that is about all of them wants it. */
export interface Specimen {
  readonly name: string
  readonly wish: (bars: FakeBars) => Use<Source & indicators.Reading>
  /** What its numbers are worth on bars that never move; a function of the price where it depends on it. */
  readonly flat: Readonly<Record<string, number | ((price: number) => number)>>
}

const price = (at: number): number => at
const bands = { value: price, upper: price, lower: price }

/** Every indicator there is, and those options that make another indicator of it. */
export const everyIndicator: readonly Specimen[] = [
  { name: 'sma', wish: (bars) => indicators.sma(bars, 10), flat: { value: price } },
  { name: 'ema', wish: (bars) => indicators.ema(bars, 10), flat: { value: price } },
  { name: 'ema first', wish: (bars) => indicators.ema(bars, { period: 10, seed: 'first' }), flat: { value: price } },
  { name: 'wma', wish: (bars) => indicators.wma(bars, 10), flat: { value: price } },
  { name: 'dema', wish: (bars) => indicators.dema(bars, 10), flat: { value: price } },
  { name: 'tema', wish: (bars) => indicators.tema(bars, 10), flat: { value: price } },
  { name: 'hma', wish: (bars) => indicators.hma(bars, 9), flat: { value: price } },
  { name: 'vwma', wish: (bars) => indicators.vwma(bars, 10), flat: { value: price } },
  { name: 'vwma typical', wish: (bars) => indicators.vwma(bars, { period: 10, price: 'typical' }), flat: { value: price } },
  { name: 'kama', wish: (bars) => indicators.kama(bars, 10), flat: { value: price } },
  { name: 'kama early', wish: (bars) => indicators.kama(bars, { start: 'early' }), flat: { value: price } },
  { name: 'rsi', wish: (bars) => indicators.rsi(bars), flat: { value: 50 } },
  { name: 'stochRsi', wish: (bars) => indicators.stochRsi(bars), flat: { value: 0.5 } },
  { name: 'stochastic', wish: (bars) => indicators.stochastic(bars), flat: { value: 50, k: 50, d: 50 } },
  { name: 'macd', wish: (bars) => indicators.macd(bars), flat: { value: 0, line: 0, signal: 0, histogram: 0 } },
  { name: 'macd talib', wish: (bars) => indicators.macd(bars, { start: 'talib' }), flat: { value: 0, signal: 0 } },
  { name: 'cci', wish: (bars) => indicators.cci(bars), flat: { value: 0 } },
  { name: 'williamsR', wish: (bars) => indicators.williamsR(bars), flat: { value: -50 } },
  { name: 'cmo', wish: (bars) => indicators.cmo(bars), flat: { value: 0 } },
  { name: 'roc', wish: (bars) => indicators.roc(bars), flat: { value: 0 } },
  { name: 'aroon', wish: (bars) => indicators.aroon(bars), flat: { value: 0, up: 100, down: 100 } },
  { name: 'adx', wish: (bars) => indicators.adx(bars), flat: { value: 0, plus: 0, minus: 0 } },
  { name: 'mfi', wish: (bars) => indicators.mfi(bars), flat: { value: 50 } },
  { name: 'ultimateOscillator', wish: (bars) => indicators.ultimateOscillator(bars), flat: { value: 50 } },
  { name: 'parabolicSar', wish: (bars) => indicators.parabolicSar(bars), flat: { value: price } },
  { name: 'atr', wish: (bars) => indicators.atr(bars), flat: { value: 0 } },
  { name: 'atr count', wish: (bars) => indicators.atr(bars, { firstBar: 'count' }), flat: { value: 0 } },
  { name: 'trueRange', wish: (bars) => indicators.trueRange(bars), flat: { value: 0 } },
  { name: 'bollinger', wish: (bars) => indicators.bollinger(bars), flat: { ...bands, width: 0, percentB: 0.5 } },
  { name: 'keltner', wish: (bars) => indicators.keltner(bars), flat: { ...bands, middle: price } },
  { name: 'donchian', wish: (bars) => indicators.donchian(bars), flat: bands },
  { name: 'standardDeviation', wish: (bars) => indicators.standardDeviation(bars), flat: { value: 0 } },
  { name: 'zScore', wish: (bars) => indicators.zScore(bars), flat: { value: 0, mean: price, deviation: 0 } },
  { name: 'linearRegression', wish: (bars) => indicators.linearRegression(bars), flat: { value: price, slope: 0 } },
  { name: 'obv', wish: (bars) => indicators.obv(bars), flat: { value: 0 } },
  { name: 'obv volume', wish: (bars) => indicators.obv(bars, 'volume'), flat: {} },
  { name: 'vwap', wish: (bars) => indicators.vwap(bars), flat: { value: price } },
  { name: 'vwap day', wish: (bars) => indicators.vwap(bars, 'day'), flat: { value: price } },
]
