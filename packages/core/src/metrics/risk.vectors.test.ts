import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import {
  calmarRatio,
  cornishFisher,
  correlationOf,
  covarianceOf,
  decayingVolatility,
  decayPeriods,
  decayWeights,
  deflatedSharpe,
  downsideDeviation,
  drawdownOf,
  grownBy,
  historicalShortfall,
  historicalValueAtRisk,
  kellyGrowth,
  kellyLeverage,
  kellyShare,
  luckiestSharpe,
  modifiedValueAtRisk,
  momentsOf,
  normalAt,
  normalShortfall,
  normalValueAtRisk,
  omegaRatio,
  overfittingOf,
  portfolioDeviation,
  probabilisticSharpe,
  sharpeRatio,
  sortinoRatio,
  tailRisk,
  yearlyGrowth,
} from './index.ts'

/** Within 1e-9, of the value where that is above 1: what the vectors ask for. */
function close(got: number | null, expected: number): void {
  expect(got).not.toBeNull()
  expect(Math.abs((got ?? Number.NaN) - expected), `${got} is not ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(expected)),
  )
}

const file = sharedFile('vectors/models/risk.json')

describe.skipIf(file === undefined)('the numbers of the risk vectors come out', () => {
  const risk = file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'))

  test('value at risk and expected shortfall of a history, of a normal shape and of a bent one', () => {
    const { returns, cases } = risk.var
    for (const { c, ...expected } of cases) {
      const moments = momentsOf(returns)
      expect(moments.count).toBe(expected.n)
      close(moments.mean, expected.mean)
      close(moments.deviation, expected.sdSample)
      close(moments.skew, expected.skewPop)
      close(moments.kurtosis - 3, expected.exKurtPop)
      close(historicalValueAtRisk(returns, c), expected.histVaR_type7)
      close(historicalShortfall(returns, c), expected.histES_meanOfReturnsAtOrBelow)
      close(normalValueAtRisk(moments, c), expected.paramVaR)
      close(normalShortfall(moments, c), expected.paramES)
      close(cornishFisher(normalAt(1 - c), { skew: moments.skew, excess: moments.kurtosis - 3 }), expected.cfZ)
      close(modifiedValueAtRisk(returns, c), expected.cfVaR)
    }
    for (const { z, S, K, zcf } of risk.cornishFisher) close(cornishFisher(z, { skew: S, excess: K }), zcf)
  })

  test("Hull's five worst of five hundred losses, his weights, and his two shares", () => {
    const { fiveWorst, es, decayWeights: decay, msft } = risk.var.hull
    const losses = [...Array.from({ length: 495 }, (_, at) => at), ...fiveWorst]
    const tail = tailRisk(losses, { confidence: 0.99 })
    close(tail?.valueAtRisk ?? null, Math.min(...fiveWorst))
    close(tail?.shortfall ?? null, es)
    const weights = decayWeights(decay.n, decay.lam)
    decay.i.forEach((day: number, at: number) => {
      close(weights[day - 1], decay.w[at])
    })
    const deviation = portfolioDeviation(
      [200_000, 50_000],
      [
        [1, 0.3],
        [0.3, 1],
      ],
    )
    close(deviation, msft.sd)
    close(normalValueAtRisk({ mean: 0, deviation }, 0.99), msft.var1d)
    close(normalValueAtRisk({ mean: 0, deviation: deviation * Math.sqrt(10) }, 0.99), msft.var10d)
  })

  test('Sharpe, Sortino, Omega and Calmar of a series of returns', () => {
    const { returns, expected } = risk.performance
    const perYear = expected.periodsPerYear
    const equity = grownBy(returns)
    const drawdown = drawdownOf(equity)
    const { mean, deviation } = momentsOf(returns)
    close(mean, expected.mean)
    close(deviation, expected.sdSample)
    close(sharpeRatio(returns, { perYear }), expected.sharpe)
    close(downsideDeviation(returns), expected.downsideDev)
    close(sortinoRatio(returns, { perYear }), expected.sortino)
    close(omegaRatio(returns), expected.omega)
    close(equity.at(-1) ?? null, expected.finalEquity)
    close(yearlyGrowth(returns, { perYear }), expected.cagr)
    close(drawdown.share, expected.maxDrawdown)
    close(calmarRatio(returns, { perYear }), expected.calmar)
    expect([drawdown.peakIndex, drawdown.troughIndex, drawdown.longestUnderWater]).toEqual([
      expected.ddPeakIndex,
      expected.ddTroughIndex,
      expected.maxDdDurationPeriods,
    ])
  })

  test('the largest drawdown and how long equity was under water', () => {
    const { equity, expected } = risk.drawdown
    const { share, peakIndex, troughIndex, longestUnderWater } = drawdownOf(equity)
    close(share, expected.maxDrawdown)
    expect([peakIndex, troughIndex, longestUnderWater]).toEqual([expected.peak, expected.trough, expected.durationBars])
  })

  test('probabilistic and deflated Sharpe ratios', () => {
    for (const { input, expected } of risk.psrDsr.psr) {
      const { sr: ratio, T: count, skew, kurt: kurtosis } = input
      close(probabilisticSharpe({ ratio, count, skew, kurtosis }, input.benchmark), expected)
    }
    for (const { input, expected } of risk.psrDsr.dsr) {
      const trials = { count: input.N, variance: input.varSrTrialsAnnual / input.periods }
      const ratio = input.srAnnual / Math.sqrt(input.periods)
      close(luckiestSharpe(trials), expected.sr0)
      close(deflatedSharpe({ ratio, count: input.T, skew: input.skew, kurtosis: input.kurt }, trials), expected.dsr)
    }
  })

  test('every split of the cross-validation, and the probability of overfitting', () => {
    const { matrix, S, expected } = risk.cscv
    const { probability, logits } = overfittingOf(matrix, { blocks: S })
    close(probability, expected.pbo)
    expect(logits.length).toBe(expected.n)
    expected.logits.forEach((logit: number, split: number) => {
      close(logits[split], logit)
    })
  })

  test('bets and leverage by Kelly', () => {
    for (const { p: chance, b: payoff, f, clamped = f } of risk.kelly.binary) {
      close(kellyShare({ chance, payoff }), f)
      close(Math.max(0, kellyShare({ chance, payoff })), clamped)
    }
    for (const { mu: mean, rf: rate, sigma: deviation, f, growth } of risk.kelly.continuous) {
      close(kellyLeverage({ mean, rate, deviation }), f)
      close(kellyGrowth({ mean, rate, deviation }), growth)
    }
  })

  test('volatility that forgets, and what goes together', () => {
    const { hull, riskMetrics, effectiveDays } = risk.ewma
    close(decayingVolatility([hull.u], { decay: hull.lam, start: hull.sigma0 })[0], hull.expected)
    const chain = decayingVolatility(riskMetrics.returns, { decay: riskMetrics.lam, start: riskMetrics.sigma0 })
    riskMetrics.expectedSigma.forEach((sigma: number, at: number) => {
      close(chain[at], sigma)
    })
    close(decayPeriods(effectiveDays.lam, effectiveDays.tol), effectiveDays.K)
    const { x, y, pearson, covSample } = risk.correlation
    close(correlationOf(x, y), pearson)
    close(covarianceOf(x, y), covSample)
  })
})
