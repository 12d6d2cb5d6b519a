import type { Source, Use } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as bar from '../../test/batch-bars.ts'
import * as batch from '../../test/batch-values.ts'
import { collect, type FakeBars, type Series } from '../../test/drive.ts'
import { randomSeries } from '../../test/random-series.ts'
import * as indicators from './index.ts'
import type { Reading } from './reading.ts'

interface Twin {
  readonly wish: (bars: FakeBars, period: number) => Use<Source & Reading>
  readonly field?: string
  readonly reference: (series: Series, period: number) => number[]
}

const close = (series: Series) => series.close

// Each streaming indicator beside its definition over whole arrays. Those that are published only as programs (the parabolic stop,
// the other starts of EMA, MACD, KAMA, OBV and ATR) have vectors instead.
const twins: Readonly<Record<string, Twin>> = {
  sma: { wish: (b, p) => indicators.sma(b, p), reference: (s, p) => batch.sma(close(s), p) },
  ema: { wish: (b, p) => indicators.ema(b, p), reference: (s, p) => batch.ema(close(s), p) },
  wma: { wish: (b, p) => indicators.wma(b, p), reference: (s, p) => batch.wma(close(s), p) },
  dema: { wish: (b, p) => indicators.dema(b, p), reference: (s, p) => batch.dema(close(s), p) },
  tema: { wish: (b, p) => indicators.tema(b, p), reference: (s, p) => batch.tema(close(s), p) },
  hma: { wish: (b, p) => indicators.hma(b, p), reference: (s, p) => batch.hma(close(s), p) },
  kama: { wish: (b, p) => indicators.kama(b, p), reference: (s, p) => batch.kama(close(s), p, 2, 30) },
  rsi: { wish: (b, p) => indicators.rsi(b, p), reference: (s, p) => batch.rsi(close(s), p) },
  stochRsi: {
    wish: (b, p) => indicators.stochRsi(b, { period: p, window: p + 3 }),
    reference: (s, p) => batch.stochRsi(close(s), p, p + 3),
  },
  cmo: { wish: (b, p) => indicators.cmo(b, p), reference: (s, p) => batch.cmo(close(s), p) },
  roc: { wish: (b, p) => indicators.roc(b, p), reference: (s, p) => batch.roc(close(s), p) },
  macd: {
    wish: (b, p) => indicators.macd(b, { fast: p, slow: p + 5, signal: 4 }),
    field: 'line',
    reference: (s, p) => batch.rows([batch.ema(close(s), p), batch.ema(close(s), p + 5)], (fast, slow) => fast - slow),
  },
  deviation: {
    wish: (b, p) => indicators.standardDeviation(b, p),
    reference: (s, p) => batch.standardDeviation(close(s), p),
  },
  lineEnd: { wish: (b, p) => indicators.linearRegression(b, p), reference: (s, p) => batch.line(close(s), p, 'end') },
  slope: {
    wish: (b, p) => indicators.linearRegression(b, p),
    field: 'slope',
    reference: (s, p) => batch.line(close(s), p, 'slope'),
  },
  vwma: { wish: (b, p) => indicators.vwma(b, p), reference: (s, p) => bar.vwma(s, p, 'close') },
  typical: {
    wish: (b, p) => indicators.vwma(b, { period: p, price: 'typical' }),
    reference: (s, p) => bar.vwma(s, p, 'typical'),
  },
  vwap: { wish: (b) => indicators.vwap(b), reference: (s) => bar.vwap(s) },
  obv: { wish: (b) => indicators.obv(b), reference: (s) => bar.obv(s) },
  k: {
    wish: (b, p) => indicators.stochastic(b, { period: p }),
    field: 'k',
    reference: (s, p) => bar.stochastic(s, p, 3, 3, 'k'),
  },
  d: {
    wish: (b, p) => indicators.stochastic(b, { period: p }),
    field: 'd',
    reference: (s, p) => bar.stochastic(s, p, 3, 3, 'd'),
  },
  williamsR: { wish: (b, p) => indicators.williamsR(b, p), reference: (s, p) => bar.williamsR(s, p) },
  cci: { wish: (b, p) => indicators.cci(b, p), reference: (s, p) => bar.cci(s, p) },
  aroonUp: { wish: (b, p) => indicators.aroon(b, p), field: 'up', reference: (s, p) => bar.aroon(s, p, 'up') },
  aroonDown: { wish: (b, p) => indicators.aroon(b, p), field: 'down', reference: (s, p) => bar.aroon(s, p, 'down') },
  mfi: { wish: (b, p) => indicators.mfi(b, p), reference: (s, p) => bar.mfi(s, p) },
  ultimate: {
    wish: (b, p) => indicators.ultimateOscillator(b, { short: p, medium: p + 4, long: 2 * p + 3 }),
    reference: (s, p) => bar.ultimateOscillator(s, p, p + 4, 2 * p + 3),
  },
  trueRange: { wish: (b) => indicators.trueRange(b), reference: (s) => bar.trueRange(s) },
  atr: { wish: (b, p) => indicators.atr(b, p), reference: (s, p) => bar.atr(s, p) },
  adx: { wish: (b, p) => indicators.adx(b, p), reference: (s, p) => bar.adx(s, p, 'value') },
  plus: { wish: (b, p) => indicators.adx(b, p), field: 'plus', reference: (s, p) => bar.adx(s, p, 'plus') },
  minus: { wish: (b, p) => indicators.adx(b, p), field: 'minus', reference: (s, p) => bar.adx(s, p, 'minus') },
  keltner: {
    wish: (b, p) => indicators.keltner(b, { period: p, multiple: 1.5, rangePeriod: p }),
    field: 'upper',
    reference: (s, p) => bar.keltner(s, p, 1.5),
  },
  upper: { wish: bands, field: 'upper', reference: (s, p) => bar.bollinger(s, p, 2.5, 'upper') },
  lower: { wish: bands, field: 'lower', reference: (s, p) => bar.bollinger(s, p, 2.5, 'lower') },
  width: { wish: bands, field: 'width', reference: (s, p) => bar.bollinger(s, p, 2.5, 'width') },
  percentB: { wish: bands, field: 'percentB', reference: (s, p) => bar.bollinger(s, p, 2.5, 'percentB') },
  zScore: { wish: (b, p) => indicators.zScore(b, p), reference: (s, p) => batch.zScore(close(s), p) },
  donchian: { wish: (b, p) => indicators.donchian(b, p), field: 'upper', reference: (s, p) => batch.highest(s.high, p) },
}

function bands(bars: FakeBars, period: number) {
  return indicators.bollinger(bars, { period, deviations: 2.5 })
}

const markets = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  bars: fc.integer({ min: 1, max: 160 }),
  level: fc.constantFrom(1e-4, 1, 73, 60_000),
  move: fc.constantFrom(0.001, 0.01, 0.2),
  still: fc.constantFrom(0, 0.3, 0.9),
})

test.each(Object.entries(twins))(
  '%s, bar by bar, equals its definition over the whole series',
  (_name, { wish, field, reference }) => {
    fc.assert(
      fc.property(markets, fc.integer({ min: 2, max: 25 }), (market, period) => {
        const series = randomSeries(market)
        const got = collect((bars) => wish(bars, period), series, field)
        const wanted = reference(series, period)
        wanted.forEach((one, row) => {
          const near = Number.isNaN(one) ? Number.isNaN(got[row]) : Math.abs(got[row] - one) <= 1e-9 * Math.max(1, Math.abs(one))
          expect(near, `bar ${row}: ${got[row]}, not ${one}`).toBe(true)
        })
      }),
      { numRuns: 60 },
    )
  },
)
